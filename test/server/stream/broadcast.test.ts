import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Broadcast, createBroadcast } from '../../../server/stream/broadcast.ts';
import { createPulse } from '../../../server/stream/heartbeat.ts';
import { KEEPING_UP, type Viewer } from '../../../server/stream/viewer.ts';
import { websocketMessage } from '../../../server/stream/websocket-message.ts';

interface Bed {
  readonly broadcast: Broadcast;
  /** What each client's connection was handed, one item a write. */
  readonly writes: ReadonlyMap<string, Buffer[]>;
}

/** Clients by what they watch. All keep up, all have just had a heartbeat at 0. */
function createBed(watched: Record<string, readonly string[]>): Bed {
  const rooms = new Map<string, Set<string>>();
  const viewers = new Map<string, Viewer>();
  const writes = new Map<string, Buffer[]>();
  for (const [id, topics] of Object.entries(watched)) {
    for (const room of [KEEPING_UP, ...topics]) rooms.set(room, (rooms.get(room) ?? new Set()).add(id));
    const handed: Buffer[] = [];
    const write = (_data: unknown, options: { wsPreEncodedFrame: [Buffer] }) =>
      handed.push(options.wsPreEncodedFrame[0]);
    writes.set(id, handed);
    const connection = { write } as unknown as Viewer['connection'];
    const pulse = Object.assign(createPulse(), { heardAt: 0, beatAt: 0 });
    viewers.set(id, { connection, pulse, lagging: false, checkCongestion: () => false });
  }
  return { broadcast: createBroadcast({ rooms, viewers, epoch: 7 }), writes };
}

const frame = (size: number, fill: number): Uint8Array => new Uint8Array(size).fill(fill);
const delta = (bytes: Uint8Array): Buffer => websocketMessage(Uint8Array.of(1, ...bytes));
const text = (...event: unknown[]): Buffer => websocketMessage(`42${JSON.stringify(event)}`);

test('each client gets what its topics have, in order, and nothing else', () => {
  const topics = ['a', 'b', 'c'];
  const sizes = fc.array(fc.record({ topic: fc.constantFrom(...topics), size: fc.integer({ min: 0, max: 20_000 }) }));
  fc.assert(
    fc.property(fc.array(fc.subarray(topics), { minLength: 1, maxLength: 6 }), sizes, (watched, frames) => {
      const { broadcast, writes } = createBed(Object.fromEntries(watched.map((names, i) => [`${i}`, names])));
      for (const [i, { topic, size }] of frames.entries()) broadcast.add(topic, 'delta', frame(size, i));
      broadcast.send(200);
      for (const [i, names] of watched.entries()) {
        const expected = frames.flatMap(({ topic, size }, nth) =>
          names.includes(topic) ? [delta(frame(size, nth))] : [],
        );
        expect(Buffer.concat(writes.get(`${i}`)!).equals(Buffer.concat(expected))).toBe(true);
      }
    }),
    { numRuns: 50 },
  );
});

test('clients with the same topics are handed the same bytes in one write, the heartbeat with them', () => {
  const { broadcast, writes } = createBed({ one: ['a', 'b'], two: ['a', 'b'], other: ['b'] });
  broadcast.add('a', 'delta', frame(30_000, 1));
  broadcast.add('b', 'delta', frame(50_000, 2));
  broadcast.send(1_000);
  const beat = text('beat', { epoch: 7, now: 1_000 });
  const whole = Buffer.concat([delta(frame(30_000, 1)), delta(frame(50_000, 2)), beat]);
  expect(writes.get('one')).toHaveLength(1);
  expect(writes.get('one')![0]!.equals(whole)).toBe(true);
  expect(writes.get('two')![0]).toBe(writes.get('one')![0]);
  expect(Buffer.concat(writes.get('other')!).equals(Buffer.concat([delta(frame(50_000, 2)), beat]))).toBe(true);
});

test('large frames that one client alone has in its combination are not copied for it', () => {
  const { broadcast, writes } = createBed({ one: ['a'], other: ['a', 'b'] });
  broadcast.add('a', 'delta', frame(30_000, 1));
  broadcast.add('b', 'delta', frame(30_000, 2));
  broadcast.send(200);
  expect(writes.get('other')).toHaveLength(2);
  expect(writes.get('other')![0]).toBe(writes.get('one')![0]);
});

test('who was sent something is returned, and a tick without anything sends nothing', () => {
  const { broadcast, writes } = createBed({ one: ['a'], other: [] });
  broadcast.add('a', 'digest', { topic: 'a', epoch: 7, seq: 3, digest: 5 });
  expect(broadcast.send(200)).toHaveLength(1);
  expect(writes.get('one')).toEqual([text('digest', { topic: 'a', epoch: 7, seq: 3, digest: 5 })]);
  expect(broadcast.send(400)).toEqual([]);
  expect(writes.get('one')).toHaveLength(1);
  expect(writes.get('other')).toHaveLength(0);
});
