import { useQueryClient } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { formatDate } from '../../../shared/text/format.ts';
import type { MaintenanceView } from '../../../shared/wire/alarm-schemas.ts';
import { endMaintenance, MAINTENANCE_KEY, openMaintenance, useMaintenance } from '../../api/alarms.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { type Say, useText } from '../../ui/text.ts';
import { MaintenanceForm } from './MaintenanceForm.tsx';
import { newDraft, wishOf } from './maintenance-draft.ts';
import { type Around, momentOf } from './StateChips.tsx';

interface Props extends Around {
  /** What a new window covers at first: the resources of the alarms that are meant. */
  resources: readonly string[];
  /** Calls back with the operator's name, asking for it once. */
  withName(then: (operator: string) => void): void;
  onClose(): void;
}

/** The maintenance windows that there are, and a form for another. */
export function MaintenanceDialog({ resources, withName, onClose, ...around }: Props): JSX.Element {
  const text = useText();
  const { now, timeZone } = around;
  const queries = useQueryClient();
  const windows = useMaintenance();
  const [draft, setDraft] = useState(() => newDraft(resources, now, timeZone));
  const [problem, setProblem] = useState<string | null>(null);
  const run = (ask: (operator: string) => Promise<unknown>, done?: () => void) =>
    withName((operator) => {
      void ask(operator)
        .then(
          () => {
            setProblem(null);
            done?.();
          },
          (error: Error & { field?: string }) => {
            setProblem(error.field === undefined ? error.message : `${error.field}: ${error.message}`);
          },
        )
        .finally(() => queries.invalidateQueries({ queryKey: MAINTENANCE_KEY }));
    });
  const create = () => {
    const wish = wishOf(draft, now, timeZone);
    if (wish === null) return setProblem(text('alarms.maintenance-scope-missing'));
    run(
      (operator) => openMaintenance(wish, operator),
      () => setDraft(newDraft([], now, timeZone)),
    );
  };
  return (
    <FormDialog
      wide
      title={text('alarms.maintenance')}
      does={text('alarms.maintenance-create')}
      problem={problem ?? windows.error?.message}
      onSubmit={create}
      onClose={onClose}
    >
      <WindowList windows={windows.data} onEnd={(id) => run((operator) => endMaintenance(id, operator))} {...around} />
      <MaintenanceForm draft={draft} timeZone={timeZone} onChange={setDraft} />
    </FormDialog>
  );
}

interface ListProps extends Around {
  windows: readonly MaintenanceView[] | undefined;
  onEnd(id: string): void;
}

function WindowList({ windows, onEnd, ...around }: ListProps) {
  const text = useText();
  if (windows === undefined) return <p className="dialog-note">{text('alarms.loading')}</p>;
  if (windows.length === 0) return <p className="dialog-note">{text('alarms.maintenance-none')}</p>;
  return (
    <ul className="window-list">
      {windows.map((window) => (
        <li key={window.id}>
          <span>
            <b>{window.title}</b> <span className="count">{whenWords(window, around, text)}</span>
          </span>
          <span className="count">
            {scopeWords(window)} · {text('alarms.operator', { name: window.by.name })} · {window.reason}
            {window.alarms > 0 && ` · ${text('alarms.maintenance-covers', { count: window.alarms })}`}
          </span>
          {(window.open || window.next !== null) && (
            <button type="button" className="button" onClick={() => onEnd(window.id)}>
              {text('alarms.maintenance-end')}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function whenWords({ open, next, schedule }: MaintenanceView, around: Around, text: Say): string {
  const repeats = schedule.type === 'once' ? '' : ` · ${schedule.byDay.join(' ')} ${schedule.from}–${schedule.to}`;
  if (open) return text('alarms.maintenance-open') + (next ? ` – ${momentOf(next.to, around)}` : '') + repeats;
  if (next === null) return text('alarms.maintenance-over');
  const day = formatDate(next.from, around.timeZone);
  const time = momentOf(next.from, around);
  return text('alarms.maintenance-next', { time: time.includes(' ') ? time : `${day} ${time}` }) + repeats;
}

const NAMED = 3;

function scopeWords({ scope: { resources, labels } }: MaintenanceView): string {
  const all = [...resources, ...labels.map(({ name, value }) => `${name}=${value}`)];
  return all.length <= NAMED ? all.join(', ') : `${all.slice(0, NAMED).join(', ')} +${all.length - NAMED}`;
}
