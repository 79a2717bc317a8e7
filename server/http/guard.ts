import type { IncomingMessage } from 'node:http';

export interface Refusal {
  readonly code: 'foreign-host' | 'foreign-origin';
  readonly message: string;
  readonly field: 'Host' | 'Origin';
}

/**
 * Until accounts exist only a browser on this machine that was sent here by its user may talk to the server: the Host
 * header must be a loopback name with our port (DNS rebinding), and a request with an Origin must come from our own
 * pages. Returns null for a welcome request.
 */
export function createGuard(port: () => number): (request: IncomingMessage) => Refusal | null {
  return (request) => {
    const allowed = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port()}`);
    const host = request.headers.host ?? '';
    if (!allowed.includes(host.toLowerCase())) {
      return { code: 'foreign-host', message: 'this server answers on loopback names only', field: 'Host' };
    }
    const origin = request.headers.origin;
    if (origin !== undefined && !allowed.some((name) => origin.toLowerCase() === `http://${name}`)) {
      return { code: 'foreign-origin', message: 'requests from other pages are refused', field: 'Origin' };
    }
    return null;
  };
}
