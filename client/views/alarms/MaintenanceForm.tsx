import type { JSX } from 'react';
import { WEEKDAYS } from '../../../shared/alarms/maintenance.ts';
import { useText } from '../../ui/text.ts';
import { type MaintenanceDraft, NTH, REPEATS } from './maintenance-draft.ts';

interface Props {
  draft: MaintenanceDraft;
  timeZone: string;
  onChange(draft: MaintenanceDraft): void;
}

/** What a new window is called, why, what it covers and when. */
export function MaintenanceForm({ draft, timeZone, onChange }: Props): JSX.Element {
  const text = useText();
  const set = (changes: Partial<MaintenanceDraft>) => onChange({ ...draft, ...changes });
  return (
    <fieldset className="maintenance-form">
      <legend>{text('alarms.maintenance-new')}</legend>
      <label className="dialog-field">
        {text('alarms.maintenance-title')}
        <input required maxLength={120} value={draft.title} onChange={(event) => set({ title: event.target.value })} />
      </label>
      <label className="dialog-field">
        {text('alarms.reason')}
        <input
          required
          maxLength={500}
          value={draft.reason}
          onChange={(event) => set({ reason: event.target.value })}
        />
      </label>
      <label className="dialog-field">
        {text('alarms.maintenance-resources')}
        <textarea rows={3} value={draft.resources} onChange={(event) => set({ resources: event.target.value })} />
      </label>
      <label className="dialog-field">
        {text('alarms.maintenance-labels')}
        <textarea rows={3} value={draft.labels} onChange={(event) => set({ labels: event.target.value })} />
      </label>
      <When draft={draft} timeZone={timeZone} set={set} />
    </fieldset>
  );
}

interface WhenProps {
  draft: MaintenanceDraft;
  timeZone: string;
  set(changes: Partial<MaintenanceDraft>): void;
}

function When({ draft, timeZone, set }: WhenProps) {
  const text = useText();
  return (
    <div className="maintenance-when">
      <fieldset className="dialog-presets">
        <legend>{text('alarms.maintenance-when')}</legend>
        {REPEATS.map((repeat) => (
          <button
            key={repeat}
            type="button"
            className="button"
            aria-pressed={draft.repeat === repeat}
            onClick={() => set({ repeat })}
          >
            {text(`alarms.maintenance-${repeat}`)}
          </button>
        ))}
      </fieldset>
      {draft.repeat === 'once' ? (
        <Times
          type="datetime-local"
          from={draft.from}
          to={draft.to}
          onChange={({ from = draft.from, to = draft.to }) => set({ from, to })}
        />
      ) : (
        <>
          <Days draft={draft} set={set} />
          <Times
            type="time"
            from={draft.fromTime}
            to={draft.toTime}
            onChange={({ from = draft.fromTime, to = draft.toTime }) => set({ fromTime: from, toTime: to })}
          />
        </>
      )}
      <p className="dialog-note">{text('alarms.maintenance-zone', { zone: timeZone })}</p>
    </div>
  );
}

function Days({ draft, set }: Omit<WhenProps, 'timeZone'>) {
  const text = useText();
  const { days, nth, repeat } = draft;
  return (
    <fieldset className="dialog-presets">
      <legend>{text('alarms.maintenance-days')}</legend>
      {repeat === 'monthly' && (
        <select
          aria-label={text('alarms.maintenance-which')}
          value={nth}
          onChange={(event) => set({ nth: NTH.find((one) => one === event.target.value) ?? nth })}
        >
          {NTH.map((one) => (
            <option key={one} value={one}>
              {text(`alarms.nth.${one}`)}
            </option>
          ))}
        </select>
      )}
      {WEEKDAYS.map((day) => (
        <button
          key={day}
          type="button"
          className="button"
          aria-pressed={days.includes(day)}
          onClick={() => set({ days: days.includes(day) ? days.filter((one) => one !== day) : [...days, day] })}
        >
          {text(`alarms.day.${day}`)}
        </button>
      ))}
    </fieldset>
  );
}

interface TimesProps {
  type: 'time' | 'datetime-local';
  from: string;
  to: string;
  onChange(times: { from?: string; to?: string }): void;
}

function Times({ type, from, to, onChange }: TimesProps) {
  const text = useText();
  return (
    <div className="maintenance-times">
      <label className="dialog-field">
        {text('alarms.maintenance-from')}
        <input type={type} required value={from} onChange={(event) => onChange({ from: event.target.value })} />
      </label>
      <label className="dialog-field">
        {text('alarms.maintenance-to')}
        <input type={type} required value={to} onChange={(event) => onChange({ to: event.target.value })} />
      </label>
    </div>
  );
}
