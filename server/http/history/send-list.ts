import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { Response } from 'express';

/**
 * Answers `{…head, [name]: […items]}` item by item: JSON of 200,000 buckets at once would hold up what arrives meanwhile.
 * Ends early when the client has gone.
 */
export async function sendList(response: Response, head: object, name: string, items: Iterable<object>): Promise<void> {
  response.type('application/json');
  response.write(`${JSON.stringify(head).slice(0, -1)},${JSON.stringify(name)}:[`);
  let separator = '';
  for (const item of items) {
    const hasRoom = response.write(separator + JSON.stringify(item));
    separator = ',';
    if (hasRoom) await setImmediate();
    else await roomOrEnd(response);
    if (response.destroyed) return;
  }
  response.end(']}');
}

async function roomOrEnd(response: Response): Promise<void> {
  const enough = new AbortController();
  const { signal } = enough;
  try {
    await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]);
  } finally {
    enough.abort();
  }
}
