import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

const PATH = '/api/v1/live/snapshot';
/** Snapshots are answered for so long at a time: a small part of a tick. */
const TURN_MS = 10;

/**
 * In front of the HTTP edge: requests for snapshots are answered a few at a time, everything else at once. Hundreds of
 * clients that come back ask for all their topics together, and the event loop would go on serving those sockets before
 * it looks at its timers: no tick, no heartbeat, and the clients that wait for them would give up and ask anew. With
 * turns, ticks and all else that waits come in between.
 */
export function createSnapshotTurns(
  answer: RequestListener,
  elapsedMs = (): number => performance.now(),
): RequestListener {
  const waiting: { request: IncomingMessage; response: ServerResponse }[] = [];

  const takeTurn = (): void => {
    const until = elapsedMs() + TURN_MS;
    let taken = 0;
    while (taken < waiting.length && elapsedMs() < until) {
      const { request, response } = waiting[taken++]!;
      // Who has left since costs nothing.
      if (!response.destroyed) answer(request, response as Parameters<RequestListener>[1]);
    }
    waiting.splice(0, taken);
    if (waiting.length > 0) setImmediate(takeTurn);
  };

  return (request, response) => {
    if (!request.url?.startsWith(PATH)) {
      answer(request, response);
      return;
    }
    waiting.push({ request, response });
    if (waiting.length === 1) setImmediate(takeTurn);
  };
}
