import { log } from '../log.ts';
import type { Step } from './alarm-list.ts';
import type { AlarmStore } from './store.ts';

/** So many steps wait at most; without a disk the oldest are given up, and it says so. */
const LIMIT = 100_000;
const BATCH = 500;

/** Writes steps in batches: at once when an operator waits, else every second or so of journal time. */
export interface HistoryWriter {
  add(steps: readonly Step[], now: number): void;
  /** We watch again from `at`, and did not since `downFrom` (UTC ms). */
  start(at: number, downFrom: number): void;
  /** Everything added is durable when it returns true. */
  flush(): boolean;
  degraded(): readonly string[];
}

export function createHistoryWriter(store: AlarmStore): HistoryWriter {
  let waiting: Step[] = [];
  let starts: (readonly [at: number, downFrom: number])[] = [];
  let flushedAt = 0;
  let failure: string | null = null;
  let lost = 0;

  const flush = (): boolean => {
    if (waiting.length === 0 && starts.length === 0) return true;
    try {
      for (const [at, downFrom] of starts) store.noteStart(at, downFrom);
      starts = [];
      store.addSteps(waiting);
      waiting = [];
      failure = null;
      return true;
    } catch (error) {
      if (failure === null) log.error({ err: error }, 'alarm history cannot be written');
      failure = error instanceof Error ? error.message : String(error);
      if (waiting.length > LIMIT) lost += waiting.splice(0, waiting.length - LIMIT).length;
      return false;
    }
  };

  return {
    flush,
    add(steps, now) {
      // An update is no step of a record's life.
      for (const step of steps) if (step.transition !== 'update') waiting.push(step);
      if (waiting.length < BATCH && Math.abs(now - flushedAt) < 1_000) return;
      flushedAt = now;
      flush();
    },
    start(at, downFrom) {
      starts.push([at, downFrom]);
    },
    degraded() {
      const given = lost === 0 ? [] : [`${lost} steps of alarms could not be written down`];
      return failure === null ? given : [...given, `alarm history cannot be written: ${failure}`];
    },
  };
}
