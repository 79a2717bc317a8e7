import './site-table.css';
import { type JSX, useState } from 'react';
import type { Unit } from '../../../shared/metrics/metric.ts';
import type { Dictionary } from '../../../shared/model/dictionary.ts';
import { formatCount, type Language, NO_VALUE } from '../../../shared/text/format.ts';
import { useLiveStore } from '../../live/react.tsx';
import { Figure } from '../../ui/Figure.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import { useNow } from '../../ui/use-now.ts';
import type { LiveColumns } from './live-states.ts';
import type { MapModel } from './map-model.ts';
import {
  type Order,
  type Reading,
  SITE_COLUMNS,
  type SiteColumn,
  type SiteRow,
  siteRows,
  sortRows,
} from './site-rows.ts';

interface Props {
  model: MapModel;
  dictionary: Dictionary;
  live: LiveColumns;
  language: Language;
  selected: string | null;
  onSelect(id: string): void;
}

const REDRAW_MS = 1_000;
const PAGE = 200;
const NUMERIC: ReadonlySet<SiteColumn> = new Set(['cells', 'prb', 'users', 'traffic']);

/** The map's sites as a table: the same content without looking at a map. */
export function SiteTable({ model, dictionary, live, language, selected, onSelect }: Props): JSX.Element {
  const text = useText();
  const now = useNow(REDRAW_MS) + useLiveStore().link().offsetMs;
  const [order, setOrder] = useState<Order>({ column: 'state', descending: true });
  const [shown, setShown] = useState(PAGE);
  const rows = sortRows(siteRows(model, dictionary, live, language), order, language);
  if (rows.length === 0) {
    return (
      <Notice title={text('operations.empty')}>
        <p>{text('operations.empty-why')}</p>
      </Notice>
    );
  }
  const more = Math.min(PAGE, rows.length - shown);
  return (
    <section className="site-table" aria-label={text('operations.table')} tabIndex={-1}>
      <table>
        <caption>{text('operations.table-caption', { count: formatCount(rows.length, language) })}</caption>
        <thead>
          <tr>
            {SITE_COLUMNS.map((column) => (
              <Heading key={column} column={column} order={order} onOrder={setOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row) => (
            <Row
              key={row.id}
              row={row}
              now={now}
              language={language}
              selected={row.id === selected}
              onSelect={onSelect}
            />
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <button type="button" className="plain table-more" onClick={() => setShown(shown + PAGE)}>
          {text('operations.table-more', { count: more })}
        </button>
      )}
    </section>
  );
}

function Heading({ column, order, onOrder }: { column: SiteColumn; order: Order; onOrder(order: Order): void }) {
  const text = useText();
  const sorted = order.column === column;
  const next = sorted ? !order.descending : column !== 'site';
  return (
    <th
      scope="col"
      className={NUMERIC.has(column) ? 'numeric' : ''}
      aria-sort={sorted ? (order.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" className="plain" onClick={() => onOrder({ column, descending: next })}>
        {text(`operations.column.${column}`)}
        <span aria-hidden="true" className="sort-mark">
          {sorted ? (order.descending ? '↓' : '↑') : ''}
        </span>
      </button>
    </th>
  );
}

interface RowProps {
  row: SiteRow;
  now: number;
  language: Language;
  selected: boolean;
  onSelect(id: string): void;
}

function Row({ row, now, language, selected, onSelect }: RowProps) {
  const text = useText();
  return (
    <tr className={selected ? 'selected' : ''}>
      <th scope="row">
        <button type="button" className="plain" aria-pressed={selected} onClick={() => onSelect(row.id)}>
          {row.name}
        </button>
      </th>
      <td>{text(`operations.lifecycle.${row.lifecycle}`)}</td>
      <td>
        {row.state === null ? (
          NO_VALUE
        ) : (
          <>
            <StateShape severity={row.state} decorative /> {text(`state.${row.state}`)}
          </>
        )}
      </td>
      <td className="numeric">
        {text('operations.count-of', {
          count: formatCount(row.cellsEnabled, language),
          total: formatCount(row.cells, language),
        })}
      </td>
      <NumberCell reading={row.prb} unit="%" now={now} language={language} />
      <NumberCell reading={row.users} unit="count" now={now} language={language} />
      <NumberCell reading={row.traffic} unit="bit/s" now={now} language={language} />
    </tr>
  );
}

function NumberCell({
  reading,
  unit,
  now,
  language,
}: {
  reading: Reading;
  unit: Unit;
  now: number;
  language: Language;
}) {
  const ageMs = reading.at > 0 ? Math.max(0, now - reading.at) : Number.POSITIVE_INFINITY;
  return (
    <td className="numeric">
      <Figure value={reading.value} unit={unit} flags={reading.flags} ageMs={ageMs} language={language} withState />
    </td>
  );
}
