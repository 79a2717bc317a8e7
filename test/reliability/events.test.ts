import { io, type Socket } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { packetParser } from '../../shared/wire/packet-parser.ts';
import { readiness, supervise } from '../kit/supervised-server.ts';
import { testFolder, until } from '../kit/test-folder.ts';
import { testZone } from '../kit/test-zone.ts';

const EVENTS = [
  'watch',
  'resume',
  'hello',
  'delta',
  'disconnecting',
  '__proto__',
  'constructor',
  '',
  'no-such-event',
] as const;
const HUGE = 'x'.repeat(60_000);
const PAYLOADS: readonly (readonly unknown[])[] = [
  [],
  [null],
  [undefined],
  [0],
  ['zone'],
  [[]],
  [{}],
  [{ topics: null }],
  [{ topics: 'zone' }],
  [{ topics: [null, 1, {}, []] }],
  [{ topics: [HUGE] }],
  [{ topics: Array.from({ length: 5_000 }, () => 'zone') }],
  [{ topics: ['zone'], more: true }],
  [{ topics: ['floor/inlet/../../etc', 'resource/__proto__/constructor', 'kind/toString', 'tile/99/0/0'] }],
  [{ topic: 'zone' }],
  [{ topic: 'zone', after: -1 }],
  [{ topic: 'zone', after: 1e308 }],
  [{ topic: 'zone', after: '0' }],
  [{ topic: null, after: null }],
  [{ topic: HUGE, after: 0 }],
  [Buffer.alloc(1_000)],
  [{ topics: Buffer.alloc(10) }],
  [HUGE],
  [null, null, null, null],
];
/** Below the limit of events a second, whatever the clock does. */
const EVENTS_PER_CONNECTION = 40;
const RAW = [
  '',
  '2',
  '4',
  '42',
  '42[',
  '42[]',
  '42[1]',
  '420["watch"',
  '451-["watch",{"_placeholder":true,"num":9}]',
  '4999',
  '40/other,',
  '43-1[]',
  'ÿÿ',
  HUGE,
];

/** A connection that does not come back by itself. */
async function dial(url: string): Promise<Socket> {
  const socket = io(url, { transports: ['websocket'], parser: packetParser, forceNew: true, reconnection: false });
  onTestFinished(() => {
    socket.close();
  });
  await new Promise<void>((done, fail) => {
    socket.once('connect', done);
    socket.once('connect_error', fail);
  });
  return socket;
}

const ended = (socket: Socket) =>
  until(
    'the end of a connection',
    10_000,
    () => socket.connected,
    (connected) => !connected,
  );
const answers = (socket: Socket): Promise<unknown> => socket.timeout(10_000).emitWithAck('watch', { topics: ['zone'] });

test('every event with null, huge and wrong payloads, broken packets and 200 events a second: the server lives, others notice nothing', async () => {
  const server = await supervise({ dataFolder: testFolder('events'), zone: testZone() });
  const healthy = await dial(server.url);
  expect(await answers(healthy)).toMatchObject({ ok: true });

  const cases = EVENTS.flatMap((event) => PAYLOADS.map((payload) => ({ event, payload })));
  for (let from = 0; from < cases.length; from += EVENTS_PER_CONNECTION) {
    const socket = await dial(server.url);
    for (const { event, payload } of cases.slice(from, from + EVENTS_PER_CONNECTION)) {
      // Not through the typed client: names that it reserves are sent, too.
      socket.io.engine.write(`42${JSON.stringify([event, ...payload])}`);
    }
    // Whatever it made of them, it answers or has ended the connection.
    await Promise.race([answers(socket), ended(socket)]).catch(() => undefined);
    socket.close();
  }
  for (const event of ['watch', 'resume', 'no-such-event']) {
    const socket = await dial(server.url);
    for (const payload of PAYLOADS) socket.emit(event, ...payload);
    await Promise.race([answers(socket), ended(socket)]).catch(() => undefined);
    socket.close();
  }
  for (const raw of RAW) {
    const socket = await dial(server.url);
    socket.io.engine.write(raw);
    socket.io.engine.write(Buffer.from(raw));
    await Promise.race([answers(socket), ended(socket)]).catch(() => undefined);
    socket.close();
  }

  const large = await dial(server.url);
  large.emit('watch', { topics: ['x'.repeat(200_000)] });
  await ended(large);

  const fast = await dial(server.url);
  const refused = new Promise((done) => fast.once('refused', done));
  for (let event = 0; event < 200; event++) fast.emit('resume', { topic: 'zone', after: 0 });
  expect(await refused).toMatchObject({ code: 'too-many-events' });
  await ended(fast);

  expect(healthy.connected).toBe(true);
  expect(await answers(healthy)).toMatchObject({ ok: true });
  expect(await readiness(server.url)).toMatchObject({ ready: true, degraded: [] });
  expect(await server.process.stop()).toBe(0);
});
