import { type JSX, useState } from 'react';
import type { AlarmView } from '../../../shared/wire/alarm-schemas.ts';
import type { AlarmAct } from '../../api/alarms.ts';
import { MAX_NAME_LENGTH, useOperator } from '../../state/operator.ts';
import { localMinute, momentOfLocal } from '../../state/zone-time.ts';
import { nameWords, problemWords } from '../../ui/alarm-words.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { useText } from '../../ui/text.ts';
import type { ActType } from './act.ts';
import type { Around } from './StateChips.tsx';

interface Props extends Around {
  type: Exclude<ActType, 'acknowledge' | 'unshelve'>;
  alarms: readonly AlarmView[];
  onAct(act: AlarmAct): void;
  onClose(): void;
}

const MINUTE_MS = 60_000;
const PRESETS = [
  ['15m', 15 * MINUTE_MS],
  ['1h', 60 * MINUTE_MS],
  ['4h', 240 * MINUTE_MS],
  ['8h', 480 * MINUTE_MS],
  ['1d', 1_440 * MINUTE_MS],
  ['7d', 10_080 * MINUTE_MS],
] as const;
const DEFAULT_SHELF_MS = 60 * MINUTE_MS;

/** Asks what an action needs to know: a reason, an end, an owner, a text. */
export function ActionDialog({ type, alarms, onAct, onClose, ...around }: Props): JSX.Element {
  const text = useText();
  const { now, timeZone, language } = around;
  const operator = useOperator(({ name }) => name);
  const [words, setWords] = useState(type === 'assign' ? (alarms[0]?.owner ?? operator ?? '') : '');
  const [until, setUntil] = useState(() => localMinute(now + DEFAULT_SHELF_MS, timeZone));
  const [problem, setProblem] = useState<string | null>(null);
  const submit = () => {
    const said = words.trim();
    if (type === 'assign') return onAct({ type, owner: said === '' ? null : said });
    if (type === 'comment') return onAct({ type, text: said });
    if (type === 'clear') return onAct({ type, reason: said });
    const end = momentOfLocal(until, timeZone);
    if (end === null || end <= now) return setProblem(text('alarms.shelve-past'));
    onAct({ type, reason: said, until: end });
  };
  const [first] = alarms;
  const about =
    first !== undefined && alarms.length === 1
      ? `${problemWords(first, text)} · ${nameWords(first, language, text)}`
      : text('alarms.for', { count: alarms.length });
  return (
    <FormDialog
      title={text(`alarms.act.${type}`)}
      about={about}
      does={text(`alarms.act.${type}`)}
      problem={problem}
      onSubmit={submit}
      onClose={onClose}
    >
      {type === 'assign' ? (
        <label className="dialog-field">
          {text('alarms.new-owner')}
          <input maxLength={MAX_NAME_LENGTH} value={words} onChange={(event) => setWords(event.target.value)} />
        </label>
      ) : (
        <label className="dialog-field">
          {text(type === 'comment' ? 'alarms.comment-text' : 'alarms.reason')}
          <textarea
            required
            maxLength={500}
            rows={3}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
      )}
      {type === 'shelve' && <ShelfEnd until={until} onChange={setUntil} {...around} />}
    </FormDialog>
  );
}

function ShelfEnd({ until, onChange, now, timeZone }: Around & { until: string; onChange(until: string): void }) {
  const text = useText();
  return (
    <>
      <fieldset className="dialog-presets">
        <legend>{text('alarms.shelve-for')}</legend>
        {PRESETS.map(([name, lengthMs]) => {
          const end = localMinute(now + lengthMs, timeZone);
          return (
            <button
              key={name}
              type="button"
              className="button"
              aria-pressed={end === until}
              onClick={() => onChange(end)}
            >
              {text(`alarms.preset.${name}`)}
            </button>
          );
        })}
      </fieldset>
      <label className="dialog-field">
        {text('alarms.shelve-until')}
        <input type="datetime-local" required value={until} onChange={(event) => onChange(event.target.value)} />
      </label>
      <p className="dialog-note">
        {text('alarms.shelve-note')} {text('alarms.maintenance-zone', { zone: timeZone })}
      </p>
    </>
  );
}

/** Asks once who acts at this browser. */
export function NameDialog({ onNamed, onClose }: { onNamed(name: string): void; onClose(): void }): JSX.Element {
  const text = useText();
  const { name: known, rename } = useOperator();
  const [name, setName] = useState(known ?? '');
  return (
    <FormDialog
      title={text('alarms.name-title')}
      does={text('alarms.name-keep')}
      onSubmit={() => {
        rename(name);
        onNamed(name.trim());
      }}
      onClose={onClose}
    >
      <p className="dialog-note">{text('alarms.name-why')}</p>
      <label className="dialog-field">
        {text('alarms.name-title')}
        <input
          required
          pattern=".*\S.*"
          maxLength={MAX_NAME_LENGTH}
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
    </FormDialog>
  );
}
