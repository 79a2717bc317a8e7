import { expect, test } from 'vitest';
import { native } from '../../../server/ingest/native.ts';
import { openDoor } from '../normalize/door.ts';
import { NOW, samplesOf } from '../normalize/stage.ts';

const ROWS = 3_000;
const open = () => openDoor(native, '/api/v1/samples', { 'content-type': 'application/json' });

function largeBody(change: (row: number, sample: Record<string, unknown>) => unknown = (_, sample) => sample): string {
  const samples = Array.from({ length: ROWS }, (_, row) =>
    change(row, { resource: 'rack/dc/h1/r1/1', metric: 'rack.inlet-top', at: NOW - row, value: 20 + (row % 100) / 10 }),
  );
  return JSON.stringify({ source: 'ingest', epoch: 'e1', batch: 1, samples });
}

test('a large batch is read by the worker and stored as a small one is', async () => {
  const door = open();
  expect(await door.post(largeBody())).toEqual({ status: 204 });
  const stored = samplesOf(door.stage);
  expect(stored).toHaveLength(ROWS);
  expect(stored[123]).toMatchObject({ resource: 'rack/dc/h1/r1/1', at: NOW - 123, value: 22.3 });
  await door.stop();
}, 60_000);

test('what is wrong in a large batch is said as in a small one', async () => {
  const door = open();
  expect(await door.post(`${largeBody()}}`)).toMatchObject({ status: 400, body: { code: 'malformed', field: 'body' } });
  const oneBad = largeBody((row, sample) => (row === 7 ? { ...sample, value: 'hot' } : sample));
  expect(await door.post(oneBad)).toMatchObject({
    status: 400,
    body: { code: 'rows-rejected', stored: ROWS - 1, rejected: [{ reason: 'bad-row', count: 1 }] },
  });
  await door.stop();
}, 60_000);

test('two large batches at once each get their own answer', async () => {
  const door = open();
  const foreign = largeBody().replace('"ingest"', '"other"');
  const [first, second] = await Promise.all([door.post(largeBody()), door.post(foreign)]);
  expect(first).toEqual({ status: 204 });
  expect(second).toMatchObject({ status: 400, body: { code: 'wrong-source' } });
  await door.stop();
}, 60_000);
