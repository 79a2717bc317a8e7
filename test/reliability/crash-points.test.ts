import { appendFileSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SPINE_CRASH_POINTS, type SpineCrashPoint } from '../../server/crash-point.ts';
import { checkJournal } from '../kit/check-journal.ts';
import { fillSegment } from '../kit/fill-segment.ts';
import { createLedger, type Ledger } from '../kit/ledger.ts';
import { spawnSkyrack } from '../kit/raw-server.ts';
import { runSender } from '../kit/sender.ts';
import { readiness, type SupervisedServer, supervise } from '../kit/supervised-server.ts';
import { testFolder, until, wait } from '../kit/test-folder.ts';
import { testZone } from '../kit/test-zone.ts';
import { fillDisk, tmpfs, tmpfsRefusal } from '../kit/tmpfs.ts';

const SENDERS = 8;
const ROWS = 25;
const DISK_MIB = 48;
const MEBIBYTE = 1024 * 1024;
/** Three times what is promised of a machine that does nothing else. */
const RESTART_MS = 15_000;

/** How a server comes to a point, and what must be so before. */
interface Way {
  /** While it takes data, while it stops, while it starts, or when the disk is short of room. */
  readonly when: 'load' | 'stop' | 'start' | 'short';
  /** Which passage is deadly, the first unless said. A start writes a record of its own, and passes what writing passes. */
  readonly passage?: number;
  /** Done to the data folder before the life that ends there. */
  readonly before?: (dataFolder: string, zone: string) => Promise<void> | void;
  readonly degraded?: RegExp;
}

/** So that the next records do not fit into the newest segment. */
const nearlyFull: Way['before'] = (dataFolder, zone) => fillSegment(dataFolder, zone, 2_000);

const WAYS: Readonly<Record<SpineCrashPoint, Way>> = {
  'journal:opened': { when: 'start' },
  'journal:set-aside': { when: 'start', before: tearTail, degraded: /set aside as journal\/damaged\// },
  'journal:replayed': { when: 'start' },
  'journal:before-write': { when: 'load', passage: 30 },
  'journal:after-write': { when: 'load', passage: 30 },
  'journal:after-sync': { when: 'load', passage: 30 },
  'journal:after-apply': { when: 'load', passage: 30 },
  'journal:before-new-segment': { when: 'load', before: nearlyFull },
  'journal:after-new-segment': { when: 'load', before: nearlyFull },
  'journal:before-release': { when: 'stop' },
  'journal:release': { when: 'short' },
  'journal:before-clean-stop': { when: 'stop' },
  'journal:after-clean-stop': { when: 'stop' },
  'checkpoint:before-write': { when: 'stop' },
  'checkpoint:before-rename': { when: 'stop' },
  'checkpoint:after-rename': { when: 'stop' },
  'checkpoint:after-write': { when: 'stop' },
};

/** Half a frame at the end of the log, as a write leaves it that a power cut ends. */
function tearTail(dataFolder: string): void {
  const folder = join(dataFolder, 'journal');
  appendFileSync(join(folder, segments(dataFolder).at(-1)!), Buffer.from([200, 0, 0, 0, 1, 2, 3, 4, 5]));
}

function segments(dataFolder: string): readonly string[] {
  return readdirSync(join(dataFolder, 'journal'))
    .filter((file) => file.endsWith('.seg'))
    .sort();
}

/** A life that ends at the point; the senders go on all the while. */
async function dieAt(point: SpineCrashPoint, server: SupervisedServer, zone: string, disk: string): Promise<void> {
  const { when, passage = 1 } = WAYS[point];
  const env = { SKYRACK_CRASH_AT: `${point}:${passage}` };
  const { dataFolder, port, url } = server;
  const dying = await spawnSkyrack({ dataFolder, zone, port, env });
  if (when === 'stop') {
    const ready = () =>
      readiness(url).then(
        (standing) => standing.ready,
        () => false,
      );
    await until('readiness', 30_000, ready, (is) => is);
    await wait(300);
    dying.child.kill('SIGTERM');
  }
  if (when === 'short') {
    await until(
      'another segment',
      20_000,
      () => segments(dataFolder),
      (files) => files.length > 1,
    );
    const filler = fillDisk(disk, MEBIBYTE);
    await dying.exited;
    await rm(filler);
  }
  expect(await dying.exited, dying.output()).toBeNull();
  expect(dying.output()).toContain(`killed at ${point}\n`);
}

function startSenders(server: SupervisedServer, ledger: Ledger) {
  const abort = new AbortController();
  const senders = Array.from({ length: SENDERS }, (_, number) => {
    const door = number % 2 === 0 ? 'native' : 'write';
    return runSender({ number, door, target: server, ledger, rows: ROWS, pauseMs: 10, signal: abort.signal });
  });
  const stop = async () => {
    abort.abort();
    await Promise.all(senders);
  };
  onTestFinished(stop);
  return stop;
}

/** Resolves when so many more rows are acknowledged. */
function more(ledger: Ledger, rows = 1_000): Promise<unknown> {
  const goal = ledger.acknowledged.size + rows;
  return until(
    'acknowledgements',
    30_000,
    () => ledger.acknowledged.size,
    (size) => size >= goal,
  );
}

const refusal = tmpfsRefusal();

for (const point of SPINE_CRASH_POINTS) {
  const { when, before, degraded } = WAYS[point];
  const title = `the process dies at ${point}: it starts again, and nothing is lost, doubled or wrong`;
  const skip = when === 'short' && refusal !== null;
  test.skipIf(skip)(skip ? `${title} (${refusal})` : title, async () => {
    const disk = when === 'short' ? tmpfs(DISK_MIB) : testFolder('crash');
    const dataFolder = join(disk, 'data');
    const zone = testZone();
    // What a full disk lets go must hold nothing that a sender was told is safe: its first segment is full before.
    if (when === 'short') await fillSegment(dataFolder, zone, 200);
    const server = await supervise({ dataFolder, zone });
    const ledger = createLedger();
    const stopSenders = startSenders(server, ledger);
    await more(ledger);
    await server.process.kill();
    await before?.(dataFolder, zone);
    await dieAt(point, server, zone, disk);
    expect(await server.start()).toBeLessThan(RESTART_MS);
    await more(ledger);
    await stopSenders();
    const told = (await readiness(server.url)).degraded;
    expect(told).toEqual(degraded === undefined ? [] : [expect.stringMatching(degraded)]);
    expect(await server.process.stop()).toBe(0);
    expect(ledger.wrongAnswers).toEqual([]);
    expect(await checkJournal(dataFolder, ledger)).toEqual({ lost: 0, duplicate: 0, wrong: 0 });
  });
}
