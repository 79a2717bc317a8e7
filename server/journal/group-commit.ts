import { type CrashPoint, type JournalRecord, Refused } from '../ports.ts';
import type { JournalCrashPoint } from './crash-points.ts';
import type { DiskRoom } from './disk-room.ts';
import { FRAME_HEADER_BYTES, sealFrame } from './frame.ts';
import { buffersOf, PendingWrite, type Place } from './pending-write.ts';
import { encodeRecord, planRecord } from './record.ts';
import { NoRoom, type SegmentWriter } from './segment-writer.ts';

/** Most that one write takes, so that handing its records to the listener keeps the event loop free. */
const GROUP_BYTES = 4 * 1024 * 1024;
const RETRY_AFTER_SECONDS = 1;
/** Space on a disk does not come back within a second. */
const RETRY_WITHOUT_ROOM_SECONDS = 5;

/** The disk did not take a write. Nothing is acknowledged after it; the process should end and replay. */
export class JournalFailed extends Error {
  override readonly name = 'JournalFailed';
}

interface Waiting extends Place {
  readonly sequence: number;
  readonly record: JournalRecord;
  readonly resolve: (sequence: number) => void;
  readonly reject: (error: Error) => void;
}

export interface GroupCommitOptions {
  readonly writer: SegmentWriter;
  readonly room: DiskRoom;
  /** The last sequence in use. */
  readonly sequence: number;
  readonly maxPendingBytes: number;
  readonly onFailure: (error: JournalFailed) => void;
  readonly crashPoint: CrashPoint<JournalCrashPoint>;
}

/** Many appends, one write, one sync: whatever arrives while the disk works shares the next turn. */
export class GroupCommit {
  readonly #options: GroupCommitOptions;
  readonly #memory = new PendingWrite();
  #queue: Waiting[] = [];
  #listener: (sequence: number, record: JournalRecord) => void = () => undefined;
  #durable: number;
  #given: number;
  #pendingBytes = 0;
  #running: Promise<void> | null = null;
  #lastAppend: Promise<unknown> = Promise.resolve();
  #failed: JournalFailed | null = null;
  #stopping = false;

  constructor(options: GroupCommitOptions) {
    this.#options = options;
    this.#durable = options.sequence;
    this.#given = options.sequence;
  }

  get sequence(): number {
    return this.#durable;
  }

  /** Bytes that wait for their sync. */
  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  get failed(): JournalFailed | null {
    return this.#failed;
  }

  onDurable(listener: (sequence: number, record: JournalRecord) => void): void {
    this.#listener = listener;
  }

  /** The record must not change before its append resolves: the listener is given it as it is. */
  async append(record: JournalRecord): Promise<number> {
    if (this.#failed) throw this.#failed;
    if (this.#stopping) throw new Refused('stopping', RETRY_AFTER_SECONDS);
    const plan = planRecord(record);
    const bytes = FRAME_HEADER_BYTES + plan.bytes;
    if (this.#pendingBytes > 0 && this.#pendingBytes + bytes > this.#options.maxPendingBytes) {
      throw new Refused('queue-full', RETRY_AFTER_SECONDS);
    }
    // A start is a few bytes and must be possible, so that a server without room can still show what it has.
    if (record.type !== 'start' && this.#options.room.short(this.#pendingBytes + bytes)) {
      throw new Refused('read-only', RETRY_WITHOUT_ROOM_SECONDS);
    }
    const place = this.#memory.reserve(bytes);
    const { chunk, start, end } = place;
    const sequence = ++this.#given;
    encodeRecord(record, plan, chunk.bytes, chunk.view, start + FRAME_HEADER_BYTES);
    sealFrame(chunk.bytes, chunk.view, start, end, sequence);
    this.#pendingBytes += bytes;
    const durable = new Promise<number>((resolve, reject) => {
      this.#queue.push({ ...place, sequence, record, resolve, reject });
    });
    this.#lastAppend = durable.catch(() => undefined);
    this.#running ??= this.#run();
    return durable;
  }

  async flushed(): Promise<void> {
    await this.#lastAppend;
    if (this.#failed) throw this.#failed;
  }

  /** Takes no more; resolves when all that was taken is durable or has failed. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    // Appends of the same turn share the first write.
    await Promise.resolve();
    while (this.#queue.length > 0 && !this.#failed) {
      let group: Waiting[] = [];
      try {
        const first = this.#queue[0]!;
        const room = await this.#options.writer.prepare(first.end - first.start, first.sequence);
        group = this.#take(Math.min(room, GROUP_BYTES));
        const bytes = bytesOf(group);
        await this.#options.writer.write(buffersOf(group), bytes);
        this.#options.room.spend(bytes);
        this.#options.crashPoint('journal:after-sync');
        this.#deliver(group);
      } catch (error) {
        if (error instanceof NoRoom) this.#refuse(group);
        else await this.#fail(group, error);
      }
    }
    this.#running = null;
  }

  /** The next records up to a number of bytes, at least one. */
  #take(most: number): Waiting[] {
    let count = 0;
    let bytes = 0;
    for (const { start, end } of this.#queue) {
      bytes += end - start;
      if (count > 0 && bytes > most) break;
      count++;
    }
    return this.#queue.splice(0, count);
  }

  /** The listener sees every record of the group before the first sender is answered. */
  #deliver(group: readonly Waiting[]): void {
    for (const { sequence, record } of group) {
      this.#durable = sequence;
      this.#listener(sequence, record);
    }
    this.#options.crashPoint('journal:after-apply');
    for (const entry of group) {
      this.#pendingBytes -= entry.end - entry.start;
      this.#memory.free(entry);
      entry.resolve(entry.sequence);
    }
  }

  /** A full disk took nothing of what waits: senders are told, and their numbers are given out again. */
  #refuse(group: readonly Waiting[]): void {
    const refused = [...group, ...this.#queue];
    this.#queue = [];
    this.#given = this.#durable;
    this.#pendingBytes = 0;
    this.#options.room.exhausted();
    const error = new Refused('read-only', RETRY_WITHOUT_ROOM_SECONDS);
    for (const entry of refused) {
      this.#memory.free(entry);
      entry.reject(error);
    }
  }

  /** A failed write is never tried again: what the disk holds of it is unknown. */
  async #fail(group: readonly Waiting[], cause: unknown): Promise<void> {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const error = new JournalFailed(`the journal stopped: ${reason}`, { cause });
    this.#failed = error;
    const refused = [...group, ...this.#queue];
    this.#queue = [];
    this.#pendingBytes = 0;
    await this.#options.writer.abandon();
    for (const entry of refused) entry.reject(error);
    this.#options.onFailure(error);
  }
}

function bytesOf(places: readonly Place[]): number {
  let bytes = 0;
  for (const { start, end } of places) bytes += end - start;
  return bytes;
}
