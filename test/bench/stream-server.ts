/**
 * A server of frames in a process of its own: `stream-server.ts skyrack|socket.io|ws`. All three make the same frames of
 * the same values, one a second, with a heartbeat beside each; they differ in what carries them. Prints `port N`; `GET /` answers with the seconds of processor time used so far.
 */
import { createServer, type Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { WebSocketServer } from 'ws';
import { createFeeds } from '../../server/stream/feeds.ts';
import { createStream } from '../../server/stream/index.ts';
import { createMembership } from '../../server/stream/topics.ts';
import { TICK_MS } from '../../shared/wire/events.ts';
import { createStreamLoad, FRAME_MS, type StreamLoad, TOPIC } from './stream-load.ts';

const EPOCH = 1;

function carryBySkyrack(server: HttpServer, { inventory, live }: StreamLoad): void {
  const alarms = { seq: 0, since: () => [] };
  const others = { clock: Date.now, epoch: EPOCH, version: 'bench', allowRequest: () => null };
  createStream({ server, inventory, live, alarms, ...others });
}

function carryBySocketIo(server: HttpServer, load: StreamLoad): void {
  const io = new Server(server, { transports: ['websocket'], serveClient: false, perMessageDeflate: false });
  io.on('connection', (socket) => {
    socket.on('watch', (_request: unknown, ack: (reply: object) => void) => {
      void socket.join(TOPIC);
      ack({ ok: true });
    });
  });
  onFrame(load, (frame, now) => {
    io.to(TOPIC).emit('delta', frame);
    io.to(TOPIC).emit('beat', { epoch: EPOCH, now });
  });
}

function carryByWebSockets(server: HttpServer, load: StreamLoad): void {
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  onFrame(load, (frame, now) => {
    const beat = JSON.stringify({ epoch: EPOCH, now });
    const bytes = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength);
    for (const client of sockets.clients) {
      client.send(bytes);
      client.send(beat);
    }
  });
}

function onFrame({ live, inventory }: StreamLoad, send: (frame: Uint8Array, now: number) => void): void {
  const feeds = createFeeds({ live, epoch: EPOCH, members: createMembership(inventory), now: Date.now() });
  feeds.open(TOPIC);
  live.onTick((_tick, now) => {
    for (const { frame } of feeds.frames(now, () => true)) send(frame, now);
  });
}

const CARRIERS = new Map([
  ['skyrack', carryBySkyrack],
  ['socket.io', carryBySocketIo],
  ['ws', carryByWebSockets],
]);

const carry = CARRIERS.get(process.argv[2] ?? '');
if (carry === undefined) throw new Error(`one of ${[...CARRIERS.keys()].join(', ')}`);
const load = createStreamLoad();
// The process' own account is exact; the kernel's ticks of 10 ms miss what a timer does in step with them.
const server = createServer((_request, response) => {
  const { user, system } = process.cpuUsage();
  response.end(String((user + system) / 1e6));
});
carry(server, load);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.stdout.write(`port ${address.port}\n`);
});
let frameAt = Date.now();
setInterval(() => {
  const now = Date.now();
  const due = now >= frameAt;
  // From the time it was due: a busy machine must not make it fewer than one a second.
  if (due) frameAt += FRAME_MS;
  load.tick(now, due);
}, TICK_MS);
