import type { JSX } from 'react';
import type { PanelBuckets, Span } from './panel.ts';

interface Props {
  buckets: Pick<PanelBuckets, 'at' | 'mean'>;
  span: Span;
  /** Further apart than this, two buckets are not joined (ms). */
  gapMs: number;
  /** CSS pixels. */
  width: number;
  height: number;
  /** A CSS colour; the accent unless said. */
  colour?: string;
}

/** A line of a number's own past beside it: its course, not its size. Said by nothing: the number is beside it. */
export function Sparkline({ buckets, span, gapMs, width, height, colour = 'var(--accent)' }: Props): JSX.Element {
  return (
    <svg className="sparkline" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
      <path d={sparkPath(buckets, span, gapMs, width, height)} fill="none" stroke={colour} strokeWidth="1.4" />
    </svg>
  );
}

/** The line as SVG path data, to tenths of a pixel; a gap begins it anew. Between its lowest and highest the height is used. */
export function sparkPath(
  { at, mean }: Pick<PanelBuckets, 'at' | 'mean'>,
  { from, to }: Span,
  gapMs: number,
  width: number,
  height: number,
): string {
  const values = mean.filter((value): value is number => value !== null);
  const low = Math.min(...values);
  const room = Math.max(...values) - low;
  let path = '';
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < at.length; i++) {
    const value = mean[i];
    if (value === null || value === undefined) continue;
    const x = (width * (at[i]! - from)) / (to - from);
    const y = room === 0 ? height / 2 : height - (height * (value - low)) / room;
    path += `${at[i]! - last > gapMs ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    last = at[i]!;
  }
  return path;
}
