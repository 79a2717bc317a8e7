import { expect, test } from 'vitest';
import { createSeriesTable } from '../../../server/history/duckdb/cohorts.ts';
import { Engine } from '../../../server/history/duckdb/engine.ts';
import { DEFAULT_KEEPING, type Rows, type WorkerSetup } from '../../../server/history/duckdb/protocol.ts';
import type { SeriesAnswer } from '../../../server/ports.ts';
import { packQuality } from '../../../shared/model/sample.ts';
import { testFolder } from '../../kit/test-folder.ts';
import { smallInventory } from '../live/inventory.ts';

const BASE = Date.UTC(2026, 9, 30, 8);
const MINUTE = 60_000;
const BATCHES = 50;
const inventory = smallInventory({ halls: 2, racksPerHall: 20 });
const inlets = inventory.ofKind('rack').map(({ id }) => inventory.series(id, 'rack.inlet-top'));
const signal = new AbortController().signal;

function setupOf(folder: string): WorkerSetup {
  const table = createSeriesTable(inventory);
  const rest = { memoryMb: 256, queryBudgetMs: 30_000, now: BASE + 50 * MINUTE, points: null };
  return { folder, table, keeping: DEFAULT_KEEPING, ...rest };
}

/** Every inlet once. */
function batch(sequence: number): Rows {
  const count = inlets.length;
  return {
    type: 'rows',
    sequence,
    series: Uint32Array.from(inlets),
    at: new Float64Array(count).fill(BASE + sequence * MINUTE),
    value: new Float64Array(count).fill(20 + sequence / 10),
    quality: new Uint8Array(count).fill(packQuality('good')),
  };
}

/** A closed folder with an hour that is not sealed. */
async function unsealed(): Promise<string> {
  const folder = testFolder('read-back');
  const engine = await Engine.open(setupOf(folder), () => undefined);
  for (let sequence = 1; sequence <= BATCHES; sequence++) await engine.commit([batch(sequence)]);
  await engine.close();
  return folder;
}

test('an unsealed hour is read back after the start, which says so; a question waits for it and has all of it', {
  timeout: 60_000,
}, async () => {
  const engine = await Engine.open(setupOf(await unsealed()), () => undefined);
  expect(engine.watermark).toBe(BATCHES);
  expect(engine.stats().degraded.join()).toMatch(/not sealed yet is being read back/);
  const query = { series: [inlets[3]!], from: BASE, to: BASE + 60 * MINUTE, points: 1000 };
  const { series } = (await engine.ask({ kind: 'series', query }, signal)) as SeriesAnswer;
  expect(series[0]!.at.length).toBe(BATCHES);
  expect(engine.stats().degraded).toEqual([]);
  await engine.close();
});

test('samples that come meanwhile are behind those that are read back: the later one of the same time stands', {
  timeout: 60_000,
}, async () => {
  const engine = await Engine.open(setupOf(await unsealed()), () => undefined);
  const again = batch(BATCHES);
  const corrected = { ...again, sequence: BATCHES + 1, value: new Float64Array(inlets.length).fill(31) };
  expect(await engine.commit([corrected])).toBe(true);
  const query = { series: [inlets[0]!], from: BASE, to: BASE + 60 * MINUTE, points: 1000 };
  const { series } = (await engine.ask({ kind: 'series', query }, signal)) as SeriesAnswer;
  expect(series[0]!.mean.at(-1)).toBe(31);
  expect(series[0]!.at.length).toBe(BATCHES);
  await engine.close();
});

test('a stop does not wait for it, and the next start has everything', { timeout: 60_000 }, async () => {
  const folder = await unsealed();
  const first = await Engine.open(setupOf(folder), () => undefined);
  const stopping = first.close();
  await expect(first.loaded).rejects.toThrow('closed');
  await stopping;
  const second = await Engine.open(setupOf(folder), () => undefined);
  await second.loaded;
  const query = { series: [inlets[0]!], from: BASE, to: BASE + 60 * MINUTE, points: 1000 };
  const { series } = (await second.ask({ kind: 'series', query }, signal)) as SeriesAnswer;
  expect(series[0]!.at.length).toBe(BATCHES);
  await second.close();
});

test('a question that would wait longer than its time is refused by name', { timeout: 60_000 }, async () => {
  const setup = { ...setupOf(await unsealed()), queryBudgetMs: 0 };
  const engine = await Engine.open(setup, () => undefined);
  const question = engine.ask({ kind: 'state', at: BASE + 10 * MINUTE }, signal);
  await expect(question).rejects.toMatchObject({ name: 'HistoryRefused', reason: 'unavailable' });
  await engine.close();
});
