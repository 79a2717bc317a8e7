import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { native } from '../../../server/ingest/native.ts';
import { Refused } from '../../../server/ports.ts';
import { openDoor } from '../normalize/door.ts';
import { NOW, samplesOf } from '../normalize/stage.ts';

const open = () => openDoor(native, '/api/v1/samples', { 'content-type': 'application/json' });
const fixture = (path: string) => readFileSync(new URL(`../../fixtures/native/${path}`, import.meta.url));
const good = { resource: 'rack/dc/h1/r1/1', metric: 'rack.inlet-top', at: NOW, value: 21 };

function body(samples: readonly unknown[], more: Record<string, unknown> = {}): string {
  return JSON.stringify({ source: 'ingest', epoch: 'e1', batch: 1, samples, ...more });
}

test('stored: 204', async () => {
  const door = open();
  expect(await door.post(fixture('valid/two-racks.json'))).toEqual({ status: 204 });
  expect(samplesOf(door.stage)).toMatchObject([
    { resource: 'rack/dc/h1/r1/1', metric: 'rack.inlet-top', at: NOW, value: 36.5 },
    { resource: 'rack/dc/h1/r1/2', value: 24 },
  ]);
  expect(door.stage.normalizer.sources()).toMatchObject([{ id: 'ingest', protocol: 'native' }]);
});

test('some rows bad: 400 with counts, the good rows kept', async () => {
  const door = open();
  expect(await door.post(fixture('invalid/some-rows-bad.json'))).toMatchObject({
    status: 400,
    body: {
      code: 'rows-rejected',
      stored: 2,
      rejected: [
        { reason: 'bad-row', count: 3, example: expect.stringMatching(/^row 1: at: /) },
        { reason: 'future', count: 1, example: expect.stringContaining('rack/dc/h1/r1/2 rack.inlet-top') },
      ],
    },
  });
  expect(samplesOf(door.stage).map(({ value }) => value)).toEqual([36.5, 25]);
  expect(door.stage.normalizer.sources()).toMatchObject([{ rejectedTotal: 4 }]);
});

test('the same batch again: 204 with X-Duplicate, nothing changed', async () => {
  const door = open();
  await door.post(body([good]));
  expect(await door.post(body([{ ...good, value: 99 }]))).toEqual({ status: 204, headers: { 'X-Duplicate': '1' } });
  expect(samplesOf(door.stage)).toMatchObject([{ value: 21 }]);
});

test('another epoch or batch is another batch; numbers and texts mean the same', async () => {
  const door = open();
  await door.post(body([good]));
  expect(await door.post(body([{ ...good, at: NOW + 1 }], { batch: 2 }))).toEqual({ status: 204 });
  expect(await door.post(body([{ ...good, at: NOW + 2 }], { epoch: 'e2' }))).toEqual({ status: 204 });
  expect((await door.post(body([good], { batch: '1' }))).headers).toEqual({ 'X-Duplicate': '1' });
});

test('a server that cannot take it: 503 with Retry-After', async () => {
  const door = open();
  door.stage.refusal = new Refused('read-only', 5);
  expect(await door.post(body([good]))).toEqual({ status: 503, headers: { 'Retry-After': '5' } });
  door.stage.refusal = null;
  expect(await door.post(body([good]))).toEqual({ status: 204 });
});

test('a name that nothing knows: 204, counted with an example', async () => {
  const door = open();
  const rows = [{ ...good, metric: 'rack.colour' }, { ...good, resource: 'rack/dc/h9/r1/1' }, good];
  expect(await door.post(body(rows))).toEqual({ status: 204 });
  expect(door.stage.normalizer.sources()).toMatchObject([
    { accepted: 1, unmappedTotal: 2, unmapped: [{ name: 'rack.colour' }, { name: 'rack.inlet-top', count: 1 }] },
  ]);
});

test('a body that claims another source: 400 that names the field', async () => {
  const door = open();
  const reply = await door.post(body([good], { source: 'somebody-else' }));
  expect(reply).toMatchObject({ status: 400, body: { code: 'wrong-source', field: 'source', limit: 'ingest' } });
  expect(door.stage.records).toEqual([]);
});

test.each([
  [{ 'content-type': undefined }, 'Content-Type'],
  [{ 'content-type': 'text/plain' }, 'Content-Type'],
  [{ 'content-encoding': 'gzip' }, 'Content-Encoding'],
  [{ 'content-encoding': 'br' }, 'Content-Encoding'],
])('wrong type or encoding %o: 415 that names the header', async (headers, field) => {
  expect(await open().post(body([good]), headers)).toMatchObject({ status: 415, body: { field } });
});

test('a charset or an identity encoding is fine', async () => {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-encoding': 'identity' };
  expect(await open().post(body([good]), headers)).toEqual({ status: 204 });
});

test('too large: 413', async () => {
  expect((await open().post(new Uint8Array(8 * 1024 * 1024 + 1))).status).toBe(413);
});

test.each([
  ['a body cut short', body([good]).slice(0, -3), 'malformed', 'body'],
  ['bytes that are not UTF-8', Uint8Array.of(0x22, 0xff, 0x22), 'malformed', 'body'],
  ['no object', '[]', 'bad-request', 'body'],
  ['no samples', JSON.stringify({ source: 'ingest', epoch: 'e', batch: 1 }), 'bad-request', 'samples'],
  ['too many samples', body(Array.from({ length: 100_001 }, () => 0)), 'bad-request', 'samples'],
  ['an epoch that is no name', body([], { epoch: {} }), 'bad-request', 'epoch'],
])('%s: 400 %s', async (_case, bytes, code, field) => {
  const door = open();
  expect(await door.post(bytes)).toMatchObject({ status: 400, body: { code, field } });
  expect(door.stage.records).toEqual([]);
});

test('an empty batch is stored: there is nothing to keep', async () => {
  expect(await open().post(body([]))).toEqual({ status: 204 });
});

test.each([
  ['no object', null],
  ['a missing field', { resource: good.resource, metric: good.metric, at: NOW }],
  ['a field too many', { ...good, unit: '°C' }],
  ['an array', [good]],
  ['a time that is no integer', { ...good, at: NOW + 0.5 }],
  ['a time as text', { ...good, at: '2024-05-01' }],
])('D6, D10: a row with %s is refused by itself', async (_case, row) => {
  const door = open();
  expect(await door.post(body([row, good]))).toMatchObject({
    status: 400,
    body: { stored: 1, rejected: [{ reason: 'bad-row', count: 1, example: expect.stringMatching(/^row 0: /) }] },
  });
});

test('D6: keys of the language in a row or in the batch change nothing', async () => {
  const door = open();
  const text = body([good]).replace('"resource"', '"__proto__":{"polluted":1},"resource"');
  expect([204, 400]).toContain((await door.post(text)).status);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
