import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BlockFiles } from '../../../server/history/duckdb/block-files.ts';
import { openDatabase } from '../../../server/history/duckdb/database.ts';
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

test('blocks of several files are read back; what is damaged and what is gone is counted, the rest is whole', {
  timeout: 60_000,
}, async () => {
  const folder = testFolder('blocks');
  // Every start begins a file of its own.
  for (const number of [1, 2, 3, 4, 5, 6]) {
    const { history } = await opened(folder);
    await history.apply(2 * number - 1, samples(...minute(2 * number - 1)));
    await history.flushed();
    await history.apply(2 * number, samples(...minute(2 * number)));
    await history.close();
  }
  const names = blocksOf(folder).sort();
  expect(names).toHaveLength(6);
  const second = join(folder, 'hot', names[1]!);
  const bytes = readFileSync(second);
  const blockBytes = bytes.length / 2;
  bytes[blockBytes - 1]! ^= 4;
  writeFileSync(second, bytes);
  rmSync(join(folder, 'hot', names[4]!));
  const { history, values } = await opened(folder);
  expect(await values()).toEqual([21, 22, 24, 25, 26, 27, 28, 31, 32]);
  expect(history.stats().degraded.join()).toContain(`${3 * blockBytes} bytes of samples that were not sealed`);
  await history.close();
});

test('a file is opened once for all its blocks that follow each other', { timeout: 60_000 }, async () => {
  const folder = testFolder('blocks');
  const { instance, write } = await openDatabase(folder, 64);
  const [files] = await BlockFiles.open(join(folder, 'hot'), write);
  // The later blocks are smaller: they share the memory of the first.
  const blocks = [90, 70, 80].map((length, i) => new Uint8Array(length).fill(i + 1));
  const places = await files.append(blocks);
  await files.close();
  const read: (number[] | null)[] = [];
  for await (const block of files.read(places)) {
    read.push(block && [...block]);
    // An open file can be read when its name is gone.
    rmSync(join(folder, 'hot', blocksOf(folder)[0] ?? 'none'), { force: true });
  }
  expect(read).toEqual(blocks.map((block) => [...block]));
  instance.closeSync();
});
