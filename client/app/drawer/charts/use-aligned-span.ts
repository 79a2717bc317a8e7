import { useMemo } from 'react';
import type { Span } from '../../../charts/index.ts';
import { useCursor } from '../../../state/cursor.ts';
import { rangeMs } from '../../../state/cursor-state.ts';
import { useNow } from '../../../ui/use-now.ts';
import { alignedEnd } from '../../aligned-end.ts';

const LOOK_MS = 5_000;

/** The time bar's span, moving by whole points while it ends now: what is drawn is asked for once a point. */
export function useAlignedSpan(points: number): Span {
  const { range, end, offsetMs } = useCursor();
  const now = useNow(LOOK_MS) + offsetMs;
  const length = rangeMs(range);
  const to = end ?? alignedEnd(now, length / points);
  return useMemo(() => ({ from: to - length, to }), [to, length]);
}
