import type { JSX } from 'react';
import type { AlarmView } from '../../../shared/wire/alarm-schemas.ts';
import { useOperator } from '../../state/operator.ts';
import { nameWords } from '../../ui/alarm-words.ts';
import { CloseIcon } from '../../ui/icons.tsx';
import { type Say, useText } from '../../ui/text.ts';
import { type ActReport, type ActType, applies } from './act.ts';
import { type Around, chipsOf } from './StateChips.tsx';

interface Props {
  /** What the actions are for. */
  alarms: readonly AlarmView[];
  /** In the past nothing can be done. */
  readOnly: boolean;
  busy: boolean;
  onStart(type: ActType): void;
  onMaintenance(): void;
  onName(): void;
}

const BUTTONS: readonly { readonly type: ActType; readonly key: string }[] = [
  { type: 'acknowledge', key: 'A' },
  { type: 'shelve', key: 'S' },
  { type: 'unshelve', key: 'U' },
  { type: 'comment', key: 'C' },
  { type: 'assign', key: 'O' },
  { type: 'clear', key: 'X' },
];

/** What an operator can do to the rows that are meant, each with its key. */
export function ActionBar({ alarms, readOnly, busy, onStart, onMaintenance, onName }: Props): JSX.Element {
  const text = useText();
  const name = useOperator((operator) => operator.name);
  return (
    <div className="alarm-actions" role="toolbar" aria-label={text('alarms.actions')}>
      {BUTTONS.map(({ type, key }) => {
        const count = alarms.filter((alarm) => applies(type, alarm)).length;
        // What can seldom be done is only offered where it can.
        if ((type === 'unshelve' || type === 'clear') && count === 0) return null;
        return (
          <button
            key={type}
            type="button"
            className="button"
            disabled={readOnly || busy || count === 0}
            title={readOnly ? text('alarms.past-no-act') : `${text(`alarms.act.${type}`)} (${key})`}
            onClick={() => onStart(type)}
          >
            {text(`alarms.act.${type}`)} <kbd>{key}</kbd>
          </button>
        );
      })}
      <button type="button" className="button" title={`${text('alarms.maintenance')} (M)`} onClick={onMaintenance}>
        {text('alarms.act.maintenance')} <kbd>M</kbd>
      </button>
      {alarms.length > 1 && <span className="selected">{text('alarms.selected', { count: alarms.length })}</span>}
      <span className="spacer" />
      {name !== null && (
        <button type="button" className="plain operator" title={text('alarms.operator-change')} onClick={onName}>
          {text('alarms.operator', { name })}
        </button>
      )}
    </div>
  );
}

/** What came of an action: how many were done, who was faster, what was refused. */
export function ActionReport({
  report,
  onDismiss,
  ...around
}: Around & { report: ActReport; onDismiss(): void }): JSX.Element {
  const text = useText();
  const lines = linesOf(report, around, text);
  const failed = report.conflicts.length + report.refused.length > 0;
  return (
    <div className={failed ? 'alarm-report failed' : 'alarm-report'} role={failed ? 'alert' : 'status'}>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <button type="button" className="plain square" aria-label={text('action.close')} onClick={onDismiss}>
        <CloseIcon size={14} />
      </button>
    </div>
  );
}

const LINES = 4;

function linesOf({ type, done, conflicts, refused }: ActReport, around: Around, text: Say): string[] {
  const act = text(`alarms.act.${type}`);
  if (done + conflicts.length + refused.length === 0) return [text('alarms.nothing-to-do', { act })];
  const lines = done > 0 ? [text('alarms.done', { act, count: done })] : [];
  for (const alarm of conflicts.slice(0, LINES)) {
    const state = chipsOf(alarm, around, text)
      .map(({ words }) => words)
      .join(' · ');
    lines.push(text('alarms.conflict', { name: nameWords(alarm, around.language, text), state, who: whoActed(alarm) }));
  }
  for (const { alarm, what } of refused.slice(0, LINES)) {
    lines.push(text('alarms.refused', { name: nameWords(alarm, around.language, text), what }));
  }
  return lines;
}

/** Whose action is the newest that the record tells of. */
function whoActed({ acknowledgement, shelf, clearance, comments, owner }: AlarmView): string {
  const acts = [
    ...(acknowledgement ? [acknowledgement] : []),
    ...(shelf ? [shelf] : []),
    ...(clearance?.by ? [{ at: clearance.at, by: clearance.by }] : []),
    ...comments,
  ].sort((a, b) => b.at - a.at);
  return acts[0]?.by.name ?? owner ?? '–';
}
