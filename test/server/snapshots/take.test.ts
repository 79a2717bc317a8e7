import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { createExports } from '../../../server/export/exporter.ts';
import { onError } from '../../../server/http/errors.ts';
import { mountSnapshots } from '../../../server/http/snapshots.ts';
import { BadArguments, takeSnapshot } from '../../../server/snapshots/command/take.ts';
import { verifyFiles } from '../../../server/snapshots/command/verify-files.ts';
import { openSchedules } from '../../../server/snapshots/schedules.ts';
import { openShares } from '../../../server/snapshots/shares.ts';
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
  const write = (text: string): void => {
    written += text;
  };
  const take = (...args: string[]) => takeSnapshot(['--server', address, ...args], write);
  return { folder, snapshots, take, write, written: () => written };
}

test('take has the server take one, and its file verifies', LIMIT, async () => {
  const { folder, snapshots, take, write, written } = await open();
  const file = join(folder, 'now.json');
  expect(await take('--out', file, '--title', 'cron', '--operator', 'cron', '--view', 'data-centre')).toBe(true);
  const [taken] = snapshots.list();
  expect(taken).toMatchObject({ title: 'cron', takenBy: { name: 'cron' }, scope: { view: 'data-centre' } });
  expect(written()).toContain(taken!.id);
  expect(verifyFiles([file], write)).toBe(true);
  expect(written()).toContain(`SHA-256  ${taken!.sha256}`);
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
  const { folder, take, written } = await open();
  expect(await take('--out', join(folder, 'x'), ...args)).toBe(false);
  expect(written()).toContain(code);
});

test('a server that is not there is said so', LIMIT, async () => {
  let written = '';
  const args = ['--server', 'http://127.0.0.1:1', '--out', '/dev/null'];
  expect(
    await takeSnapshot(args, (text) => {
      written += text;
    }),
  ).toBe(false);
  expect(written.length).toBeGreaterThan(5);
});

test.each([
  [[]],
  [['--out', 'x', '--at', '2026-11-24T18:00:00']],
  [['--out', 'x', '--at', 'yesterday']],
  [['--out', 'x', '--colour', 'red']],
  [['--out', 'x', '--format', 'docx']],
  [['--out', 'x', '--language', 'de']],
])('%j is not understood', async (args) => {
  await expect(takeSnapshot(args, () => undefined)).rejects.toThrow(BadArguments);
});
