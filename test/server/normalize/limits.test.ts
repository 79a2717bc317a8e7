import { expect, test } from 'vitest';
import { remoteWrite } from '../../../server/ingest/remote-write.ts';
import { Refused, type SourceLimits, type SourcePolicies } from '../../../server/ports.ts';
import { type PlainSeries, writeBody } from '../../fixtures/remote-write/encode.ts';
import { openDoor } from './door.ts';
import { smallZone } from './small-zone.ts';
import { batchOf, createStage, NOW, samplesOf } from './stage.ts';

function policies(limits: SourceLimits, expected: readonly string[] = []): SourcePolicies {
  return { of: () => ({ limits, revoked: false }), expected: () => expected };
}
const WIDE = { series: 1e6, newSeriesPerMinute: 1e6, samplesPerSecond: 1e6 };

function stageOf(limits: Partial<SourceLimits>) {
  const current: { -readonly [K in keyof SourceLimits]: SourceLimits[K] } = { ...WIDE, ...limits };
  const stage = createStage({ inventory: smallZone(20), policies: policies(current) });
  const source = stage.normalizer.source('pdu', 'native');
  const inlet = (rack: number) =>
    source.handle({ by: 'catalogue', resource: `rack/dc/h1/r1/${rack}`, metric: 'rack.inlet-top' });
  const send = (racks: readonly number[]) =>
    source.accept(batchOf(racks.map((rack) => ({ handle: inlet(rack), at: stage.now, value: 20 + rack / 10 }))));
  return { stage, current, source, send };
}

test('over the series limit only new series are refused, by name and with an example', async () => {
  const { stage, send } = stageOf({ series: 2 });
  expect(await send([1, 2, 3, 4])).toMatchObject({
    stored: 2,
    rejected: [{ reason: 'series-limit', count: 2, example: expect.stringContaining('rack/dc/h1/r1/3') }],
  });
  stage.now += 1000;
  expect(await send([1, 2])).toMatchObject({ stored: 2, rejected: [] });
  expect(stage.normalizer.sources()).toMatchObject([
    { series: 2, limits: { series: 2 }, rejected: [{ reason: 'series-limit', count: 2 }] },
  ]);
});

test('a limit that is raised lets the refused series in without a restart', async () => {
  const { current, send } = stageOf({ series: 1 });
  expect(await send([1, 2])).toMatchObject({ stored: 1 });
  current.series = 2;
  expect(await send([2])).toMatchObject({ stored: 1, rejected: [] });
});

test('new series beyond so many a minute wait for the next minute; known ones pass', async () => {
  const { stage, send } = stageOf({ newSeriesPerMinute: 3 });
  expect(await send([1, 2, 3, 4])).toMatchObject({ stored: 3, rejected: [{ reason: 'new-series-limit', count: 1 }] });
  stage.now += 1000;
  expect(await send([1, 4])).toMatchObject({ stored: 1, rejected: [{ reason: 'new-series-limit' }] });
  stage.now += 60_000;
  expect(await send([1, 4, 5, 6])).toMatchObject({ stored: 4, rejected: [] });
});

test('over its rate a source is refused whole batches with the seconds to wait, and then taken again', async () => {
  const { stage, source, send } = stageOf({ samplesPerSecond: 1 });
  await send([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(stage.normalizer.overRate('pdu')).toBe(3);
  const refused = await send([1]).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refused);
  expect(refused).toMatchObject({ reason: 'over-rate', retryAfterSeconds: 3 });
  expect(source.limits).toMatchObject({ samplesPerSecond: 1 });
  stage.now += 3_000;
  expect(stage.normalizer.overRate('pdu')).toBeNull();
  expect(await send([1])).toMatchObject({ stored: 1 });
  expect(stage.normalizer.sources()).toMatchObject([{ throttled: 2, rejectedTotal: 0 }]);
});

test('what the server itself could not take does not count against the rate', async () => {
  const { stage, send } = stageOf({ samplesPerSecond: 1 });
  stage.refusal = new Refused('queue-full', 1);
  const racks = Array.from({ length: 11 }, (_, i) => i + 1);
  for (let i = 0; i < 5; i++) await expect(send(racks)).rejects.toThrow('queue-full');
  stage.refusal = null;
  expect(await send(racks)).toMatchObject({ stored: 11 });
});

test('one source over its rate or its share leaves the others alone', async () => {
  const { stage, send } = stageOf({ samplesPerSecond: 1 });
  await send(Array.from({ length: 20 }, (_, i) => i + 1));
  await expect(send([1])).rejects.toThrow('over-rate');
  const other = stage.normalizer.source('ups', 'native');
  const handle = other.handle({ by: 'catalogue', resource: 'uplink/q01', metric: 'uplink.in' });
  expect(await other.accept(batchOf([{ handle, at: NOW, value: 5 }]))).toMatchObject({ stored: 1 });
});

test('one source cannot fill what waits for the disk: its share is refused by name, another’s batch passes', async () => {
  let letGo: () => void = () => undefined;
  const disk = new Promise<void>((go) => {
    letGo = go;
  });
  const stage = createStage({ inventory: smallZone(20), disk });
  const greedy = stage.normalizer.source('greedy', 'native');
  const rack = (source: typeof greedy, n: number) =>
    source.handle({ by: 'catalogue', resource: `rack/dc/h1/r1/${n}`, metric: 'rack.inlet-top' });
  const handle = rack(greedy, 1);
  const many = (from: number) =>
    batchOf(Array.from({ length: 300_000 }, (_, i) => ({ handle, at: NOW - from - i, value: 20 })));
  const held = [greedy.accept(many(0)), greedy.accept(many(300_000))];
  await expect(greedy.accept(many(600_000))).rejects.toThrow('queue-full');
  const modest = stage.normalizer.source('modest', 'native');
  const passed = modest.accept(batchOf([{ handle: rack(modest, 2), at: NOW, value: 21 }]));
  letGo();
  expect(await passed).toMatchObject({ stored: 1 });
  expect(await Promise.all(held)).toHaveLength(2);
  expect(await greedy.accept(many(600_000))).toMatchObject({ stored: 300_000 });
});

test('a source that sends a million label sets is capped, and another’s batches still pass', {
  timeout: 60_000,
}, async () => {
  const stage = createStage({ policies: policies({ ...WIDE, series: 50_000, samplesPerSecond: 1e7 }) });
  const door = openDoor(
    remoteWrite,
    '/api/v1/write',
    { 'content-encoding': 'snappy', 'content-type': 'application/x-protobuf' },
    stage,
  );
  const flood = (from: number): PlainSeries[] =>
    Array.from({ length: 20_000 }, (_, i) => ({
      labels: [
        ['__name__', 'flood'],
        ['id', `${from + i}`],
      ],
      samples: [{ value: 1, at: NOW }],
    }));
  let refused = 0;
  for (let from = 0; from < 1_000_000; from += 20_000) {
    const reply = await door.post(writeBody(flood(from)), {}, 'flooder');
    if (reply.status === 400) refused++;
    else expect(reply.status).toBe(204);
    if (from % 200_000 > 0) continue;
    const series = {
      labels: Object.entries({ __name__: 'rack_watts', dc: 'dc', hall: 'h1', row: 'r1', rack: '1' }),
      samples: [{ value: 3, at: NOW + from }],
    } as const;
    stage.now = NOW + from;
    expect(await door.post(writeBody([series]), {}, 'other')).toEqual({ status: 204 });
  }
  expect(refused).toBeGreaterThanOrEqual(47);
  const [flooder] = stage.normalizer.sources().filter(({ id }) => id === 'flooder');
  expect(flooder!.rejected).toMatchObject([{ reason: 'series-limit', count: 950_000 }]);
  expect(samplesOf(stage)).toHaveLength(5);
});

test('labels named like parts of an object are plain text, and nothing is polluted (D6)', async () => {
  const stage = createStage();
  const source = stage.normalizer.source('pdu', 'remote-write');
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    const labels = [
      ['__name__', name],
      [name, 'polluted'],
    ] as const;
    const handle = source.handle({ by: 'labels', name, labels });
    expect(await source.accept(batchOf([{ handle, at: NOW, value: 1 }]))).toMatchObject({ unmapped: 1 });
    source.refuse(name, 1, name);
    stage.normalizer.source(name, 'native');
  }
  expect(stage.normalizer.sources()[0]!.unmapped.map(({ name }) => name)).toContain('__proto__');
  expect(stage.normalizer.sources()[0]!.rejected.map(({ reason }) => reason)).toContain('__proto__');
  expect(stage.normalizer.sources().map(({ id }) => id)).toContain('__proto__');
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('late, skewed and future samples are counted apart', async () => {
  const { stage, source } = stageOf({});
  const handle = source.handle({ by: 'catalogue', resource: 'rack/dc/h1/r1/1', metric: 'rack.inlet-top' });
  const send = (at: number) => source.accept(batchOf([{ handle, at, value: 20 + (at % 7) }]));
  await send(NOW);
  await send(NOW - 1_000);
  await send(NOW + 6_000);
  await send(NOW + 3_600_000);
  expect(stage.normalizer.sources()).toMatchObject([{ accepted: 3, late: 1, skewed: 1, future: 1, revoked: false }]);
});

test('a source that has a token and never sent is listed', () => {
  const stage = createStage({ policies: policies(WIDE, ['silent']) });
  expect(stage.normalizer.sources()).toMatchObject([{ id: 'silent', lastReceivedAt: null, series: 0 }]);
});
