import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Ends the name of a file that is still being written; such a file means nothing. */
export const UNFINISHED = '.tmp';

/** The disk, or what we may use of it, is full. */
export function isNoRoom(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

/**
 * Writes a whole file so that its name stands either for all of the new bytes or for what it stood for before, through
 * a crash at any moment. What could be written of one that fails is deleted: on a full disk it is in the way. `passing`
 * is told of the two moments around the change of the name.
 */
export async function writeDurableFile(
  path: string,
  parts: readonly Uint8Array[],
  passing: (moment: 'before-rename' | 'after-rename') => void = () => undefined,
): Promise<void> {
  const unfinished = `${path}${UNFINISHED}`;
  try {
    const handle = await open(unfinished, 'w', 0o600);
    try {
      for (const part of parts) await writeWhole(handle, part);
      await handle.sync();
    } finally {
      await handle.close();
    }
    passing('before-rename');
    await rename(unfinished, path);
    passing('after-rename');
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Adds a line to a file that is only ever added to. What could be written of one that fails is taken away again. */
export async function appendDurably(path: string, line: string): Promise<void> {
  const handle = await open(path, 'a', 0o600);
  try {
    const { size } = await handle.stat();
    try {
      await handle.writeFile(line);
      await handle.sync();
    } catch (error) {
      // Half a line must not stand before the next.
      await handle.truncate(size);
      throw error;
    }
    if (size === 0) await syncFolder(dirname(path));
  } finally {
    await handle.close();
  }
}

/** Deletes what a crash left half-written in a folder: its names would never be used again. */
export async function deleteUnfinished(folder: string): Promise<void> {
  for (const file of await readdir(folder)) {
    if (file.endsWith(UNFINISHED)) await rm(join(folder, file), { force: true });
  }
}

async function writeWhole(handle: Awaited<ReturnType<typeof open>>, part: Uint8Array): Promise<void> {
  for (let done = 0; done < part.length; ) {
    done += (await handle.write(part, done, part.length - done)).bytesWritten;
  }
}

/** Makes created, renamed and deleted names of a folder durable. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Creates a folder with its parents, durable under its parent's name. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first !== undefined) await syncFolder(dirname(first));
}
