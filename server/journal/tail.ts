import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CrashPoint } from '../ports.ts';
import type { JournalCrashPoint } from './crash-points.ts';
import { FrameScanner, lastSequenceBehind } from './frame.ts';
import { type FolderContents, readSegment, SEGMENT_HEADER_BYTES, type Segment } from './segment.ts';
import { setAside, setAsideWhole } from './set-aside.ts';

export interface Tail {
  /** Sequence of the last good record, 0 when there is none. */
  readonly last: number;
  /** Highest sequence that was given out as far as the files tell; above `last` when records were lost. */
  readonly given: number;
  /** The newest segment still ends in what is no log: nothing may be written behind it. */
  readonly leftInPlace: boolean;
  /** What was wrong, in words. */
  readonly notes: readonly string[];
}

/**
 * Finds where the log ends and sets aside what is no log: segments without a header, and whatever follows the last good
 * record of the newest segment (a write that a crash cut short, or damage). The contents are brought up to date.
 */
export async function mendTail(
  folder: string,
  contents: FolderContents,
  crashPoint: CrashPoint<JournalCrashPoint>,
): Promise<Tail> {
  const notes = contents.foreign.map((file) => `journal/${file}: not a file of the journal, left alone`);
  let given = 0;
  for (const { file, first } of contents.headless) {
    const bytes = await readFile(join(folder, file));
    const behind = lastSequenceBehind(bytes, SEGMENT_HEADER_BYTES, first - 1);
    given = Math.max(given, behind);
    const name = await setAsideWhole(folder, file);
    notes.push(`journal/${file}: header damaged, set aside as journal/${name}; ${range(first, behind)}`);
  }
  const newest = contents.segments.at(-1);
  if (!newest) return { last: 0, given, leftInPlace: false, notes };
  const bytes = await readSegment(folder, newest);
  const scanner = scanSegment(newest, bytes);
  while (scanner.next()) {}
  const { last, fault, offset } = scanner;
  given = Math.max(given, last);
  let leftInPlace = false;
  if (fault) {
    const behind = lastSequenceBehind(bytes, offset, last);
    given = Math.max(given, behind);
    const name = await setAside(folder, newest.file, offset, crashPoint);
    leftInPlace = name === null;
    if (leftInPlace && last < newest.first) {
      // The next segment would take this one's name: it moves as it is, which needs no room.
      await setAsideWhole(folder, newest.file);
      contents.segments.pop();
    }
    newest.bytes = offset;
    const what = fault === 'unfinished' ? 'unfinished' : 'damaged';
    notes.push(
      `journal/${newest.file}: ${what} at byte ${offset}, ${whereRest(name, bytes.length - offset)}; ` +
        range(last + 1, behind),
    );
  }
  return { last, given, leftInPlace, notes };
}

/** In words, what became of the bytes behind damage; `name` as setAside gives it. */
export function whereRest(name: string | null, bytes: number): string {
  return name === null
    ? `the rest (${bytes} bytes) left in place: the disk has no room`
    : `the rest (${bytes} bytes) set aside as journal/${name}`;
}

export function scanSegment(segment: Segment, bytes: Uint8Array): FrameScanner {
  return new FrameScanner(bytes, SEGMENT_HEADER_BYTES, segment.first);
}

/** In words, the records from one sequence to another; an end before the start says that it is not known. */
export function range(from: number, to: number): string {
  if (to < from) return `records from ${from} on are missing, if there were any`;
  return from === to ? `record ${from} is missing` : `records ${from}–${to} are missing`;
}
