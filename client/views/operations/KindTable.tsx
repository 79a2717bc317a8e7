import './site-table.css';
import { type JSX, useState } from 'react';
import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import { formatCount, type Language, NO_VALUE } from '../../../shared/text/format.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import { Figure } from '../../ui/Figure.tsx';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import { useNow } from '../../ui/use-now.ts';
import {
  type KindColumn,
  type KindOrder,
  type KindRow,
  type KindValue,
  kindRows,
  metricsOfTable,
  sortKindRows,
  type TableKind,
} from './kind-rows.ts';
import type { LiveColumns } from './live-states.ts';

interface Props {
  kind: TableKind;
  inventory: InventoryIndex;
  live: LiveColumns;
  /** Server time minus ours, ms. */
  offsetMs: number;
  language: Language;
  selected: string | null;
  onSelect(id: string): void;
}

const REDRAW_MS = 1_000;
const PAGE = 200;

/** Everything of one kind that the map draws, with every metric that the catalogue has of it. */
export function KindTable({ kind, inventory, live, offsetMs, language, selected, onSelect }: Props): JSX.Element {
  const text = useText();
  const now = useNow(REDRAW_MS) + offsetMs;
  const [order, setOrder] = useState<KindOrder>({ column: 'state', descending: true });
  const [shown, setShown] = useState(PAGE);
  const metrics = metricsOfTable(kind);
  const rows = sortKindRows(kindRows(kind, inventory, live, language), order, language);
  const more = Math.min(PAGE, rows.length - shown);
  const columns: readonly KindColumn[] = ['name', 'lifecycle', 'state', ...metrics.keys()];
  return (
    <section className="site-table" aria-label={text('operations.table')} tabIndex={-1}>
      <table>
        <caption>
          {text('operations.kind-caption', { kind: text(`kind.${kind}`), count: formatCount(rows.length, language) })}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading
                key={column}
                column={column}
                metric={typeof column === 'number' ? metrics[column] : undefined}
                order={order}
                language={language}
                onOrder={setOrder}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row) => (
            <Row
              key={row.id}
              row={row}
              metrics={metrics}
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
          {text('operations.kind-more', { count: more })}
        </button>
      )}
    </section>
  );
}

interface HeadingProps {
  column: KindColumn;
  metric: MetricDefinition | undefined;
  order: KindOrder;
  language: Language;
  onOrder(order: KindOrder): void;
}

function Heading({ column, metric, order, language, onOrder }: HeadingProps) {
  const text = useText();
  const sorted = order.column === column;
  const words = metric
    ? metric.label[language === 'zh-CN' ? 'zh' : 'en']
    : text(`operations.column.${column === 'name' ? 'name' : column === 'lifecycle' ? 'lifecycle' : 'state'}`);
  return (
    <th
      scope="col"
      className={metric ? 'numeric' : ''}
      aria-sort={sorted ? (order.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className="plain"
        onClick={() => onOrder({ column, descending: sorted ? !order.descending : column !== 'name' })}
      >
        {words}
        <span aria-hidden="true" className="sort-mark">
          {sorted ? (order.descending ? '↓' : '↑') : ''}
        </span>
      </button>
    </th>
  );
}

interface RowProps {
  row: KindRow;
  metrics: readonly MetricDefinition[];
  now: number;
  language: Language;
  selected: boolean;
  onSelect(id: string): void;
}

function Row({ row, metrics, now, language, selected, onSelect }: RowProps) {
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
      {metrics.map((metric, m) => (
        <ValueCell key={metric.id} metric={metric} reading={row.values[m]!} now={now} language={language} />
      ))}
    </tr>
  );
}

interface ValueCellProps {
  metric: MetricDefinition;
  reading: KindValue;
  now: number;
  language: Language;
}

function ValueCell({ metric, reading: { value, flags, at }, now, language }: ValueCellProps) {
  const state = metric.states?.find((known) => known.value === value);
  const ageMs = at > 0 ? Math.max(0, now - at) : Number.POSITIVE_INFINITY;
  return (
    <td className="numeric">
      <Figure
        value={value}
        unit={metric.unit}
        flags={flags}
        ageMs={ageMs}
        language={language}
        withState
        {...(state ? { words: state.label[language === 'zh-CN' ? 'zh' : 'en'] } : {})}
      />
    </td>
  );
}
