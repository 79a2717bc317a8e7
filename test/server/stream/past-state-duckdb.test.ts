import { expect, onTestFinished, test } from 'vitest';
import { openDuckdbHistory } from '../../../server/history/duckdb.ts';
import { changesQuestion, findChanges } from '../../../server/http/history/changes.ts';
import { createLive } from '../../../server/live/index.ts';
import { createFeeds } from '../../../server/stream/feeds.ts';
import { createPastStates } from '../../../server/stream/past-state.ts';
import { createMembership } from '../../../server/stream/topics.ts';
import { testFolder } from '../../kit/test-folder.ts';
import { createBed, type Row, recordOf, SIMULATED, START } from '../live/bed.ts';

const RACK = 'rack/dc/p1-h01/r01/01';
const TOPICS = ['zone', 'floor/inlet/hall/dc/p1-h01', 'tile/0/0/0', 'kind/uplink', `resource/${RACK}`];
const LONG_MS = 60_000;

/** Five minutes: a rack is hot in the third of them, a port is down for 20 s of the fourth, cells are simulated. */
function rowsAt(second: number): Row[] {
  return [
    { resource: RACK, metric: 'rack.inlet-top', value: second >= 120 && second < 180 ? 28.5 : 24.1 },
    { resource: RACK, metric: 'rack.power-a', value: 4_000 + second },
    { resource: 'rack/dc/p1-h01/r01/02', metric: 'rack.inlet-top', value: 23 },
    { resource: 'uplink/alpha/1', metric: 'uplink.oper-status', value: second >= 180 && second < 200 ? 2 : 1 },
    { resource: 'uplink/alpha/1', metric: 'uplink.in', value: 1e9 * second },
    { resource: 'cell/s1/1', metric: 'cell.operational-state', value: 1, quality: SIMULATED },
    { resource: 'connector/s1/1', metric: 'connector.status', value: 2 },
  ];
}

/** Those five minutes in DuckDB, and what the frames were at each moment of them. */
async function lived() {
  const bed = createBed();
  const { inventory, live } = bed;
  const clock = () => bed.now;
  const onFailure = (error: Error) => {
    throw error;
  };
  const history = await openDuckdbHistory({ folder: testFolder('past-state'), inventory, clock, onFailure });
  onTestFinished(() => history.close());
  const feeds = createFeeds({ live, epoch: 7, members: createMembership(inventory), now: bed.now });
  live.onTick((_tick, now) => feeds.frames(now, () => false));
  const seen: { at: number; frames: string[] }[] = [];
  for (let second = 0; second < 300; second += 10) {
    // Between two moments, which are whole seconds.
    bed.now += 500;
    const record = recordOf(inventory, bed.now, rowsAt(second));
    live.apply(record);
    await history.apply(second / 10 + 1, record);
    bed.pass(9_500);
    seen.push({ at: bed.now, frames: TOPICS.map((topic) => content(feeds.snapshot(topic)!.bytes, topic)) });
  }
  await history.flushed();
  const emptyLive = () => createLive({ inventory, clock, tickMs: 1_000 });
  return { bed, history, seen, past: createPastStates({ history, inventory, live, emptyLive, clock }) };
}

/** Without epoch and sequence. */
function content(frame: Uint8Array, topic: string): string {
  const bytes = Buffer.from(frame);
  bytes.fill(0, 4 + topic.length, 4 + topic.length + 8);
  return bytes.toString('hex');
}

test(
  'every moment that DuckDB has is drawn byte for byte as it was when it was the present',
  async () => {
    const { seen, past } = await lived();
    for (const { at, frames } of seen) {
      for (const [i, topic] of TOPICS.entries()) {
        const answer = await past.frame(topic, at);
        if ('refusal' in answer) throw new Error(answer.refusal.message);
        expect(content(answer.bytes, topic), `${topic}, ${at - START} ms`).toBe(frames[i]);
      }
    }
  },
  LONG_MS,
);

test(
  'the changes of the zone and of a rack are found in DuckDB, to the second',
  async () => {
    const { bed, history } = await lived();
    const never = new AbortController().signal;
    const change = async (query: object) => {
      const question = changesQuestion({ limit: 2, ...query }, bed.inventory, bed.now);
      const { changes } = await findChanges(history, question, bed.now, never, never);
      return changes.map(({ at, resource, was, state, metric }) => [
        (at - START) / 1_000,
        resource,
        was,
        state,
        metric,
      ]);
    };
    expect(await change({ after: START + 100_000 })).toEqual([
      [181, 'uplink/alpha/1', 'normal', 'critical', 'uplink.oper-status'],
      [201, 'uplink/alpha/1', 'critical', 'normal', 'uplink.oper-status'],
    ]);
    expect(await change({ resource: RACK, before: bed.now })).toEqual([
      [181, RACK, 'warning', 'normal', 'rack.inlet-top'],
      [121, RACK, 'normal', 'warning', 'rack.inlet-top'],
    ]);
  },
  LONG_MS,
);
