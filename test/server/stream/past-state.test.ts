import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLive } from '../../../server/live/index.ts';
import { type History, HistoryRefused, type Inventory } from '../../../server/ports.ts';
import { createClusters } from '../../../server/stream/clusters.ts';
import { createFeeds } from '../../../server/stream/feeds.ts';
import { createPastStates, type PastFrame, type PastStates } from '../../../server/stream/past-state.ts';
import { createMembership } from '../../../server/stream/topics.ts';
import { tileOf } from '../../../shared/geo/tiles.ts';
import { freshnessOf, isSimulated, packQuality } from '../../../shared/model/sample.ts';
import { decodeFrame, type Frame, unpackAge } from '../../../shared/wire/frame.ts';
import { PAST_EPOCH } from '../../../shared/wire/history.ts';
import { createMemoryHistory, type MemoryHistory } from '../history-fake/memory-history.ts';
import { type Bed, createBed, GOOD, type Row, recordOf, SIMULATED, START, seriesOf } from '../live/bed.ts';

const RACK = 'rack/dc/p1-h01/r01/01';
const NEAR = tileOf({ lat: 36.2, lon: 120.5 }, 14);
const TOPICS = [
  'zone',
  `tile/14/${NEAR.x}/${NEAR.y}`,
  'cluster/0/0/0',
  `cluster/14/${NEAR.x}/${NEAR.y}`,
  'floor/inlet/hall/dc/p1-h01',
  'floor/power/hall/dc/p1-h02',
  'kind/connector',
  `resource/${RACK}`,
  'resource/zone/test',
];

interface PastBed extends Bed {
  readonly history: MemoryHistory;
  readonly past: PastStates;
  /** Feeds the live state and the history with the same record. */
  both(rows: readonly Row[]): void;
  /** The snapshot frame of the present. */
  present(topic: string): Uint8Array;
}

function createPastBed(ask: (history: MemoryHistory) => Pick<History, 'state'> = (history) => history): PastBed {
  const bed = createBed();
  const { inventory, live } = bed;
  const history = createMemoryHistory({ inventory });
  const worked = createLive({ inventory, clock: () => bed.now, tickMs: 1_000 });
  let sequence = 0;
  const feeds = createFeeds({ live, epoch: 7, members: createMembership(inventory), now: bed.now });
  live.onTick((_tick, now) => feeds.frames(now, () => false));
  const past = createPastStates({
    history: ask(history),
    inventory,
    live,
    // As the server does it: one state for all moments, so that nothing may be left of the one before.
    emptyLive: () => {
      worked.reset();
      return worked;
    },
    clock: () => bed.now,
  });
  return Object.assign(bed, {
    history,
    past,
    both(rows: readonly Row[]) {
      const record = recordOf(inventory, bed.now, rows);
      live.apply(record);
      void history.apply(++sequence, record);
    },
    present(topic: string) {
      if (!topic.startsWith('cluster/')) return feeds.snapshot(topic)!.bytes;
      return createClusters({ inventory, live, epoch: 7, now: bed.now }).open(topic).frame;
    },
  });
}

async function frameAt(past: PastStates, topic: string, at: number): Promise<PastFrame> {
  const answer = await past.frame(topic, at);
  if ('refusal' in answer) throw new Error(answer.refusal.message);
  return answer;
}

/** Without epoch and sequence, which say to what stream a frame belongs. */
function content(frame: Uint8Array, topic: string): string {
  const bytes = Buffer.from(frame);
  bytes.fill(0, 4 + topic.length, 4 + topic.length + 8);
  return bytes.toString('hex');
}

/** Numbers that no hysteresis is between: what a value means must not hang on what was before it. */
function valuesOf(inventory: Inventory, series: number): readonly number[] {
  const metric = inventory.metricOf(series);
  if (metric.states) return metric.states.map(({ value }) => value);
  if (metric.ladder === undefined) return [0, 1, 5];
  const marks = metric.ladder.steps.flatMap(({ raise, clear }) => [raise, clear]);
  return [Math.min(...marks) - 5, Math.max(...marks) + 5];
}

const fed = fc.record({
  pick: fc.nat(),
  value: fc.nat(),
  quality: fc.constantFrom(GOOD, SIMULATED, packQuality('uncertain', 'clock-skew')),
});

/** Rows of series that are sent, values as above. */
function rowsOf(inventory: Inventory): fc.Arbitrary<Row[]> {
  const sent = Array.from({ length: inventory.dictionary.seriesCount }, (_, series) => series).filter(
    (series) => inventory.metricOf(series).derive === undefined,
  );
  const row = fed.map(({ pick, value, quality }): Row => {
    const series = sent[pick % sent.length]!;
    const values = valuesOf(inventory, series);
    const metric = inventory.metricOf(series).id;
    return { resource: inventory.resourceOf(series).id, metric, value: values[value % values.length]!, quality };
  });
  return fc.array(row, { maxLength: 40 });
}

/** Feeds at half seconds and ticks on, so that every moment is a whole second. Calls `look` at each. */
function run(bed: PastBed, steps: readonly { rows: readonly Row[]; waitS: number }[], look: () => void): void {
  for (const { rows, waitS } of steps) {
    bed.now += 500;
    bed.both(rows);
    bed.pass(waitS * 1_000 - 500);
    // Whatever slice live looks at next: it has looked at all.
    for (let tick = 0; tick < 5; tick++) bed.tick();
    look();
  }
}

test('a past in which nothing is silent is drawn byte for byte as it was when it was the present', async () => {
  const steps = fc.array(fc.record({ rows: rowsOf(createBed().inventory), waitS: fc.integer({ min: 1, max: 4 }) }), {
    minLength: 1,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(steps, async (given) => {
      const bed = createPastBed();
      const seen: { at: number; frames: string[] }[] = [];
      run(bed, given, () => {
        seen.push({ at: bed.now, frames: TOPICS.map((topic) => content(bed.present(topic), topic)) });
      });
      for (const { at, frames } of seen) {
        for (const [i, topic] of TOPICS.entries()) {
          expect(content((await frameAt(bed.past, topic, at)).bytes, topic), topic).toBe(frames[i]);
        }
      }
    }),
    { numRuns: 30 },
  );
}, 60_000);

test('what had fallen silent is as silent in the past, and what follows from it is the same', async () => {
  const steps = fc.array(fc.record({ rows: rowsOf(createBed().inventory), waitS: fc.integer({ min: 1, max: 45 }) }), {
    minLength: 1,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(steps, async (given) => {
      const bed = createPastBed();
      const seen: { at: number; frames: Uint8Array[] }[] = [];
      run(bed, given, () => {
        seen.push({ at: bed.now, frames: TOPICS.map((topic) => bed.present(topic)) });
      });
      for (const { at, frames } of seen) {
        for (const [i, topic] of TOPICS.entries()) {
          const { bytes } = await frameAt(bed.past, topic, at);
          if (topic.startsWith('cluster/')) expect(content(bytes, topic), topic).toBe(content(frames[i]!, topic));
          else expectAlike(decodeFrame(bytes), decodeFrame(frames[i]!));
        }
      }
    }),
    { numRuns: 30 },
  );
}, 60_000);

/** The same but for ages: live notices a silence within the second after it has begun. */
function expectAlike(past: Frame, present: Frame): void {
  const { topic, now, series, value, flags } = present;
  expect({ topic, now, series, value, flags }).toEqual({
    topic: past.topic,
    now: past.now,
    series: past.series,
    value: past.value,
    flags: past.flags,
  });
  present.age.forEach((age, i) => {
    const [was, is] = [unpackAge(age), unpackAge(past.age[i]!)];
    if (was !== is) expect(Math.abs(was - is)).toBeLessThanOrEqual(1_200);
  });
}

function inlet(value: number, more: Partial<Row> = {}): Row {
  return { resource: RACK, metric: 'rack.inlet-top', value, ...more };
}

test('a bad sample carries no number in the past either', async () => {
  const bed = createPastBed();
  const bad = packQuality('bad', 'out-of-range');
  bed.both([inlet(0, { quality: bad }), inlet(25, { metric: 'rack.inlet-bottom' })]);
  bed.tick();
  for (const topic of TOPICS) {
    expect(content((await frameAt(bed.past, topic, START)).bytes, topic)).toBe(content(bed.present(topic), topic));
  }
});

test('a moment is rounded down to its second, and says which it is and from what tier', async () => {
  const bed = createPastBed();
  bed.both([inlet(24)]);
  const frame = await frameAt(bed.past, `resource/${RACK}`, START + 1_999);
  expect(frame).toMatchObject({ at: START + 1_000, tier: 'raw' });
  expect(decodeFrame(frame.bytes)).toMatchObject({ epoch: PAST_EPOCH, seq: 0, snapshot: true, now: START + 1_000 });
});

test('a sample after the moment is not in it', async () => {
  const bed = createPastBed();
  bed.both([inlet(24)]);
  bed.now += 10_000;
  bed.both([inlet(36)]);
  const valueAt = async (at: number) =>
    decodeFrame((await frameAt(bed.past, 'floor/inlet/hall/dc/p1-h01', at)).bytes).value[0];
  expect(await valueAt(START + 9_000)).toBe(24);
  expect(await valueAt(START + 10_000)).toBe(36);
});

test('simulated stays marked, beside what is real', async () => {
  const bed = createPastBed();
  bed.both([inlet(24, { quality: SIMULATED }), { resource: 'cell/s1/1', metric: 'cell.users', value: 3 }]);
  const frame = decodeFrame((await frameAt(bed.past, 'zone', START)).bytes);
  const flagsOf = (resource: string, metric: string) =>
    frame.flags[frame.series.indexOf(seriesOf(bed.inventory, resource, metric))]!;
  expect(isSimulated(flagsOf('hall/dc/p1-h01', 'hall.inlet-max'))).toBe(true);
  expect(isSimulated(flagsOf('zone/test', 'zone.users'))).toBe(false);
});

test('what history has of derived values changes nothing: they are worked out again', async () => {
  const bed = createPastBed();
  bed.both([inlet(24)]);
  const stale = { resource: 'hall/dc/p1-h01', metric: 'hall.inlet-max', value: 99, at: START - 60_000 };
  void bed.history.apply(2, recordOf(bed.inventory, START, [stale]));
  bed.tick();
  expect(content((await frameAt(bed.past, 'zone', START)).bytes, 'zone')).toBe(content(bed.present('zone'), 'zone'));
});

test('intervals are those of the mapping', async () => {
  const bed = createPastBed();
  bed.live.intervalMs[seriesOf(bed.inventory, RACK, 'rack.inlet-top')] = 300_000;
  bed.both([inlet(24), inlet(25, { metric: 'rack.outlet' })]);
  const { series, flags } = decodeFrame((await frameAt(bed.past, `resource/${RACK}`, START + 120_000)).bytes);
  const freshness = (metric: string) => freshnessOf(flags[series.indexOf(seriesOf(bed.inventory, RACK, metric))]!);
  expect(freshness('rack.inlet-top')).toBe('live');
  expect(freshness('rack.outlet')).toBe('stale');
});

test('where only roll-ups are left, what reported to the end of its bucket goes on for one more, what had stopped has not', async () => {
  const bed = createPastBed((history) => ({ state: async (at) => ({ ...(await history.state(at)), tier: '1h' }) }));
  bed.both([
    inlet(24, { at: START + 59 * 60_000 + 50_000 }),
    inlet(24, { metric: 'rack.outlet', at: START + 30 * 60_000 }),
  ]);
  const freshness = async (metric: string, minutes: number) => {
    const { bytes } = await frameAt(bed.past, `resource/${RACK}`, START + minutes * 60_000);
    const { series, flags } = decodeFrame(bytes);
    return freshnessOf(flags[series.indexOf(seriesOf(bed.inventory, RACK, metric))]!);
  };
  expect(await freshness('rack.inlet-top', 119)).toBe('live');
  expect(await freshness('rack.inlet-top', 121)).toBe('stale');
  expect(await freshness('rack.outlet', 61)).toBe('stale');
});

test('our own downtime: where nothing was recorded any more it is said since when', async () => {
  const bed = createPastBed();
  bed.both([inlet(24)]);
  const since = async (seconds: number) => (await bed.past.attention(START + seconds * 1_000)).notRecordedSince;
  bed.now += 900_000;
  bed.both([inlet(24)]);
  bed.now += 1_000;
  expect(await since(100)).toBeNull();
  expect(await since(121)).toBe(START);
  expect(await since(899)).toBe(START);
  expect(await since(900)).toBeNull();
  expect(await since(-10)).toBeNull();
});

test('what needed attention then, without since when', async () => {
  const bed = createPastBed();
  bed.both([inlet(36)]);
  bed.now += 60_000;
  bed.both([inlet(24)]);
  const { worst, at } = await bed.past.attention(START + 5_000);
  expect(at).toBe(START + 5_000);
  expect(worst[0]).toEqual({
    resource: RACK,
    kind: 'rack',
    severity: 'critical',
    metric: 'rack.inlet',
    value: 36,
    simulated: false,
  });
  expect((await bed.past.attention(bed.now)).worst.filter(({ severity }) => severity !== 'unknown')).toEqual([]);
});

test.each([
  ['weather', 'unknown-topic'],
  ['cluster/3/99/0', 'unknown-topic'],
  ['resource/rack/none', 'unknown-topic'],
])('topic %s is refused by name, and history is not asked', async (topic, code) => {
  const bed = createPastBed();
  expect(await bed.past.frame(topic, START)).toMatchObject({ refusal: { code, field: 'topic' } });
  expect(bed.history.asked.state).toBe(0);
});

test('all topics of a moment are one question, and equal states have equal tags', async () => {
  const bed = createPastBed();
  bed.both([inlet(24)]);
  bed.now += 10 * 60_000;
  const frames = await Promise.all(TOPICS.map((topic) => frameAt(bed.past, topic, START + 1_000)));
  expect(bed.history.asked.state).toBe(1);
  expect((await frameAt(bed.past, 'zone', START + 1_500)).etag).toBe(frames[0]!.etag);
  expect((await frameAt(bed.past, 'zone', START + 2_000)).etag).not.toBe(frames[0]!.etag);
});

test('a moment close to the present is asked again: samples of it may still come', async () => {
  const bed = createPastBed();
  bed.both([inlet(24)]);
  bed.now += 3_000;
  await frameAt(bed.past, 'zone', START + 2_000);
  const late = recordOf(bed.inventory, START + 1_000, [inlet(36)]);
  void bed.history.apply(2, late);
  bed.now += 5_000;
  const { series, value } = decodeFrame((await frameAt(bed.past, `resource/${RACK}`, START + 2_000)).bytes);
  expect(value[series.indexOf(seriesOf(bed.inventory, RACK, 'rack.inlet-top'))]).toBe(36);
});

test('an answer that history refuses is refused, and the next question is asked anew', async () => {
  let refuse = true;
  const bed = createPastBed((history) => ({
    state: (at, signal) =>
      refuse ? Promise.reject(new HistoryRefused('unavailable', 'the disk is away')) : history.state(at, signal),
  }));
  await expect(bed.past.frame('zone', START)).rejects.toMatchObject({ reason: 'unavailable' });
  refuse = false;
  expect((await frameAt(bed.past, 'zone', START)).at).toBe(START);
});
