import {
  type JSX,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useText } from '../../ui/text.ts';
import { AlarmTableRow } from './AlarmTableRow.tsx';
import type { ListSelection } from './list-selection.ts';
import { type AlarmRow, ORDERS, type Order } from './rows.ts';
import type { Around } from './StateChips.tsx';

interface Props extends Around {
  rows: readonly AlarmRow[];
  selection: ListSelection;
  order: Order;
  /** CSS pixels: rows are laid out by number, so that ten thousand cost as much as thirty. */
  rowHeight: number;
  onOrder(order: Order): void;
  onPress(id: string, event: MouseEvent): void;
  onFold(id: string): void;
  onKey(event: KeyboardEvent): void;
}

const COLUMNS = ['severity', 'alarm', 'since', 'effect', 'owner', 'state', 'source'] as const;
/** Rows drawn beyond both edges. */
const SPARE = 8;

function rowId(id: string): string {
  return `alarm-row-${id}`;
}

/** The list as a tree grid; only the rows that are seen are there. What is new never moves the row under the cursor. */
export function AlarmTable(props: Props): JSX.Element {
  const { rows, selection, order, rowHeight, onOrder, onPress, onFold, onKey, ...around } = props;
  const text = useText();
  const grid = useRef<HTMLDivElement>(null);
  const { first, last, look } = useWindow(grid, rowHeight, rows.length);
  const cursorAt = selection.cursor === null ? -1 : rows.findIndex(({ alarm }) => alarm.id === selection.cursor);
  useSteadyCursor(grid, selection.cursor, cursorAt, rowHeight);
  const shown = rows.slice(first, last);
  const onScreen = cursorAt >= first && cursorAt < last;
  return (
    <div ref={grid} className="alarm-scroll" onScroll={look}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA in HTML lets a table be a tree grid.
        role="treegrid"
        className="alarm-table"
        tabIndex={0}
        aria-label={text('alarms.caption')}
        aria-description={text('alarms.keys')}
        aria-rowcount={rows.length + 1}
        aria-multiselectable="true"
        aria-activedescendant={onScreen ? rowId(selection.cursor!) : undefined}
        onKeyDown={onKey}
      >
        <thead className="alarm-head">
          <tr className="alarm-row-head" aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <Heading key={column} column={column} order={order} onOrder={onOrder} />
            ))}
          </tr>
        </thead>
        <tbody className="alarm-rows" style={{ height: rows.length * rowHeight }}>
          {shown.map((row, i) => (
            <AlarmTableRow
              key={row.alarm.id}
              row={row}
              id={rowId(row.alarm.id)}
              index={first + i}
              top={(first + i) * rowHeight}
              current={row.alarm.id === selection.cursor}
              chosen={selection.chosen.has(row.alarm.id)}
              onPress={onPress}
              onFold={onFold}
              {...around}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadingProps {
  column: (typeof COLUMNS)[number];
  order: Order;
  onOrder(order: Order): void;
}

function Heading({ column, order, onOrder }: HeadingProps) {
  const text = useText();
  const words = text(`alarms.column.${column}`);
  const sorts = ORDERS.find((one) => one === column);
  if (sorts === undefined) {
    return (
      <th scope="col" className={`cell-${column}`}>
        {words}
      </th>
    );
  }
  return (
    <th scope="col" className={`cell-${column}`} aria-sort={order === sorts ? 'descending' : 'none'}>
      <button type="button" className="plain sorter" title={words} onClick={() => onOrder(sorts)}>
        <span className="words">{words}</span>
        {order === sorts && <span aria-hidden="true">↓</span>}
      </button>
    </th>
  );
}

/** Which rows are seen, with some to spare; it changes by whole steps, so that scrolling redraws little. */
function useWindow(grid: RefObject<HTMLDivElement | null>, rowHeight: number, count: number) {
  const [at, setAt] = useState({ top: 0, height: 900 });
  const look = () => {
    const element = grid.current;
    if (element === null) return;
    const step = rowHeight * (SPARE / 2);
    const top = Math.floor(element.scrollTop / step) * step;
    const height = element.clientHeight;
    setAt((before) => (before.top === top && before.height === height ? before : { top, height }));
  };
  const looks = useRef(look);
  looks.current = look;
  useLayoutEffect(() => {
    const element = grid.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => looks.current());
    observer.observe(element);
    return () => observer.disconnect();
  }, [grid]);
  const first = Math.max(0, Math.min(count, Math.floor(at.top / rowHeight)) - SPARE);
  const last = Math.min(count, Math.ceil((at.top + at.height) / rowHeight) + SPARE + SPARE / 2);
  return { first: Math.min(first, last), last, look };
}

/**
 * The row under the cursor stays where it is on the screen when rows come and go above it; when the cursor itself moves,
 * its row is brought into sight.
 */
function useSteadyCursor(
  grid: RefObject<HTMLDivElement | null>,
  cursor: string | null,
  index: number,
  rowHeight: number,
): void {
  const before = useRef({ cursor, index });
  useLayoutEffect(() => {
    const element = grid.current;
    const { cursor: was, index: wasAt } = before.current;
    before.current = { cursor, index };
    if (element === null || index < 0) return;
    const top = index * rowHeight;
    const headHeight = element.querySelector<HTMLElement>('.alarm-head')?.offsetHeight ?? 0;
    const room = element.clientHeight - headHeight;
    if (was === cursor) {
      const seen = wasAt * rowHeight > element.scrollTop - rowHeight && wasAt * rowHeight < element.scrollTop + room;
      if (wasAt >= 0 && wasAt !== index && seen) element.scrollTop += (index - wasAt) * rowHeight;
      return;
    }
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + room) element.scrollTop = top + rowHeight - room;
  }, [grid, cursor, index, rowHeight]);
}
