import { createHmac } from 'node:crypto';
import { type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { DeliveryFailed, type Message } from '../ports.ts';
import { type AddressPolicy, hostOf, portOf } from './address-policy.ts';
import { Attempt } from './attempt.ts';

/** The signature of a body that was sent at a moment (s since 1970): HMAC-SHA256 of `timestamp.body`, hexadecimal. */
export function signatureOf(secret: string, timestampSeconds: number, body: string): string {
  return createHmac('sha256', secret).update(`${timestampSeconds}.${body}`).digest('hex');
}

export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
}

/**
 * Posts the message's body as JSON, once. Redirects are not followed. Resolves when it was answered 2xx; throws Attempt,
 * or DeliveryFailed `refused-address`.
 */
export async function postWebhook(
  { url: text, secret }: WebhookTarget,
  { id, message }: { id: string; message: Message },
  options: { policy: AddressPolicy; now: number; timeoutMs: number; signal: AbortSignal },
): Promise<void> {
  const { policy, now, timeoutMs, signal } = options;
  const url = new URL(text);
  const port = portOf(url);
  const host = hostOf(url);
  // A host that is an address is never looked up, so that the lookup cannot refuse it.
  if (isIP(host) !== 0) await policy.check(url);
  const body = JSON.stringify({ id, ...message.body });
  const timestamp = Math.floor(now / 1_000);
  const sent: RequestOptions = {
    method: 'POST',
    agent: false,
    lookup: policy.lookup(port),
    signal,
    headers: {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
      'User-Agent': 'Skyrack',
      'X-Skyrack-Message': id,
      'X-Skyrack-Timestamp': String(timestamp),
      'X-Skyrack-Signature': `sha256=${signatureOf(secret, timestamp, body)}`,
    },
  };
  judge(await exchange(url, sent, body, timeoutMs), url);
}

/** The status of the answer; its body is not read. */
export function exchange(url: URL, options: RequestOptions, body: string | null, timeoutMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options);
    // One limit for all of it: name, connection, body, answer. One for the socket would begin anew with every byte.
    const limit = setTimeout(() => request.destroy(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs);
    request.on('response', (response) => {
      clearTimeout(limit);
      resolve(response.statusCode ?? 0);
      request.destroy();
    });
    request.on('error', (error) => {
      clearTimeout(limit);
      // What the policy says goes through the lookup's callback.
      reject(error instanceof DeliveryFailed ? error : new Attempt('again', error.message));
    });
    request.end(body ?? undefined);
  });
}

function judge(status: number, url: URL): void {
  if (status >= 200 && status < 300) return;
  if (status >= 300 && status < 400)
    throw new Attempt('never', `${url.host} answered ${status}: redirects are not followed`);
  // Asked too early or too often, or a fault of the receiver's own: it may take it later.
  const later = status === 408 || status === 425 || status === 429 || status >= 500 || status === 0;
  throw new Attempt(later ? 'again' : 'never', `${url.host} answered ${status}`);
}
