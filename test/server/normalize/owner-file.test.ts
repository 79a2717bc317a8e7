import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OwnerFile } from '../../../server/normalize/owner-file.ts';

function open() {
  const path = join(mkdtempSync(join(tmpdir(), 'skyrack-owner-file-')), 'takeover');
  const file = new OwnerFile(path);
  file.load();
  return { path, file };
}
const TAKEN = { resource: 'rack/a', source: 'pdu', at: 0 };

test('the last line of a resource counts', async () => {
  const { path, file } = open();
  file.add(TAKEN);
  file.add({ ...TAKEN, source: 'ups' });
  await file.saved();
  expect(new OwnerFile(path).load()).toEqual([{ ...TAKEN, source: 'ups' }]);
});

test('half a line, at the end or joined by the next, names no owner', async () => {
  const { path, file } = open();
  appendFileSync(path, 'rack/b');
  expect(new OwnerFile(path).load()).toEqual([]);
  expect(readFileSync(path, 'utf8')).toBe('');
  appendFileSync(path, '\track/c\nrack/d\t\tyesterday\n');
  file.add(TAKEN);
  await file.saved();
  expect(new OwnerFile(path).load()).toEqual([TAKEN]);
});

test('what others release is seen once; half of a release waits for its rest', () => {
  const { path, file } = open();
  appendFileSync(path, 'rack/a\t\t5\nrack/b\t\t');
  expect(file.releasedSince()).toEqual([{ resource: 'rack/a', source: '', at: 5 }]);
  expect(file.releasedSince()).toEqual([]);
  appendFileSync(path, '7\n');
  expect(file.releasedSince()).toEqual([{ resource: 'rack/b', source: '', at: 7 }]);
});

test('a line that was pending at the checkpoint and saved after it does not undo what followed it', async () => {
  const { path, file } = open();
  file.add(TAKEN);
  const pending = [...file.pending()];
  await file.saved();
  appendFileSync(path, 'rack/a\t\t5\n');
  const next = new OwnerFile(path);
  expect(next.load()).toMatchObject([{ source: '' }]);
  expect(next.restore(pending)).toEqual([]);
  expect(next.pending()).toEqual([]);
});

test('a line that was pending at the checkpoint and never saved is taken over', async () => {
  const { path, file } = open();
  file.add(TAKEN);
  const next = new OwnerFile(path);
  next.load();
  expect(next.restore(file.pending())).toEqual([TAKEN]);
  await next.saved();
  expect(readFileSync(path, 'utf8')).toBe('rack/a\tpdu\n');
});
