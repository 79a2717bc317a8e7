import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Ends the name of a file that is still being written; such a file means nothing. */
export const UNFINISHED = '.tmp';

/**
 * Writes a whole file so that its name stands either for all of the new bytes or for what it stood for before, through
 * a crash at any moment.
 */
export async function writeDurableFile(path: string, parts: readonly Uint8Array[]): Promise<void> {
  const handle = await open(`${path}${UNFINISHED}`, 'w');
  try {
    for (const part of parts) await writeWhole(handle, part);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${path}${UNFINISHED}`, path);
  await syncFolder(dirname(path));
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
  const first = await mkdir(path, { recursive: true });
  if (first !== undefined) await syncFolder(dirname(first));
}
