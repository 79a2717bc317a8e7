import { appendFileSync, readdirSync, statfsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadZone } from '../../server/inventory/index.ts';
import { openJournal } from '../../server/journal/index.ts';
import type { LatestValue } from '../../shared/wire/http.ts';
import { checkHistory } from '../kit/check-history.ts';
import { checkJournal } from '../kit/check-journal.ts';
import { createLedger, type Ledger } from '../kit/ledger.ts';
import { deliver, METRIC, nativeDelivery, runSender } from '../kit/sender.ts';
import { readiness, type SupervisedServer, supervise } from '../kit/supervised-server.ts';
import { until, wait } from '../kit/test-folder.ts';
import { HALLS, RACKS, testRack, testZone } from '../kit/test-zone.ts';
import { fillDisk, tmpfs, tmpfsRefusal } from '../kit/tmpfs.ts';

const DISK_MIB = 48;
/** More than the disk holds, by a segment. */
const LOG_MIB = 64;
/** Of a batch: so many readings of each rack. */
const COPIES = 3;
const BYTES_PER_ROW = 17;
const refusal = tmpfsRefusal();
const named = (title: string): string => (refusal === null ? title : `${title} (${refusal})`);
const READ_ONLY = 'the disk is short of room: no data is taken until there is some';
/** A promise about the disk holds whether the past is kept or not. */
const HISTORIES = ['off', 'duckdb'] as const;

const NONE = { lost: 0, duplicate: 0, wrong: 0 };
const SENDERS = 4;
const ROWS = 100;

function startSenders(server: SupervisedServer, ledger: Ledger) {
  const abort = new AbortController();
  const senders = Array.from({ length: SENDERS }, (_, number) =>
    runSender({ number, door: 'native', target: server, ledger, rows: ROWS, pauseMs: 20, signal: abort.signal }),
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

async function expectReadable(server: SupervisedServer): Promise<void> {
  const query = new URLSearchParams({ resource: testRack(1, 0), metric: METRIC });
  const reply = await fetch(`${server.url}/api/v1/latest?${query}`);
  const { values } = (await reply.json()) as { values: LatestValue[] };
  expect(values[0]?.value).toBeGreaterThan(0);
  const standing = await readiness(server.url);
  expect(standing).toMatchObject({ ready: true });
  expect(standing.degraded).toContain(READ_ONLY);
}

test.skipIf(refusal !== null).each(HISTORIES)(
  named(
    'history %s: a disk that fills up: 503 before it is full, reads go on, and with room again data is taken unaided',
  ),
  async (history) => {
    const disk = tmpfs(DISK_MIB);
    const dataFolder = join(disk, 'data');
    const server = await supervise({ dataFolder, zone: testZone(), env: { SKYRACK_HISTORY: history } });
    const ledger = createLedger();
    const began = Date.now();
    const stopSenders = startSenders(server, ledger);
    await untilAnswered(ledger, 204, 20);
    const filler = fillDisk(disk, 5 * 1024 * 1024);
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
    expect(await checkJournal(dataFolder, ledger)).toEqual(NONE);
    if (history === 'off') return;
    await server.start();
    expect(await checkHistory(server.url, ledger, { senders: SENDERS, rows: ROWS, began })).toEqual(NONE);
  },
);

test.skipIf(refusal !== null)(
  named(
    'a disk that the log itself would fill twice: old segments go in time, nothing but 204 and 503, and a kill loses nothing',
  ),
  async () => {
    const dataFolder = join(tmpfs(DISK_MIB), 'data');
    const server = await supervise({ dataFolder, zone: testZone() });
    const began = Date.now() - 3_600_000;
    const statuses = new Map<number, number>();
    for (let batch = 0, takenBytes = 0; takenBytes < LOG_MIB * 1024 * 1024; ) {
      const at = began + batch * 100;
      const rows = Array.from({ length: HALLS * RACKS }, (_, rack) => {
        return {
          resource: testRack(Math.floor(rack / RACKS) + 1, rack % RACKS),
          metric: METRIC,
          at,
          value: 20 + (batch % 100) / 10,
        };
      });
      const copies = Array.from({ length: COPIES }, (_, copy) => rows.map((row) => ({ ...row, at: row.at + copy })));
      const { status } = await deliver(server.url, server.token, nativeDelivery(copies.flat(), 'log', batch));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 204) {
        takenBytes += COPIES * rows.length * BYTES_PER_ROW;
        batch++;
      } else await wait(200);
    }
    expect([...statuses.keys()].filter((status) => status !== 204 && status !== 503)).toEqual([]);
    await server.killAndStart();
    expect(await readiness(server.url)).toMatchObject({ ready: true, degraded: [] });
    expect(await server.process.stop()).toBe(0);
  },
);

test.skipIf(refusal !== null)(
  named('a torn tail on a full disk: it stays where it is, the journal opens, and with room again it is set aside'),
  async () => {
    const folder = join(tmpfs(4), 'journal');
    const inventory = await loadZone({ folder: testZone() });
    const open = () => openJournal({ directory: folder, inventory, clock: Date.now });
    const first = await open();
    for (let epoch = 1; epoch <= 3; epoch++) await first.append({ type: 'start', at: epoch, epoch });
    await first.close();
    const segment = readdirSync(folder).find((file) => file.endsWith('.seg'))!;
    appendFileSync(join(folder, segment), Buffer.alloc(10_000, 1));
    const filler = fillDisk(folder, 0);

    const full = await open();
    const report = await full.replay(0, () => undefined);
    expect(report.records).toBe(3);
    expect(report.degraded.join()).toContain('left in place: the disk has no room');
    // The marker of the clean stop has gone, and its room with it.
    const rest = fillDisk(folder, 0, 'rest');
    await expect(full.append({ type: 'start', at: 4, epoch: 4 })).rejects.toMatchObject({ reason: 'read-only' });

    await rm(filler);
    await rm(rest);
    expect(await full.append({ type: 'start', at: 5, epoch: 5 })).toBe(full.sequence);
    await full.close();
    const again = await open();
    const seen: number[] = [];
    const mended = await again.replay(0, (_, record) => {
      if (record.type === 'start') seen.push(record.epoch);
    });
    expect(seen).toEqual([1, 2, 3, 5]);
    expect(mended.degraded.join()).toContain('set aside as journal/damaged/');
    await again.close();
  },
);

test.skipIf(refusal !== null).each(HISTORIES)(
  named(
    'history %s: a disk that others fill to the last byte: refused, readable, through kill -9 and a start on the full disk',
  ),
  async (history) => {
    const disk = tmpfs(DISK_MIB);
    const dataFolder = join(disk, 'data');
    const server = await supervise({ dataFolder, zone: testZone(), env: { SKYRACK_HISTORY: history } });
    const ledger = createLedger();
    const began = Date.now();
    const stopSenders = startSenders(server, ledger);
    await untilAnswered(ledger, 204, 20);
    const pid = server.process.pid;
    const filler = fillDisk(disk, 0);
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
    expect(await checkJournal(dataFolder, ledger)).toEqual(NONE);
    if (history === 'off') return;
    await server.start();
    expect(await checkHistory(server.url, ledger, { senders: SENDERS, rows: ROWS, began })).toEqual(NONE);
  },
);
