import type { BlockFiles } from './block-files.ts';
import type { Reach } from './crash-points.ts';
import type { Database } from './database.ts';
import type { FileIndex, SealedFile } from './files.ts';
import type { HotStore } from './hot.ts';
import type { SealSources } from './parquet.ts';
import type { Keeping } from './protocol.ts';
import type { SeriesIds } from './series-ids.ts';

/** What every part of the engine works on. */
export interface Store {
  readonly database: Database;
  /** Rows of the files that sealing writes. */
  readonly sources: SealSources;
  readonly ids: SeriesIds;
  readonly hot: HotStore;
  readonly files: FileIndex;
  /** Samples that are not sealed. */
  readonly blocks: BlockFiles;
  /** Memory for blocks of one commit, kept for the next. */
  readonly rooms: ArrayBuffer[];
  readonly keeping: Keeping;
  readonly folder: string;
  /** Number of today's cohorts. */
  readonly cohortSet: number;
  /** Hours that are sealed, with the cohorts that their roll-ups are by. */
  readonly sealedHours: Map<number, number>;
  /** Samples of hours before this one come too late: their raw samples are gone. */
  rawFloorHour: number;
  readonly reach: Reach;
  /** One transaction at a time on the writing connection. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  /** Runs when no query reads: files that nobody lists any more may go then. */
  readonly betweenQueries: (work: () => Promise<void>) => Promise<void>;
}

/**
 * Deletes files that no table lists any more, once no query reads them. The list is made durable in the database file
 * first: a write-ahead log that is lost brings back an older list, and what that one names must still be there.
 */
export async function retireFiles(store: Store, files: readonly SealedFile[]): Promise<void> {
  if (files.length === 0) return;
  await store.betweenQueries(() =>
    store.exclusively(async () => {
      await store.database.write.run('CHECKPOINT');
      await store.files.deleteFiles(files);
    }),
  );
}

/** The same of files in which no block is listed any more. */
export function retireBlocks({ blocks, database, exclusively }: Store): Promise<void> {
  return exclusively(async () => {
    const { unlisted } = blocks;
    if (unlisted.length === 0) return;
    await database.write.run('CHECKPOINT');
    await blocks.delete(unlisted);
  });
}

/** Work one after the other; a failure of one is its own. */
export function createQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** Lets messages and other work in between long loops. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
