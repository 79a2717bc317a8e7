import type { AlarmedKind } from '../../shared/alarms/alarm.ts';
import { type PerceivedSeverity, severityRank } from '../../shared/alarms/severity.ts';
import { FINE } from './ladder.ts';
import type { Verdict } from './rule.ts';

/** So often raised within this, it flaps. */
const FLAPPING_WINDOW_MS = 600_000;
/** A clear of what flaps counts only after it has stayed clear for so long (one vendor's 90 s stable). */
export const FLAPPING_CLEAR_MS = 90_000;
/** Marks that nothing is due. */
export const NEVER = Number.MAX_SAFE_INTEGER;

/**
 * What one rule holds of one resource: what it said last (`judged`), what the alarm list was told (`standing`), and when
 * the one becomes the other. Plain data: a checkpoint holds it as it is.
 */
export interface Condition {
  readonly key: string;
  /** Name of the rule. */
  readonly rule: string;
  readonly resource: string;
  readonly kind: AlarmedKind;
  /** Place of the resource in readings, −1 for a source or this server. */
  readonly place: number;
  readonly qualifier: string;
  /** Record in the alarm list while it stands, or (held back by a flood) null. */
  alarm: string | null;
  standing: PerceivedSeverity | null;
  judged: PerceivedSeverity | null;
  verdict: Verdict;
  /** Event time since which it is judged so, UTC ms. */
  judgedSince: number;
  /** Event time of the last verdict: an older one changes nothing. */
  lastAt: number;
  /** Journal time at which `judged` becomes `standing`. */
  dueAt: number;
  /** Event times of its raises within the flapping window. */
  raisedAt: number[];
  flapping: boolean;
  /** Its source floods: it would stand, and waits. */
  heldBack: boolean;
  source: string;
  simulated: boolean;
}

export interface Holds {
  readonly raiseMs: number;
  readonly clearMs: number;
  readonly flappingRaises: number;
}

export function createCondition(
  facts: Pick<Condition, 'key' | 'rule' | 'resource' | 'kind' | 'place' | 'qualifier' | 'source' | 'simulated'>,
): Condition {
  return {
    ...facts,
    alarm: null,
    standing: null,
    judged: null,
    verdict: FINE,
    judgedSince: 0,
    lastAt: 0,
    dueAt: NEVER,
    raisedAt: [],
    flapping: false,
    heldBack: false,
  };
}

/**
 * Takes a verdict of event time `at`, heard at journal time `now`. What is worse than what stands is due after the raise
 * hold, what is milder or gone after the clear hold; the hold counts from when it left what stands, so that a value that
 * climbs through the ladder does not wait anew on every step. False for one that is older than the last.
 */
export function takeVerdict(condition: Condition, verdict: Verdict, at: number, now: number, holds: Holds): boolean {
  if (at < condition.lastAt) return false;
  condition.lastAt = at;
  condition.verdict = verdict;
  const { severity } = verdict;
  if (severity === condition.judged) return true;
  const waited = condition.dueAt !== NEVER && direction(condition, severity) === direction(condition, condition.judged);
  condition.judged = severity;
  condition.judgedSince = at;
  if (severity === condition.standing) condition.dueAt = NEVER;
  else if (verdict.excused) condition.dueAt = now;
  else if (!waited) condition.dueAt = now + holdMs(condition, severity, holds);
  return true;
}

/** Notes a raise; true when it has come so often that it flaps. */
export function noteRaise(condition: Condition, at: number, { flappingRaises }: Holds): boolean {
  condition.raisedAt = [...condition.raisedAt.filter((raise) => at - raise < FLAPPING_WINDOW_MS), at];
  return condition.raisedAt.length >= flappingRaises;
}

/** Nothing of it is worth keeping: nothing stands, nothing is due, and it has not been raised lately. */
export function isSpent({ standing, judged, dueAt, raisedAt, heldBack }: Condition, now: number): boolean {
  const last = raisedAt.at(-1) ?? Number.NEGATIVE_INFINITY;
  return standing === null && judged === null && dueAt === NEVER && !heldBack && now - last > FLAPPING_WINDOW_MS;
}

function holdMs({ standing, flapping }: Condition, severity: PerceivedSeverity | null, holds: Holds): number {
  if (rank(severity) > rank(standing)) return holds.raiseMs;
  return flapping ? Math.max(holds.clearMs, FLAPPING_CLEAR_MS) : holds.clearMs;
}

function direction({ standing }: Condition, severity: PerceivedSeverity | null): number {
  return Math.sign(rank(severity) - rank(standing));
}

function rank(severity: PerceivedSeverity | null): number {
  return severity === null ? -1 : severityRank(severity);
}
