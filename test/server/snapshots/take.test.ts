import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { createExports } from '../../../server/export/exporter.ts';
import { onError } from '../../../server/http/errors.ts';
import { mountSnapshots } from '../../../server/http/snapshots.ts';
import { BadArguments } from '../../../server/snapshots/command/bad-arguments.ts';
import { takeSnapshot } from '../../../server/snapshots/command/take.ts';
import { verifyFiles } from '../../../server/snapshots/command/verify-files.ts';
import { openSchedules } from '../../../server/snapshots/schedules.ts';
import { openShares } from '../../../server/snapshots/shares.ts';
import { SNAPSHOT_FORMATS } from '../../../shared/wire/snapshot-schemas.ts';
import { testFolder } from '../../kit/test-folder.ts';
import { openSnapshotBed } from './bed.ts';

const LIMIT = { timeout: 60_000 };

async function open() {
  const folder = testFolder('snapshot-command');
  const { snapshots, inventory, ...bed } = await openSnapshotBed(folder);
  const exports = createExports();
  onTestFinished(() => exports.close());
  const stages = { snapshots, exports, inventory, clock: () => bed.now };
  const schedules = await openSchedules({ ...stages, file: join(folder, 'schedules.json'), delivery: null });
  const shares = await openShares({ ...stages, file: join(folder, 'shares.json') });
  const app = express();
  app.set('query parser', 'simple');
  mountSnapshots(app, { snapshots, exports, schedules, shares, channels: () => [] });
  app.use(onError);
  const server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let written = '';
  let complaints = '';
  const write = (text: string): void => {
    written += text;
  };
  const complain = (text: string): void => {
    complaints += text;
  };
  const take = (...args: string[]) => takeSnapshot(['--server', address, ...args], write, complain);
  const verify = (...args: string[]) => verifyFiles(args, write, complain);
  return { address, folder, snapshots, take, verify, written: () => written, complaints: () => complaints };
}

test('take has the server take one, and its file verifies', LIMIT, async () => {
  const { folder, snapshots, take, verify, written, complaints } = await open();
  const file = join(folder, 'now.json');
  expect(await take('--out', file, '--title', 'cron', '--operator', 'cron', '--view', 'data-centre')).toBe(true);
  const [taken] = snapshots.list();
  expect(taken).toMatchObject({ title: 'cron', takenBy: { name: 'cron' }, scope: { view: 'data-centre' } });
  expect(written()).toContain(taken!.id);
  expect(await verify(file)).toBe(true);
  expect(written()).toContain(`SHA-256  ${taken!.sha256}`);
  expect(complaints()).toBe('');
});

test('take gives any format', LIMIT, async () => {
  const { folder, take } = await open();
  const file = join(folder, 'now.pdf');
  expect(await take('--out', file, '--format', 'pdf', '--language', 'en')).toBe(true);
  expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
});

test.each([
  [['--at', '2020-01-01T00:00:00Z'], 'no-history'],
  [['--view', 'kitchen'], 'invalid-field'],
  [['--keep-days', 'never'], 'invalid-field'],
] as const)('%s is refused by the server, by name', LIMIT, async (args, code) => {
  const { folder, take, written, complaints } = await open();
  expect(await take('--out', join(folder, 'x'), ...args)).toBe(false);
  expect(complaints()).toContain(code);
  expect(written()).toBe('');
});

test('a server that is not there is said so, and a file that cannot be written', LIMIT, async () => {
  const { folder, snapshots, take, complaints } = await open();
  expect(await take('--server', 'http://127.0.0.1:1', '--out', '/dev/null')).toBe(false);
  expect(complaints()).toContain('fetch failed');
  expect(await take('--out', join(folder, 'no', 'such', 'folder'))).toBe(false);
  expect(complaints()).toContain('ENOENT');
  expect(snapshots.list()).toEqual([]);
});

test('issue 8: a tampered file of any format is found: by itself, or against the server’s snapshot', {
  timeout: 240_000,
}, async () => {
  const { address, folder, snapshots, take, verify, written, complaints } = await open();
  for (const format of SNAPSHOT_FORMATS) {
    const file = join(folder, `whole.${format}`);
    expect(await take('--out', file, '--format', format, '--language', 'en')).toBe(true);
    const against = ['--against', snapshots.list()[0]!.id, '--server', address, file];
    const byItself = format === 'json' || format === 'html';
    expect(await verify(file), format).toBe(byItself);
    if (!byItself) expect(complaints()).toContain(`${file}: NOT CHECKED`);
    expect(await verify(...against), format).toBe(true);
    expect(written()).toContain(`${file}: byte for byte what the server exports (${format}, `);
    await writeFile(file, tampered(await readFile(file)));
    expect(await verify(file), format).toBe(false);
    expect(await verify(...against), format).toBe(false);
  }
});

/** With one digit of a value in the middle changed; where there is no text, one byte. */
function tampered(file: Buffer): Buffer {
  const digit = file.indexOf(/\d/.exec(file.toString('latin1').slice(file.length >> 1))![0], file.length >> 1);
  const changed = Buffer.from(file);
  changed[digit] = changed[digit] === 0x31 ? 0x32 : 0x31;
  return changed;
}

test('issue 8: what the server has no snapshot of, or a changed one, is not compared with', LIMIT, async () => {
  const { address, folder, snapshots, take, verify, complaints } = await open();
  const file = join(folder, 'report.kml');
  expect(await take('--out', file, '--format', 'kml')).toBe(true);
  expect(await verify('--against', '0'.repeat(32), '--server', address, file)).toBe(false);
  expect(complaints()).toContain('no-such-snapshot');
  const { id } = snapshots.list()[0]!;
  await writeFile(snapshots.file(id), 'not gzip');
  expect(await verify('--against', id, '--server', address, file)).toBe(false);
  expect(complaints()).toContain('unreadable');
});

test.each([[[]], [['--against', 'latest', 'x']], [['--colour', 'red', 'x']], [['--against', '0'.repeat(32)]]])(
  'verify %j is not understood',
  async (args) => {
    await expect(
      verifyFiles(
        args,
        () => undefined,
        () => undefined,
      ),
    ).rejects.toThrow(BadArguments);
  },
);

test.each([
  [[]],
  [['--out', 'x', '--at', '2026-11-24T18:00:00']],
  [['--out', 'x', '--at', 'yesterday']],
  [['--out', 'x', '--colour', 'red']],
  [['--out', 'x', '--format', 'docx']],
  [['--out', 'x', '--language', 'de']],
  [['--out', 'x', '--server', 'file:///etc/passwd']],
])('%j is not understood', async (args) => {
  await expect(
    takeSnapshot(
      args,
      () => undefined,
      () => undefined,
    ),
  ).rejects.toThrow(BadArguments);
});
