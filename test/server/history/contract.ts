import { describe, expect, test } from 'vitest';
import type { Clock, History, Inventory, SampleRecord } from '../../../server/ports.ts';
import { packQuality } from '../../../shared/model/sample.ts';
import { smallInventory } from '../live/inventory.ts';

export const GOOD = packQuality('good');
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** An hour that is over, and not long ago: engines refuse what is too old for them. */
const BASE = (Math.floor(Date.now() / HOUR) - 2) * HOUR;
const INTERVAL = 10 * SECOND;

export type Row = readonly [series: number, at: number, value: number, quality?: number];

/** A record of samples, as the journal hands it over. */
export function samples(...rows: readonly Row[]): SampleRecord {
  return {
    type: 'samples',
    source: 'test',
    simulated: false,
    receivedAt: rows[0]?.[1] ?? 0,
    batch: {
      series: Uint32Array.from(rows, ([series]) => series),
      at: Float64Array.from(rows, ([, at]) => at),
      value: Float64Array.from(rows, ([, , value]) => value),
      quality: Uint8Array.from(rows, ([, , , quality]) => quality ?? GOOD),
    },
  };
}

export interface OpenedHistory {
  readonly history: History;
  /** Closes it and opens the same data again; only asked of engines that keep the watermark themselves. */
  reopen?(): Promise<History>;
}

export type OpenHistory = (inventory: Inventory, clock: Clock) => Promise<OpenedHistory>;

/** What every engine of the History port must do, as far as it says that it can. Each test gets an empty one. */
export function historyContract(name: string, open: OpenHistory): void {
  const inventory = smallInventory({ halls: 3, racksPerHall: 4 });
  const racks = inventory.ofKind('rack').map(({ id }) => id);
  const inlet = racks.map((id) => inventory.series(id, 'rack.inlet-top'));
  const [a, b] = inlet as [number, number];

  const withHistory = (title: string, body: (opened: OpenedHistory) => Promise<void>) =>
    test(title, { timeout: 60_000 }, async () => {
      const opened = await open(inventory, () => BASE + 2 * HOUR);
      try {
        await body(opened);
      } finally {
        await opened.history.close();
      }
    });

  /** One sample every ten seconds from BASE on, `valueAt` by number. */
  const regular = (series: number, count: number, valueAt: (i: number) => number): Row[] =>
    Array.from({ length: count }, (_, i) => [series, BASE + i * INTERVAL, valueAt(i)]);

  describe(`${name} keeps the contract of History`, () => {
    withHistory(
      'every sample comes back with its time and value, and what is missing stays missing',
      async ({ history }) => {
        const rows = regular(a, 12, (i) => 20 + i / 10).filter((_, i) => i !== 5 && i !== 6);
        await history.apply(1, samples(...rows));
        await history.flushed();
        const { tier, stepMs, series } = await history.series({
          series: [a, b],
          from: BASE,
          to: BASE + 2 * MINUTE,
          points: 1000,
        });
        expect({ tier, stepMs }).toEqual({ tier: 'raw', stepMs: 0 });
        expect([...series[0]!.at]).toEqual(rows.map(([, at]) => at));
        expect([...series[0]!.mean]).toEqual(rows.map(([, , value]) => value));
        expect(series[0]!.max).toEqual(series[0]!.mean);
        expect([...series[1]!.at]).toEqual([]);
      },
    );

    withHistory('`to` is exclusive', async ({ history }) => {
      await history.apply(1, samples(...regular(a, 12, () => 20)));
      await history.flushed();
      const { series } = await history.series({ series: [a], from: BASE, to: BASE + MINUTE, points: 1000 });
      expect([...series[0]!.at].at(-1)).toBe(BASE + 50 * SECOND);
    });

    withHistory('no more buckets than points, and no peak is lost in them', async ({ history }) => {
      await history.apply(1, samples(...regular(a, 360, (i) => (i === 200 ? 79 : i === 100 ? -19 : 20))));
      await history.flushed();
      const { stepMs, series } = await history.series({ series: [a], from: BASE, to: BASE + HOUR, points: 20 });
      const [buckets] = series;
      expect(buckets!.at.length).toBeLessThanOrEqual(20);
      expect(buckets!.at.length).toBeGreaterThan(5);
      expect(Math.max(...buckets!.max)).toBe(79);
      expect(Math.min(...buckets!.min)).toBe(-19);
      expect(stepMs).toBeGreaterThanOrEqual(HOUR / 20);
      expect(buckets!.count.reduce((sum, n) => sum + n, 0)).toBe(360);
    });

    withHistory(
      'a state holds the last sample at or before the moment, and none that is too old',
      async ({ history }) => {
        await history.apply(1, samples([a, BASE, 21], [a, BASE + MINUTE, 22], [b, BASE + 2 * MINUTE, 23]));
        await history.flushed();
        const at = (state: Awaited<ReturnType<History['state']>>, series: number) => {
          const place = state.batch.series.indexOf(series);
          return place < 0 ? null : state.batch.value[place];
        };
        const before = await history.state(BASE + MINUTE - 1);
        expect([at(before, a), at(before, b)]).toEqual([21, null]);
        const then = await history.state(BASE + 2 * MINUTE);
        expect([at(then, a), at(then, b)]).toEqual([22, 23]);
        const later = await history.state(BASE + 20 * MINUTE);
        expect([at(later, a), at(later, b)]).toEqual([null, null]);
      },
    );

    withHistory('groups are added up: min, max, mean of all samples, coverage of all series', async ({ history }) => {
      const rows = inlet.slice(0, 4).flatMap((series, k) => regular(series, 60, () => 20 + k));
      await history.apply(1, samples(...rows));
      await history.flushed();
      const { groups, stepMs } = await history.aggregate({
        groups: [
          { key: 'first', series: inlet.slice(0, 4) },
          { key: 'second', series: inlet.slice(4, 8) },
        ],
        from: BASE,
        to: BASE + 10 * MINUTE,
        stepMs: 5 * MINUTE,
      });
      expect(stepMs).toBe(5 * MINUTE);
      expect(groups.map(({ key }) => key)).toEqual(['first', 'second']);
      const { buckets } = groups[0]!;
      expect([...buckets.at]).toEqual([BASE, BASE + 5 * MINUTE]);
      expect([...buckets.min]).toEqual([20, 20]);
      expect([...buckets.max]).toEqual([23, 23]);
      expect(buckets.mean[0]).toBeCloseTo(21.5, 6);
      expect(buckets.coverage[0]).toBeCloseTo(1, 3);
      expect([...groups[1]!.buckets.at]).toEqual([]);
    });

    withHistory('an empty range is refused by name', async ({ history }) => {
      await expect(history.series({ series: [a], from: BASE, to: BASE, points: 10 })).rejects.toMatchObject({
        name: 'HistoryRefused',
        reason: 'bad-query',
      });
      await expect(
        history.aggregate({ groups: [{ key: 'x', series: [a] }], from: BASE, to: BASE - 1, stepMs: MINUTE }),
      ).rejects.toMatchObject({ name: 'HistoryRefused', reason: 'bad-query' });
    });

    withHistory('a question that is given up ends', async ({ history }) => {
      const signal = AbortSignal.abort();
      await expect(history.series({ series: [a], from: BASE, to: BASE + HOUR, points: 10 }, signal)).rejects.toThrow();
    });

    withHistory('after close nothing is answered', async ({ history }) => {
      await history.close();
      await expect(history.state(BASE)).rejects.toMatchObject({ name: 'HistoryRefused', reason: 'unavailable' });
    });

    withHistory('late samples take their place, and the last write of a moment wins', async ({ history }) => {
      if (!history.capabilities.rewritesLate) return;
      await history.apply(1, samples([a, BASE, 20], [a, BASE + 2 * MINUTE, 22]));
      await history.flushed();
      await history.apply(2, samples([a, BASE + MINUTE, 21], [a, BASE, 25]));
      await history.flushed();
      const { series } = await history.series({ series: [a], from: BASE, to: BASE + HOUR, points: 1000 });
      expect([...series[0]!.at]).toEqual([BASE, BASE + MINUTE, BASE + 2 * MINUTE]);
      expect([...series[0]!.mean]).toEqual([25, 21, 22]);
    });

    withHistory('the same record again changes nothing, and the watermark outlives a restart', async (opened) => {
      if (!opened.history.capabilities.exactlyOnce || opened.reopen === undefined) return;
      const { history } = opened;
      await history.apply(1, samples([a, BASE, 20]));
      await history.apply(2, samples([a, BASE, 21]));
      await history.flushed();
      expect(history.watermark).toBe(2);
      const again = await opened.reopen();
      try {
        expect(again.watermark).toBe(2);
        await again.apply(1, samples([a, BASE, 20]));
        await again.apply(3, samples([a, BASE + MINUTE, 30]));
        await again.flushed();
        const { series } = await again.series({ series: [a], from: BASE, to: BASE + HOUR, points: 1000 });
        expect([...series[0]!.mean]).toEqual([21, 30]);
      } finally {
        await again.close();
      }
    });

    withHistory('what has been flushed is no lag', async ({ history }) => {
      for (let sequence = 1; sequence <= 5; sequence++) {
        await history.apply(sequence, samples([a, BASE + sequence * INTERVAL, 20]));
      }
      await history.flushed();
      expect(history.stats()).toMatchObject({ lagRecords: 0, refusing: null });
      expect(history.watermark).toBe(5);
    });
  });
}
