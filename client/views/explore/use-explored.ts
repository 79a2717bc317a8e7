import { useCallback, useMemo } from 'react';
import type { Span } from '../../charts/index.ts';
import { useCursor } from '../../state/cursor.ts';
import { spanOf } from '../../state/cursor-state.ts';
import { formatMoment, parseMoment } from '../../state/cursor-url.ts';
import { useQueryParam } from '../../state/use-query-param.ts';
import { useNow } from '../../ui/use-now.ts';
import { type AskedSpan, askedSpan } from './asked-span.ts';
import {
  type Entry,
  type Explored,
  readEntries,
  readShifts,
  type ShiftName,
  writeEntries,
  writeShifts,
} from './explored.ts';

export interface ExploredState extends Explored {
  setEntries(entries: readonly Entry[]): void;
  readonly shifts: readonly ShiftName[];
  setShifts(shifts: readonly ShiftName[]): void;
  /** A span of its own, null where the time bar's is shown. */
  readonly own: Span | null;
  setOwn(span: Span | null): void;
}

/** What the address says is explored (`series`, `compare`, `from` and `to`): a link reproduces it. */
export function useExplored(): ExploredState {
  const [series, setSeries] = useQueryParam('series', 'push');
  const [compare, setCompare] = useQueryParam('compare', 'push');
  const [from, setFrom] = useQueryParam('from', 'replace');
  const [to, setTo] = useQueryParam('to', 'push');
  const explored = useMemo(() => readEntries(series), [series]);
  const shifts = useMemo(() => readShifts(compare), [compare]);
  const own = useMemo(() => {
    const [start, end] = [parseMoment(from), parseMoment(to)];
    return start === null || end === null ? null : { from: start, to: end };
  }, [from, to]);
  return {
    ...explored,
    setEntries: (entries) => setSeries(writeEntries(entries)),
    shifts,
    setShifts: (names) => setCompare(writeShifts(names)),
    own,
    setOwn: useCallback(
      (span) => {
        setTo(span === null ? null : formatMoment(span.to));
        setFrom(span === null ? null : formatMoment(span.from));
      },
      [setFrom, setTo],
    ),
  };
}

const LOOK_MS = 5_000;

/** What is asked for and drawn: the own span, else the time bar's, moving by whole steps while it ends now. Null for one that ends before it begins. */
export function useAskedSpan(own: Span | null): AskedSpan | null {
  const cursor = useCursor();
  const now = useNow(LOOK_MS) + cursor.offsetMs;
  const endsNow = own === null && cursor.end === null;
  const { from, to } = own ?? spanOf(cursor, now);
  const { from: start, to: end, stepMs, points } = askedSpan({ from, to: Math.max(to, from + 1) }, endsNow);
  const asked = useMemo(() => ({ from: start, to: end, stepMs, points }), [start, end, stepMs, points]);
  return from < to ? asked : null;
}
