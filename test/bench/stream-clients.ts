/**
 * Clients in a process of their own, as light as they can be: bare websockets that speak Engine.IO and Socket.IO by hand
 * and read of a frame only its time. `stream-clients.ts PORT skyrack|socket.io|ws COUNT SECONDS`. Prints `measuring` when
 * all are subscribed and warm, `measured {frames, bytes, p99Ms}` after the seconds.
 */
import { WebSocket } from 'ws';
import { percentile } from './bench-part.ts';
import { TOPIC } from './stream-load.ts';

/** Connections that are made at once. */
const TOGETHER = 50;
const WARM_UP_MS = 3_000;
/** Where a frame holds its time (shared/wire/frame.ts): after version, kind, topic, epoch and sequence. */
const TIME_AT = 4 + TOPIC.length + 8;

const [port = '', carrier = '', count = '', seconds = ''] = process.argv.slice(2);
/** Skyrack sends a byte in front of the frame (shared/wire/packet-parser.ts). */
const frameAt = carrier === 'skyrack' ? 1 : 0;
const url = `ws://127.0.0.1:${port}${carrier === 'ws' ? '/' : '/socket.io/?EIO=4&transport=websocket'}`;
let measuring = false;
let bytes = 0;
const delays: number[] = [];

function open(): Promise<void> {
  const socket = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true });
  return new Promise((done, fail) => {
    socket.on('error', fail);
    socket.on('close', () => {
      throw new Error('the server has closed a connection');
    });
    if (carrier === 'ws') socket.on('open', done);
    socket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) {
        if (carrier !== 'ws') converse(socket, data, done);
      } else if (measuring) {
        bytes += data.length;
        delays.push(Date.now() - data.readDoubleLE(frameAt + TIME_AT));
      }
    });
  });
}

/** Opens the session, enters the main namespace, subscribes, answers pings. */
function converse(socket: WebSocket, data: Buffer, subscribed: () => void): void {
  const kind = data.toString('latin1', 0, 2);
  if (kind.startsWith('0')) socket.send('40');
  else if (kind === '40') socket.send(`420${JSON.stringify(['watch', { topics: [TOPIC] }])}`);
  else if (kind === '43') {
    if (!data.includes('"ok":true')) throw new Error(`refused: ${data.toString()}`);
    subscribed();
  }
  if (kind === '2') socket.send('3');
}

for (let left = Number(count); left > 0; left -= TOGETHER) {
  await Promise.all(Array.from({ length: Math.min(left, TOGETHER) }, open));
}
setTimeout(() => {
  measuring = true;
  process.stdout.write('measuring\n');
  setTimeout(() => {
    const p99Ms = percentile(delays, 0.99);
    process.stdout.write(`measured ${JSON.stringify({ frames: delays.length, bytes, p99Ms })}\n`);
  }, 1_000 * Number(seconds));
}, WARM_UP_MS);
