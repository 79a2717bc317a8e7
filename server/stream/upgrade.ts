import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * A server for Socket.IO alone that hands on the websocket upgrades of the real one. Socket.IO would also answer plain
 * requests, close the real server with itself, and refuse a bad Origin with 400; here a refusal is 403 with its name,
 * before anything of Socket.IO sees the request.
 */
export function createUpgradeGate(options: {
  server: Server;
  path: string;
  /** Why a request is refused (a code of ours), null when it may pass. */
  refusal: (request: IncomingMessage) => string | null;
}): { readonly inner: Server; close(): void } {
  const { server, path, refusal } = options;
  const inner = createServer();
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const url = request.url ?? '';
    if (url !== path && !url.startsWith(`${path}/`) && !url.startsWith(`${path}?`)) {
      if (server.listenerCount('upgrade') === 1) refuse(socket, '404 Not Found', 'not-found');
      return;
    }
    const code = refusal(request);
    if (code !== null) refuse(socket, '403 Forbidden', code);
    else inner.emit('upgrade', request, socket, head);
  };
  server.on('upgrade', onUpgrade);
  return { inner, close: () => server.off('upgrade', onUpgrade) };
}

function refuse(socket: Duplex, status: string, code: string): void {
  const body = JSON.stringify({ code, message: 'the live stream is not open to this request' });
  socket.on('error', () => socket.destroy());
  socket.end(
    [
      `HTTP/1.1 ${status}`,
      'Connection: close',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
}
