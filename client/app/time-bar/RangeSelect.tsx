import type { JSX } from 'react';
import { useCursor } from '../../state/cursor.ts';
import { RANGES, type RangeName } from '../../state/cursor-state.ts';
import { useText } from '../../ui/text.ts';

/** Shortest first. */
const NAMES: readonly RangeName[] = [...RANGES].sort((a, b) => a[1] - b[1]).map(([name]) => name);

/** How much of the past the bar and the charts show. */
export function RangeSelect(): JSX.Element {
  const text = useText();
  const { range, act } = useCursor();
  return (
    <select
      className="time-select"
      aria-label={text('time.range')}
      value={range}
      onChange={(event) => act({ type: 'range', range: event.target.value as RangeName })}
    >
      {NAMES.map((name) => (
        <option key={name} value={name}>
          {text(`time.range-${name}`)}
        </option>
      ))}
    </select>
  );
}
