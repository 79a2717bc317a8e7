import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readingOf } from '../../../client/live/reading.ts';
import { createReadings } from '../../../client/live/readings.ts';
import { packQuality } from '../../../shared/model/sample.ts';
import { START } from '../../server/live/bed.ts';
import { createWireBed, type WireBed } from './harness.ts';

const FLOOR = 'floor/inlet/hall/dc/p1-h01';
const RACK = 'rack/dc/p1-h01/r01/01';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** The bed's clock and the timers go together. */
async function pass(bed: WireBed, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 50) {
    bed.now += 50;
    await vi.advanceTimersByTimeAsync(50);
  }
}

async function live(): Promise<WireBed> {
  const bed = createWireBed();
  bed.send();
  bed.store.watch([FLOOR]);
  bed.hello();
  await pass(bed, 300);
  expect(bed.store.link().state).toBe('live');
  return bed;
}

test('before the values are complete the link is connecting', async () => {
  const bed = createWireBed();
  bed.online = false;
  bed.store.watch([FLOOR]);
  bed.hello();
  await pass(bed, 1_000);
  expect(bed.store.link().state).toBe('connecting');
});

test('silence greys within 5 s and recovers by itself when values are complete again', async () => {
  const bed = await live();
  const states: string[] = [];
  bed.store.subscribeLink(() => states.push(bed.store.link().state));
  await pass(bed, 3_500);
  expect(bed.store.link().state).toBe('live');
  await pass(bed, 1_400);
  expect(bed.store.link().state).toBe('silent');
  bed.events.beat({ epoch: 1, now: bed.now });
  await pass(bed, 250);
  expect(bed.store.link().state).toBe('live');
  expect(states.filter((state, i) => state !== states[i - 1])).toEqual(['silent', 'live']);
});

test('a lost connection shows as silence; it is live again only when what was missed is there', async () => {
  const bed = await live();
  bed.events.closed();
  await pass(bed, 5_000);
  expect(bed.store.link().state).toBe('silent');
  bed.restart();
  bed.online = false;
  bed.hello();
  await pass(bed, 1_000);
  expect(bed.store.link().state).toBe('silent');
  bed.online = true;
  for (let i = 0; i < 4; i++) {
    bed.events.beat({ epoch: 2, now: bed.now });
    await pass(bed, 1_000);
  }
  expect(bed.store.link()).toMatchObject({ state: 'live', epoch: 2 });
});

test('an open connection that stays silent is given up for a new one', async () => {
  const bed = await live();
  await pass(bed, 13_000);
  expect(bed.requests.filter((request) => request === 'renew')).toHaveLength(1);
});

test.each([
  ['dictionary', { dictionary: 'another' }],
  ['protocol', { protocol: 99 }],
])('another %s is a mismatch and ends the connection', async (_name, changes) => {
  const bed = await live();
  bed.hello(changes);
  expect(bed.store.link().state).toBe('mismatch');
  expect(bed.requests.at(-1)).toBe('close');
  await pass(bed, 10_000);
  expect(bed.store.link().state).toBe('mismatch');
});

test('the offset is the server’s clock minus ours by the least delayed reading', async () => {
  const bed = await live();
  bed.events.beat({ epoch: 1, now: bed.now + 60_000 - 80 });
  bed.events.beat({ epoch: 1, now: bed.now + 60_000 - 5 });
  bed.events.beat({ epoch: 1, now: bed.now + 60_000 - 300 });
  await pass(bed, 250);
  expect(bed.store.link().offsetMs).toBe(59_995);
});

test('watchers share topics; what changes together is told together; the last one to go leaves', async () => {
  const bed = createWireBed();
  bed.hello();
  const first = bed.store.watch(['zone', FLOOR]);
  const second = bed.store.watch([FLOOR]);
  await pass(bed, 100);
  first();
  first();
  await pass(bed, 100);
  second();
  await pass(bed, 100);
  expect(bed.requests.filter((request) => request.startsWith('watch'))).toEqual([
    'watch ',
    `watch zone ${FLOOR}`,
    `watch ${FLOOR}`,
    'watch ',
  ]);
});

test('a topic that the server does not know costs the others nothing', async () => {
  const bed = createWireBed();
  bed.hello();
  bed.store.watch(['resource/rack/none', FLOOR]);
  await pass(bed, 300);
  expect(bed.requests).toContain(`snapshot ${FLOOR}`);
  expect(bed.store.link().state).toBe('live');
});

test('a reading says value, age, quality and origin; a bad one has no number; before the first there is none', async () => {
  const bed = await live();
  const inlet = bed.index.series(RACK, 'rack.inlet');
  const none = { value: null, at: null, quality: 'none', freshness: 'stale', severity: 'unknown' };
  expect(readingOf(bed.store, inlet)).toMatchObject(none);
  bed.store.watch([`resource/${RACK}`]);
  await pass(bed, 100);
  const at = bed.now - 700;
  bed.feed([
    { resource: RACK, metric: 'rack.inlet-middle', value: 33, at, quality: packQuality('good', 'none', true) },
    { resource: RACK, metric: 'rack.humidity', value: 0, at, quality: packQuality('bad', 'out-of-range') },
  ]);
  bed.send();
  expect(readingOf(bed.store, inlet)).toEqual({
    value: 33,
    at,
    quality: 'good',
    reason: 'none',
    freshness: 'live',
    severity: 'major',
    simulated: true,
    origin: 1,
  });
  expect(readingOf(bed.store, bed.index.series(RACK, 'rack.humidity'))).toMatchObject({
    value: null,
    at,
    quality: 'bad',
    reason: 'out-of-range',
    severity: 'unknown',
  });
});

test('subscribers of a series are called once a flush and only when it changed', async () => {
  const bed = await live();
  const flushes: (() => void)[] = [];
  const readings = createReadings(bed.store, (flush) => flushes.push(flush));
  readings.open();
  const inlet = bed.index.series(RACK, 'rack.inlet');
  let calls = 0;
  const stop = readings.subscribe(inlet, () => calls++);
  const before = readings.get(inlet);
  bed.feed([{ resource: 'rack/dc/p1-h01/r01/02', metric: 'rack.inlet-top', value: 25 }]);
  bed.send();
  expect(flushes).toHaveLength(0);
  for (const value of [25, 26]) {
    bed.now += 200;
    bed.feed([{ resource: RACK, metric: 'rack.inlet-top', value }]);
    bed.send();
  }
  expect(flushes).toHaveLength(1);
  expect(readings.get(inlet)).toBe(before);
  flushes[0]!();
  expect([calls, readings.get(inlet).value]).toEqual([1, 26]);
  expect(readings.get(inlet)).toBe(readings.get(inlet));
  stop();
  bed.now += 200;
  bed.feed([{ resource: RACK, metric: 'rack.inlet-top', value: 29 }]);
  bed.send();
  expect(flushes).toHaveLength(1);
  expect(readings.get(inlet).value).toBe(29);
});

test('times are of the server, to 100 ms', async () => {
  const bed = await live();
  bed.feed([{ resource: RACK, metric: 'rack.inlet-top', value: 25, at: START }]);
  bed.send();
  const at = readingOf(bed.store, bed.index.series(RACK, 'rack.inlet')).at!;
  expect(Math.abs(at - START)).toBeLessThanOrEqual(50);
});
