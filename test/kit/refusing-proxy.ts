import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { onTestFinished } from 'vitest';

/** Stands before a server and passes requests as they are, or answers 503 in its place. */
export interface RefusingProxy {
  readonly url: string;
  /** May be changed while it runs. */
  refuses: boolean;
  /** How many it has refused. */
  readonly refused: number;
}

export async function startRefusingProxy(port: number): Promise<RefusingProxy> {
  const state = { refuses: false, refused: 0 };
  const server = createServer((incoming, outgoing) => {
    if (state.refuses) {
      state.refused++;
      incoming.resume();
      outgoing.writeHead(503, { 'retry-after': '1' }).end();
      return;
    }
    const { method, url: path, headers } = incoming;
    const host = `127.0.0.1:${port}`;
    const upstream = request({ host: '127.0.0.1', port, method, path, headers: { ...headers, host } }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(outgoing);
    });
    upstream.on('error', () => outgoing.destroy());
    incoming.pipe(upstream);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return Object.assign(state, { url: `http://127.0.0.1:${address.port}` });
}
