import { fdatasync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { deleteUnfinished, makeFolder, syncFolder } from '../durable-file.ts';
import type { Clock, CrashPoint, Journal, JournalRecord, JournalStats, ReplayReport } from '../ports.ts';
import type { JournalCrashPoint } from './crash-points.ts';
import { dictionaryFile, type JournalInventory, keepDictionary } from './dictionary-file.ts';
import { DiskRoom, type DiskSpace, diskSpace } from './disk-room.ts';
import { GroupCommit, type JournalFailed } from './group-commit.ts';
import { replaySegments } from './replay.ts';
import { readSealedJson, writeSealedJson } from './sealed-json.ts';
import { CLEAN_MARKER, listFolder, type Segment } from './segment.ts';
import { SegmentWriter } from './segment-writer.ts';
import { mendTail, range } from './tail.ts';

const SEGMENT_BYTES = 16 * 1024 * 1024;
const MAX_PENDING_BYTES = 64 * 1024 * 1024;
const KEEP_BYTES = 1024 * 1024 * 1024;

const cleanSchema = z.object({ sequence: z.number().int().nonnegative(), at: z.number() });
const datasync = promisify(fdatasync);

export interface JournalOptions {
  /** The journal's own folder, `journal/` of the data folder, whose lock the caller holds. */
  readonly directory: string;
  readonly inventory: JournalInventory;
  readonly clock: Clock;
  readonly segmentBytes?: number;
  /** Most that may wait for the disk. */
  readonly maxPendingBytes?: number;
  /** Kept through `release`, for those who want to look back. */
  readonly keepBytes?: number;
  /**
   * Highest sequence that anyone who remembers sequences has seen (a checkpoint, a watermark). No number up to it is
   * given out again, and a journal that ends below it says what is missing.
   */
  readonly knownSequence?: number;
  /** Makes the written bytes of a file durable; tests give their own. */
  readonly sync?: (fd: number) => Promise<void>;
  /** Room on the journal's file system; tests give their own. */
  readonly space?: () => Promise<DiskSpace>;
  /** Called once when the disk refused a write. The process should end. */
  readonly onFailure?: (error: JournalFailed) => void;
  readonly crashPoint?: CrashPoint<JournalCrashPoint>;
}

/**
 * Opens the log in a folder: finds its end, sets aside what is damaged there, and is then ready for `replay` and
 * `append`. Damage further up is found by replay.
 */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  const { inventory, directory: folder, crashPoint = noCrash } = options;
  await makeFolder(folder);
  await deleteUnfinished(folder);
  const contents = await listFolder(folder);
  const fresh = contents.segments.length + contents.headless.length === 0;
  const clean = await takeCleanMarker(folder);
  await keepDictionary(folder, inventory);
  const tail = await mendTail(folder, contents, crashPoint);
  const notes = [...tail.notes];
  if (clean === 'damaged') notes.push('journal/clean: damaged');
  const remembered = Math.max(options.knownSequence ?? 0, typeof clean === 'string' ? 0 : clean.sequence);
  if (remembered > tail.given) notes.push(`the journal ends too early: ${range(tail.given + 1, remembered)}`);
  const sequence = Math.max(tail.given, remembered);

  const writer = new SegmentWriter({
    folder,
    version: inventory.version,
    segmentBytes: options.segmentBytes ?? SEGMENT_BYTES,
    sync: options.sync ?? datasync,
    segments: contents.segments,
    crashPoint,
  });
  const newest = contents.segments.at(-1);
  if (newest && newest.version === inventory.version && tail.last === sequence && !tail.leftInPlace)
    await writer.resume(newest);
  const room = new DiskRoom(options.space ?? (() => diskSpace(folder)), options.clock);
  await room.check();
  const commit = new GroupCommit({
    writer,
    room,
    sequence,
    maxPendingBytes: options.maxPendingBytes ?? MAX_PENDING_BYTES,
    onFailure: options.onFailure ?? (() => undefined),
    crashPoint,
  });
  crashPoint('journal:opened');
  const cleanStop = typeof clean !== 'string' || (fresh && clean === 'absent');
  return new SegmentJournal(options, contents.segments, writer, room, commit, { notes, cleanStop });
}

function noCrash(): void {}

/** Reads the marker of a clean stop and removes it durably, before anything new is written. */
async function takeCleanMarker(folder: string): Promise<z.infer<typeof cleanSchema> | 'absent' | 'damaged'> {
  const path = join(folder, CLEAN_MARKER);
  const marker = await readSealedJson(path, cleanSchema);
  if (marker === 'absent') return marker;
  await rm(path);
  await syncFolder(folder);
  return marker;
}

class SegmentJournal implements Journal {
  readonly #options: JournalOptions;
  readonly #segments: Segment[];
  readonly #writer: SegmentWriter;
  readonly #room: DiskRoom;
  readonly #commit: GroupCommit;
  readonly #opened: { readonly notes: readonly string[]; readonly cleanStop: boolean };
  readonly #crashPoint: CrashPoint<JournalCrashPoint>;
  #closed: Promise<void> | null = null;

  constructor(
    options: JournalOptions,
    segments: Segment[],
    writer: SegmentWriter,
    room: DiskRoom,
    commit: GroupCommit,
    opened: { readonly notes: readonly string[]; readonly cleanStop: boolean },
  ) {
    this.#options = options;
    this.#segments = segments;
    this.#writer = writer;
    this.#room = room;
    this.#commit = commit;
    this.#opened = opened;
    this.#crashPoint = options.crashPoint ?? noCrash;
  }

  append(record: JournalRecord): Promise<number> {
    return this.#commit.append(record);
  }

  flushed(): Promise<void> {
    return this.#commit.flushed();
  }

  get sequence(): number {
    return this.#commit.sequence;
  }

  onDurable(listener: (sequence: number, record: JournalRecord) => void): void {
    this.#commit.onDurable(listener);
  }

  async replay(
    after: number,
    apply: (sequence: number, record: JournalRecord) => void | Promise<void>,
  ): Promise<ReplayReport> {
    const { records, notes } = await replaySegments({
      folder: this.#options.directory,
      inventory: this.#options.inventory,
      segments: this.#segments,
      after,
      upTo: this.sequence,
      apply,
      crashPoint: this.#crashPoint,
    });
    return { records, degraded: [...this.#opened.notes, ...notes], cleanStop: this.#opened.cleanStop };
  }

  /** A disk that is short of room keeps no more than it must. */
  async release(sequence: number): Promise<void> {
    this.#crashPoint('journal:before-release');
    await this.#room.check();
    const keepBytes = this.#room.isShort ? 0 : (this.#options.keepBytes ?? KEEP_BYTES);
    let bytes = this.#bytes();
    const versions = new Set<string>();
    while (bytes > keepBytes && this.#segments.length > 1 && this.#segments[1]!.first <= sequence + 1) {
      const oldest = this.#segments.shift()!;
      versions.add(oldest.version);
      bytes -= oldest.bytes;
      await rm(join(this.#options.directory, oldest.file), { force: true });
      this.#crashPoint('journal:release');
    }
    await this.#forgetDictionaries(versions);
    if (versions.size > 0) await this.#room.check();
  }

  /** Deletes the dictionaries of versions that no segment needs any more. */
  async #forgetDictionaries(versions: Iterable<string>): Promise<void> {
    const needed = new Set(this.#segments.map((segment) => segment.version)).add(this.#options.inventory.version);
    for (const version of versions) {
      if (!needed.has(version)) await rm(join(this.#options.directory, dictionaryFile(version)), { force: true });
    }
  }

  #bytes(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.bytes, 0);
  }

  stats(): JournalStats {
    return {
      bytes: this.#bytes(),
      segments: this.#segments.length,
      pending: this.#commit.pendingBytes,
      fsync: { ...this.#writer.fsync },
      readOnly: this.#room.isShort,
    };
  }

  /** Takes no more, syncs what was taken and marks the stop as clean, unless the journal has failed. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await this.#commit.stop();
    await this.#writer.close();
    if (this.#commit.failed) return;
    const marker = { sequence: this.sequence, at: this.#options.clock() };
    this.#crashPoint('journal:before-clean-stop');
    await writeSealedJson(join(this.#options.directory, CLEAN_MARKER), marker);
    this.#crashPoint('journal:after-clean-stop');
  }
}
