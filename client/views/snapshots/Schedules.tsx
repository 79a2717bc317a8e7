import { useQueryClient } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { formatCount } from '../../../shared/text/format.ts';
import type { SnapshotList, SnapshotSchedule, SnapshotScheduleList } from '../../../shared/wire/snapshots.ts';
import { removeSchedule, SCHEDULES_KEY, useSnapshotSchedules } from '../../api/snapshots.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.ts';
import { OperatorForm } from './OperatorForm.tsx';
import { ScheduleDialog } from './ScheduleDialog.tsx';
import { ScheduleTable } from './ScheduleTable.tsx';
import { type Around, refusalWords } from './words.ts';

interface Props {
  formats: SnapshotList['formats'];
  around: Around;
  onOpen(snapshot: string): void;
  onBack(): void;
}

/** What is taken by itself: when next, how the last one went, and the form for another. */
export function Schedules({ formats, around, onOpen, onBack }: Props): JSX.Element {
  const text = useText();
  const queries = useQueryClient();
  const { data, error } = useSnapshotSchedules();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<SnapshotSchedule | null>(null);
  const again = () => void queries.invalidateQueries({ queryKey: SCHEDULES_KEY });
  return (
    <section className="snap-compare" aria-label={text('snapshot-screen.schedules')}>
      <header className="snap-head">
        <button type="button" className="button" onClick={onBack}>
          {text('snapshot-screen.back')}
        </button>
        <h2>{text('snapshot-screen.schedules')}</h2>
        {data !== undefined && <p>{countWords(data, text, around)}</p>}
        <span className="spacer" />
        <button
          type="button"
          className="button primary"
          disabled={data === undefined || data.schedules.length >= data.limit}
          onClick={() => setAdding(true)}
        >
          {text('snapshot-screen.add-schedule')}
        </button>
      </header>
      {error !== null && (
        <p className="snap-problem" role="alert">
          {text('snapshot-screen.schedules-failed', { what: refusalWords(error, text, around) })}
        </p>
      )}
      <div className="snap-list">
        {data === undefined ? (
          error === null && <Notice title={text('snapshot-screen.schedules-loading')} />
        ) : data.schedules.length === 0 ? (
          <Notice title={text('snapshot-screen.no-schedules')}>
            <p>{text('snapshot-screen.no-schedules-why')}</p>
          </Notice>
        ) : (
          <ScheduleTable list={data} around={around} onOpen={onOpen} onRemove={setRemoving} />
        )}
      </div>
      {adding && data !== undefined && (
        <ScheduleDialog
          channels={data.channels}
          formats={formats}
          around={around}
          onAdded={again}
          onClose={() => setAdding(false)}
        />
      )}
      {removing !== null && (
        <RemoveDialog schedule={removing} around={around} onRemoved={again} onClose={() => setRemoving(null)} />
      )}
    </section>
  );
}

function countWords(list: SnapshotScheduleList, text: ReturnType<typeof useText>, { language }: Around): string {
  return text('snapshot-screen.schedules-count', {
    count: formatCount(list.schedules.length, language),
    limit: formatCount(list.limit, language),
  });
}

interface RemoveProps {
  schedule: SnapshotSchedule;
  around: Around;
  onRemoved(): void;
  onClose(): void;
}

function RemoveDialog({ schedule, around, onRemoved, onClose }: RemoveProps) {
  const text = useText();
  const remove = async (operator: string) => {
    try {
      await removeSchedule(schedule.id, operator);
      onRemoved();
      return null;
    } catch (error) {
      return refusalWords(error instanceof Error ? error : new Error(String(error)), text, around);
    }
  };
  return (
    <OperatorForm
      title={text('snapshot-screen.remove-schedule', { title: schedule.title })}
      does={text('snapshot-screen.remove')}
      onSubmit={remove}
      onClose={onClose}
    >
      <p className="snap-note">{text('snapshot-screen.remove-schedule-note')}</p>
    </OperatorForm>
  );
}
