import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { isNoRoom } from '../durable-file.ts';
import type { CrashPoint } from '../ports.ts';
import type { JournalCrashPoint } from './crash-points.ts';
import { createSegment, SEGMENT_HEADER_BYTES, type Segment } from './segment.ts';

/** A write that did not happen for want of room; the same write may be tried later. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom';
}

export interface SegmentWriterOptions {
  readonly folder: string;
  readonly version: string;
  readonly segmentBytes: number;
  /** Makes the written bytes of a file durable. */
  readonly sync: (fd: number) => Promise<void>;
  /** All segments, ascending; new ones are added. */
  readonly segments: Segment[];
  readonly crashPoint: CrashPoint<JournalCrashPoint>;
}

/** Writes frames at the end of the newest segment and begins new ones. One write at a time. */
export class SegmentWriter {
  readonly fsync = { count: 0, sumSeconds: 0, maxSeconds: 0 };
  readonly #options: SegmentWriterOptions;
  #open: { readonly segment: Segment; readonly handle: FileHandle } | null = null;

  constructor(options: SegmentWriterOptions) {
    this.#options = options;
  }

  /** Goes on with the newest segment instead of beginning one with the first write. */
  async resume(segment: Segment): Promise<void> {
    const handle = await open(join(this.#options.folder, segment.file), 'r+');
    this.#open = { segment, handle };
  }

  /**
   * Sees to a segment with room for a frame of `bytes` and says how many bytes may be written to it; `sequence` names
   * the segment if one must be begun. A frame larger than a segment gets one of its own. Throws NoRoom.
   */
  async prepare(bytes: number, sequence: number): Promise<number> {
    const { segmentBytes, folder, version, segments, crashPoint } = this.#options;
    const room = this.#open ? segmentBytes - this.#open.segment.bytes : 0;
    if (this.#open && (room >= bytes || this.#open.segment.bytes === SEGMENT_HEADER_BYTES)) return room;
    await this.close();
    crashPoint('journal:before-new-segment');
    const segment = await createSegment(folder, sequence, version).catch((error: unknown) => {
      throw isNoRoom(error) ? new NoRoom('no room for another segment', { cause: error }) : error;
    });
    // One of that name can only be empty.
    if (segments.at(-1)?.first === sequence) segments.pop();
    segments.push(segment);
    crashPoint('journal:after-new-segment');
    await this.resume(segment);
    return segmentBytes - SEGMENT_HEADER_BYTES;
  }

  /** Writes buffers of `total` bytes and resolves when they are durable. Throws NoRoom when nothing of them was kept. */
  async write(buffers: readonly Uint8Array[], total: number): Promise<void> {
    if (!this.#open) throw new Error('no segment is open');
    const { handle, segment } = this.#open;
    this.#options.crashPoint('journal:before-write');
    await this.#place(handle, buffers, segment.bytes);
    this.#options.crashPoint('journal:after-write');
    const began = performance.now();
    await this.#options.sync(handle.fd);
    const seconds = (performance.now() - began) / 1000;
    this.fsync.count++;
    this.fsync.sumSeconds += seconds;
    this.fsync.maxSeconds = Math.max(this.fsync.maxSeconds, seconds);
    segment.bytes += total;
  }

  /** What a full disk takes in part is cut off again, and the segment is as it was: nothing of it was synced. */
  async #place(handle: FileHandle, buffers: readonly Uint8Array[], position: number): Promise<void> {
    try {
      await writeWhole(handle, buffers, position);
    } catch (error) {
      if (!isNoRoom(error)) throw error;
      await handle.truncate(position);
      throw new NoRoom('the disk is full', { cause: error });
    }
  }

  /**
   * After a failure: cuts off what was written and never acknowledged, so that a restart finds what senders were told.
   * Best effort; the file is not relied on again by this process.
   */
  async abandon(): Promise<void> {
    await this.#open?.handle.truncate(this.#open.segment.bytes).catch(() => undefined);
    await this.close().catch(() => undefined);
  }

  async close(): Promise<void> {
    const handle = this.#open?.handle;
    this.#open = null;
    await handle?.close();
  }
}

async function writeWhole(handle: FileHandle, buffers: readonly Uint8Array[], position: number): Promise<void> {
  let rest = buffers;
  let at = position;
  while (rest.length > 0) {
    const { bytesWritten } = await handle.writev(rest, at);
    at += bytesWritten;
    rest = withoutFirst(rest, bytesWritten);
  }
}

/** What is left of buffers after their first bytes. */
export function withoutFirst(buffers: readonly Uint8Array[], bytes: number): readonly Uint8Array[] {
  let skip = bytes;
  for (const [index, buffer] of buffers.entries()) {
    if (skip < buffer.length) return [buffer.subarray(skip), ...buffers.slice(index + 1)];
    skip -= buffer.length;
  }
  return [];
}
