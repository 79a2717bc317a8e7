import { type JSX, type ReactNode, useState } from 'react';
import type { Unit } from '../../../shared/metrics/metric.ts';
import { isKind } from '../../../shared/model/resource.ts';
import { SEVERITIES } from '../../../shared/model/sample.ts';
import { formatCount, formatWithUnit, type Language } from '../../../shared/text/format.ts';
import type { SnapshotComparison } from '../../../shared/wire/snapshots.ts';
import { inLanguage, problemWords } from '../../ui/alarm-words.ts';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import { differenceWords, factWords, fieldWords, standingWords } from './change-words.ts';

type Figures = SnapshotComparison['figures'];
type Resources = SnapshotComparison['resources'];
type Alarms = NonNullable<SnapshotComparison['alarms']>;
type Change = Resources['rows'][number]['change'];

const CHANGES: readonly Change[] = ['appeared', 'vanished', 'changed'];
const PAGE_ROWS = 200;
/** Shapes of what happened: colour is never alone. */
const SIGN: Readonly<Record<Change, string>> = { appeared: '+', vanished: '−', changed: '≠' };

/** The key figures of both, and their difference. */
export function FigureTable({ figures, language }: { figures: Figures; language: Language }): JSX.Element {
  const text = useText();
  return (
    <table className="snap-table changes">
      <caption className="visually-hidden">{text('snapshot-screen.figures')}</caption>
      <thead>
        <tr>
          <th scope="col">{text('snapshot-screen.column.figure')}</th>
          <th scope="col" className="number">
            {text('snapshot-screen.before')}
          </th>
          <th scope="col" className="number">
            {text('snapshot-screen.after')}
          </th>
          <th scope="col" className="number">
            {text('snapshot-screen.column.difference')}
          </th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ figure, label, unit, a, b, change }) => (
          <tr key={figure}>
            <th scope="row">{inLanguage(label, language)}</th>
            <td className="number">{formatWithUnit(a, unit as Unit, language)}</td>
            <td className="number">{formatWithUnit(b, unit as Unit, language)}</td>
            <td className={change === 0 ? 'number same' : 'number'}>{differenceWords(change, unit, language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Resources that appeared, vanished, or have another state, stage or attribute. */
export function ResourceChanges({ tally, rows, language }: Resources & { language: Language }): JSX.Element {
  const text = useText();
  return (
    <Changes
      caption={text('snapshot-screen.resources-tab')}
      what={text('snapshot-screen.column.field')}
      tally={tally}
      rows={rows}
      language={language}
      cells={({ field, a, b }) => [
        fieldWords(field, text),
        <StateOrWords key="a" field={field} value={a} />,
        <StateOrWords key="b" field={field} value={b} />,
      ]}
    />
  );
}

/** Alarms that came, went, or stand otherwise. */
export function AlarmChanges({ tally, rows, language }: Alarms & { language: Language }): JSX.Element {
  const text = useText();
  return (
    <Changes
      caption={text('snapshot-screen.alarms-tab')}
      what={text('snapshot-screen.column.problem')}
      tally={tally}
      rows={rows}
      language={language}
      cells={({ rule, a, b }) => [
        problemWords({ rule, specificProblem: null }, text),
        standingWords(a, text),
        standingWords(b, text),
      ]}
    />
  );
}

interface ChangesProps<Row extends Resources['rows'][number] | Alarms['rows'][number]> {
  caption: string;
  /** Head of the column that says what of it changed. */
  what: string;
  tally: Resources['tally'];
  rows: readonly Row[];
  language: Language;
  cells(row: Row): readonly [ReactNode, ReactNode, ReactNode];
}

function Changes<Row extends Resources['rows'][number] | Alarms['rows'][number]>(props: ChangesProps<Row>) {
  const text = useText();
  const { caption, what, tally, rows, language, cells } = props;
  const [only, setOnly] = useState<Change | null>(null);
  const [shown, setShown] = useState(PAGE_ROWS);
  const wanted = only === null ? rows : rows.filter(({ change }) => change === only);
  if (rows.length === 0) return <p className="snap-none">{text('snapshot-screen.same')}</p>;
  const heads = [
    text('snapshot-screen.column.change'),
    text('snapshot-screen.column.resource'),
    what,
    text('snapshot-screen.before'),
    text('snapshot-screen.after'),
  ];
  return (
    <>
      <ChangeFilter tally={tally} only={only} language={language} onOnly={setOnly} />
      <table className="snap-table changes">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {wanted.slice(0, shown).map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one resource may have many rows, and rows never move
            <ChangeRow key={i} row={row} cells={cells(row)} language={language} />
          ))}
        </tbody>
      </table>
      {wanted.length > shown && (
        <button type="button" className="button snap-more" onClick={() => setShown(shown + PAGE_ROWS)}>
          {text('snapshot-screen.more', {
            count: formatCount(Math.min(PAGE_ROWS, wanted.length - shown), language),
          })}
        </button>
      )}
    </>
  );
}

function ChangeRow({
  row,
  cells: [what, before, after],
  language,
}: {
  row: Pick<Resources['rows'][number], 'change' | 'resource' | 'kind' | 'name'>;
  cells: readonly [ReactNode, ReactNode, ReactNode];
  language: Language;
}) {
  const text = useText();
  const { change, resource, kind, name } = row;
  return (
    <tr>
      <td>
        <span className={`snap-change ${change}`} aria-hidden="true">
          {SIGN[change]}
        </span>{' '}
        {text(`snapshot-screen.change.${change}`)}
      </td>
      <th scope="row">
        <span className="first" title={resource}>
          {inLanguage(name, language)}
        </span>
        <span className="second">{isKind(kind) ? text(`kind.${kind}`) : kind}</span>
      </th>
      <td>{what}</td>
      <td>{before}</td>
      <td>{after}</td>
    </tr>
  );
}

function StateOrWords({ field, value }: { field: string; value: string | null }) {
  const text = useText();
  const severity = field === 'state' ? SEVERITIES.find((known) => known === value) : undefined;
  if (field === '') return null;
  return (
    <>
      {severity !== undefined && <StateShape severity={severity} decorative />} {factWords(field, value, text)}
    </>
  );
}

interface FilterProps {
  tally: Resources['tally'];
  only: Change | null;
  language: Language;
  onOnly(change: Change | null): void;
}

function ChangeFilter({ tally, only, language, onOnly }: FilterProps) {
  const text = useText();
  const all = tally.appeared + tally.vanished + tally.changed;
  return (
    <div className="snap-tabs small">
      <button type="button" className="plain" aria-pressed={only === null} onClick={() => onOnly(null)}>
        {text('snapshot-screen.all-changes', { count: formatCount(all, language) })}
      </button>
      {CHANGES.map((change) => (
        <button
          key={change}
          type="button"
          className="plain"
          aria-pressed={only === change}
          onClick={() => onOnly(change)}
        >
          <span className={`snap-change ${change}`} aria-hidden="true">
            {SIGN[change]}
          </span>{' '}
          {text('snapshot-screen.tally', {
            change: text(`snapshot-screen.change.${change}`),
            count: formatCount(tally[change], language),
          })}
        </button>
      ))}
    </div>
  );
}
