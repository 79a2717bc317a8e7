import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type AlarmFeed, createAlarmFeed } from '../../../client/live/alarms.ts';
import type { AlarmWatchReply } from '../../../client/live/connection.ts';
import type { AlarmList, AlarmView } from '../../../shared/wire/alarm-schemas.ts';
import { alarm, NOW, raised } from '../alarm.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A server's side: its list, and what it answers to who asks for the channel. */
interface Bed {
  readonly feed: AlarmFeed;
  readonly asked: string[];
  epoch: number;
  seq: number;
  alarms: AlarmView[];
  /** Below this number nothing is kept. */
  kept: number;
  failure: unknown;
}

function createBed(): Bed {
  const listOf = (alarms: readonly AlarmView[]): AlarmList => ({
    epoch: bed.epoch,
    seq: bed.seq,
    now: NOW,
    alarms,
    total: alarms.length,
  });
  const feed = createAlarmFeed({
    async fetchAlarms(at) {
      bed.asked.push(at === null ? 'list' : `list ${at}`);
      if (bed.failure !== null) throw bed.failure;
      return listOf(bed.alarms);
    },
    async watch({ epoch, after }): Promise<AlarmWatchReply> {
      bed.asked.push(`watch ${epoch} ${after}`);
      return { ok: true, epoch: bed.epoch, seq: bed.seq, gone: epoch !== bed.epoch || after < bed.kept };
    },
  });
  const bed: Bed = { feed, asked: [], epoch: 7, seq: 3, alarms: [alarm('01')], kept: 0, failure: null };
  return bed;
}

const settle = () => vi.advanceTimersByTimeAsync(200);
const ids = (feed: AlarmFeed) => [...feed.view().alarms.keys()];

async function live(): Promise<Bed> {
  const bed = createBed();
  bed.feed.connected();
  await settle();
  expect(bed.feed.view().state).toBe('live');
  return bed;
}

test('the list is loaded, then followed from its number', async () => {
  const bed = await live();
  expect(bed.asked).toEqual(['list', 'watch 7 3']);
  expect(bed.feed.batch({ epoch: 7, events: [raised(4, alarm('02')), raised(5, alarm('03'))] })).toBe(5);
  await settle();
  expect(ids(bed.feed)).toEqual(['01', '02', '03']);
});

test('a record that is gone leaves the list; a thousand events are drawn once', async () => {
  const bed = await live();
  let drawn = 0;
  bed.feed.subscribe(() => drawn++);
  for (let n = 0; n < 1_000; n++) bed.feed.batch({ epoch: 7, events: [raised(4 + n, alarm(`r${n}`))] });
  bed.feed.batch({ epoch: 7, events: [raised(1_004, alarm('01'), { transition: 'acknowledge', gone: true })] });
  await settle();
  expect(drawn).toBe(1);
  expect(bed.feed.view().alarms.size).toBe(1_000);
  expect(bed.feed.view().alarms.has('01')).toBe(false);
});

test('what was sent twice is taken once and acknowledged again', async () => {
  const bed = await live();
  const heard: number[] = [];
  bed.feed.onEvents((events) => heard.push(...events.map(({ seq }) => seq)));
  const batch = { epoch: 7, events: [raised(4, alarm('02'))] };
  expect([bed.feed.batch(batch), bed.feed.batch(batch)]).toEqual([4, 4]);
  expect(heard).toEqual([4]);
});

test('a gap in the numbers: the list says that it is not the newest and is loaded again', async () => {
  const bed = await live();
  bed.alarms = [alarm('05'), alarm('06')];
  bed.seq = 9;
  expect(bed.feed.batch({ epoch: 7, events: [raised(9, alarm('06'))] })).toBe(3);
  expect(bed.feed.view().state).toBe('reloading');
  await settle();
  expect(bed.feed.view().state).toBe('live');
  expect(ids(bed.feed)).toEqual(['05', '06']);
});

test('after a short loss only what was missed is asked for', async () => {
  const bed = await live();
  bed.feed.disconnected();
  expect(bed.feed.view().state).toBe('reloading');
  expect(ids(bed.feed)).toEqual(['01']);
  bed.asked.length = 0;
  bed.feed.connected();
  await settle();
  expect(bed.asked).toEqual(['watch 7 3']);
  expect(bed.feed.view().state).toBe('live');
});

test('another start of the server, or too long a loss: the list is loaded', async () => {
  for (const change of [
    { epoch: 8, seq: 0 },
    { kept: 40, seq: 50 },
  ]) {
    const bed = await live();
    bed.feed.disconnected();
    Object.assign(bed, change, { alarms: [alarm('09')] });
    bed.feed.connected();
    await settle();
    expect(ids(bed.feed)).toEqual(['09']);
    expect(bed.feed.view().state).toBe('live');
  }
});

test('a server without alarms is absent and is not asked again; any other failure is', async () => {
  const bed = createBed();
  bed.failure = { status: 404, message: 'no such route' };
  bed.feed.connected();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(bed.feed.view()).toMatchObject({ state: 'absent', failure: null });
  expect(bed.asked).toEqual(['list']);
  bed.failure = new Error('HTTP 503');
  bed.feed.connected();
  await settle();
  expect(bed.feed.view().failure).toBe('HTTP 503');
  bed.failure = null;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(bed.feed.view()).toMatchObject({ state: 'live', failure: null });
});

test('a moment of the past is shown while the present is still followed', async () => {
  const bed = await live();
  bed.alarms = [alarm('old')];
  bed.feed.show(NOW - 5_000);
  await settle();
  expect(bed.feed.view()).toMatchObject({ state: 'past', at: NOW - 5_000 });
  expect(ids(bed.feed)).toEqual(['old']);
  bed.feed.batch({ epoch: 7, events: [raised(4, alarm('02'))] });
  await settle();
  expect(ids(bed.feed)).toEqual(['old']);
  expect([...bed.feed.live().alarms.keys()]).toEqual(['01', '02']);
  bed.feed.show(null);
  expect(ids(bed.feed)).toEqual(['01', '02']);
});

test('a moment that is no longer kept says so and shows no other list', async () => {
  const bed = await live();
  bed.failure = Object.assign(new Error('nothing is kept'), { status: 404, code: 'not-kept' });
  bed.feed.show(1_000);
  await settle();
  expect(bed.feed.view()).toMatchObject({ state: 'past', failure: 'nothing is kept', notKept: true });
  expect(ids(bed.feed)).toEqual([]);
});
