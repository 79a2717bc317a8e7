import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { deleteFile, quoted, readRows, syncFile } from './database.ts';
import type { TierName } from './protocol.ts';

/** A Parquet file: every row of a tier of [from, to) and of the series ids [first, end) is in it. */
export interface SealedFile {
  readonly id: number;
  readonly tier: TierName;
  readonly fromMs: number;
  readonly toMs: number;
  readonly first: number;
  readonly end: number;
  readonly rows: number;
  readonly bytes: number;
  /** Relative to the folder. */
  readonly path: string;
}

/** Ids are below this. */
export const END_OF_IDS = 2 ** 31 - 1;

const UNFINISHED = '.tmp';

/** The files that hold the sealed past, as the table `file` of the database lists them. */
export class FileIndex {
  readonly folder: string;
  #files: SealedFile[] = [];
  #nextId = 1;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Reads the table and deletes files that no transaction ever listed. Names files that are listed but not there. */
  static async load(folder: string, connection: DuckDBConnection, degraded: (words: string) => void) {
    const index = new FileIndex(folder);
    const rows = await readRows(
      connection,
      `SELECT id::DOUBLE, tier, from_ms::DOUBLE, to_ms::DOUBLE, first_series, end_series, row_count::DOUBLE,
       bytes::DOUBLE, path FROM file ORDER BY id`,
    );
    for (const [id, tier, fromMs, toMs, first, end, count, bytes, path] of rows) {
      const file: SealedFile = {
        id: Number(id),
        tier: tier as TierName,
        fromMs: Number(fromMs),
        toMs: Number(toMs),
        first: Number(first),
        end: Number(end),
        rows: Number(count),
        bytes: Number(bytes),
        path: String(path),
      };
      index.#nextId = Math.max(index.#nextId, file.id + 1);
      if (existsSync(join(folder, file.path))) index.#files.push(file);
      else degraded(`history: ${file.path} is gone`);
    }
    await index.#deleteUnlisted();
    return index;
  }

  get all(): readonly SealedFile[] {
    return this.#files;
  }

  /** Files of a tier that may hold rows of [from, to) and, where given, of a series id. Oldest first. */
  find(tier: TierName, fromMs: number, toMs: number, id?: number): SealedFile[] {
    return this.#files
      .filter((file) => file.tier === tier && file.fromMs < toMs && file.toMs > fromMs)
      .filter((file) => id === undefined || (file.first <= id && id < file.end))
      .sort((a, b) => a.fromMs - b.fromMs || a.first - b.first);
  }

  /** Bytes of all files. */
  get total(): number {
    return this.#files.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  bytes(tier: TierName): number {
    return this.#files.reduce((sum, file) => (file.tier === tier ? sum + file.bytes : sum), 0);
  }

  /** Start of the oldest file of a tier, null for none. */
  oldest(tier: TierName): number | null {
    let oldest: number | null = null;
    for (const file of this.#files) {
      if (file.tier === tier && (oldest === null || file.fromMs < oldest)) oldest = file.fromMs;
    }
    return oldest;
  }

  /** A new file's id and where it is written until it is published. */
  async draft(tier: TierName, fromMs: number): Promise<{ id: number; path: string; unfinished: string }> {
    const id = this.#nextId++;
    const iso = new Date(fromMs).toISOString();
    const path = join(tier, `day=${iso.slice(0, 10)}`, `${iso.slice(11, 13)}-${id}.parquet`);
    await mkdir(join(this.folder, dirname(path)), { recursive: true });
    return { id, path, unfinished: join(this.folder, `${path}${UNFINISHED}`) };
  }

  /** Gives a written file its name, durably. Nothing reads it before it is listed. */
  async publish(draft: { path: string; unfinished: string }): Promise<number> {
    await syncFile(draft.unfinished);
    const { size } = await stat(draft.unfinished);
    await rename(draft.unfinished, join(this.folder, draft.path));
    await syncFile(dirname(draft.unfinished));
    return size;
  }

  /** Statements that list new files and forget old ones; run them in one transaction, then call `swap`. */
  swapSql(added: readonly SealedFile[], removed: readonly SealedFile[]): string[] {
    const rows = added.map(
      (file) =>
        `(${file.id}, ${quoted(file.tier)}, ${file.fromMs}, ${file.toMs}, ${file.first}, ${file.end}, ${file.rows},
        ${file.bytes}, ${quoted(file.path)})`,
    );
    return [
      ...(rows.length > 0 ? [`INSERT INTO file VALUES ${rows.join(',')}`] : []),
      ...(removed.length > 0 ? [`DELETE FROM file WHERE id IN (${removed.map(({ id }) => id).join(',')})`] : []),
    ];
  }

  /** After that transaction: what is asked from now on reads the new files. */
  swap(added: readonly SealedFile[], removed: readonly SealedFile[]): void {
    const gone = new Set(removed.map(({ id }) => id));
    this.#files = [...this.#files.filter(({ id }) => !gone.has(id)), ...added];
  }

  async deleteFiles(files: readonly SealedFile[]): Promise<void> {
    for (const { path } of files) await deleteFile(join(this.folder, path));
  }

  absolute(file: SealedFile): string {
    return join(this.folder, file.path);
  }

  async #deleteUnlisted(): Promise<void> {
    const listed = new Set(this.#files.map(({ path }) => path));
    for (const tier of ['raw', '1m', 'moment', '1h']) {
      const root = join(this.folder, tier);
      if (!existsSync(root)) continue;
      for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
        const path = join(entry.parentPath, entry.name);
        if (entry.isFile() && !listed.has(relative(this.folder, path))) await deleteFile(path);
      }
    }
  }
}
