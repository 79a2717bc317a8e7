import { Agent, request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { createWriteBody } from '../bench/write-request.ts';
import { storedRows } from '../kit/check-journal.ts';
import { peakMb } from '../kit/memory.ts';
import { readiness, supervise } from '../kit/supervised-server.ts';
import { testFolder } from '../kit/test-folder.ts';
import { HALLS, RACKS, testRack, testZone } from '../kit/test-zone.ts';

/** Far more at once than the server works on and lets wait: 32 + 512 of one source. */
const LANES = 900;
const RUN_MS = 20_000;
/** As many as one core works on; it is what the server holds under such a load that overload is measured against. */
const ORDINARY_LANES = 4;
const ORDINARY_MS = 6_000;
const ROWS = 200;
const GROWTH_MB = 150;

interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

test('overload is refused by name: 900 senders at once get only 204 and 503 with Retry-After, memory is bounded, and what was taken is there', async () => {
  const dataFolder = testFolder('overload');
  const server = await supervise({ dataFolder, zone: testZone() });
  const began = Date.now() - 7_200_000;
  const body = createWriteBody(
    Array.from({ length: ROWS }, (_, row) => {
      const rack = row * Math.floor((HALLS * RACKS) / ROWS);
      const [, dc = '', hall = '', place = '', number = ''] = testRack(
        Math.floor(rack / RACKS) + 1,
        rack % RACKS,
      ).split('/');
      return Object.entries({ __name__: 'rack_inlet_celsius', dc, hall, position: 'top', rack: number, row: place });
    }),
    began,
  );
  const agent = new Agent({ keepAlive: true, maxSockets: LANES });
  onTestFinished(() => agent.destroy());
  const post = (bytes: Buffer): Promise<Answer> =>
    new Promise((done, fail) => {
      const headers = {
        'content-type': 'application/x-protobuf',
        'content-encoding': 'snappy',
        'content-length': bytes.length,
        authorization: `Bearer ${server.token}`,
      };
      const outgoing = request(`${server.url}/api/v1/write`, { method: 'POST', agent, headers }, (reply) => {
        reply.resume();
        reply.on('end', () => done({ status: reply.statusCode ?? 0, retryAfter: reply.headers['retry-after'] }));
      });
      outgoing.on('error', fail);
      outgoing.end(bytes);
    });

  const answers = new Map<string, number>();
  const taken = new Set<number>();
  let batch = 0;
  const lane = async (end: number) => {
    while (Date.now() < end) {
      const at = began + batch++;
      const { status, retryAfter } = await post(body.at(at, (sample) => 20 + (sample % 100) / 10));
      const name = `${status}${retryAfter === undefined ? '' : ' + Retry-After'}`;
      answers.set(name, (answers.get(name) ?? 0) + 1);
      if (status === 204) taken.add(at);
    }
  };
  const load = (lanes: number, runMs: number): Promise<number> => {
    const end = Date.now() + runMs;
    return peakMb(server.process.pid, Promise.all(Array.from({ length: lanes }, () => lane(end))));
  };
  const ordinaryMb = await load(ORDINARY_LANES, ORDINARY_MS);
  expect([...answers.keys()]).toEqual(['204']);
  const overloadMb = await load(LANES, RUN_MS);
  expect([...answers.keys()].sort(), JSON.stringify([...answers])).toEqual(['204', '503 + Retry-After']);
  expect(overloadMb - ordinaryMb).toBeLessThan(GROWTH_MB);
  expect(await readiness(server.url)).toMatchObject({ ready: true, degraded: [] });
  expect(await server.process.stop()).toBe(0);

  const rowsOf = new Map<number, number>();
  let doubled = 0;
  for (const [key, { times }] of await storedRows(dataFolder)) {
    const at = Number(key.slice(key.lastIndexOf(' ') + 1));
    rowsOf.set(at, (rowsOf.get(at) ?? 0) + 1);
    doubled += times - 1;
  }
  expect(doubled).toBe(0);
  expect([...taken].filter((at) => rowsOf.get(at) !== ROWS)).toEqual([]);
});
