import { createServer } from 'node:http';
import type { AddressInfo, Socket as NodeSocket } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import type { Inventory } from '../../../server/ports.ts';
import { createStream, type Stream } from '../../../server/stream/index.ts';
import type { ClientToServer, ServerToClient } from '../../../shared/wire/events.ts';
import { packetParser } from '../../../shared/wire/packet-parser.ts';
import { type Bed, createBed } from '../live/bed.ts';

export const EPOCH = 7;
export type Client = Socket<ServerToClient, ClientToServer>;

/** A live state behind a real Socket.IO server on 127.0.0.1. */
export interface StreamBed extends Bed {
  readonly stream: Stream;
  /** Coverage has this version from now on. */
  coverageIs(version: string): void;
  readonly url: string;
  /** Breaks every connection, as a network does. */
  cut(): void;
  /** A client that begins to connect; it is closed when the test ends. */
  dial(): Client;
  /** A connected one. */
  client(): Promise<Client>;
}

export async function createStreamBed(inventory?: Inventory): Promise<StreamBed> {
  const bed = createBed(inventory);
  const server = createServer((_request, response) => {
    response.statusCode = 404;
    response.end();
  });
  const sockets = new Set<NodeSocket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  let changed: () => void = () => undefined;
  let coverageVersion = 'v0';
  const stream = createStream({
    server,
    inventory: bed.inventory,
    live: bed.live,
    alarms: { seq: 0, since: () => [] },
    planning: {
      coverageVersion: () => coverageVersion,
      onChange: (listener) => {
        changed = listener;
      },
    },
    clock: () => bed.now,
    epoch: EPOCH,
    version: 'test',
    allowRequest: ({ headers }) => (headers.origin === 'https://evil.example' ? 'foreign-origin' : null),
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(async () => {
    await stream.close();
    server.closeAllConnections();
    server.close();
  });
  const dial = (): Client => {
    const socket: Client = io(url, {
      transports: ['websocket'],
      parser: packetParser,
      reconnection: false,
      forceNew: true,
    });
    onTestFinished(() => {
      socket.close();
    });
    return socket;
  };
  return Object.assign(bed, {
    stream,
    coverageIs(version: string) {
      coverageVersion = version;
      changed();
    },
    url,
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    dial,
    async client() {
      const socket = dial();
      await new Promise<void>((done, fail) => {
        socket.once('connect', done);
        socket.once('connect_error', fail);
      });
      return socket;
    },
  });
}

/** The next event of a name. */
export function next<E extends keyof ServerToClient>(
  client: Client,
  event: E,
): Promise<Parameters<ServerToClient[E]>[0]> {
  return new Promise((done) => {
    (client as Socket).once(event as string, done);
  });
}

/** Sends an event with anything in it and resolves with the acknowledgement. */
export function ask(client: Client, event: string, ...payload: unknown[]): Promise<Record<string, unknown>> {
  return new Promise((done) => {
    (client as Socket).emit(event, ...payload, done);
  });
}

/** Everything that the server sent before now has arrived when this resolves. */
export async function settled(client: Client): Promise<void> {
  await ask(client, 'resume', { topic: 'zone', after: 0 });
}
