import type { AlarmRecord, ClearReason, Operator, Threshold } from './alarm.ts';
import { isListed } from './alarm.ts';
import { type PerceivedSeverity, severityRank } from './severity.ts';
import type { Trend } from './x733.ts';

/**
 * Steps of a record's life (X.733, RFC 8632 §3.5, 3GPP TS 28.532): what its history is a list of. `update` is none: its
 * number, its countdown or what is folded under it has moved.
 */
export const TRANSITIONS = [
  'raise',
  'change',
  'clear',
  'unknown',
  'known',
  'fold',
  'unfold',
  'acknowledge',
  'comment',
  'assign',
  'shelve',
  'unshelve',
  'suppress',
  'unsuppress',
  'flapping',
  'steady',
  'update',
] as const;
export type Transition = (typeof TRANSITIONS)[number];

/** A step that a record in this state does not take. */
export class IllegalTransition extends Error {
  override readonly name = 'IllegalTransition';
  constructor(
    readonly transition: Transition,
    readonly reason:
      | 'gone'
      | 'standing'
      | 'cleared'
      | 'acknowledged'
      | 'shelved'
      | 'not-shelved'
      | 'in-the-past'
      | 'same',
  ) {
    super(`${transition}: ${reason}`);
  }
}

/** What a new record is made of; the life cycle fills in the rest. */
export type AlarmFacts = Pick<
  AlarmRecord,
  | 'id'
  | 'rule'
  | 'resource'
  | 'kind'
  | 'qualifier'
  | 'alarmType'
  | 'probableCause'
  | 'specificProblem'
  | 'severity'
  | 'threshold'
  | 'expectedAt'
  | 'simulated'
  | 'source'
>;

/** The first raise of a key. `at` is event time, UTC ms. */
export function raise(facts: AlarmFacts, at: number): AlarmRecord {
  return {
    ...facts,
    trend: 'no-change',
    raisedAt: at,
    changedAt: at,
    clearance: null,
    raises: 1,
    flapping: false,
    unknownSince: null,
    root: null,
    acknowledgement: null,
    owner: null,
    shelf: null,
    maintenance: null,
    comments: [],
    version: 1,
    revision: 0,
  };
}

/**
 * A raise of a key whose record is cleared but still listed: the same record stands again (RFC 8632 §3.5.1). It was
 * not acknowledged then, so it is not now. Owner, shelf and comments stay.
 */
export function raiseAgain(
  record: AlarmRecord,
  facts: Pick<AlarmFacts, 'severity' | 'threshold' | 'expectedAt' | 'specificProblem' | 'simulated' | 'source'>,
  at: number,
): AlarmRecord {
  if (record.clearance === null) throw new IllegalTransition('raise', 'standing');
  if (!isListed(record)) throw new IllegalTransition('raise', 'gone');
  const trend = trendOf(record.severity, facts.severity);
  const raises = record.raises + 1;
  return step(record, { ...facts, trend, changedAt: at, clearance: null, raises, unknownSince: null });
}

/**
 * Another severity while it stands. What was acknowledged at a lower severity is not acknowledged at a higher one: an
 * operator has agreed to what was there to see.
 */
export function change(
  record: AlarmRecord,
  to: { severity: PerceivedSeverity; threshold: Threshold | null; expectedAt: number | null },
  at: number,
): AlarmRecord {
  requireStanding(record, 'change');
  if (to.severity === record.severity) throw new IllegalTransition('change', 'same');
  const trend = trendOf(record.severity, to.severity);
  const acknowledgement = trend === 'more-severe' ? null : record.acknowledgement;
  return step(record, { ...to, trend, changedAt: at, acknowledgement, unknownSince: null });
}

/** The condition ended, or an operator ended the record where its source allows. */
export function clear(record: AlarmRecord, reason: ClearReason, at: number, by: Operator | null = null): AlarmRecord {
  requireStanding(record, 'clear');
  return acted(step(record, { clearance: { at, reason, by }, unknownSince: null, trend: 'no-change' }), by !== null);
}

/** What it is judged by has fallen silent. Silence clears nothing. */
export function markUnknown(record: AlarmRecord, at: number): AlarmRecord {
  requireStanding(record, 'unknown');
  if (record.unknownSince !== null) throw new IllegalTransition('unknown', 'same');
  return step(record, { unknownSince: at });
}

/** It is heard again and still so. */
export function markKnown(record: AlarmRecord): AlarmRecord {
  if (record.unknownSince === null) throw new IllegalTransition('known', 'same');
  return step(record, { unknownSince: null });
}

/** Another alarm explains it, or (null) none does any more. */
export function fold(record: AlarmRecord, root: string | null): AlarmRecord {
  if (record.root === root || root === record.id)
    throw new IllegalTransition(root === null ? 'unfold' : 'fold', 'same');
  return step(record, { root });
}

export function markFlapping(record: AlarmRecord, flapping: boolean): AlarmRecord {
  if (record.flapping === flapping) throw new IllegalTransition(flapping ? 'flapping' : 'steady', 'same');
  return step(record, { flapping });
}

/** The number or the countdown has moved, or a held-off clear was followed by another raise. No step of its life. */
export function update(
  record: AlarmRecord,
  to: Partial<Pick<AlarmRecord, 'threshold' | 'expectedAt' | 'raises'>>,
): AlarmRecord {
  requireStanding(record, 'update');
  return { ...record, ...to };
}

export function acknowledge(record: AlarmRecord, at: number, by: Operator): AlarmRecord {
  requireListed(record, 'acknowledge');
  if (record.acknowledgement !== null) throw new IllegalTransition('acknowledge', 'acknowledged');
  return acted(step(record, { acknowledgement: { at, by } }));
}

export function comment(record: AlarmRecord, text: string, at: number, by: Operator): AlarmRecord {
  requireListed(record, 'comment');
  return acted(step(record, { comments: [...record.comments, { at, by, text }] }));
}

/** `owner` null gives it back to all. */
export function assign(record: AlarmRecord, owner: string | null): AlarmRecord {
  requireListed(record, 'assign');
  if (record.owner === owner) throw new IllegalTransition('assign', 'same');
  return acted(step(record, { owner }));
}

/** RFC 8632 §3.5.2: with a reason and an end. A shelf may be replaced by another while it lasts. */
export function shelve(
  record: AlarmRecord,
  { reason, until }: { reason: string; until: number },
  at: number,
  by: Operator,
): AlarmRecord {
  requireListed(record, 'shelve');
  if (until <= at) throw new IllegalTransition('shelve', 'in-the-past');
  return acted(step(record, { shelf: { at, by, reason, until } }));
}

/** By an operator, or (`by` null) because its time is over. */
export function unshelve(record: AlarmRecord, by: Operator | null): AlarmRecord {
  if (record.shelf === null) throw new IllegalTransition('unshelve', 'not-shelved');
  return acted(step(record, { shelf: null }), by !== null);
}

/** A maintenance window covers it, or (null) does no more. */
export function suppress(record: AlarmRecord, window: string | null): AlarmRecord {
  if (record.maintenance === window) throw new IllegalTransition(window === null ? 'unsuppress' : 'suppress', 'same');
  return step(record, { maintenance: window });
}

function step(record: AlarmRecord, changed: Partial<AlarmRecord>): AlarmRecord {
  return { ...record, ...changed, version: record.version + 1 };
}

function acted(record: AlarmRecord, byOperator = true): AlarmRecord {
  return byOperator ? { ...record, revision: record.revision + 1 } : record;
}

function requireStanding(record: AlarmRecord, transition: Transition): void {
  if (record.clearance !== null) throw new IllegalTransition(transition, 'cleared');
}

function requireListed(record: AlarmRecord, transition: Transition): void {
  if (!isListed(record)) throw new IllegalTransition(transition, 'gone');
}

function trendOf(before: PerceivedSeverity, after: PerceivedSeverity): Trend {
  const difference = severityRank(after) - severityRank(before);
  if (difference === 0) return 'no-change';
  return difference > 0 ? 'more-severe' : 'less-severe';
}
