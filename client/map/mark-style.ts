import { freshnessOf, qualityOf } from '../../shared/model/sample.ts';

/** How a mark is filled, beside its colour. */
export const MARK = {
  /** Live or late. */
  filled: 0,
  /** Stale: the last colour, hatched over. */
  hatched: 1,
  /** No number: nothing heard yet, or a value of bad quality. */
  dashed: 2,
  /** Out of service: an outline only. */
  hollow: 3,
} as const;
export type MarkStyle = (typeof MARK)[keyof typeof MARK];

/** The style that a flags word asks for (shared/model/sample.ts). Simulated values look like any other: a badge tells. */
export function styleOfFlags(flags: number): MarkStyle {
  const quality = qualityOf(flags);
  if (quality === 'none') return MARK.dashed;
  if (freshnessOf(flags) === 'stale') return MARK.hatched;
  return quality === 'bad' ? MARK.dashed : MARK.filled;
}
