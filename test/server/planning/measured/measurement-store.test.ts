import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openMeasurementStore } from '../../../../server/planning/measured/measurement-store.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'skyrack-measured-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

const SET = {
  name: 'a.csv',
  kind: 'points',
  points: 1,
  simulated: false,
  importedAt: 5,
  from: null,
  to: null,
} as const;
const nothing = (): void => undefined;

test('a set is there after the next opening, with its bytes; an id is never used again', async () => {
  const at = folder();
  const store = await openMeasurementStore(at);
  await store.add(SET, Buffer.from('one'), nothing);
  await store.add(SET, Buffer.from('two'), nothing);
  expect(await store.remove('m2')).toBe(true);
  const again = await openMeasurementStore(at);
  expect(again.sets).toEqual([{ id: 'm1', ...SET }]);
  expect(Buffer.from(await again.read('m1')).toString()).toBe('one');
  expect((await again.add(SET, Buffer.from('three'), nothing)).id).toBe('m3');
});

test('what a crash left that the index does not name goes; what it names stays', async () => {
  const at = folder();
  await (await openMeasurementStore(at)).add(SET, Buffer.from('one'), nothing);
  for (const name of ['m7.csv', 'm8.csv.tmp', 'note.txt']) writeFileSync(join(at, name), 'x');
  await openMeasurementStore(at);
  expect(readdirSync(at).sort()).toEqual(['index.json', 'm1.csv', 'note.txt']);
});

test('who may not add leaves nothing behind', async () => {
  const at = folder();
  const store = await openMeasurementStore(at);
  const refuse = () => {
    throw new Error('full');
  };
  await expect(store.add(SET, Buffer.from('one'), refuse)).rejects.toThrow('full');
  expect(store.sets).toEqual([]);
  expect(readdirSync(at).filter((name) => name.endsWith('.csv'))).toEqual([]);
});

test('an index that says something else is set aside, and said', async () => {
  const at = folder();
  writeFileSync(join(at, 'index.json'), '{"version":1,"next":"soon","sets":[]}');
  writeFileSync(join(at, 'm4.csv'), 'x');
  const store = await openMeasurementStore(at);
  expect(store.sets).toEqual([]);
  expect(store.degraded[0]).toMatch(/index\.json is damaged/);
  // What it named stays for whoever mends it.
  expect((await store.add(SET, Buffer.from('one'), nothing)).id).toBe('m5');
  await openMeasurementStore(at);
  expect(readdirSync(at).sort()).toEqual(['index.json', 'index.json.damaged', 'm4.csv', 'm5.csv']);
});
