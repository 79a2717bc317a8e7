import { expect, test } from 'vitest';
import { changesQuestion, findChanges } from '../../../../server/http/history/changes.ts';
import type { History, SeriesQuery } from '../../../../server/ports.ts';
import type { StateChanges } from '../../../../shared/wire/history.ts';
import { createMemoryHistory } from '../../history-fake/memory-history.ts';
import { type Row, recordOf, START } from '../../live/bed.ts';
import { smallInventory } from '../../live/inventory.ts';

const RACK = 'rack/dc/p1-h01/r01/01';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A rack that reports every 10 s from START on, as hot as `inlet` says (°C, by ms after START, null for a silence). The
 * server was away in `downtimes` (ms after START).
 */
function rackThat(
  inlet: (ms: number) => number | null,
  lengthMs: number,
  downtimes: readonly (readonly [number, number])[] = [],
) {
  const inventory = smallInventory();
  const memory = createMemoryHistory({ inventory });
  const asked: SeriesQuery[] = [];
  const history: History = {
    ...memory,
    series: (query, signal) => {
      asked.push(query);
      return memory.series(query, signal);
    },
  };
  const rows: Row[] = [];
  for (let ms = 0; ms <= lengthMs; ms += 10_000) {
    const value = inlet(ms);
    if (value !== null) rows.push({ resource: RACK, metric: 'rack.inlet-top', value, at: START + ms });
  }
  void memory.apply(1, recordOf(inventory, START, rows));
  const never = new AbortController().signal;
  const find = (query: object, enough: AbortSignal = never): Promise<StateChanges> =>
    findChanges(
      history,
      changesQuestion({ limit: 1, ...query }, inventory, START + lengthMs),
      START + lengthMs,
      enough,
      never,
      downtimes.map(([from, to]) => ({ from: START + from, to: START + to })),
    );
  return { inventory, memory, asked, find };
}

test('a change days away is found, to the sample, and with a bounded number of questions', async () => {
  const hot = 2 * DAY + 3 * HOUR + 20_000;
  const { find, asked } = rackThat((ms) => (ms >= hot ? 28 : 24), 3 * DAY);
  const { changes, complete } = await find({ resource: RACK, after: START + MINUTE });
  expect(changes).toMatchObject([{ at: START + hot, was: 'normal', state: 'warning', tier: 'raw' }]);
  expect(complete).toBe(true);
  expect(asked.length).toBeLessThanOrEqual(12);
  expect(Math.max(...asked.map(({ series, points }) => series.length * points))).toBeLessThanOrEqual(200_000);
});

test('backwards, the last change before the moment comes first', async () => {
  const [hot, cool] = [HOUR, 2 * HOUR];
  const { find } = rackThat((ms) => (ms >= hot && ms < cool ? 28 : 24), 2 * DAY);
  const { changes } = await find({ resource: RACK, before: START + 2 * DAY, limit: 2 });
  expect(changes.map(({ at, state }) => [at - START, state])).toEqual([
    [cool, 'normal'],
    [hot, 'warning'],
  ]);
});

test('stepping to and fro visits each change once', async () => {
  const { find } = rackThat((ms) => (Math.floor(ms / (20 * MINUTE)) % 2 === 0 ? 24 : 28), 4 * HOUR);
  const forth: number[] = [];
  for (let at = START + 1_000; ; ) {
    const [next] = (await find({ resource: RACK, after: at })).changes;
    if (next === undefined) break;
    forth.push(next.at);
    at = next.at;
  }
  expect(forth).toEqual(Array.from({ length: 12 }, (_, i) => START + (i + 1) * 20 * MINUTE));
  const back: number[] = [];
  for (let at = START + 4 * HOUR + 1_000; ; ) {
    const [previous] = (await find({ resource: RACK, before: at })).changes;
    if (previous === undefined || previous.at <= START) break;
    back.push(previous.at);
    at = previous.at;
  }
  expect(back).toEqual(forth.toReversed());
});

test('a quiet past is searched to its beginning, and that is said', async () => {
  const { find } = rackThat(() => 24, 3 * HOUR);
  expect(await find({ resource: RACK, before: START + 3 * HOUR })).toEqual({
    resource: RACK,
    searched: { from: START, to: START + 3 * HOUR },
    complete: true,
    changes: [],
  });
});

test('what is heard for the first time is no change', async () => {
  const { inventory, memory, find } = rackThat(() => 24, HOUR);
  const late = Array.from({ length: 60 }, (_, i): Row => {
    return { resource: 'uplink/alpha/1', metric: 'uplink.oper-status', value: 1, at: START + 30 * MINUTE + i * 10_000 };
  });
  void memory.apply(2, recordOf(inventory, START, late));
  const { changes } = await find({ resource: 'uplink/alpha/1', after: START, limit: 5 });
  expect(changes).toMatchObject([{ was: 'normal', state: 'unknown' }]);
});

test('a search that has no time left says how far it came', async () => {
  const { find } = rackThat(() => 24, 3 * HOUR);
  const reply = await find({ resource: RACK, before: START + 3 * HOUR }, AbortSignal.abort());
  expect(reply).toMatchObject({ complete: false, changes: [], searched: { from: START + 3 * HOUR } });
});

test('without a resource the zone’s own are looked at, and each change names its resource', async () => {
  const { inventory, memory, find } = rackThat(() => 24, HOUR);
  const port = (ms: number, value: number): Row => ({
    resource: 'uplink/alpha/1',
    metric: 'uplink.oper-status',
    value,
    at: START + ms,
  });
  const rows = Array.from({ length: 360 }, (_, i) => port(i * 10_000, i === 200 ? 2 : 1));
  void memory.apply(2, recordOf(inventory, START, rows));
  const { changes, resource } = await find({ after: START + MINUTE, limit: 3 });
  expect(resource).toBeNull();
  expect(changes).toMatchObject([
    {
      at: START + 2_000_000,
      resource: 'uplink/alpha/1',
      was: 'normal',
      state: 'critical',
      metric: 'uplink.oper-status',
    },
    { at: START + 2_010_000, resource: 'uplink/alpha/1', was: 'critical', state: 'normal' },
  ]);
});

test('what is before the future is before the present', async () => {
  const { find } = rackThat((ms) => (ms >= HOUR ? 28 : 24), HOUR);
  const { changes, searched } = await find({ resource: RACK, before: START + 100 * DAY });
  expect(changes).toMatchObject([{ at: START + HOUR }]);
  expect(searched.to).toBe(START + HOUR + 1);
});

/** Away for two hours, a day from START. */
const AWAY: readonly [number, number] = [DAY, DAY + 2 * HOUR];
const isAway = (ms: number) => ms > AWAY[0] && ms < AWAY[1];
const around = [
  { after: START + MINUTE },
  { after: START + DAY - MINUTE },
  { after: START + DAY + HOUR },
  { after: START + DAY + 2 * HOUR },
  { before: START + 2 * DAY },
  { before: START + DAY + 2 * HOUR + MINUTE },
  { before: START + DAY + HOUR },
];

test('this server’s own downtime is no change of what it watches, from wherever one steps', async () => {
  const { find } = rackThat((ms) => (isAway(ms) ? null : 28), 2 * DAY, [AWAY]);
  for (const query of around) {
    expect((await find({ resource: RACK, limit: 5, ...query })).changes, JSON.stringify(query)).toEqual([]);
  }
});

test('the same silence while this server watched is one', async () => {
  const { find } = rackThat((ms) => (isAway(ms) ? null : 28), 2 * DAY);
  const { changes } = await find({ resource: RACK, after: START + MINUTE, limit: 5 });
  expect(changes.map(({ was, state }) => [was, state])).toEqual([
    ['warning', 'unknown'],
    ['unknown', 'warning'],
  ]);
});

test('what became another state over a downtime changed when it was heard again, and what stayed silent after it is unknown', async () => {
  const hotter = rackThat((ms) => (isAway(ms) ? null : ms >= AWAY[1] ? 28 : 24), 2 * DAY, [AWAY]);
  for (const query of [around[0], around[1], around[2], around[4], around[5]]) {
    const { changes } = await hotter.find({ resource: RACK, limit: 5, ...query });
    expect(changes, JSON.stringify(query)).toMatchObject([{ at: START + AWAY[1], was: 'normal', state: 'warning' }]);
  }
  const silent = rackThat((ms) => (ms > AWAY[0] ? null : 24), 2 * DAY, [AWAY]);
  for (const query of [around[1], around[2], around[4]]) {
    const { changes } = await silent.find({ resource: RACK, limit: 5, ...query });
    expect(changes, JSON.stringify(query)).toMatchObject([
      { at: START + AWAY[1] + 30_000, was: 'normal', state: 'unknown' },
    ]);
  }
});
