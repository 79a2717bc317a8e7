import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAlarmChannel } from '../../../server/stream/alarm-channel.ts';
import { type AlarmBatch, type AlarmEvent, alarmBatchSchema } from '../../../shared/wire/alarm-schemas.ts';
import { createAlarmBed } from '../alarms/bed.ts';

const EPOCH = 7;
const KEPT = 30;

/** A ring of numbered events that keeps the last of them. */
function ring() {
  const events: AlarmEvent[] = [];
  return {
    get seq() {
      return events.length;
    },
    add(count: number) {
      for (let i = 0; i < count; i++) events.push({ seq: events.length + 1 } as AlarmEvent);
    },
    since: (after: number) => (after > events.length || events.length - after > KEPT ? null : events.slice(after)),
  };
}

test('whoever watches gets every event once and in order; a gap is there only where it must load the list', () => {
  const actions = fc.array(
    fc.oneof(fc.record({ add: fc.integer({ min: 1, max: 12 }) }), fc.constantFrom('flush', 'seen', 'reconnect')),
    {
      maxLength: 60,
    },
  );
  fc.assert(
    fc.property(actions, (sequence) => {
      const alarms = ring();
      const channel = createAlarmChannel(alarms, EPOCH);
      let waiting: AlarmBatch[] = [];
      let has = 0;
      const viewer = { send: (batch: AlarmBatch) => void waiting.push(batch) };
      const watch = () => {
        waiting = [];
        const { gone, seq } = channel.watch(viewer, { epoch: EPOCH, after: has });
        if (!gone) return;
        has = seq;
        expect(channel.watch(viewer, { epoch: EPOCH, after: has }).gone).toBe(false);
      };
      const take = () => {
        const batch = waiting.shift();
        if (batch === undefined) return;
        if (batch.events[0]!.seq > has + 1) {
          // A gap is only there when the ring no longer has what is missing.
          expect(alarms.since(has)).toBeNull();
          watch();
          return;
        }
        for (const { seq } of batch.events) {
          expect(seq).toBe(has + 1);
          has = seq;
        }
        channel.seen(viewer, has);
      };
      watch();
      for (const action of sequence) {
        if (typeof action === 'object') alarms.add(action.add);
        else if (action === 'flush') channel.flush();
        else if (action === 'seen') take();
        else watch();
        expect(waiting.length).toBeLessThanOrEqual(1);
      }
      for (let i = 0; i < 10; i++) {
        channel.flush();
        take();
      }
      expect(has).toBe(alarms.seq);
    }),
  );
});

test('another epoch, or a number that never was: the list must be loaded', () => {
  const channel = createAlarmChannel(ring(), EPOCH);
  const viewer = { send: () => undefined };
  expect(channel.watch(viewer, { epoch: 1, after: 0 })).toEqual({ epoch: EPOCH, seq: 0, gone: true });
  expect(channel.watch(viewer, { epoch: EPOCH, after: 5 }).gone).toBe(true);
  expect(channel.viewers).toBe(0);
});

test('what comes is what the schema says, and nothing comes to who has left', () => {
  const bed = createAlarmBed();
  const channel = createAlarmChannel(bed.alarms, EPOCH);
  const batches: AlarmBatch[] = [];
  const viewer = { send: (batch: AlarmBatch) => void batches.push(batch) };
  channel.watch(viewer, { epoch: EPOCH, after: 0 });
  bed.pass(10, () => [
    ['connector/c1/1', 'connector.status', 8],
    ['connector/c1/2', 'connector.status', 0],
  ]);
  channel.flush();
  expect(batches).toHaveLength(1);
  expect(alarmBatchSchema.parse(batches[0]).events.map(({ transition, alarm }) => [transition, alarm.rule])).toEqual([
    ['raise', 'charger-fault'],
  ]);
  channel.leave(viewer);
  bed.pass(30, () => [
    ['connector/c1/1', 'connector.status', 0],
    ['connector/c1/2', 'connector.status', 0],
  ]);
  channel.flush();
  expect(batches).toHaveLength(1);
});
