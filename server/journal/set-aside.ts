import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isNoRoom, makeFolder, syncFolder } from '../durable-file.ts';
import type { CrashPoint } from '../ports.ts';
import type { JournalCrashPoint } from './crash-points.ts';
import { DAMAGED_FOLDER } from './segment.ts';

/**
 * Moves the bytes from `offset` to the end of a segment into `damaged/<file>.<offset>`, where nothing reads them and
 * nobody loses them. The copy is durable before the original is cut. Returns the new name, relative to the folder; null
 * when the disk has no room for it and the bytes stay where they are.
 */
export async function setAside(
  folder: string,
  file: string,
  offset: number,
  crashPoint: CrashPoint<JournalCrashPoint>,
): Promise<string | null> {
  await makeFolder(join(folder, DAMAGED_FOLDER));
  const path = join(folder, file);
  const source = await open(path, 'r+');
  try {
    const { name, handle } = await createFree(folder, `${file}.${offset}`);
    try {
      await handle.writeFile((await source.readFile()).subarray(offset));
      await handle.sync();
    } catch (error) {
      if (!isNoRoom(error)) throw error;
      await rm(join(folder, name), { force: true });
      return null;
    } finally {
      await handle.close();
    }
    await syncFolder(join(folder, DAMAGED_FOLDER));
    crashPoint('journal:set-aside');
    await source.truncate(offset);
    await source.sync();
    return name;
  } finally {
    await source.close();
  }
}

/** Moves a whole file. */
export async function setAsideWhole(folder: string, file: string): Promise<string> {
  await makeFolder(join(folder, DAMAGED_FOLDER));
  const { name, handle } = await createFree(folder, `${file}.0`);
  await handle.close();
  await rename(join(folder, file), join(folder, name));
  await syncFolder(join(folder, DAMAGED_FOLDER));
  await syncFolder(folder);
  return name;
}

/** A new file in `damaged/`; a number is added to a name that is taken. */
async function createFree(folder: string, wanted: string) {
  for (let attempt = 1; ; attempt++) {
    const name = `${DAMAGED_FOLDER}/${wanted}${attempt === 1 ? '' : `.${attempt}`}`;
    try {
      return { name, handle: await open(join(folder, name), 'wx') };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}
