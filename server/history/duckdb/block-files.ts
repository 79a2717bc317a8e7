import { existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { DuckDBConnection } from '@duckdb/node-api';
import { isDiskFull, readRows, syncFile } from './database.ts';

/** Where a block lies, as the table `hot_block` lists it. */
export interface BlockPlace {
  readonly id: number;
  /** Number of its file. */
  readonly file: number;
  readonly position: number;
  readonly bytes: number;
  readonly crc: number;
}

export interface ListedBlock {
  readonly hour: number;
  readonly place: BlockPlace;
}

/** A file that is long enough takes no more. */
const FILE_BYTES = 64 * 1024 * 1024;
const FILE_NAME = /^(\d+)\.blocks$/;

/**
 * Blocks of samples that are not sealed, appended to files beside the database: what passes through its log and its tables
 * would be written and checked several times. A block counts when a transaction has listed it, and bytes that none lists
 * are written over or deleted.
 */
export class BlockFiles {
  readonly #folder: string;
  /** Ids of each file's blocks that are listed. */
  readonly #listed = new Map<number, Set<number>>();
  readonly #bytes = new Map<number, number>();
  #current: { readonly file: number; readonly handle: FileHandle; position: number } | null = null;
  #nextFile: number;
  #nextId: number;

  private constructor(folder: string, places: readonly BlockPlace[]) {
    this.#folder = folder;
    this.keep(places);
    this.#nextFile = 1 + places.reduce((most, { file }) => Math.max(most, file), 0);
    this.#nextId = 1 + places.reduce((most, { id }) => Math.max(most, id), 0);
  }

  /**
   * Opens the folder with what is listed in it. Files that nobody lists are deleted, once the list is durable without the
   * write-ahead log: one that is lost brings back an older list, and what that one names must still be there.
   */
  static async open(folder: string, connection: DuckDBConnection): Promise<[BlockFiles, ListedBlock[]]> {
    const listed = await readListed(connection);
    const files = new BlockFiles(
      folder,
      listed.map(({ place }) => place),
    );
    const names = existsSync(folder) ? await readdir(folder) : [];
    const unlisted = names.filter((name) => !files.#listed.has(Number(FILE_NAME.exec(name)?.[1] ?? Number.NaN)));
    if (unlisted.length > 0 && (await checkpoint(connection))) {
      for (const name of unlisted) await rm(join(folder, name), { force: true });
    }
    return [files, listed];
  }

  /** Bytes of all files. */
  get bytes(): number {
    let sum = 0;
    for (const bytes of this.#bytes.values()) sum += bytes;
    return sum;
  }

  /** Writes blocks one after the other; they are durable when it resolves, and count once a transaction lists them. */
  async append(blocks: readonly Uint8Array[]): Promise<BlockPlace[]> {
    if (this.#current !== null && this.#current.position >= FILE_BYTES) await this.#end();
    this.#current ??= await this.#begin();
    const { file, handle } = this.#current;
    let { position } = this.#current;
    const places: BlockPlace[] = [];
    for (const block of blocks) {
      await writeAll(handle, block, position);
      places.push({ id: this.#nextId++, file, position, bytes: block.length, crc: crc32(block) });
      position += block.length;
    }
    await handle.datasync();
    return places;
  }

  /** After the transaction that lists them. */
  keep(places: readonly BlockPlace[]): void {
    for (const { id, file, position, bytes } of places) {
      const ids = this.#listed.get(file) ?? new Set();
      this.#listed.set(file, ids.add(id));
      this.#bytes.set(file, Math.max(this.#bytes.get(file) ?? 0, position + bytes));
      if (this.#current?.file === file) this.#current.position = position + bytes;
    }
  }

  /**
   * The bytes of blocks, one after the other; null where they are not those that were written. A file stays open while its
   * blocks follow each other, and a block's memory is used again for the next one.
   */
  async *read(places: Iterable<BlockPlace>): AsyncGenerator<Uint8Array<ArrayBuffer> | null> {
    let opened: number | null = null;
    let handle: FileHandle | null = null;
    let room = new ArrayBuffer(0);
    try {
      for (const { file, position, bytes, crc } of places) {
        if (opened !== file) {
          await handle?.close();
          handle = await open(this.#path(file), 'r').catch(() => null);
          opened = file;
        }
        if (room.byteLength < bytes) room = new ArrayBuffer(bytes);
        const block = new Uint8Array(room, 0, bytes);
        const read = await handle?.read(block, 0, bytes, position);
        yield read?.bytesRead === bytes && crc32(block) === crc ? block : null;
      }
    } finally {
      await handle?.close();
    }
  }

  /** After the transaction that lists these no more. */
  release(places: readonly BlockPlace[]): void {
    for (const { id, file } of places) this.#listed.get(file)?.delete(id);
  }

  /** Files in which no block is listed any more. */
  get unlisted(): number[] {
    return [...this.#listed].filter(([, ids]) => ids.size === 0).map(([file]) => file);
  }

  /** Deletes files; not while something is appended. */
  async delete(files: readonly number[]): Promise<void> {
    if (this.#current !== null && files.includes(this.#current.file)) await this.#end();
    for (const file of files) {
      await rm(this.#path(file), { force: true });
      this.#listed.delete(file);
      this.#bytes.delete(file);
    }
  }

  async close(): Promise<void> {
    await this.#end();
  }

  #path(file: number): string {
    return join(this.#folder, `${file}.blocks`);
  }

  async #begin() {
    await mkdir(this.#folder, { recursive: true });
    const file = this.#nextFile++;
    const handle = await open(this.#path(file), 'w');
    await syncFile(this.#folder);
    return { file, handle, position: 0 };
  }

  async #end(): Promise<void> {
    const current = this.#current;
    this.#current = null;
    await current?.handle.close();
  }
}

async function writeAll(handle: FileHandle, block: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < block.length; ) {
    const { bytesWritten } = await handle.write(block, done, block.length - done, position + done);
    done += bytesWritten;
  }
}

/** False where the disk has no room for it: the next start tries again. */
async function checkpoint(connection: DuckDBConnection): Promise<boolean> {
  try {
    await connection.run('CHECKPOINT');
    return true;
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    return false;
  }
}

async function readListed(connection: DuckDBConnection): Promise<ListedBlock[]> {
  const rows = await readRows(
    connection,
    'SELECT id::DOUBLE, hour, file, position::DOUBLE, bytes, crc::DOUBLE FROM hot_block ORDER BY id',
  );
  return rows.map(([id, hour, file, position, bytes, crc]) => ({
    hour: Number(hour),
    place: {
      id: Number(id),
      file: Number(file),
      position: Number(position),
      bytes: Number(bytes),
      crc: Number(crc),
    },
  }));
}
