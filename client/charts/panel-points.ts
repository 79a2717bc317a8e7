import { qualityOf } from '../../shared/model/sample.ts';
import type { PanelLine, SeriesPanel } from './panel.ts';

/** One place of a line where it is drawn. All numbers are null in a gap. */
export interface Point {
  /** Middle of the bucket, UTC ms, shifted as the line is. */
  readonly at: number;
  readonly value: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** The value is not to be trusted as others are: stale, suspect, partial. */
  readonly uncertain: boolean;
  /** Index of the bucket, −1 in a gap. */
  readonly bucket: number;
}

/** Bands of more lines than this hide each other, and the lines. */
const MAX_BANDS = 4;

/** Whether a line has its min–max band under it: not of single samples, states, other days, nor of many lines. */
export function hasBand({ stepMs, states, lines }: SeriesPanel, line: PanelLine): boolean {
  if (stepMs === 0 || states !== undefined || line.shiftMs !== undefined) return false;
  return lines.filter(({ shiftMs }) => shiftMs === undefined).length <= MAX_BANDS;
}

/** So many reporting intervals without a sample are a gap: beyond three, live calls a value stale. */
const GAP_INTERVALS = 3;

/** A line's points in order, with one that has no numbers in every gap; a state is the last of its bucket, never a mean. */
export function linePoints({ stepMs, states }: SeriesPanel, line: PanelLine): readonly Point[] {
  const { buckets, intervalMs, shiftMs = 0 } = line;
  const values = states === undefined ? buckets.mean : (buckets.last ?? buckets.mean);
  const gapMs = gapOf(stepMs, intervalMs);
  const points: Point[] = [];
  for (let i = 0; i < buckets.at.length; i++) {
    const at = buckets.at[i]!;
    if (i > 0 && at - buckets.at[i - 1]! > gapMs) {
      points.push({
        at: (buckets.at[i - 1]! + at + stepMs) / 2 + shiftMs,
        value: null,
        min: null,
        max: null,
        uncertain: false,
        bucket: -1,
      });
    }
    points.push({
      at: at + stepMs / 2 + shiftMs,
      value: values[i] ?? null,
      min: buckets.min[i] ?? null,
      max: buckets.max[i] ?? null,
      uncertain: qualityOf(buckets.quality[i] ?? 0) !== 'good',
      bucket: i,
    });
  }
  return points;
}

/**
 * The bucket that a moment reads: its own, else the nearer of the two that the line joins across it; of single samples the
 * nearest. −1 in a gap and outside.
 */
export function bucketAt({ stepMs }: SeriesPanel, line: PanelLine, moment: number): number {
  const { at } = line.buckets;
  const wanted = moment - (line.shiftMs ?? 0);
  let low = 0;
  let high = at.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at[middle]! <= wanted) low = middle + 1;
    else high = middle;
  }
  const before = low - 1;
  if (before >= 0 && wanted - at[before]! < stepMs) return before;
  const joined = before >= 0 && low < at.length && at[low]! - at[before]! <= gapOf(stepMs, line.intervalMs);
  if (joined) return at[low]! - wanted < wanted - at[before]! ? low : before;
  const nearest = before < 0 ? low : before;
  const reach = stepMs === 0 ? GAP_INTERVALS * line.intervalMs : 0;
  return nearest < at.length && Math.abs(at[nearest]! - wanted) <= reach ? nearest : -1;
}

/** Starts further apart than this are not joined, ms. */
function gapOf(stepMs: number, intervalMs: number): number {
  return Math.max(1.5 * stepMs, GAP_INTERVALS * intervalMs);
}

/** Below this share of the expected readings a bucket is partial. */
const WHOLE_COVERAGE = 0.9;

/**
 * True where fewer readings came than were expected: one whole reading at least, for a bucket of one and a half intervals
 * holds now one and now two.
 */
export function isPartial({ buckets, intervalMs }: PanelLine, stepMs: number, bucket: number): boolean {
  const share = buckets.coverage[bucket];
  if (share === null || share === undefined || share >= WHOLE_COVERAGE) return false;
  return ((1 - share) * stepMs) / intervalMs >= 1;
}
