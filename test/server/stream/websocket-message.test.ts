import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { websocketMessage } from '../../../server/stream/websocket-message.ts';

/** The TCP connection of a server's side, and what the client's side has read from it. */
async function pair(): Promise<{ wire: Socket; read: (count: number) => Promise<(string | Buffer)[]> }> {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const wire = new Promise<Socket>((done) => {
    sockets.on('connection', (_socket, request) => done(request.socket));
  });
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const messages: (string | Buffer)[] = [];
  let look = (): void => undefined;
  client.on('message', (data: Buffer, isBinary) => {
    messages.push(isBinary ? data : data.toString());
    look();
  });
  client.on('error', () => look());
  onTestFinished(() => {
    client.terminate();
    server.close();
  });
  return {
    wire: await wire,
    read: (count) =>
      new Promise((done) => {
        look = () => {
          if (messages.length >= count || client.readyState >= WebSocket.CLOSING) done(messages.splice(0));
        };
        look();
      }),
  };
}

test('RFC 6455 5.2: messages of any length, one after the other in one piece, are what a client reads', async () => {
  const { wire, read } = await pair();
  const length = fc.oneof(
    fc.constantFrom(0, 1, 125, 126, 127, 65_535, 65_536, 200_000),
    fc.integer({ min: 0, max: 70_000 }),
  );
  const payload = fc.oneof(
    length.map((size) => Buffer.alloc(size, size)),
    length.map((size) => 'x'.repeat(size)),
    fc.string({ unit: 'grapheme' }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(payload, { minLength: 1, maxLength: 4 }), async (payloads) => {
      wire.write(Buffer.concat(payloads.map(websocketMessage)));
      expect(await read(payloads.length)).toEqual(payloads);
    }),
    { numRuns: 60 },
  );
}, 60_000);
