import { type JSX, useState } from 'react';
import type { SnapshotList, SnapshotScheduleList } from '../../../shared/wire/snapshots.ts';
import { addSchedule } from '../../api/snapshots.ts';
import { useText } from '../../ui/text.ts';
import { FormatChoice } from './FormatChoice.tsx';
import { OperatorForm } from './OperatorForm.tsx';
import { ScopeFields } from './ScopeFields.tsx';
import { newSchedule, type ScheduleDraft, scheduleOf } from './schedule-draft.ts';
import { type Around, refusalWords } from './words.ts';

interface Props {
  channels: SnapshotScheduleList['channels'];
  formats: SnapshotList['formats'];
  around: Around;
  onAdded(): void;
  onClose(): void;
}

interface PartProps {
  draft: ScheduleDraft;
  onChange(part: Partial<ScheduleDraft>): void;
}

const RHYTHMS = ['daily', 'working-days', 'weekly', 'monthly'] as const;
const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** Asks when a snapshot is to be taken by itself, of what, and whom it goes to. */
export function ScheduleDialog({ channels, formats, around, onAdded, onClose }: Props): JSX.Element {
  const text = useText();
  const [draft, setDraft] = useState(() => newSchedule(around.timeZone, around.language));
  const change = (part: Partial<ScheduleDraft>) => setDraft((before) => ({ ...before, ...part }));
  const add = async (operator: string) => {
    const wish = scheduleOf(draft, operator);
    if (typeof wish === 'string') return text(`snapshot-screen.${wish}`);
    try {
      await addSchedule(wish);
      onAdded();
      return null;
    } catch (error) {
      return refusalWords(error instanceof Error ? error : new Error(String(error)), text, around);
    }
  };
  return (
    <OperatorForm
      title={text('snapshot-screen.add-schedule')}
      does={text('snapshot-screen.add-schedule')}
      onSubmit={add}
      onClose={onClose}
    >
      <label className="dialog-field">
        {text('snapshot-screen.title')}
        <input
          required
          pattern=".*\S.*"
          maxLength={200}
          placeholder={text('snapshot-screen.title-hint')}
          value={draft.title}
          onChange={(event) => change({ title: event.target.value })}
        />
      </label>
      <RhythmFields draft={draft} onChange={change} />
      <ScopeFields draft={draft} language={around.language} onChange={change} />
      <label className="dialog-field narrow">
        {text('snapshot-screen.keep')}
        <input
          type="number"
          required
          min={1}
          max={3_660}
          value={draft.keepDays}
          onChange={(event) => change({ keepDays: event.target.value })}
        />
      </label>
      <DeliveryFields draft={draft} channels={channels} formats={formats} onChange={change} />
    </OperatorForm>
  );
}

function RhythmFields({ draft, onChange }: PartProps) {
  const text = useText();
  return (
    <fieldset>
      <legend>{text('snapshot-screen.when')}</legend>
      <div className="snap-triple">
        <label className="dialog-field">
          {text('snapshot-screen.rhythm')}
          <select
            value={draft.rhythm}
            onChange={(event) =>
              onChange({ rhythm: RHYTHMS.find((rhythm) => rhythm === event.target.value) ?? draft.rhythm })
            }
          >
            {RHYTHMS.map((rhythm) => (
              <option key={rhythm} value={rhythm}>
                {text(`snapshot-screen.rhythm.${rhythm}`)}
              </option>
            ))}
          </select>
        </label>
        <DayField draft={draft} onChange={onChange} />
        <label className="dialog-field">
          {text('snapshot-screen.time')}
          <input type="time" required value={draft.time} onChange={(event) => onChange({ time: event.target.value })} />
        </label>
      </div>
      <label className="dialog-field narrow">
        {text('snapshot-screen.time-zone')}
        <input
          required
          maxLength={60}
          value={draft.timeZone}
          onChange={(event) => onChange({ timeZone: event.target.value })}
        />
      </label>
      <div className="snap-choices">
        <label>
          <input
            type="checkbox"
            checked={draft.period}
            onChange={(event) => onChange({ period: event.target.checked })}
          />
          <span>{text('snapshot-screen.period-too')}</span>
        </label>
      </div>
    </fieldset>
  );
}

/** The day that a rhythm needs, if it needs one. */
function DayField({ draft, onChange }: PartProps) {
  const text = useText();
  if (draft.rhythm === 'weekly') {
    return (
      <label className="dialog-field">
        {text('snapshot-screen.weekday')}
        <select value={draft.weekday} onChange={(event) => onChange({ weekday: event.target.value })}>
          {WEEKDAYS.map((day) => (
            <option key={day} value={day}>
              {text(`snapshot-screen.weekday.${day}`)}
            </option>
          ))}
        </select>
      </label>
    );
  }
  if (draft.rhythm !== 'monthly') return null;
  return (
    <label className="dialog-field">
      {text('snapshot-screen.day')}
      <input
        type="number"
        required
        min={1}
        max={28}
        value={draft.day}
        onChange={(event) => onChange({ day: event.target.value })}
      />
    </label>
  );
}

function DeliveryFields({ draft, channels, formats, onChange }: PartProps & Pick<Props, 'channels' | 'formats'>) {
  const text = useText();
  if (channels.length === 0) return <p className="snap-note">{text('snapshot-screen.channel-none')}</p>;
  return (
    <fieldset>
      <legend>{text('snapshot-screen.delivery')}</legend>
      <label className="dialog-field">
        {text('snapshot-screen.channel')}
        <select value={draft.channel} onChange={(event) => onChange({ channel: event.target.value })}>
          <option value="">{text('snapshot-screen.no-channel')}</option>
          {channels.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {draft.channel !== '' && (
        <FormatChoice
          formats={formats}
          chosen={draft.formats}
          language={draft.language}
          onChoose={(chosen) => onChange({ formats: chosen })}
          onLanguage={(language) => onChange({ language })}
        />
      )}
    </fieldset>
  );
}
