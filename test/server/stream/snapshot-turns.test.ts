import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createSnapshotTurns } from '../../../server/stream/snapshot-turns.ts';

/** Each answer takes so long on a clock that nothing else moves. */
const ANSWER_MS = 4;

function createBed() {
  let now = 0;
  const answered: string[] = [];
  const listener = createSnapshotTurns(
    ({ url }) => {
      now += ANSWER_MS;
      answered.push(url!);
    },
    () => now,
  );
  const ask = (url: string, response = { destroyed: false }): void => {
    listener({ url } as IncomingMessage, response as ServerResponse<IncomingMessage> & { req: IncomingMessage });
  };
  return { answered, ask };
}

const snapshot = (topic: number): string => `/api/v1/live/snapshot?topic=${topic}`;

test('hundreds of requests for snapshots leave the loop free after every few, and are answered in order', async () => {
  const { answered, ask } = createBed();
  const wanted = Array.from({ length: 300 }, (_, topic) => snapshot(topic));
  for (const url of wanted) ask(url);
  let turns = 0;
  for (let before = 0; answered.length < wanted.length; turns++, before = answered.length) {
    await turn();
    expect(answered.length - before).toBeLessThanOrEqual(3);
  }
  expect(turns).toBeGreaterThanOrEqual(100);
  expect(answered).toEqual(wanted);
});

test('a timer that is due comes in between', async () => {
  const { answered, ask } = createBed();
  for (let topic = 0; topic < 30_000; topic++) ask(snapshot(topic));
  await new Promise((due) => setTimeout(due, 1));
  expect(answered.length).toBeLessThan(30_000);
});

test('everything else is answered at once, whatever waits', () => {
  const { answered, ask } = createBed();
  ask(snapshot(1));
  ask('/healthz');
  expect(answered).toEqual(['/healthz']);
});

test('more that come while some wait are answered after them; who has left is not answered', async () => {
  const { answered, ask } = createBed();
  for (let topic = 0; topic < 4; topic++) ask(snapshot(topic));
  await turn();
  ask(snapshot(4), { destroyed: true });
  ask(snapshot(5));
  while (!answered.includes(snapshot(5))) await turn();
  ask(snapshot(6));
  await turn();
  expect(answered).toEqual([0, 1, 2, 3, 5, 6].map(snapshot));
});

test('over a real connection: a client that has gone before its turn leaves the others theirs', async () => {
  const urls: string[] = [];
  const server = createServer(
    createSnapshotTurns(({ url }, response) => {
      urls.push(url!);
      response.end('bytes');
    }),
  );
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const leaver = request(`${url}${snapshot(1)}`).on('error', () => undefined);
  leaver.end();
  leaver.destroy();
  const replies = await Promise.all([2, 3, 4].map(async (topic) => (await fetch(`${url}${snapshot(topic)}`)).text()));
  expect(replies).toEqual(['bytes', 'bytes', 'bytes']);
  expect(urls).toEqual(expect.arrayContaining([2, 3, 4].map(snapshot)));
});
