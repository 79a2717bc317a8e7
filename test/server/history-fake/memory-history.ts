import {
  type Buckets,
  type History,
  HistoryRefused,
  type HistoryTier,
  type Inventory,
  type JournalRecord,
} from '../../../server/ports.ts';
import { QUALITIES, qualityOf } from '../../../shared/model/sample.ts';

interface Kept {
  readonly at: number;
  readonly value: number;
  readonly quality: number;
}

const TIER_MS: readonly (readonly [HistoryTier, number])[] = [
  ['1h', 3_600_000],
  ['1m', 60_000],
];
const NUMBERLESS = new Set([QUALITIES.indexOf('none'), QUALITIES.indexOf('bad')]);

/** The port History in plain arrays, for tests of those who ask it. Keeps every sample of every record. */
export interface MemoryHistory extends History {
  /** How often each question was asked. */
  readonly asked: { series: number; state: number; aggregate: number };
}

export function createMemoryHistory(options: {
  inventory: Inventory;
  /** How far back `state` looks for a series' last sample. */
  lookBackMs?: number;
}): MemoryHistory {
  const { inventory, lookBackMs = 86_400_000 } = options;
  /** By series, ascending in time. */
  const kept = new Map<number, Kept[]>();
  const asked = { series: 0, state: 0, aggregate: 0 };
  let watermark = 0;

  const within = (series: number, from: number, to: number): readonly Kept[] =>
    (kept.get(series) ?? []).filter(({ at }) => at >= from && at < to);
  const intervalOf = (series: readonly number[]): number =>
    series[0] === undefined ? 1_000 : inventory.metricOf(series[0]).intervalMs;
  const oldest = (): number | null => {
    const firsts = [...kept.values()].map(([first]) => first!.at);
    return firsts.length === 0 ? null : Math.min(...firsts);
  };

  return {
    asked,
    capabilities: { rewritesLate: true, exactlyOnce: true, keepsRollups: false },
    get watermark() {
      return watermark;
    },
    apply(sequence, record) {
      if (sequence <= watermark) return;
      watermark = sequence;
      for (const sample of samplesOf(record)) keep(kept, sample.series, sample);
    },
    flushed: () => Promise.resolve(),
    async series({ series, from, to, points, tier }, signal) {
      asked.series++;
      signal?.throwIfAborted();
      if (!(from < to)) throw new HistoryRefused('bad-query', 'from must be before to', 'from');
      const samples = series.map((number) => within(number, from, to));
      const fits = samples.every(({ length }) => length <= points);
      if (fits && (tier ?? 'raw') === 'raw') return { tier: 'raw', stepMs: 0, series: samples.map(each) };
      const stepMs = widthOf((to - from) / points, tier);
      return {
        tier: tier ?? tierOf(stepMs),
        stepMs,
        series: samples.map((own, i) => inBuckets(own, stepMs, intervalOf([series[i]!]), 1)),
      };
    },
    async state(at, signal) {
      asked.state++;
      signal?.throwIfAborted();
      const last = [...kept]
        .sort(([a], [b]) => a - b)
        .flatMap(([series, samples]) => {
          const newest = samples.findLast((sample) => sample.at <= at);
          return newest === undefined || newest.at < at - lookBackMs ? [] : [{ series, ...newest }];
        });
      return {
        at,
        tier: 'raw',
        batch: {
          series: Uint32Array.from(last, ({ series }) => series),
          at: Float64Array.from(last, (sample) => sample.at),
          value: Float64Array.from(last, ({ value }) => value),
          quality: Uint8Array.from(last, ({ quality }) => quality),
        },
      };
    },
    async aggregate({ groups, from, to, stepMs }, signal) {
      asked.aggregate++;
      signal?.throwIfAborted();
      return {
        tier: tierOf(stepMs),
        stepMs,
        groups: groups.map(({ key, series }) => {
          const samples = series.flatMap((number) => within(number, from, to)).sort((a, b) => a.at - b.at);
          return { key, buckets: inBuckets(samples, stepMs, intervalOf(series), series.length) };
        }),
      };
    },
    stats: () => ({
      engine: 'memory',
      lagRecords: 0,
      lagMs: 0,
      bytes: 0,
      tiers: [{ tier: 'raw', from: oldest(), daysKept: Number.POSITIVE_INFINITY }],
      refusing: null,
      degraded: [],
    }),
    close: () => Promise.resolve(),
  };
}

function samplesOf(record: JournalRecord): (Kept & { series: number })[] {
  if (record.type === 'start') return [];
  const { series, at, value, quality } = record.batch;
  return Array.from(series, (number, i) => ({ series: number, at: at[i]!, value: value[i]!, quality: quality[i]! }));
}

/** In its place by time; the last write of (series, at) wins. */
function keep(kept: Map<number, Kept[]>, series: number, { at, value, quality }: Kept): void {
  const own = kept.get(series) ?? [];
  kept.set(series, own);
  const place = own.findLastIndex((sample) => sample.at <= at);
  own.splice(own[place]?.at === at ? place : place + 1, own[place]?.at === at ? 1 : 0, { at, value, quality });
}

function widthOf(neededMs: number, tier: HistoryTier | undefined): number {
  const least = TIER_MS.find(([name]) => name === tier)?.[1] ?? 1_000;
  const grain = TIER_MS.find(([, width]) => tier === undefined && neededMs > width)?.[1] ?? least;
  return Math.max(grain, Math.ceil(neededMs / grain) * grain);
}

function tierOf(stepMs: number): HistoryTier {
  return TIER_MS.find(([, width]) => stepMs >= width)?.[0] ?? 'raw';
}

/** Every sample a bucket of its own. */
function each(samples: readonly Kept[]): Buckets {
  const value = Float64Array.from(samples, numberOf);
  return {
    at: Float64Array.from(samples, ({ at }) => at),
    min: value,
    max: value,
    mean: value,
    last: value,
    count: Uint32Array.from(value, (number) => (Number.isNaN(number) ? 0 : 1)),
    coverage: new Float32Array(samples.length).fill(Number.NaN),
    quality: Uint8Array.from(samples, ({ quality }) => quality),
  };
}

function inBuckets(samples: readonly Kept[], stepMs: number, intervalMs: number, members: number): Buckets {
  const buckets = new Map<number, Kept[]>();
  for (const sample of samples) {
    const start = Math.floor(sample.at / stepMs) * stepMs;
    const bucket = buckets.get(start) ?? [];
    buckets.set(start, bucket);
    bucket.push(sample);
  }
  const rows = [...buckets].sort(([a], [b]) => a - b).map(([at, own]) => ({ at, own, numbers: numbersOf(own) }));
  const expected = Math.max(1, stepMs / intervalMs) * members;
  const column = (of: (numbers: readonly number[]) => number) =>
    Float64Array.from(rows, ({ numbers }) => (numbers.length === 0 ? Number.NaN : of(numbers)));
  return {
    at: Float64Array.from(rows, ({ at }) => at),
    min: column((numbers) => Math.min(...numbers)),
    max: column((numbers) => Math.max(...numbers)),
    mean: column((numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length),
    last: column((numbers) => numbers.at(-1)!),
    count: Uint32Array.from(rows, ({ numbers }) => numbers.length),
    coverage: Float32Array.from(rows, ({ own }) => Math.min(1, own.length / expected)),
    quality: Uint8Array.from(rows, ({ own }) =>
      own.reduce((worst, { quality }) => ((quality & 3) > (worst & 3) ? quality : worst), 0),
    ),
  };
}

function numberOf({ value, quality }: Kept): number {
  return NUMBERLESS.has(QUALITIES.indexOf(qualityOf(quality))) ? Number.NaN : value;
}

function numbersOf(samples: readonly Kept[]): number[] {
  return samples.map(numberOf).filter((number) => !Number.isNaN(number));
}
