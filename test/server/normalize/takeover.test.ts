import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Inventory } from '../../../server/ports.ts';
import { smallZone } from './small-zone.ts';
import { batchOf, createStage, NOW, type Stage } from './stage.ts';

const RACK = 'rack/dc/h1/r1/1';
const newFolder = () => mkdtempSync(join(tmpdir(), 'skyrack-owner-'));

function ranked(...sourcePriority: string[]): Inventory {
  return { ...smallZone(), sourcePriority };
}

/** Sends one reading of the rack; what became of it in a word. */
async function send(stage: Stage, id: string, simulated = false, resource = RACK): Promise<string> {
  const source = stage.normalizer.source(id, 'native', simulated);
  const handle = source.handle({ by: 'catalogue', resource, metric: 'rack.inlet-top' });
  stage.now += 1;
  const { stored, rejected } = await source.accept(batchOf([{ handle, at: stage.now, value: 20 + (stage.now % 9) }]));
  return rejected[0]?.reason ?? (stored === 1 ? 'stored' : 'left out');
}
const release = (folder: string, line: string) => appendFileSync(join(folder, 'takeover'), line);

test('the first real source that writes a resource owns it; another’s readings are refused with whose it is', async () => {
  const stage = createStage();
  expect(await send(stage, 'a')).toBe('stored');
  expect(await send(stage, 'b')).toBe('owned-by-other');
  expect(await send(stage, 'b', false, 'rack/dc/h1/r1/2')).toBe('stored');
  expect(await send(stage, 'a')).toBe('stored');
  const [, b] = stage.normalizer.sources();
  expect(b!.rejected).toMatchObject([
    { reason: 'owned-by-other', count: 1, example: expect.stringMatching(/^rack\/dc\/h1\/r1\/1 .*source a reports/) },
  ]);
});

test('the next start remembers who owns it, also a source whose token was made anew', async () => {
  const folder = newFolder();
  await send(createStage({ folder }), 'a');
  const next = createStage({ folder });
  expect(await send(next, 'b')).toBe('owned-by-other');
  expect(await send(next, 'a')).toBe('stored');
});

test('replay of the journal comes to the same owners', async () => {
  const first = createStage();
  await send(first, 'a');
  await send(first, 'b');
  const replayed = createStage();
  for (const record of first.records) replayed.normalizer.applied(record);
  expect(await send(replayed, 'b')).toBe('owned-by-other');
});

test('of two ranked sources the higher takes over, and keeps it while it is live', async () => {
  const stage = createStage({ inventory: ranked('high', 'low') });
  expect(await send(stage, 'low')).toBe('stored');
  expect(await send(stage, 'high')).toBe('stored');
  expect(await send(stage, 'low')).toBe('owned-by-other');
  expect(readFileSync(join(stage.folder, 'takeover'), 'utf8')).toBe(`${RACK}\tlow\n${RACK}\thigh\n`);
});

test('the lower one has it while the higher is silent for three intervals, and yields when that one is back', async () => {
  const stage = createStage({ inventory: ranked('high', 'low') });
  await send(stage, 'high');
  stage.now += 20_000;
  expect(await send(stage, 'low')).toBe('owned-by-other');
  stage.now += 3_600_000;
  expect(await send(stage, 'low')).toBe('stored');
  expect(await send(stage, 'high')).toBe('stored');
  expect(await send(stage, 'low')).toBe('owned-by-other');
});

test('after a start the higher one has its three intervals to come back', async () => {
  const folder = newFolder();
  await send(createStage({ folder, inventory: ranked('high', 'low') }), 'high');
  const next = createStage({ folder, inventory: ranked('high', 'low') });
  expect(await send(next, 'low')).toBe('owned-by-other');
});

test('a source that the mapping does not rank takes nothing over', async () => {
  const stage = createStage({ inventory: ranked('high') });
  await send(stage, 'other');
  expect(await send(stage, 'high')).toBe('owned-by-other');
});

test('a released resource goes to who writes it next, while the server runs', async () => {
  const folder = newFolder();
  const stage = createStage({ folder });
  await send(stage, 'a');
  await send(stage, 'a', false, 'rack/dc/h1/r1/2');
  release(folder, `${RACK}\t\t${stage.now}\n`);
  stage.now += 1_000;
  expect(await send(stage, 'b')).toBe('stored');
  expect(await send(stage, 'a')).toBe('owned-by-other');
  expect(await send(stage, 'b', false, 'rack/dc/h1/r1/2')).toBe('owned-by-other');
  expect(await send(createStage({ folder }), 'a')).toBe('owned-by-other');
});

test('a released resource goes back to the simulator, and a replay does not take it away again', async () => {
  const folder = newFolder();
  const stage = createStage({ folder });
  await send(stage, 'a');
  expect(await send(stage, 'simulator', true)).toBe('left out');
  release(folder, `${RACK}\t\t${stage.now}\n`);
  stage.now += 1_000;
  expect(await send(stage, 'simulator', true)).toBe('stored');
  const next = createStage({ folder });
  for (const record of stage.records) next.normalizer.applied(record);
  next.now = stage.now;
  expect(await send(next, 'simulator', true)).toBe('stored');
});

test('a file with many changes of owner is shortened at the start', async () => {
  const folder = newFolder();
  release(folder, Array.from({ length: 50 }, (_, i) => `${RACK}\t${i % 2 ? 'b' : 'a'}\n`).join(''));
  const stage = createStage({ folder });
  expect(readFileSync(join(folder, 'takeover'), 'utf8')).toBe(`${RACK}\tb\n`);
  expect(await send(stage, 'a')).toBe('owned-by-other');
  expect(stage.now).toBeGreaterThan(NOW);
});
