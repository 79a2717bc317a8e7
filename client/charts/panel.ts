import type { Ladder, StateValue, Unit } from '../../shared/metrics/metric.ts';

/**
 * One series over time: columns of one length, ascending; a bucket without a sample is absent. A series of
 * `GET /api/v1/series` is one, and so is a group of `/api/v1/aggregate`, which knows no `last`.
 */
export interface PanelBuckets {
  /** Start of the bucket, or the sample's time where the panel's `stepMs` is 0 (UTC ms). */
  readonly at: readonly number[];
  /** In the unit's base; null where the bucket has no number. */
  readonly min: readonly (number | null)[];
  readonly max: readonly (number | null)[];
  readonly mean: readonly (number | null)[];
  readonly last?: readonly (number | null)[];
  readonly count: readonly number[];
  /** 0–1, null where nothing is expected. */
  readonly coverage: readonly (number | null)[];
  /** Quality bytes of shared/model/sample.ts. */
  readonly quality: readonly number[];
}

export interface PanelLine {
  readonly key: string;
  /** What the line is called beside others; its text comes from outside. */
  readonly name: string;
  readonly buckets: PanelBuckets;
  /** Expected reporting interval: three of them without a sample are a gap. */
  readonly intervalMs: number;
  /** Added to its times when it is drawn: yesterday over today. Such a line is drawn faint and dashed. */
  readonly shiftMs?: number;
  /** Which of the colours it has: its own place among the lines unless said. A shifted line has that of the one under it. */
  readonly colour?: number;
}

/** What one chart shows. Draw it with Panel.tsx. */
export interface SeriesPanel {
  /** Metric, and resource where the place does not say it. */
  readonly title: string;
  readonly unit: Unit;
  /** Names of the values of an enumerated metric. */
  readonly states?: readonly StateValue[] | undefined;
  /** Thresholds to draw, with the document that they come from. */
  readonly ladder?: Ladder | undefined;
  /** Width of a bucket (ms); 0 where each is one sample. */
  readonly stepMs: number;
  readonly lines: readonly PanelLine[];
  /** When this server itself was away: a gap within is nobody's silence. */
  readonly downtime?: readonly Span[] | undefined;
}

/** Both ends of what is drawn, UTC ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}
