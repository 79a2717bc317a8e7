import { Fragment, type JSX } from 'react';
import { formatCount, type Language } from '../../../shared/text/format.ts';
import { ChevronUpIcon } from '../../ui/icons.tsx';
import { SimulatedBadge } from '../../ui/SimulatedBadge.tsx';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import { SourceDetail } from './SourceDetail.tsx';
import {
  COLUMNS,
  CONDITION_STATE,
  type Column,
  type Order,
  SKEW_LIMIT_MS,
  type SourceRow,
  type Surroundings,
} from './source-rows.ts';
import { formatRate, formatSince, lagWords, protocolWords } from './words.ts';

interface Props extends Surroundings {
  rows: readonly SourceRow[];
  order: Order;
  /** Id of the row that stands open. */
  open: string | null;
  onOrder(order: Order): void;
  onOpen(id: string | null): void;
}

/** Columns that give way first on narrow screens; an open row has them all. */
const ROOM: Readonly<Partial<Record<Column, string>>> = {
  state: 'needs-room',
  received: 'needs-room',
  rate: 'needs-room',
  lag: 'needs-room',
  accepted: 'needs-room',
  resources: 'needs-much-room',
  series: 'needs-much-room',
  duplicate: 'needs-much-room',
};
const IN_WORDS: ReadonlySet<Column> = new Set(['source', 'state']);

function cell(column: Column): string {
  return [IN_WORDS.has(column) ? '' : 'number', ROOM[column] ?? ''].join(' ').trim();
}

/** One row per sender. A row opens to what was refused and what was not understood of it. */
export function SourceTable({ rows, order, open, onOrder, onOpen, ...around }: Props): JSX.Element {
  const text = useText();
  return (
    <table className="source-table">
      <caption className="visually-hidden">{text('data-quality.caption')}</caption>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <Heading key={column} column={column} order={order} onOrder={onOrder} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const isOpen = row.source.id === open;
          return (
            <Fragment key={row.source.id}>
              <Row row={row} open={isOpen} onOpen={onOpen} {...around} />
              {isOpen && (
                <tr className="detail" id={detailId(row)}>
                  <td colSpan={COLUMNS.length}>
                    <SourceDetail row={row} {...around} />
                  </td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

function detailId({ source }: SourceRow): string {
  return `detail-of-${source.id}`;
}

function Heading({ column, order, onOrder }: { column: Column; order: Order; onOrder(order: Order): void }) {
  const text = useText();
  const sorted = order.column === column;
  const descending = sorted ? !order.descending : column !== 'source';
  return (
    <th
      scope="col"
      className={cell(column)}
      aria-sort={sorted ? (order.descending ? 'descending' : 'ascending') : 'none'}
      title={column === 'lag' ? text('data-quality.lag-why') : undefined}
    >
      <button type="button" className="plain sorter" onClick={() => onOrder({ column, descending })}>
        {text(`data-quality.column.${column}`)}
        {sorted && <span aria-hidden="true">{order.descending ? '↓' : '↑'}</span>}
      </button>
    </th>
  );
}

function Row({
  row,
  open,
  onOpen,
  ...around
}: Surroundings & { row: SourceRow; open: boolean; onOpen(id: string | null): void }) {
  const text = useText();
  const { source, refused } = row;
  const { language, now, asOf, showTime } = around;
  const count = (value: number) => formatCount(value, language);
  const received = source.lastReceivedAt === null ? undefined : showTime(source.lastReceivedAt);
  return (
    <tr className={open ? 'open' : ''}>
      <th scope="row">
        <button
          type="button"
          className="plain opener"
          aria-expanded={open}
          aria-controls={open ? detailId(row) : undefined}
          aria-label={text('data-quality.show', { source: source.id })}
          onClick={() => onOpen(open ? null : source.id)}
        >
          <ChevronUpIcon size={14} />
          <span className="source-id">{source.id}</span>
        </button>
        <span className="source-kind">
          {source.simulated ? <SimulatedBadge /> : <span className="real-badge">{text('data-quality.real')}</span>}
          <span className="protocol">{protocolWords(source.protocol, text)}</span>
        </span>
        <span className="source-brief">
          <ConditionWords row={row} />
          <span>
            {text('data-quality.brief', {
              rate: formatRate(source.rate, language),
              age: formatSince(source.lastReceivedAt, now, language),
            })}
          </span>
        </span>
      </th>
      <td className={cell('state')}>
        <ConditionWords row={row} />
      </td>
      <td className={cell('received')} title={received}>
        {formatSince(source.lastReceivedAt, now, language)}
      </td>
      <td className={cell('rate')} title={asOf}>
        {formatRate(source.rate, language)}
      </td>
      <td className={cell('lag')}>
        <Lag skewMs={source.skewMs} language={language} />
      </td>
      {(['resources', 'series', 'accepted', 'duplicate'] as const).map((column) => (
        <td key={column} className={cell(column)} title={asOf}>
          {count(source[column])}
        </td>
      ))}
      <td className={cell('rejected')} title={asOf}>
        {refused > 0 && <StateShape severity="minor" size={10} decorative />} {count(refused)}
      </td>
      <td className={cell('unmapped')} title={asOf}>
        {source.unmappedTotal > 0 && <StateShape severity="warning" size={10} decorative />}{' '}
        {count(source.unmappedTotal)}
      </td>
    </tr>
  );
}

function ConditionWords({ row: { condition } }: { row: SourceRow }) {
  const text = useText();
  return (
    <span className="condition" title={text(`data-quality.condition-why.${condition}`)}>
      <StateShape severity={CONDITION_STATE[condition]} size={11} decorative />
      {text(`data-quality.condition.${condition}`)}
    </span>
  );
}

function Lag({ skewMs, language }: { skewMs: number | null; language: Language }) {
  const text = useText();
  const words = lagWords(skewMs, language, text);
  if (Math.abs(skewMs ?? 0) <= SKEW_LIMIT_MS) return <>{words}</>;
  return <span className="skew-badge">{words}</span>;
}
