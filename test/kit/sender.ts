import { Agent, request } from 'node:http';
import { writeBody } from '../fixtures/remote-write/encode.ts';
import { countAnswer, keyOf, type Ledger, type Row } from './ledger.ts';
import { wait } from './test-folder.ts';
import { testRack } from './test-zone.ts';

export const METRIC = 'rack.inlet-top';
const TIMEOUT_MS = 20_000;

/** Where a body goes and how it is announced. */
export interface Delivery {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** The native door. */
export function nativeDelivery(rows: readonly Row[], epoch: string, batch: number): Delivery {
  return {
    path: '/api/v1/samples',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ source: 'ingest', epoch, batch, samples: rows }),
  };
}

/** Remote write 1.0, in the names that the test zone maps: rows must be inlets of its racks. */
export function writeDelivery(rows: readonly Row[]): Delivery {
  const series = rows.map(({ resource, at, value }) => {
    const [, dc = '', hall = '', row = '', rack = ''] = resource.split('/');
    const labels = Object.entries({ __name__: 'rack_inlet_celsius', dc, hall, position: 'top', rack, row });
    return { labels, samples: [{ at, value }] };
  });
  return {
    path: '/api/v1/write',
    headers: { 'content-type': 'application/x-protobuf', 'content-encoding': 'snappy' },
    body: Uint8Array.from(writeBody(series)),
  };
}

/** An answer, or status 0 when the connection failed. */
export interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly text: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Sends one body over a connection that is kept; if the server has just closed that one, once more over a new one. */
export function deliver(url: string, token: string, { path, headers, body }: Delivery): Promise<Answer> {
  return new Promise((done) => {
    const failed = () => done({ status: 0, retryAfter: null, text: '' });
    const outgoing = request(
      `${url}${path}`,
      {
        method: 'POST',
        agent,
        timeout: TIMEOUT_MS,
        headers: { ...headers, authorization: `Bearer ${token}`, 'content-length': Buffer.byteLength(body) },
      },
      (reply) => {
        let text = '';
        reply.setEncoding('utf8');
        reply.on('data', (chunk: string) => {
          text += chunk;
        });
        reply.on('end', () =>
          done({ status: reply.statusCode ?? 0, retryAfter: reply.headers['retry-after'] ?? null, text }),
        );
        reply.on('error', failed);
      },
    );
    outgoing.on('timeout', () => outgoing.destroy());
    outgoing.on('error', () => {
      if (outgoing.reusedSocket) void deliver(url, token, { path, headers, body }).then(done);
      else failed();
    });
    outgoing.end(body);
  });
}

export interface SenderOptions {
  /** 0–15: its hall, so that no two senders write the same series. */
  readonly number: number;
  readonly door: 'native' | 'write';
  readonly target: { readonly url: string; readonly token: string };
  readonly ledger: Ledger;
  readonly rows: number;
  readonly pauseMs: number;
  readonly signal: AbortSignal;
}

/**
 * Sends batches of rows with increasing times until told to stop; a batch is sent again, unchanged, until it is
 * acknowledged, as real senders do. Only an acknowledgement, a 503 (or 429) with Retry-After or a lost connection are
 * right.
 */
export async function runSender(options: SenderOptions): Promise<void> {
  const { number, door, target, ledger, rows, pauseMs, signal } = options;
  const start = Date.now() - 3_600_000;
  for (let batch = 0; !signal.aborted; batch++) {
    const sent: Row[] = Array.from({ length: rows }, (_, row) => ({
      resource: testRack(number + 1, row),
      metric: METRIC,
      at: start + batch * 10,
      value: 20 + ((batch * rows + row) % 1000) / 100,
    }));
    const keys = sent.map(keyOf);
    for (const [row, { value }] of sent.entries()) ledger.sent.set(keys[row]!, value);
    const delivery = door === 'native' ? nativeDelivery(sent, `sender-${number}`, batch) : writeDelivery(sent);
    for (let acknowledged = false; !acknowledged; await wait(pauseMs)) {
      if (signal.aborted) return;
      const { status, retryAfter, text } = await deliver(target.url, target.token, delivery);
      countAnswer(ledger, status);
      acknowledged = status === 204;
      const mayRetry = status === 0 || ((status === 503 || status === 429) && retryAfter !== null);
      if (!acknowledged && !mayRetry) ledger.wrongAnswers.push(`${status} ${text}`);
    }
    for (const key of keys) ledger.acknowledged.add(key);
  }
}
