import { mkdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { z } from 'zod';
import { isNoRoom } from '../durable-file.ts';

/** Another process works in the data folder. */
export class FolderLocked extends Error {
  override readonly name = 'FolderLocked';
}

export interface FolderLock {
  /** Lets the next process in. The end of this process does the same, however it ends. */
  release(): void;
}

const ownerSchema = z.object({ pid: z.number().int(), startedAt: z.string() });

/** Open databases, held here so that no garbage collection closes one and lets its lock go. */
const held = new Set<Database.Database>();

/**
 * Takes the data folder for this process. The lock is that of an exclusive transaction, never ended, on an empty `lock.db`;
 * the operating system drops it when its process dies, so nothing is left to clean up. `owner.json` only says who it is.
 * Throws FolderLocked. (No one in this process may open and close `lock.db` otherwise: that would drop the lock.)
 */
export function lockFolder(directory: string): FolderLock {
  mkdirSync(directory, { recursive: true });
  const database = takeLock(join(directory, 'lock.db'), directory);
  held.add(database);
  writeOwner(directory);
  return {
    release() {
      if (!held.delete(database)) return;
      // libsql closes a database when it gets round to it; the end of the transaction is what lets go.
      database.exec('ROLLBACK');
      database.close();
    },
  };
}

function takeLock(path: string, directory: string): Database.Database {
  try {
    return openExclusively(path);
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    if (error.code.startsWith('SQLITE_BUSY')) throw new FolderLocked(ownerOf(directory), { cause: error });
    if (error.code !== 'SQLITE_NOTADB' && error.code !== 'SQLITE_CORRUPT') throw error;
  }
  // Bytes that are no database, read under a shared lock: nobody holds the file, and it has nothing to lose. It is
  // emptied in place, because a new file would have a lock of its own.
  truncateSync(path);
  return openExclusively(path);
}

function openExclusively(path: string): Database.Database {
  const database = new Database(path, { timeout: 0 });
  try {
    database.pragma('busy_timeout = 0');
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** For people only, so a disk that is full may keep it from being written. */
function writeOwner(directory: string): void {
  const owner = { pid: process.pid, startedAt: new Date(performance.timeOrigin).toISOString() };
  const path = join(directory, 'owner.json');
  try {
    writeFileSync(`${path}.tmp`, `${JSON.stringify(owner)}\n`);
    renameSync(`${path}.tmp`, path);
  } catch (error) {
    if (!isNoRoom(error)) throw error;
    // The name of the process before this one would be wrong.
    rmSync(`${path}.tmp`, { force: true });
    rmSync(path, { force: true });
  }
}

function ownerOf(directory: string): string {
  try {
    const owner = ownerSchema.parse(JSON.parse(readFileSync(join(directory, 'owner.json'), 'utf8')));
    return `${directory} is in use by process ${owner.pid}, started ${owner.startedAt}`;
  } catch {
    return `${directory} is in use by another process`;
  }
}
