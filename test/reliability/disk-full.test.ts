import { statfsSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LatestValue } from '../../shared/wire/http.ts';
import { checkJournal } from '../kit/check-journal.ts';
import { createLedger, type Ledger } from '../kit/ledger.ts';
import { METRIC, runSender } from '../kit/sender.ts';
import { readiness, type SupervisedServer, supervise } from '../kit/supervised-server.ts';
import { until } from '../kit/test-folder.ts';
import { testRack, testZone } from '../kit/test-zone.ts';
import { tmpfs, tmpfsRefusal } from '../kit/tmpfs.ts';

const DISK_MIB = 48;
const refusal = tmpfsRefusal();
const named = (title: string): string => (refusal === null ? title : `${title} (${refusal})`);
const READ_ONLY = 'the disk is short of room: no data is taken until there is some';

function startSenders(server: SupervisedServer, ledger: Ledger) {
  const abort = new AbortController();
  const senders = Array.from({ length: 4 }, (_, number) =>
    runSender({ number, door: 'native', target: server, ledger, rows: 100, pauseMs: 20, signal: abort.signal }),
  );
  return async () => {
    abort.abort();
    await Promise.all(senders);
  };
}

const answered = (ledger: Ledger, status: number): number => ledger.answers.get(status) ?? 0;

/** Sends until `count` more batches were answered with a status. */
function untilAnswered(ledger: Ledger, status: number, count: number): Promise<unknown> {
  const goal = answered(ledger, status) + count;
  return until(
    `${count} × ${status}`,
    60_000,
    () => answered(ledger, status),
    (seen) => seen >= goal,
  );
}

/** Takes all the room of a disk but so many bytes. */
function fill(folder: string, leftBytes: number): string {
  const { bavail, bsize } = statfsSync(folder);
  const file = join(folder, 'filler');
  writeFileSync(file, Buffer.alloc(Math.max(0, bavail * bsize - leftBytes)));
  return file;
}

async function expectReadable(server: SupervisedServer): Promise<void> {
  const query = new URLSearchParams({ resource: testRack(1, 0), metric: METRIC });
  const reply = await fetch(`${server.url}/api/v1/latest?${query}`);
  const { values } = (await reply.json()) as { values: LatestValue[] };
  expect(values[0]?.value).toBeGreaterThan(0);
  const standing = await readiness(server.url);
  expect(standing).toMatchObject({ ready: true });
  expect(standing.degraded).toContain(READ_ONLY);
}

test.skipIf(refusal !== null)(
  named('a disk that fills up: 503 before it is full, reads go on, and with room again data is taken unaided'),
  async () => {
    const disk = tmpfs(DISK_MIB);
    const dataFolder = join(disk, 'data');
    const server = await supervise({ dataFolder, zone: testZone() });
    const ledger = createLedger();
    const stopSenders = startSenders(server, ledger);
    await untilAnswered(ledger, 204, 20);
    const filler = fill(disk, 5 * 1024 * 1024);
    await untilAnswered(ledger, 503, 20);
    expect(statfsSync(disk).bavail).toBeGreaterThan(0);
    await expectReadable(server);
    await rm(filler);
    await untilAnswered(ledger, 204, 20);
    await stopSenders();
    expect((await readiness(server.url)).degraded).toEqual([]);
    expect(await server.process.stop()).toBe(0);
    expect(ledger.wrongAnswers).toEqual([]);
    expect(answered(ledger, 0)).toBe(0);
    expect(await checkJournal(dataFolder, ledger)).toEqual({ lost: 0, duplicate: 0, wrong: 0 });
  },
);

test.skipIf(refusal !== null)(
  named('a disk that others fill to the last byte: refused, readable, through kill -9 and a start on the full disk'),
  async () => {
    const disk = tmpfs(DISK_MIB);
    const dataFolder = join(disk, 'data');
    const server = await supervise({ dataFolder, zone: testZone() });
    const ledger = createLedger();
    const stopSenders = startSenders(server, ledger);
    await untilAnswered(ledger, 204, 20);
    const pid = server.process.pid;
    const filler = fill(disk, 0);
    await untilAnswered(ledger, 503, 20);
    expect(server.process.pid).toBe(pid);
    await expectReadable(server);
    await server.killAndStart();
    await untilAnswered(ledger, 503, 20);
    await expectReadable(server);
    await rm(filler);
    await untilAnswered(ledger, 204, 20);
    await stopSenders();
    expect(await server.process.stop()).toBe(0);
    expect(ledger.wrongAnswers).toEqual([]);
    expect(await checkJournal(dataFolder, ledger)).toEqual({ lost: 0, duplicate: 0, wrong: 0 });
  },
);
