import { createHash } from 'node:crypto';
import { readFile, truncate } from 'node:fs/promises';
import { z } from 'zod';
import { snapshotEventSchema, snapshotSummarySchema } from '../../shared/wire/snapshot-schemas.ts';
import type { SnapshotEvent, SnapshotEvents, SnapshotSummary } from '../../shared/wire/snapshots.ts';
import { appendDurably } from '../durable-file.ts';
import { canonicalJson } from './canonical.ts';

const FIRST = '0'.repeat(64);

/** A line of the log: an event, with the summary of a snapshot that was taken. */
type Line = SnapshotEvent & { readonly summary?: SnapshotSummary | undefined };
const lineSchema = snapshotEventSchema.extend({ summary: snapshotSummarySchema.optional() });

export type NewEvent = Omit<SnapshotEvent, 'n' | 'previous' | 'hash'> & { readonly summary?: SnapshotSummary };

/**
 * What happened to snapshots, append-only: one line of JSON each, whose hash covers the line and the hash before it, so
 * that nothing can be changed or taken out unseen. It is the index as well: what was taken and has not gone is there.
 */
export interface SnapshotLog {
  /** Durable when it resolves; one after another. */
  append(event: NewEvent): Promise<void>;
  /** Newest first. */
  standing(): readonly SnapshotSummary[];
  find(id: string): SnapshotSummary | undefined;
  events(): SnapshotEvents;
}

/** Opens the log. A last line that a crash cut off was never acknowledged: it is taken away. */
export async function openLog(path: string): Promise<SnapshotLog> {
  const { lines, whole, goodBytes, bytes } = await readLog(path);
  if (goodBytes < bytes) await truncate(path, goodBytes);
  const events = lines.map(({ summary: _, ...event }) => event);
  const standing = new Map<string, SnapshotSummary>();
  for (const line of lines) follow(standing, line);
  let writing = Promise.resolve();

  const write = async (event: NewEvent): Promise<void> => {
    const last = events.at(-1);
    const line = chained(event, (last?.n ?? 0) + 1, last?.hash ?? FIRST);
    await appendDurably(path, `${JSON.stringify(line)}\n`);
    const { summary: _, ...kept } = line;
    events.push(kept);
    follow(standing, line);
  };

  return {
    append(event) {
      const done = writing.then(() => write(event));
      writing = done.catch(() => undefined);
      return done;
    },
    standing: () => [...standing.values()].reverse(),
    find: (id) => standing.get(id),
    events: () => ({ whole, events }),
  };
}

function follow(standing: Map<string, SnapshotSummary>, { event, snapshot, summary }: Line): void {
  if (event === 'taken' && summary !== undefined) standing.set(summary.id, summary);
  else if (event !== 'recovered' && snapshot !== null) standing.delete(snapshot);
}

function chained(event: NewEvent, n: number, previous: string): Line {
  const line = { ...event, n, previous };
  return { ...line, hash: hashOf(line) };
}

function hashOf(line: Omit<Line, 'hash'>): string {
  return createHash('sha256').update(canonicalJson(line)).digest('hex');
}

interface ReadLog {
  readonly lines: readonly Line[];
  readonly whole: boolean;
  readonly goodBytes: number;
  readonly bytes: number;
}

async function readLog(path: string): Promise<ReadLog> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return { lines: [], whole: true, goodBytes: 0, bytes: 0 };
    }
    throw error;
  }
  const end = text.lastIndexOf('\n') + 1;
  const lines: Line[] = [];
  let whole = true;
  let previous = FIRST;
  for (const given of text.slice(0, end).split('\n').slice(0, -1)) {
    const line = readLine(given);
    whole &&= line !== null && line.previous === previous && line.n === lines.length + 1;
    if (line === null) continue;
    const { hash, ...rest } = line;
    whole &&= hashOf(rest) === hash;
    previous = hash;
    lines.push(line);
  }
  return { lines, whole, goodBytes: Buffer.byteLength(text.slice(0, end)), bytes: Buffer.byteLength(text) };
}

function readLine(text: string): Line | null {
  try {
    return lineSchema.parse(JSON.parse(text)) as Line;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}
