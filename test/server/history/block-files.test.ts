import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDuckdbHistory } from '../../../server/history/duckdb.ts';
import { testFolder } from '../../kit/test-folder.ts';
import { smallInventory } from '../live/inventory.ts';
import { type Row, samples } from './contract.ts';

const HOUR = 3_600_000;
const BASE = Date.UTC(2026, 9, 30, 8);
const inventory = smallInventory({ halls: 2, racksPerHall: 2 });
const inlets = inventory.ofKind('rack').map(({ id }) => inventory.series(id, 'rack.inlet-top'));
const [a] = inlets as [number];

async function opened(folder: string) {
  const clock = { now: BASE + HOUR / 2 };
  const onFailure = (error: Error) => {
    throw error;
  };
  const history = await openDuckdbHistory({ folder, inventory, clock: () => clock.now, onFailure });
  const values = async () => {
    const { series } = await history.series({ series: [a], from: BASE, to: BASE + HOUR, points: 1000 });
    return [...series[0]!.last];
  };
  return { history, clock, values };
}

const minute = (number: number): Row[] => inlets.map((series) => [series, BASE + number * 60_000, 20 + number]);
const blocksOf = (folder: string) => (existsSync(join(folder, 'hot')) ? readdirSync(join(folder, 'hot')) : []);

test('what is not sealed lies in files beside the database, which go when the hour is sealed', {
  timeout: 60_000,
}, async () => {
  const folder = testFolder('blocks');
  const { history, clock, values } = await opened(folder);
  await history.apply(1, samples(...minute(1)));
  await history.flushed();
  expect(blocksOf(folder)).toHaveLength(1);
  clock.now = BASE + 2 * HOUR;
  await history.maintain();
  expect(blocksOf(folder)).toEqual([]);
  await history.apply(2, samples(...minute(2)));
  await history.flushed();
  expect(blocksOf(folder)).toHaveLength(1);
  expect(await values()).toEqual([21, 22]);
  await history.close();
});

test('bytes that no transaction lists, and files that nobody lists, count for nothing and go', {
  timeout: 60_000,
}, async () => {
  const folder = testFolder('blocks');
  const first = await opened(folder);
  await first.history.apply(1, samples(...minute(1)));
  await first.history.close();
  const [name] = blocksOf(folder);
  appendFileSync(join(folder, 'hot', name!), 'half a block');
  writeFileSync(join(folder, 'hot', '99.blocks'), 'another');
  const second = await opened(folder);
  expect(await second.values()).toEqual([21]);
  expect(blocksOf(folder)).toEqual([name]);
  await second.history.apply(2, samples(...minute(2)));
  await second.history.close();
  const third = await opened(folder);
  expect(await third.values()).toEqual([21, 22]);
  expect(third.history.stats().degraded).toEqual([]);
  await third.history.close();
});

test('a damaged block is left out by name, once, and what is whole is there', { timeout: 60_000 }, async () => {
  const folder = testFolder('blocks');
  const first = await opened(folder);
  for (const number of [1, 2, 3]) {
    await first.history.apply(number, samples(...minute(number)));
    await first.history.flushed();
  }
  await first.history.close();
  const path = join(folder, 'hot', blocksOf(folder)[0]!);
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1]! ^= 4;
  writeFileSync(path, bytes);
  const second = await opened(folder);
  expect(await second.values()).toEqual([21, 23]);
  expect(second.history.stats().degraded.join()).toMatch(/bytes of samples that were not sealed were damaged/);
  await second.history.close();
  const third = await opened(folder);
  expect(await third.values()).toEqual([21, 23]);
  expect(third.history.stats().degraded).toEqual([]);
  await third.history.close();
});
