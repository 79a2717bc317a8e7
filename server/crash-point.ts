import { writeSync } from 'node:fs';
import { HISTORY_CRASH_POINTS } from './history/duckdb/crash-points.ts';
import { CHECKPOINT_CRASH_POINTS, JOURNAL_CRASH_POINTS } from './journal/crash-points.ts';
import type { CrashPoint } from './ports.ts';

/** Those of what an acknowledgement rests on; test/reliability/crash-points.test.ts goes through all of them. */
export const SPINE_CRASH_POINTS = [...JOURNAL_CRASH_POINTS, ...CHECKPOINT_CRASH_POINTS] as const;
export type SpineCrashPoint = (typeof SPINE_CRASH_POINTS)[number];

/** Every moment at which a test may make the process die; the test of a history engine goes through its own. */
export const CRASH_POINTS = [...SPINE_CRASH_POINTS, ...HISTORY_CRASH_POINTS] as const;
type CrashPointName = (typeof CRASH_POINTS)[number];

/** Where to die: at the passage of that number, counted from 1. */
export interface CrashAt {
  readonly point: CrashPointName;
  readonly passage: number;
}

/** Reads `NAME` or `NAME:PASSAGE`; null for what names no crash point or no passage. */
export function parseCrashAt(text: string): CrashAt | null {
  const [, name, passage = '1'] = /^(.*?)(?::([1-9]\d{0,6}))?$/.exec(text) ?? [];
  const point = CRASH_POINTS.find((known) => known === name);
  return point === undefined ? null : { point, passage: Number(passage) };
}

/**
 * What stages call as they pass a point: kills the process there as `kill -9` would, with nothing finished or flushed.
 * With null it does nothing.
 */
export function createCrashPoint(at: CrashAt | null): CrashPoint {
  if (at === null) return () => undefined;
  let left = at.passage;
  return (name) => {
    if (name !== at.point) return;
    left--;
    if (left > 0) return;
    writeSync(2, `killed at ${name}\n`);
    process.kill(process.pid, 'SIGKILL');
  };
}
