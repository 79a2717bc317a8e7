import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FolderLocked, lockFolder } from '../../../server/journal/index.ts';
import { startChild } from './child.ts';
import { newFolder } from './new-folder.ts';

test('a second process is refused and told who the first is; the lock dies with its process, kill -9 included', {
  timeout: 60_000,
}, async () => {
  const directory = await newFolder();
  const first = startChild(new URL('./lock-holder.ts', import.meta.url), [directory]);
  await first.line('locked');
  expect(() => lockFolder(directory)).toThrow(FolderLocked);
  const second = startChild(new URL('./lock-holder.ts', import.meta.url), [directory]);
  const refusal = await second.line('refused');
  expect(await second.ended).toBe(0);
  expect(refusal).toMatch(
    new RegExp(`^refused FolderLocked: .* is in use by process ${first.process.pid}, started \\d{4}-\\d\\d-\\d\\dT`),
  );
  await first.kill();
  const lock = lockFolder(directory);
  expect(() => lockFolder(directory)).toThrow(`in use by process ${process.pid}`);
  lock.release();
});

test('release lets the next one in, and may be called twice', async () => {
  const directory = join(await newFolder(), 'not', 'there', 'yet');
  const lock = lockFolder(directory);
  lock.release();
  lock.release();
  lockFolder(directory).release();
});

test('a lock file full of rubbish locks nobody out', async () => {
  const directory = await newFolder();
  await writeFile(join(directory, 'lock.db'), 'rubbish '.repeat(500));
  const lock = lockFolder(directory);
  expect(() => lockFolder(directory)).toThrow(FolderLocked);
  lock.release();
});

test('without owner facts the refusal still comes', async () => {
  const directory = await newFolder();
  const lock = lockFolder(directory);
  await writeFile(join(directory, 'owner.json'), '{');
  expect(() => lockFolder(directory)).toThrow('in use by another process');
  lock.release();
});
