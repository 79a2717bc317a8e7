import type { JSX } from 'react';
import { formatCount, NO_VALUE } from '../../../shared/text/format.ts';
import type { SnapshotSummary } from '../../../shared/wire/snapshots.ts';
import { useInventory } from '../../live/react.tsx';
import { SimulatedMark } from '../../ui/SimulatedBadge.tsx';
import { useText } from '../../ui/text.ts';
import { type Around, coverageWords, momentWords, scopeWords, titleWords } from './words.ts';

interface Props {
  rows: readonly SnapshotSummary[];
  opened: string | null;
  marks: readonly string[];
  around: Around;
  onOpen(id: string): void;
  onMark(id: string): void;
}

const COLUMNS = [
  ['compare', ''],
  ['title', ''],
  ['moment', ''],
  ['by', ''],
  ['scope', ''],
  ['coverage', 'number'],
  ['stale', 'number'],
  ['simulated', 'number'],
  ['alarms', 'number'],
  ['sequence', ''],
] as const;

/** All snapshots, one a row; on a phone a row is a card. */
export function SnapshotTable({ rows, ...props }: Props): JSX.Element {
  const text = useText();
  return (
    <table className="snap-table">
      <caption className="visually-hidden">{text('snapshot-screen.caption')}</caption>
      <thead>
        <tr>
          {COLUMNS.map(([name, look]) => (
            <th key={name} scope="col" className={look}>
              {name === 'compare' ? (
                <span className="visually-hidden">{text('snapshot-screen.column.compare')}</span>
              ) : (
                text(`snapshot-screen.column.${name}`)
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((snapshot) => (
          <Row key={snapshot.id} snapshot={snapshot} {...props} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ snapshot, opened, marks, around, onOpen, onMark }: Omit<Props, 'rows'> & { snapshot: SnapshotSummary }) {
  const text = useText();
  const { language, timeZone } = around;
  const { id, at, from, past, takenAt, takenBy, counts, sequence, sha256, schedule, madeUp } = snapshot;
  const title = titleWords(snapshot, text);
  const count = (value: number | null) => formatCount(value, language);
  const notes = [
    ...(past ? [text('snapshot-screen.past')] : []),
    ...(schedule === null ? [] : [text('snapshot-screen.scheduled')]),
    ...(madeUp ? [text('snapshot-screen.made-up')] : []),
  ];
  return (
    <tr aria-current={opened === id || undefined}>
      <td className="mark">
        <input
          type="checkbox"
          aria-label={text('snapshot-screen.mark', { title })}
          checked={marks.includes(id)}
          onChange={() => onMark(id)}
        />
      </td>
      <th scope="row">
        <button type="button" className="plain first" onClick={() => onOpen(id)}>
          {title}
        </button>
        <code className="second" title={id}>
          {id.slice(0, 8)}
        </code>
      </th>
      <td className="moment">
        <span className="first">
          {from !== null && `${momentWords(from, timeZone)} – `}
          <time dateTime={new Date(at).toISOString()}>{momentWords(at, timeZone)}</time>
        </span>
        <span className="second">{notes.join(' · ')}</span>
      </td>
      <td className="by">
        <span className="first">{takenBy.name}</span>
        <time className="second" dateTime={new Date(takenAt).toISOString()}>
          {momentWords(takenAt, timeZone)}
        </time>
      </td>
      <td className="scope">
        <Scope snapshot={snapshot} around={around} />
      </td>
      <td className="number" data-column={text('snapshot-screen.column.coverage')}>
        {coverageWords(snapshot, text, language)}
      </td>
      <td className="number" data-column={text('snapshot-screen.column.stale')}>
        {count(counts.stale)}
      </td>
      <td className="number" data-column={text('snapshot-screen.column.simulated')}>
        {counts.simulated > 0 && <SimulatedMark />} {count(counts.simulated)}
      </td>
      <td className="number" data-column={text('snapshot-screen.column.alarms')}>
        {count(snapshot.alarms)}
      </td>
      <td className="sequence">
        <span className="first">
          {sequence === null
            ? NO_VALUE
            : text('snapshot-screen.records', { from: count(sequence.from), to: count(sequence.to) })}
        </span>
        <code className="second" title={sha256}>
          {sha256.slice(0, 12)}
        </code>
      </td>
    </tr>
  );
}

function Scope({ snapshot, around }: { snapshot: SnapshotSummary; around: Around }) {
  const text = useText();
  const inventory = useInventory();
  return (
    <>
      <span className="first">{scopeWords(snapshot.scope, inventory, text, around.language)}</span>
      <span className="second">
        {text('snapshot-screen.resources', { count: formatCount(snapshot.counts.resources, around.language) })}
      </span>
    </>
  );
}
