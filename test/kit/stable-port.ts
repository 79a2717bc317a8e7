import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

const LOWEST = 10_000;
const ATTEMPTS = 50;

/**
 * A free port that stays free while its server is down: below those that the kernel gives to outgoing connections. Of
 * those, clients that try again and again would sooner or later be given the very port that they try.
 */
export async function stablePort(): Promise<number> {
  const [first = LOWEST] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'latin1').split(/\s+/).map(Number);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = LOWEST + Math.floor(Math.random() * Math.max(1, first - LOWEST));
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port from ${LOWEST} to ${first - 1}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}
