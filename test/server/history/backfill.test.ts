import { expect, test } from 'vitest';
import { openDuckdbHistory } from '../../../server/history/duckdb.ts';
import type { PastBuckets } from '../../../server/ports.ts';
import { isSimulated, packQuality } from '../../../shared/model/sample.ts';
import { testFolder } from '../../kit/test-folder.ts';
import { smallInventory } from '../live/inventory.ts';
import { type Row, samples } from './contract.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Twenty minutes into an hour. */
const NOW = Date.UTC(2026, 9, 31, 22, 20);
const THIS_HOUR = NOW - 20 * MINUTE;
const SIMULATED = packQuality('good', 'none', true);

const inventory = smallInventory({ halls: 2, racksPerHall: 3 });
const racks = inventory.ofKind('rack').map(({ id }) => id);
const inlets = Uint32Array.from(racks, (id) => inventory.series(id, 'rack.inlet-top')).sort();
const inlet = inlets[0]!;

function open(folder = testFolder('backfill')) {
  const onFailure = (error: Error) => {
    throw error;
  };
  return openDuckdbHistory({ folder, inventory, clock: () => NOW, onFailure });
}

function hour(start: number, value: number): PastBuckets[] {
  const quality = new Uint8Array(inlets.length).fill(SIMULATED);
  return [{ tier: '1h', at: start, series: inlets, value: Float64Array.from(inlets, (_, i) => value + i), quality }];
}

test('hours that nothing was applied to are filled, and asked like any other', { timeout: 60_000 }, async () => {
  const folder = testFolder('backfill');
  const history = await open(folder);
  for (let back = 48; back > 0; back--) await history.backfill!(hour(THIS_HOUR - back * HOUR, 20 + (back % 5)));
  const query = { series: [inlet], from: THIS_HOUR - 48 * HOUR, to: NOW, points: 1_000 };
  const { tier, series } = await history.series(query);
  expect(tier).toBe('1h');
  expect([...series[0]!.mean]).toEqual(Array.from({ length: 48 }, (_, i) => 20 + ((48 - i) % 5)));
  expect([...series[0]!.coverage].every((share) => share === 1)).toBe(true);
  expect([...series[0]!.quality].every(isSimulated)).toBe(true);
  await history.close();
  const again = await open(folder);
  expect((await again.series(query)).series[0]!.mean).toHaveLength(48);
  await again.close();
});

test('a range that begins before the samples shows the hours, one that lies in them the samples', {
  timeout: 60_000,
}, async () => {
  const history = await open();
  for (let back = 12; back > 0; back--) await history.backfill!(hour(THIS_HOUR - back * HOUR, 20));
  history.apply(1, samples(...Array.from({ length: 60 }, (_, i): Row => [inlet, THIS_HOUR + i * 10_000, 30])));
  await history.flushed();
  const day = await history.series({ series: [inlet], from: NOW - 24 * HOUR, to: NOW, points: 1_000 });
  expect(day.tier).toBe('1h');
  expect([...day.series[0]!.mean]).toEqual([...Array.from({ length: 12 }, () => 20), 30]);
  const now = await history.series({ series: [inlet], from: THIS_HOUR, to: NOW, points: 1_000 });
  expect(now.tier).toBe('raw');
  expect(now.series[0]!.at).toHaveLength(60);
  await history.close();
});

test('the state of a moment in them is their values, and groups have one piece an hour', {
  timeout: 60_000,
}, async () => {
  const history = await open();
  for (let back = 3; back > 0; back--) await history.backfill!(hour(THIS_HOUR - back * HOUR, 20 + back));
  const { tier, batch } = await history.state(THIS_HOUR - HOUR / 2);
  expect(tier).toBe('1h');
  expect([...batch.series]).toEqual([...inlets]);
  expect([...batch.value]).toEqual(Array.from(inlets, (_, i) => 22 + i));
  const groups = [{ key: 'all', series: [...inlets] }];
  const answer = await history.aggregate({ groups, from: THIS_HOUR - 3 * HOUR, to: THIS_HOUR, stepMs: HOUR });
  expect([...answer.groups[0]!.buckets.max]).toEqual([23, 22, 21].map((value) => value + inlets.length - 1));
  await history.close();
});

test('an hour that has samples, or was filled, stays as it is; several hours at once are refused', {
  timeout: 60_000,
}, async () => {
  const history = await open();
  history.apply(1, samples([inlet, THIS_HOUR + MINUTE, 30]));
  await history.flushed();
  await history.backfill!(hour(THIS_HOUR, 99));
  await history.backfill!(hour(THIS_HOUR - HOUR, 20));
  await history.backfill!(hour(THIS_HOUR - HOUR, 99));
  const query = { series: [inlet], from: THIS_HOUR - HOUR, to: NOW, points: 100, tier: '1h' } as const;
  expect([...(await history.series(query)).series[0]!.mean]).toEqual([20, 30]);
  const two = [...hour(THIS_HOUR - 2 * HOUR, 20), ...hour(THIS_HOUR - 3 * HOUR, 20)];
  await expect(history.backfill!(two)).rejects.toThrow(/2 hours/);
  await history.close();
});
