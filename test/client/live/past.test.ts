import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLiveStore, type LiveStore } from '../../../client/live/live-store.ts';
import { packFlags, packQuality } from '../../../shared/model/sample.ts';
import type { Attention } from '../../../shared/wire/events.ts';
import { encodeFrame } from '../../../shared/wire/frame.ts';
import { createWireBed, type WireBed } from './harness.ts';

const FLOOR = 'floor/inlet/hall/dc/p1-h01';
const RACK = 'rack/dc/p1-h01/r01/01';
const GOOD = packFlags(packQuality('good'), 'live', 'normal');
/** Before this much of an hour ago nothing was recorded for as long. */
const DOWN_MS = 600_000;
const NOTHING: Attention = { counts: {}, worst: [], total: 0, simulated: 0, real: 0, stale: 0 };

interface Asked {
  readonly topic: string;
  readonly at: number;
  readonly signal: AbortSignal;
  answer(value: number, of?: number): void;
  fail(error: Error): void;
}

let bed: WireBed;
let store: LiveStore;
let asked: Asked[];
let series: number;
/** When some moment of an hour ago was. */
let past: number;

beforeEach(async () => {
  vi.useFakeTimers();
  bed = createWireBed();
  bed.store.close();
  asked = [];
  store = createLiveStore({
    index: bed.index,
    fetchSnapshot: (topic) => Promise.resolve(Uint8Array.from(bed.feeds.snapshot(topic)!.bytes).buffer),
    connect(events) {
      bed.events = events;
      const answers = Object.fromEntries([FLOOR, 'zone'].map((topic) => [topic, bed.feeds.open(topic)!]));
      return {
        watch: ({ topics }) =>
          Promise.resolve({
            ok: true,
            epoch: 1,
            topics: Object.fromEntries(topics.map((topic) => [topic, answers[topic]!])),
          }),
        resume: () => Promise.resolve({ ok: true, frames: 0, gone: true }),
        watchAlarms: () => Promise.reject(new Error('no alarms')),
        renew: () => undefined,
        close: () => undefined,
      };
    },
    clock: () => bed.now,
    past: {
      fetchState: (topic, at, signal) =>
        new Promise((resolve, fail) => {
          const answer = (value: number, of = at) => resolve(stateFrame(topic, of, value).buffer);
          asked.push({ topic, at, signal, answer, fail });
        }),
      fetchAttention: (at) =>
        Promise.resolve({ ...NOTHING, notRecordedSince: at === past - DOWN_MS ? at - DOWN_MS : null }),
    },
  });
  series = store.index.series(RACK, 'rack.inlet');
  past = Math.floor(bed.now / 1_000) * 1_000 - 3_600_000;
  store.watch([FLOOR]);
  bed.hello();
  await vi.advanceTimersByTimeAsync(300);
});
afterEach(() => {
  store.close();
  vi.useRealTimers();
});

/** The past's answer for a topic: one rack, five seconds before the moment. */
function stateFrame(topic: string, at: number, value: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    encodeFrame({
      snapshot: true,
      topic,
      epoch: 0,
      seq: 0,
      now: at,
      series: Uint32Array.of(series),
      value: Float32Array.of(value),
      age: Uint16Array.of(50),
      flags: Uint16Array.of(GOOD),
    }),
  );
}

const settle = () => vi.advanceTimersByTimeAsync(0);

test('a moment of the past takes the place of the present, with ages counted from it', async () => {
  store.past.show(past);
  await settle();
  expect(asked.map(({ topic, at }) => [topic, at])).toEqual([[FLOOR, past]]);
  expect(store.past.view()).toMatchObject({ wanted: past, shown: null, loading: true, failure: null });
  asked[0]!.answer(31.5);
  await settle();
  expect(store.past.view()).toMatchObject({ wanted: past, shown: past, loading: false, failure: null });
  expect(store.value[series]).toBe(31.5);
  expect(store.link().state).toBe('past');
  bed.now += 10_000;
  expect(bed.now + store.link().offsetMs - store.at[series]!).toBe(5_000);
});

test('what the stream says meanwhile does not show, and is there at once on the way back', async () => {
  const before = store.value[series];
  store.past.show(past);
  await settle();
  asked[0]!.answer(31.5);
  await settle();
  let frames = 0;
  store.onFrame(() => frames++);
  bed.events.delta(
    encodeFrame({
      snapshot: false,
      topic: FLOOR,
      epoch: 1,
      seq: bed.feeds.open(FLOOR)! + 1,
      now: bed.now,
      series: Uint32Array.of(series),
      value: Float32Array.of(24.25),
      age: Uint16Array.of(0),
      flags: Uint16Array.of(GOOD),
    }),
  );
  expect(frames).toBe(0);
  expect(store.value[series]).toBe(31.5);
  store.past.show(null);
  expect(before).not.toBe(24.25);
  expect(store.value[series]).toBe(24.25);
  expect(store.link().state).not.toBe('past');
  expect(frames).toBe(1);
});

test('late answers are dropped: the moment asked for last is the one that shows', async () => {
  store.past.show(past);
  await settle();
  store.past.show(past + 60_000);
  await settle();
  expect(asked[0]!.signal.aborted).toBe(true);
  asked[1]!.answer(2);
  await settle();
  asked[0]!.answer(1);
  await settle();
  expect(store.value[series]).toBe(2);
  expect(store.past.view().shown).toBe(past + 60_000);
});

test('topics of one moment come together: until the last is there, the screen holds what it had', async () => {
  store.watch(['zone']);
  await vi.advanceTimersByTimeAsync(100);
  const before = store.value[series];
  store.past.show(past);
  await settle();
  expect(asked.map(({ topic }) => topic).sort()).toEqual([FLOOR, 'zone']);
  asked[0]!.answer(9);
  await settle();
  expect(store.value[series]).toBe(before);
  expect(store.past.view().loading).toBe(true);
  asked[1]!.answer(9);
  await settle();
  expect(store.value[series]).toBe(9);
  expect(store.past.view().loading).toBe(false);
});

test('what is watched later is loaded at the same moment', async () => {
  store.past.show(past);
  await settle();
  asked[0]!.answer(9);
  await settle();
  store.watch(['zone']);
  await vi.advanceTimersByTimeAsync(100);
  expect(asked.at(-1)).toMatchObject({ topic: 'zone', at: past });
  expect(store.past.view().loading).toBe(true);
  asked.at(-1)!.answer(9);
  await settle();
  expect(store.past.view().loading).toBe(false);
  expect(store.attention()).toMatchObject(NOTHING);
});

test('a moment of which nothing was recorded says since when, and the next one that was does not', async () => {
  store.watch(['zone']);
  await vi.advanceTimersByTimeAsync(100);
  for (const [moment, since] of [
    [past - DOWN_MS, past - 2 * DOWN_MS],
    [past, null],
  ] as const) {
    store.past.show(moment);
    await settle();
    for (const one of asked.splice(0)) one.answer(9);
    await settle();
    expect(store.past.view()).toMatchObject({ shown: moment, notRecordedSince: since });
  }
  store.past.show(null);
  expect(store.past.view().notRecordedSince).toBeNull();
});

test('a prefetched moment shows without another request, and so does a step back', async () => {
  store.past.show(past);
  await settle();
  asked[0]!.answer(1);
  store.past.prefetch(past + 60_000);
  asked[1]!.answer(2);
  await settle();
  store.past.show(past + 60_000);
  await settle();
  expect(store.value[series]).toBe(2);
  store.past.show(past);
  await settle();
  expect(store.value[series]).toBe(1);
  expect(asked).toHaveLength(2);
});

test('a failure says why, keeps what was there, and is tried again', async () => {
  store.past.show(past);
  await settle();
  asked[0]!.answer(1);
  await settle();
  store.past.show(past + 60_000);
  await settle();
  asked[1]!.fail(new Error('the disk is full'));
  await settle();
  expect(store.past.view()).toMatchObject({
    wanted: past + 60_000,
    shown: past,
    loading: false,
    failure: 'the disk is full',
  });
  expect(store.value[series]).toBe(1);
  await vi.advanceTimersByTimeAsync(3_000);
  asked[2]!.answer(2);
  await settle();
  expect(store.past.view()).toMatchObject({ shown: past + 60_000, failure: null });
});

test('a frame of another moment is not shown, and says so', async () => {
  const before = store.value[series];
  store.past.show(past);
  await settle();
  asked[0]!.answer(77, past - 60_000);
  await settle();
  expect(store.value[series]).toBe(before);
  expect(store.past.view()).toMatchObject({ shown: null, loading: false, failure: 'a frame of another moment' });
});

test('a store that is closed asks for nothing more', async () => {
  store.past.show(past);
  await settle();
  asked[0]!.fail(new Error('the disk is full'));
  await settle();
  store.close();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toHaveLength(1);
});
