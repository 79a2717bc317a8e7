import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { Random } from './random.ts';
import { BINARY, createFrameCutter, type ServerFrame, TEXT } from './web-socket-frames.ts';

/** Shares of the events from server to client. */
export interface Faults {
  drop: number;
  duplicate: number;
  /** Delivered after one to three later ones. */
  reorder: number;
}

export interface FrameProxy {
  readonly url: string;
  /** May be changed while it runs. */
  readonly faults: Faults;
  /** What it has done to events so far. */
  readonly done: { passed: number; dropped: number; duplicated: number; reordered: number };
}

/**
 * Stands between clients and a server on loopback. Requests pass as they are; of what Socket.IO sends to a client,
 * events (with their attachment) are lost, doubled and swapped. The handshake, `hello`, acknowledgements and pings pass:
 * TCP loses nothing of them, and what the product promises to mend is frames that are missed.
 */
export async function startFrameProxy(port: number, random: Random): Promise<FrameProxy> {
  const faults: Faults = { drop: 0, duplicate: 0, reorder: 0 };
  const done = { passed: 0, dropped: 0, duplicated: 0, reordered: 0 };
  const open = new Set<Duplex>();
  const server = createServer((incoming, outgoing) => passRequest(port, incoming, outgoing));
  server.on('connection', (socket) => open.add(socket));
  server.on('upgrade', (incoming: IncomingMessage, client: Duplex, head: Buffer) => {
    const upstream = connect(port, '127.0.0.1');
    open.add(upstream);
    upstream.write(headOf(incoming, port));
    upstream.write(head);
    client.pipe(upstream);
    passFrames(upstream, client, createSpoiler(faults, done, random));
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of open) socket.destroy();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, faults, done };
}

function passRequest(port: number, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { url, method, headers } = incoming;
  const upstream = request(
    { host: '127.0.0.1', port, path: url, method, headers: { ...headers, host: `127.0.0.1:${port}` } },
    (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(outgoing);
    },
  );
  upstream.on('error', () => outgoing.destroy());
  incoming.pipe(upstream);
}

/** The request line and the headers of an upgrade, with the server's own Host. */
function headOf({ method, url, rawHeaders }: IncomingMessage, port: number): string {
  const lines = [`${method} ${url} HTTP/1.1`, `Host: 127.0.0.1:${port}`];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i]!.toLowerCase() !== 'host') lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** Passes the reply's head as it is, and what follows event by event. */
function passFrames(upstream: Socket, client: Duplex, spoil: (event: Buffer) => readonly Buffer[]): void {
  const cut = createFrameCutter();
  let head: Buffer | null = Buffer.alloc(0);
  let event: Buffer[] = [];
  let attachments = 0;
  const frame = (one: ServerFrame): void => {
    const text = one.opcode === TEXT ? one.payload.toString('latin1', 0, 64) : '';
    // A binary message by itself is an event, too (shared/wire/packet-parser.ts).
    if (attachments === 0 && one.opcode !== BINARY && !isSpoilt(text)) {
      client.write(one.bytes);
      return;
    }
    event.push(one.bytes);
    if (one.opcode === BINARY) attachments = Math.max(0, attachments - 1);
    else attachments = Number(/^45(\d+)-/.exec(text)?.[1] ?? 0);
    if (attachments > 0) return;
    for (const bytes of spoil(Buffer.concat(event))) client.write(bytes);
    event = [];
  };
  upstream.on('data', (chunk: Buffer) => {
    if (head === null) {
      for (const one of cut(chunk)) frame(one);
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    client.write(head.subarray(0, end + 4));
    for (const one of cut(head.subarray(end + 4))) frame(one);
    head = null;
  });
}

/** Events of Socket.IO (packet types 2 and 5 in an Engine.IO message, 4), but for the greeting. */
function isSpoilt(text: string): boolean {
  return /^4(?:2|5\d)/.test(text) && !text.startsWith('42["hello"');
}

/** What is delivered now that an event has come: none, it, it twice, and those that waited for their turn. */
function createSpoiler(faults: Faults, done: FrameProxy['done'], random: Random): (event: Buffer) => readonly Buffer[] {
  const held: { bytes: Buffer; turns: number }[] = [];
  return (event) => {
    const now: Buffer[] = [];
    if (random.chance(faults.drop)) done.dropped++;
    else if (random.chance(faults.reorder)) {
      done.reordered++;
      held.push({ bytes: event, turns: 2 + random.below(3) });
    } else {
      now.push(event);
      done.passed++;
      if (random.chance(faults.duplicate)) {
        done.duplicated++;
        now.push(event);
      }
    }
    for (const one of held) one.turns--;
    for (let i = held.findIndex(({ turns }) => turns <= 0); i >= 0; i = held.findIndex(({ turns }) => turns <= 0)) {
      now.push(held.splice(i, 1)[0]!.bytes);
    }
    return now;
  };
}
