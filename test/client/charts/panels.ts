import type { SeriesPanel } from '../../../client/charts/panel.ts';
import { packQuality } from '../../../shared/model/sample.ts';

export const MINUTE = 60_000;
export const FROM = Date.parse('2026-11-24T03:00:00Z');
export const GOOD = packQuality('good');
export const STALE = packQuality('uncertain', 'stale');

/** Minute of its start, min, mean, max, quality, coverage. */
type Bucket = readonly [
  minute: number,
  min: number | null,
  mean: number | null,
  max: number | null,
  quality?: number,
  coverage?: number | null,
];

/** A panel of one line of five-minute buckets. */
export function panelOf(buckets: readonly Bucket[], changes: Partial<SeriesPanel> = {}): SeriesPanel {
  return {
    title: 'Inlet',
    unit: '°C',
    stepMs: 5 * MINUTE,
    lines: [
      {
        key: 'a',
        name: '',
        intervalMs: 10_000,
        buckets: {
          at: buckets.map(([minute]) => FROM + minute * MINUTE),
          min: buckets.map(([, min]) => min),
          mean: buckets.map(([, , mean]) => mean),
          max: buckets.map(([, , , max]) => max),
          last: buckets.map(([, , , max]) => max),
          count: buckets.map(() => 30),
          quality: buckets.map(([, , , , quality = GOOD]) => quality),
          coverage: buckets.map(([, , , , , coverage = 1]) => coverage),
        },
      },
    ],
    ...changes,
  };
}
