import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '../../shared/wire/events.ts';
import { packetParser } from '../../shared/wire/packet-parser.ts';
import type { ConnectionEvents, LiveConnection } from './connection.ts';

const ANSWER_MS = 5_000;
/** After a refusal by name the server is left in peace for a while. */
const REFUSED_MS = 5_000;

/**
 * The live connection over Socket.IO. `url` is '' for the page's own server. It reconnects by itself, after 0.5 s at
 * first, 5 s at most, each time off by up to a half, so that 300 screens do not come back in one moment.
 */
export function connectSocket(url = ''): (events: ConnectionEvents) => LiveConnection {
  return (events) => {
    const socket: Socket<ServerToClient, ClientToServer> = io(url, {
      transports: ['websocket'],
      forceNew: true,
      parser: packetParser,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
      randomizationFactor: 0.5,
      timeout: 5_000,
    });
    let again: ReturnType<typeof setTimeout> | undefined;
    socket.on('hello', events.hello);
    socket.on('delta', (frame) => events.delta(bytesOf(frame)));
    socket.on('clusters', (frame) => events.clusters(bytesOf(frame)));
    socket.on('beat', events.beat);
    socket.on('digest', events.digest);
    socket.on('attention', events.attention);
    socket.on('coverage', events.coverage);
    socket.on('lagging', events.lagging);
    socket.on('alarms', (batch, seen) => seen(events.alarms(batch)));
    socket.on('disconnect', (reason) => {
      events.closed();
      // Socket.IO takes a disconnect by the server for a farewell; a control room comes back.
      if (reason === 'io server disconnect') again = setTimeout(() => socket.connect(), REFUSED_MS);
    });
    return {
      watch: (request) => answerOf((done) => socket.timeout(ANSWER_MS).emit('watch', request, done)),
      resume: (request) => answerOf((done) => socket.timeout(ANSWER_MS).emit('resume', request, done)),
      watchAlarms: (request) => answerOf((done) => socket.timeout(ANSWER_MS).emit('alarms', request, done)),
      renew() {
        socket.disconnect();
        socket.connect();
      },
      close() {
        clearTimeout(again);
        socket.disconnect();
      },
    };
  };
}

function bytesOf(frame: ArrayBuffer | Uint8Array): Uint8Array {
  return frame instanceof Uint8Array ? frame : new Uint8Array(frame);
}

function answerOf<T>(ask: (done: (error: Error | null, reply: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    ask((error, reply) => (error === null ? resolve(reply) : reject(error)));
  });
}
