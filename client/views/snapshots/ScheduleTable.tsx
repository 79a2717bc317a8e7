import type { JSX } from 'react';
import { formatCount, NO_VALUE } from '../../../shared/text/format.ts';
import type { SnapshotSchedule, SnapshotScheduleList } from '../../../shared/wire/snapshots.ts';
import { useInventory } from '../../live/react.tsx';
import { type Say, useText } from '../../ui/text.ts';
import { type Around, momentWords, scopeWords } from './words.ts';

interface Props {
  list: SnapshotScheduleList;
  around: Around;
  onOpen(snapshot: string): void;
  onRemove(schedule: SnapshotSchedule): void;
}

/** Schedules with their rhythm, the run that comes and how the last one went. */
export function ScheduleTable({ list, around, onOpen, onRemove }: Props): JSX.Element {
  const text = useText();
  return (
    <table className="snap-table schedules">
      <caption className="visually-hidden">{text('snapshot-screen.schedules-caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{text('snapshot-screen.title')}</th>
          <th scope="col">{text('snapshot-screen.column.rhythm')}</th>
          <th scope="col">{text('snapshot-screen.column.next')}</th>
          <th scope="col">{text('snapshot-screen.column.last')}</th>
          <th scope="col">{text('snapshot-screen.column.delivery')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {list.schedules.map((schedule) => (
          <Row
            key={schedule.id}
            schedule={schedule}
            channels={list.channels}
            around={around}
            onOpen={onOpen}
            onRemove={() => onRemove(schedule)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  schedule: SnapshotSchedule;
  channels: SnapshotScheduleList['channels'];
  around: Around;
  onOpen(snapshot: string): void;
  onRemove(): void;
}

/** When it runs next; while it runs, how far it is. */
function nextWords({ running, progress, nextAt }: SnapshotSchedule, text: Say, timeZone: string): string {
  if (!running) return nextAt === null ? NO_VALUE : momentWords(nextAt, timeZone);
  if (progress === null) return text('snapshot-screen.running');
  const { step, done, of } = progress;
  return text(`snapshot-screen.step.${step}`, { done: done + 1, of });
}

function Row({ schedule, channels, around, onOpen, onRemove }: RowProps) {
  const text = useText();
  const inventory = useInventory();
  const { title, delivery, period, keepDays } = schedule;
  const { language, timeZone } = around;
  const details = [
    scopeWords(schedule.scope, inventory, text, language),
    ...(period ? [text('snapshot-screen.with-period')] : []),
    text('snapshot-screen.kept-days', { count: formatCount(keepDays, language) }),
  ];
  return (
    <tr>
      <th scope="row">
        <b className="first">{title}</b>
        <span className="second">{details.join(' · ')}</span>
      </th>
      <td>
        <span className="first">{rhythmWords(schedule, text)}</span>
        <span className="second">{schedule.timeZone}</span>
      </td>
      <td>{nextWords(schedule, text, timeZone)}</td>
      <td data-column={text('snapshot-screen.column.last')}>
        <LastRun schedule={schedule} around={around} onOpen={onOpen} />
      </td>
      <td data-column={text('snapshot-screen.column.delivery')}>
        {delivery === null ? (
          text('snapshot-screen.no-channel')
        ) : (
          <>
            <span className="first">
              {channels.find(({ id }) => id === delivery.channel)?.name ?? delivery.channel}
            </span>
            <span className="second">{delivery.formats.join(', ')}</span>
          </>
        )}
      </td>
      <td>
        <button
          type="button"
          className="button"
          aria-label={text('snapshot-screen.remove-schedule', { title })}
          onClick={onRemove}
        >
          {text('snapshot-screen.remove')}
        </button>
      </td>
    </tr>
  );
}

function LastRun({ schedule: { last, running }, around, onOpen }: Pick<RowProps, 'schedule' | 'around' | 'onOpen'>) {
  const text = useText();
  if (last === null) return text('snapshot-screen.never-ran');
  const { snapshot, problem, missed, delivered, deliveryProblem } = last;
  const moment = momentWords(last.ranAt, around.timeZone);
  const notes = [
    ...(missed > 0 ? [text('snapshot-screen.missed', { count: formatCount(missed, around.language) })] : []),
    // While it is on its way, it is not yet known.
    ...(running ? [] : [text(`snapshot-screen.delivered.${delivered}`)]),
  ];
  return (
    <>
      {snapshot === null ? (
        <span className="first">{moment}</span>
      ) : (
        <button type="button" className="plain first" onClick={() => onOpen(snapshot)}>
          {moment}
        </button>
      )}
      {problem !== null && <b className="second">{text('snapshot-screen.last-problem', { why: problem })}</b>}
      <span className="second">{notes.join(' · ')}</span>
      {deliveryProblem !== null && <b className="second">{deliveryProblem}</b>}
    </>
  );
}

/** "Every week, Monday 18:00". */
function rhythmWords({ rhythm, weekday, day, time }: SnapshotSchedule, text: Say): string {
  const known = ([1, 2, 3, 4, 5, 6, 7] as const).find((one) => one === weekday);
  const on = [
    text(`snapshot-screen.rhythm.${rhythm}`),
    ...(known === undefined ? [] : [text(`snapshot-screen.weekday.${known}`)]),
    ...(day === null ? [] : [text('snapshot-screen.day-of-month', { day })]),
  ];
  return `${on.join(' · ')} ${time}`;
}
