import { copyFileSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createSimulator } from '../../server/ingest/simulator/index.ts';
import { loadZone } from '../../server/inventory/index.ts';
import { createLive } from '../../server/live/index.ts';
import type { History, HistoryTier, Inventory, JournalRecord, PastBuckets } from '../../server/ports.ts';
import { warmUp } from '../../server/warm-up.ts';
import { isSimulated } from '../../shared/model/sample.ts';
import { testFolder } from '../kit/test-folder.ts';

const EXAMPLE = resolve(import.meta.dirname, '../../server/zones/example');
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Twenty minutes into an hour. */
const NOW = Date.UTC(2026, 4, 20, 8, 20);
const HOURS = 168;

let inventory: Inventory;
beforeAll(async () => {
  inventory = await loadZone({ folder: EXAMPLE });
});

/** A history that notes what it is given, and a journal beside it. */
function bed(stored: readonly HistoryTier[] = []) {
  const hours: PastBuckets[][] = [];
  const records: JournalRecord[] = [];
  const abort = new AbortController();
  const history = {
    flushed: async () => undefined,
    stats: () => ({ tiers: stored.map((tier) => ({ tier, from: NOW - HOUR_MS, daysKept: 1 })) }),
    backfill: async (buckets: readonly PastBuckets[]) => void hours.push([...buckets]),
  } as unknown as History;
  const simulator = createSimulator({ inventory, clock: () => NOW, seed: 1 });
  const live = createLive({ inventory, clock: () => NOW, tickMs: 1_000 });
  const file = join(testFolder('warm-up'), 'warm-up');
  const run = () =>
    warmUp({
      history,
      journal: { append: async (record) => records.push(record) },
      inventory,
      past: simulator.past,
      emptyLive: () => {
        live.reset();
        return live;
      },
      file,
      clock: () => NOW,
      signal: abort.signal,
    });
  return { hours, records, history, abort, file, run };
}

describe('a new demo folder', () => {
  test('gets seven days, hour by hour up to the hour that runs, all marked simulated', {
    timeout: 120_000,
  }, async () => {
    const { hours, file, run } = bed();
    await run();
    const starts = hours.map((buckets) => buckets.find(({ tier }) => tier === '1h')!.at);
    const end = Math.floor(NOW / HOUR_MS) * HOUR_MS;
    expect(starts).toEqual(Array.from({ length: HOURS }, (_, i) => end - (HOURS - i) * HOUR_MS));
    const all = hours.flat();
    expect(all.every(({ quality }) => quality.every(isSimulated))).toBe(true);
    expect(all.every(({ series }) => series.every((number, i) => i === 0 || number > series[i - 1]!))).toBe(true);
    expect(existsSync(file)).toBe(false);
  });

  test('has minutes of what is rolled up, that go through the middle of each hour', { timeout: 120_000 }, async () => {
    const { hours, run } = bed();
    await run();
    const [first] = hours;
    const minutes = first!.filter(({ tier }) => tier === '1m');
    expect(minutes.map(({ at }) => (at - minutes[0]!.at) / MINUTE_MS)).toEqual(Array.from({ length: 60 }, (_, i) => i));
    const kinds = new Set(Array.from(minutes[0]!.series, (series) => inventory.metricOf(series).derive?.over));
    expect(kinds).toEqual(new Set(['below']));
    const hour = first!.find(({ tier }) => tier === '1h')!;
    const series = minutes[0]!.series[0]!;
    const middle = hour.value[hour.series.indexOf(series)]!;
    const [before, after] = [minutes[29]!.value[0]!, minutes[30]!.value[0]!];
    const earliest = minutes[0]!.value[0]!;
    expect(Math.abs((before + after) / 2 - middle)).toBeLessThanOrEqual(Math.abs(earliest - middle) + 1e-9);
  });

  test('has the hour that runs minute by minute, as records of the journal', { timeout: 120_000 }, async () => {
    const { records, run } = bed();
    await run();
    const samples = records.filter((record) => record.type === 'samples');
    expect(samples).toHaveLength(20 - 1);
    expect(samples.every(({ simulated, source }) => simulated && source === 'simulator')).toBe(true);
    expect(records.filter((record) => record.type === 'tick')).toHaveLength(samples.length);
  });
});

test('a history that has anything is left alone', async () => {
  const { hours, records, run } = bed(['raw']);
  await run();
  expect([hours, records]).toEqual([[], []]);
});

test('an engine that takes no roll-ups is left alone', async () => {
  const { records, history, run } = bed();
  Object.assign(history, { backfill: undefined });
  await run();
  expect(records).toEqual([]);
});

test('one that was interrupted goes on where it was', { timeout: 120_000 }, async () => {
  const { hours, records, history, abort, file, run } = bed();
  const fill = history.backfill!;
  history.backfill = async (buckets) => {
    await fill(buckets);
    if (hours.length === 3) abort.abort();
  };
  await run();
  const written = hours.length;
  expect(written).toBeLessThan(10);
  expect(existsSync(file)).toBe(true);
  const noted = records.length;
  const again = bed(['1h']);
  copyFileSync(file, again.file);
  await again.run();
  expect(again.hours).toHaveLength(HOURS - written);
  expect(again.hours[0]![0]!.at - hours[written - 1]![0]!.at).toBe(HOUR_MS);
  expect(again.records).toEqual([]);
  expect(noted).toBeGreaterThan(0);
});
