import type { CrashPoint, JournalRecord } from '../ports.ts';
import type { JournalCrashPoint } from './crash-points.ts';
import type { JournalInventory } from './dictionary-file.ts';
import type { Frame } from './frame.ts';
import { Pace } from './pace.ts';
import { decodeRecord, RecordError } from './record.ts';
import { Remapping, remapRecord } from './remap.ts';
import { readSegment, type Segment } from './segment.ts';
import { setAside } from './set-aside.ts';
import { range, scanSegment, whereRest } from './tail.ts';

export interface ReplayOptions {
  readonly folder: string;
  readonly inventory: JournalInventory;
  /** Ascending; replay shortens a segment whose rest it sets aside. */
  readonly segments: readonly Segment[];
  readonly after: number;
  /** Last sequence to replay. */
  readonly upTo: number;
  readonly apply: (sequence: number, record: JournalRecord) => void | Promise<void>;
  readonly crashPoint: CrashPoint<JournalCrashPoint>;
}

export interface Replayed {
  readonly records: number;
  readonly notes: readonly string[];
}

/** Streams segments in order, one in memory at a time, and says in words what could not be read. */
export async function replaySegments(options: ReplayOptions): Promise<Replayed> {
  const { segments, after, upTo } = options;
  const run = new Replay(options);
  for (const segment of segments.slice(firstToRead(segments, after))) {
    if (segment.first > upTo) break;
    await run.segment(segment);
    options.crashPoint('journal:replayed');
  }
  return run.finish();
}

/** Index of the segment that holds the record after `after`, or of the first one behind it. */
function firstToRead(segments: readonly Segment[], after: number): number {
  const last = segments.findLastIndex((segment) => segment.first <= after + 1);
  return Math.max(0, last);
}

class Replay {
  readonly #options: ReplayOptions;
  readonly #remapping: Remapping;
  readonly #pace = new Pace();
  readonly #notes: string[] = [];
  /** Dropped samples by version. */
  readonly #dropped = new Map<string, number>();
  #expected: number;
  #records = 0;
  /** Damage whose missing range is known once the next good record is seen. */
  #damage: string | null = null;

  constructor(options: ReplayOptions) {
    this.#options = options;
    this.#expected = options.after + 1;
    this.#remapping = new Remapping(options.folder, options.inventory);
  }

  async segment(segment: Segment): Promise<void> {
    const { folder, upTo, crashPoint } = this.#options;
    this.#reach(segment.first, `journal/${segment.file}`);
    const bytes = await readSegment(folder, segment);
    const table = await this.#remapping.table(segment.version);
    const scanner = scanSegment(segment, bytes);
    for (let frame = scanner.next(); frame && frame.sequence <= upTo; frame = scanner.next()) {
      const waits = frame.sequence >= this.#expected ? this.#frame(segment, frame, table) : undefined;
      // An await for each record would cost more than the record.
      if (waits !== undefined) await waits;
      if (this.#pace.due()) await this.#pace.rest();
    }
    if (!scanner.fault) return;
    const name = await setAside(folder, segment.file, scanner.offset, crashPoint);
    segment.bytes = scanner.offset;
    this.#damage =
      `journal/${segment.file}: ${scanner.fault} at byte ${scanner.offset}, ` +
      whereRest(name, bytes.length - scanner.offset);
  }

  #frame(segment: Segment, frame: Frame, table: Int32Array | 'same' | null): void | Promise<void> {
    this.#expected = frame.sequence + 1;
    let decoded: JournalRecord;
    try {
      decoded = decodeRecord(frame.payload);
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      this.#notes.push(`journal/${segment.file}: record ${frame.sequence} cannot be read (${error.message})`);
      return;
    }
    const { record, dropped } = remapRecord(decoded, table);
    if (dropped > 0) this.#dropped.set(segment.version, (this.#dropped.get(segment.version) ?? 0) + dropped);
    this.#records++;
    return this.#options.apply(frame.sequence, record);
  }

  /** Notes what is missing before `next`, the first sequence of what follows. */
  #reach(next: number, where: string): void {
    const missing = next > this.#expected;
    const words = missing ? range(this.#expected, next - 1) : 'no record is missing';
    if (this.#damage !== null) this.#notes.push(`${this.#damage}; ${words}`);
    else if (missing) this.#notes.push(`before ${where}: ${words}`);
    this.#damage = null;
    this.#expected = Math.max(this.#expected, next);
  }

  finish(): Replayed {
    // What is missing at the very end without damage found here was noted when the journal was opened.
    if (this.#damage !== null) this.#notes.push(`${this.#damage}; ${range(this.#expected, this.#options.upTo)}`);
    for (const [version, samples] of this.#dropped) {
      this.#notes.push(
        `${samples} samples of inventory version ${version} were dropped: their resource or metric no longer exists`,
      );
    }
    return { records: this.#records, notes: [...this.#notes, ...this.#remapping.notes] };
  }
}
