import { type JSX, useState } from 'react';
import { WEEKDAYS } from '../../../../shared/alarms/maintenance.ts';
import { PERCEIVED_SEVERITIES } from '../../../../shared/alarms/severity.ts';
import { RESOURCE_KINDS } from '../../../../shared/model/resource.ts';
import type { ChannelView, RouteView } from '../../../../shared/wire/notifications.ts';
import type { RouteWish } from '../../../api/notifications.ts';
import { kindWords } from '../../../ui/alarm-words.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { useText } from '../../../ui/text.ts';
import { draftOf, type RouteDraft, wishOf } from './route-draft.ts';

const KINDS = [...RESOURCE_KINDS, 'source', 'server'] as const;

interface Props {
  /** The route that is changed; null for a new one. */
  route: RouteView | null;
  channels: readonly ChannelView[];
  timeZone: string;
  problem: string | null;
  onSave(wish: RouteWish): void;
  onClose(): void;
}

/** Which alarms go to which channel, when, and who comes next. */
export function RouteDialog({ route, channels, timeZone, problem, onSave, onClose }: Props): JSX.Element {
  const text = useText();
  const [draft, setDraft] = useState(() => draftOf(route, channels[0]?.id ?? '', timeZone));
  const set = (changes: Partial<RouteDraft>) => setDraft({ ...draft, ...changes });
  const chosen = (options: readonly { readonly id: string; readonly name: string }[]) =>
    options.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ));
  const check = (key: 'enabled' | 'simulated' | 'last' | 'timed') => (
    <label className="notify-check">
      <input type="checkbox" checked={draft[key]} onChange={(event) => set({ [key]: event.target.checked })} />
      {text(`notification-screen.${key}`)}
    </label>
  );
  return (
    <FormDialog
      wide
      title={text(route === null ? 'notification-screen.add-route' : 'notification-screen.change-route')}
      does={text('notification-screen.save')}
      problem={problem}
      onSubmit={() => onSave(wishOf(draft))}
      onClose={onClose}
    >
      <label className="dialog-field">
        {text('notification-screen.name')}
        <input required maxLength={80} value={draft.name} onChange={(event) => set({ name: event.target.value })} />
      </label>
      <label className="dialog-field">
        {text('notification-screen.channel')}
        <select required value={draft.channel} onChange={(event) => set({ channel: event.target.value })}>
          {chosen(channels)}
        </select>
      </label>
      <label className="dialog-field">
        {text('notification-screen.min-severity')}
        <select
          value={draft.minSeverity}
          onChange={(event) =>
            set({ minSeverity: PERCEIVED_SEVERITIES.find((one) => one === event.target.value) ?? draft.minSeverity })
          }
        >
          {chosen([...PERCEIVED_SEVERITIES].reverse().map((id) => ({ id, name: text(`alarms.severity.${id}`) })))}
        </select>
      </label>
      <label className="dialog-field">
        {text('notification-screen.kinds')}
        <select
          multiple
          size={5}
          value={[...draft.kinds]}
          onChange={(event) => {
            const named = new Set([...event.target.selectedOptions].map(({ value }) => value));
            set({ kinds: KINDS.filter((kind) => named.has(kind)) });
          }}
        >
          {chosen(KINDS.map((id) => ({ id, name: kindWords(id, text) })))}
        </select>
      </label>
      <label className="dialog-field">
        {text('notification-screen.resources')}
        <textarea rows={2} value={draft.resources} onChange={(event) => set({ resources: event.target.value })} />
      </label>
      <label className="dialog-field">
        {text('notification-screen.labels')}
        <textarea rows={2} value={draft.labels} onChange={(event) => set({ labels: event.target.value })} />
      </label>
      {check('timed')}
      {draft.timed && <Window draft={draft} set={set} />}
      <label className="dialog-field">
        {text('notification-screen.escalate-to')}
        <select value={draft.escalateTo} onChange={(event) => set({ escalateTo: event.target.value })}>
          {chosen([{ id: '', name: text('notification-screen.nobody') }, ...channels])}
        </select>
      </label>
      {draft.escalateTo !== '' && (
        <label className="dialog-field">
          {text('notification-screen.after-minutes')}
          <input
            type="number"
            required
            min={1}
            max={1_440}
            value={draft.afterMinutes}
            onChange={(event) => set({ afterMinutes: event.target.value })}
          />
        </label>
      )}
      {check('simulated')}
      {check('last')}
      {check('enabled')}
    </FormDialog>
  );
}

function Window({ draft, set }: { draft: RouteDraft; set(changes: Partial<RouteDraft>): void }) {
  const text = useText();
  const { days, from, to, timeZone } = draft;
  return (
    <>
      <fieldset className="dialog-presets" aria-label={text('alarms.maintenance-days')}>
        {WEEKDAYS.map((day) => (
          <button
            key={day}
            type="button"
            className="button"
            aria-pressed={days.includes(day)}
            onClick={() => set({ days: WEEKDAYS.filter((one) => (one === day) !== days.includes(one)) })}
          >
            {text(`alarms.day.${day}`)}
          </button>
        ))}
      </fieldset>
      <div className="maintenance-times">
        <label className="dialog-field">
          {text('alarms.maintenance-from')}
          <input type="time" required value={from} onChange={(event) => set({ from: event.target.value })} />
        </label>
        <label className="dialog-field">
          {text('alarms.maintenance-to')}
          <input type="time" required value={to} onChange={(event) => set({ to: event.target.value })} />
        </label>
      </div>
      <label className="dialog-field">
        {text('notification-screen.time-zone')}
        <input required maxLength={60} value={timeZone} onChange={(event) => set({ timeZone: event.target.value })} />
      </label>
    </>
  );
}
