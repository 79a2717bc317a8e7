import type { JSX } from 'react';
import type { Severity } from '../../../shared/model/sample.ts';
import { formatCount, formatWithUnit, type Language } from '../../../shared/text/format.ts';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import type { HallRow, RackRow } from './table-rows.ts';

interface HallTableProps {
  rows: readonly HallRow[];
  language: Language;
  onHall(id: string): void;
}

/** The halls as a table: the same content as the floor from afar. */
export function HallTable({ rows, language, onHall }: HallTableProps): JSX.Element {
  const text = useText();
  return (
    <table className="floor-table">
      <caption>{text('table.halls')}</caption>
      <thead>
        <tr>
          <th scope="col">{text('table.hall')}</th>
          <th scope="col">{text('table.status')}</th>
          <th scope="col" className="number">
            {text('table.racks')}
          </th>
          <th scope="col" className="number">
            {text('table.reporting')}
          </th>
          <th scope="col" className="number">
            {text('table.stale')}
          </th>
          <th scope="col" className="number">
            {text('table.inlet-max')}
          </th>
          <th scope="col" className="number">
            {text('table.inlet-mean')}
          </th>
          <th scope="col" className="number">
            {text('table.load')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <button type="button" className="plain link" onClick={() => onHall(row.id)}>
                {text('table.phase-hall', { phase: row.phase, hall: row.name })}
              </button>
            </th>
            <td>
              {text(`lifecycle.${row.lifecycle}`)}
              {row.progress !== null && ` · ${formatCount(row.progress, language)} %`}
            </td>
            <td className="number">{formatCount(row.racks, language)}</td>
            <td className="number">{formatCount(row.counts?.live ?? null, language)}</td>
            <td className="number">{formatCount(row.counts?.stale ?? null, language)}</td>
            <td className="number">
              <Judged severity={row.severity}>{formatWithUnit(row.inletMax, '°C', language)}</Judged>
            </td>
            <td className="number">{formatWithUnit(row.inletMean, '°C', language)}</td>
            <td className="number">{formatWithUnit(row.load, 'W', language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface RackTableProps {
  hall: string;
  rows: readonly RackRow[];
  layer: string;
  selected: string | null;
  onRack(id: string): void;
  onBack(): void;
}

/** The racks of one hall as a table. */
export function RackTable(props: RackTableProps): JSX.Element {
  const { hall, rows, layer, selected, onRack, onBack } = props;
  const text = useText();
  return (
    <>
      <button type="button" className="plain link back" onClick={onBack}>
        ‹ {text('table.back')}
      </button>
      <table className="floor-table">
        <caption>{text('table.racks-of', { hall })}</caption>
        <thead>
          <tr>
            <th scope="col">{text('table.rack')}</th>
            <th scope="col">{text('table.state')}</th>
            <th scope="col" className="number">
              {layer}
            </th>
            <th scope="col">{text('table.age')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={row.id === selected ? 'selected' : ''}>
              <th scope="row">
                <button
                  type="button"
                  className="plain link"
                  aria-current={row.id === selected || undefined}
                  onClick={() => onRack(row.id)}
                >
                  {row.name}
                </button>
              </th>
              <td>
                {row.severity === null ? (
                  text(`lifecycle.${row.lifecycle}`)
                ) : (
                  <>
                    <StateShape severity={row.severity} size={11} decorative /> {text(`state.${row.severity}`)}
                  </>
                )}
              </td>
              <td className="number">
                <Judged severity={row.severity}>{row.value}</Judged>
              </td>
              <td>{row.age}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Judged({ severity, children }: { severity: Severity | null; children: string }): JSX.Element {
  if (severity === null || severity === 'normal' || severity === 'unknown') return <>{children}</>;
  return (
    <b style={{ color: `var(--${severity})` }}>
      <StateShape severity={severity} size={11} /> {children}
    </b>
  );
}
