import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWireBed, differences, type WireBed } from './harness.ts';

const FLOOR = 'floor/inlet/hall/dc/p1-h01';
const RACK = 'rack/dc/p1-h01/r01/01';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets promises and timers of some time run. */
async function settle(ms = 50): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

async function watching(topics: readonly string[]): Promise<WireBed> {
  const bed = createWireBed();
  bed.send();
  bed.store.watch(topics);
  bed.hello();
  await settle();
  return bed;
}

function change(bed: WireBed, value: number, resource = RACK): void {
  bed.now += 200;
  bed.feed([{ resource, metric: 'rack.inlet-top', value }]);
  bed.send();
}

test('first the snapshot, then deltas; nothing more is asked for', async () => {
  const bed = await watching([FLOOR]);
  change(bed, 31);
  change(bed, 32);
  await settle();
  expect(differences(bed, FLOOR)).toEqual([]);
  expect(bed.store.value[bed.index.series(RACK, 'rack.inlet')]).toBe(32);
  expect(bed.requests).toEqual([`watch ${FLOOR}`, `snapshot ${FLOOR}`]);
});

test('a gap is mended from the ring, and nothing is drawn out of order', async () => {
  const bed = await watching([FLOOR]);
  const drawn: number[] = [];
  bed.store.onFrame(() => drawn.push(bed.store.value[bed.index.series(RACK, 'rack.inlet')]!));
  change(bed, 21);
  bed.fate = () => ({ copies: 0, delay: 0 });
  change(bed, 22);
  bed.fate = () => ({ copies: 1, delay: 0 });
  change(bed, 23);
  await settle();
  expect(drawn).toEqual([21, 22, 23]);
  expect(bed.requests.at(-1)).toBe(`resume ${FLOOR} 2`);
});

test('a gap beyond the ring is mended by a snapshot', async () => {
  const bed = await watching([FLOOR]);
  bed.fate = () => ({ copies: 0, delay: 0 });
  for (let i = 0; i < 70; i++) change(bed, 20 + i / 10);
  bed.fate = () => ({ copies: 1, delay: 0 });
  change(bed, 40);
  await settle();
  expect(bed.requests.slice(-2)).toEqual([`resume ${FLOOR} 1`, `snapshot ${FLOOR}`]);
  expect(differences(bed, FLOOR)).toEqual([]);
});

test('a lost last frame is noticed by the digest', async () => {
  const bed = await watching([FLOOR]);
  bed.fate = () => ({ copies: 0, delay: 0 });
  change(bed, 40);
  bed.fate = () => ({ copies: 1, delay: 0 });
  bed.sendDigests();
  await settle();
  expect(differences(bed, FLOOR)).toEqual([]);
});

test('a state that differs at the same sequence is loaded again', async () => {
  const bed = await watching([FLOOR]);
  change(bed, 30);
  bed.store.value[bed.index.series(RACK, 'rack.inlet')] = 99;
  bed.sendDigests();
  await settle();
  expect(bed.requests.at(-1)).toBe(`snapshot ${FLOOR}`);
  expect(differences(bed, FLOOR)).toEqual([]);
});

test('a new start of the server loads everything again', async () => {
  const bed = await watching([FLOOR]);
  change(bed, 30);
  bed.events.closed();
  bed.restart();
  change(bed, 25, 'rack/dc/p1-h01/r01/02');
  bed.hello();
  await settle();
  expect(differences(bed, FLOOR)).toEqual([]);
  expect(bed.requests.slice(-2)).toEqual([`watch ${FLOOR}`, `snapshot ${FLOOR}`]);
});

test('a short loss of the connection costs the missed frames, not a snapshot', async () => {
  const bed = await watching([FLOOR]);
  bed.events.closed();
  bed.fate = () => ({ copies: 0, delay: 0 });
  change(bed, 30);
  bed.fate = () => ({ copies: 1, delay: 0 });
  bed.hello();
  await settle();
  expect(differences(bed, FLOOR)).toEqual([]);
  expect(bed.requests.slice(-2)).toEqual([`watch ${FLOOR}`, `resume ${FLOOR} 1`]);
});

test('lagging loads what the server left out', async () => {
  const bed = await watching([FLOOR]);
  bed.fate = () => ({ copies: 0, delay: 0 });
  change(bed, 30);
  bed.fate = () => ({ copies: 1, delay: 0 });
  bed.events.lagging({ topics: [FLOOR] });
  await settle();
  expect(differences(bed, FLOOR)).toEqual([]);
});

test('a snapshot that cannot be had is asked for again until it can', async () => {
  const bed = createWireBed();
  bed.send();
  bed.store.watch([FLOOR]);
  bed.hello();
  await settle(0);
  bed.online = false;
  change(bed, 30);
  await settle(10_000);
  bed.online = true;
  await settle(10_000);
  expect(differences(bed, FLOOR)).toEqual([]);
});

test('a frame that is no frame is a gap like any other', async () => {
  const bed = await watching([FLOOR]);
  bed.events.delta(new Uint8Array([1, 2, 3]));
  change(bed, 30);
  await settle();
  expect(differences(bed, FLOOR)).toEqual([]);
});

test('whatever is lost, doubled and reordered, after the next digests the client has the server’s state', async () => {
  const step = fc.record({
    racks: fc.array(fc.nat(11), { maxLength: 3 }),
    value: fc.integer({ min: 10, max: 60 }),
    copies: fc.constantFrom(0, 1, 1, 1, 2),
    delay: fc.constantFrom(0, 0, 0, 1, 3),
    settle: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const topics = [FLOOR, 'zone', `resource/${RACK}`];
      const bed = await watching(topics);
      const racks = bed.inventory.ofKind('rack').map(({ id }) => id);
      for (const { racks: some, value, copies, delay, settle: wait } of steps) {
        bed.fate = () => ({ copies, delay });
        bed.now += 200;
        bed.feed(some.map((rack) => ({ resource: racks[rack]!, metric: 'rack.inlet-top', value })));
        bed.send();
        if (wait) await settle();
      }
      bed.fate = () => ({ copies: 1, delay: 0 });
      bed.drain();
      await settle();
      bed.sendDigests();
      await settle();
      for (const topic of topics) expect(differences(bed, topic)).toEqual([]);
      bed.store.close();
    }),
    { numRuns: 60 },
  );
});
