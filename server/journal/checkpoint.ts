/**
 * Checkpoints: what stages remember, together with the sequence up to which it is true. One file each, named by its
 * sequence; the newest and the one before it are kept. Little-endian:
 *
 *   8 bytes "SKYRACKC", u32 format (1), u64 sequence, u32 number of sections
 *   per section: u32 length of the name, u32 length of the bytes, name in UTF-8, bytes
 *   u32 CRC-32 of everything before
 */
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { deleteUnfinished, makeFolder, syncFolder, writeDurableFile } from '../durable-file.ts';
import type { CrashPoint } from '../ports.ts';
import type { CheckpointCrashPoint } from './crash-points.ts';
import { readSequence, viewOf, writeSequence } from './frame.ts';
import { Pace } from './pace.ts';

const MAGIC = Buffer.from('SKYRACKC');
const FORMAT = 1;
const FIXED_BYTES = 8 + 4 + 8 + 4;
const CRC_BYTES = 4;
const KEPT = 2;
const CRC_SLICE_BYTES = 1024 * 1024;
const CHECKPOINT_NAME = /^\d{16}\.checkpoint$/;
const DAMAGED = '.damaged';
const utf8 = new TextDecoder('utf-8', { fatal: true });

export interface Checkpoint {
  readonly sequence: number;
  readonly sections: ReadonlyMap<string, Uint8Array>;
}

export interface CheckpointStore {
  /** Resolves when the checkpoint is durable; the sections must not change before. Writes follow each other. */
  write(sequence: number, sections: ReadonlyMap<string, Uint8Array>): Promise<void>;
  /** The newest undamaged checkpoint, null when there is none. Damaged ones are set aside and listed. */
  read(): Promise<Checkpoint | null>;
  /** What `read` found damaged, in words. */
  readonly damaged: readonly string[];
  /** Highest sequence that any checkpoint was named by, damaged ones included; for JournalOptions.knownSequence. */
  readonly knownSequence: number;
}

/** `folder` is the store's own, `checkpoints/` of the data folder. */
export async function openCheckpoints(
  folder: string,
  crashPoint: CrashPoint<CheckpointCrashPoint> = () => undefined,
): Promise<CheckpointStore> {
  await makeFolder(folder);
  await deleteUnfinished(folder);
  const files = await readdir(folder);
  const names = files.filter((file) => CHECKPOINT_NAME.test(file.replace(DAMAGED, '')));
  const known = Math.max(0, ...names.map((file) => Number.parseInt(file, 10)));
  return new FolderCheckpoints(folder, known, crashPoint);
}

class FolderCheckpoints implements CheckpointStore {
  readonly #folder: string;
  readonly #crashPoint: CrashPoint<CheckpointCrashPoint>;
  readonly damaged: string[] = [];
  #known: number;
  #lastWrite: Promise<void> = Promise.resolve();

  constructor(folder: string, known: number, crashPoint: CrashPoint<CheckpointCrashPoint>) {
    this.#folder = folder;
    this.#crashPoint = crashPoint;
    this.#known = known;
  }

  get knownSequence(): number {
    return this.#known;
  }

  write(sequence: number, sections: ReadonlyMap<string, Uint8Array>): Promise<void> {
    const write = this.#lastWrite.then(() => this.#write(sequence, sections));
    this.#lastWrite = write.catch(() => undefined);
    return write;
  }

  async #write(sequence: number, sections: ReadonlyMap<string, Uint8Array>): Promise<void> {
    const file = `${String(sequence).padStart(16, '0')}.checkpoint`;
    this.#crashPoint('checkpoint:before-write');
    await writeDurableFile(join(this.#folder, file), await encodeCheckpoint(sequence, sections), (moment) =>
      this.#crashPoint(`checkpoint:${moment}`),
    );
    this.#crashPoint('checkpoint:after-write');
    this.#known = Math.max(this.#known, sequence);
    const newestFirst = await this.#list();
    // One that is ahead of what is true now belongs to a log that was lost since.
    const fallback = newestFirst.filter((old) => old < file).slice(0, KEPT - 1);
    const superseded = newestFirst.filter((old) => old !== file && !fallback.includes(old));
    for (const old of superseded) await rm(join(this.#folder, old), { force: true });
  }

  async read(): Promise<Checkpoint | null> {
    for (const file of await this.#list()) {
      const path = join(this.#folder, file);
      const checkpoint = await decodeCheckpoint(await readFile(path));
      if (checkpoint && checkpoint.sequence === Number.parseInt(file, 10)) return checkpoint;
      // Out of the way, or the next write would count it as the one to fall back to.
      await rename(path, `${path}${DAMAGED}`);
      await syncFolder(this.#folder);
      this.damaged.push(`checkpoints/${file}: damaged, set aside as checkpoints/${file}${DAMAGED}`);
    }
    return null;
  }

  /** Newest first. */
  async #list(): Promise<string[]> {
    const files = await readdir(this.#folder);
    return files
      .filter((file) => CHECKPOINT_NAME.test(file))
      .sort()
      .reverse();
  }
}

async function encodeCheckpoint(sequence: number, sections: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array[]> {
  const head = Buffer.alloc(FIXED_BYTES);
  const view = viewOf(head);
  head.set(MAGIC);
  view.setUint32(8, FORMAT, true);
  writeSequence(view, 12, sequence);
  view.setUint32(20, sections.size, true);
  const parts: Uint8Array[] = [head];
  for (const [name, bytes] of sections) {
    const label = Buffer.from(name);
    const lengths = Buffer.alloc(8);
    lengths.writeUInt32LE(label.length, 0);
    lengths.writeUInt32LE(bytes.length, 4);
    parts.push(lengths, label, bytes);
  }
  const crc = Buffer.alloc(CRC_BYTES);
  crc.writeUInt32LE(await crcOf(parts));
  return [...parts, crc];
}

/** Null for anything but the bytes that were written. */
async function decodeCheckpoint(bytes: Buffer): Promise<Checkpoint | null> {
  const end = bytes.length - CRC_BYTES;
  if (end < FIXED_BYTES || bytes.readUInt32LE(end) !== (await crcOf([bytes.subarray(0, end)]))) return null;
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC) || bytes.readUInt32LE(8) !== FORMAT) return null;
  const sections = new Map<string, Uint8Array>();
  let offset = FIXED_BYTES;
  for (let left = bytes.readUInt32LE(20); left > 0; left--) {
    const nameEnd = offset + 8 + bytes.readUInt32LE(offset);
    const sectionEnd = nameEnd + bytes.readUInt32LE(offset + 4);
    // A copy, so that a section starts where its own columns are aligned.
    sections.set(
      utf8.decode(bytes.subarray(offset + 8, nameEnd)),
      Uint8Array.from(bytes.subarray(nameEnd, sectionEnd)),
    );
    offset = sectionEnd;
  }
  return { sequence: readSequence(viewOf(bytes), 12), sections };
}

async function crcOf(parts: readonly Uint8Array[]): Promise<number> {
  const pace = new Pace();
  let crc = 0;
  for (const part of parts) {
    for (let start = 0; start < part.length; start += CRC_SLICE_BYTES) {
      crc = crc32(part.subarray(start, start + CRC_SLICE_BYTES), crc);
      if (pace.due()) await pace.rest();
    }
  }
  return crc;
}
