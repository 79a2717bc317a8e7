import type { ResourceKind } from '../model/resource.ts';
import type { PerceivedSeverity } from './severity.ts';
import type { AlarmType, ProbableCause, Trend } from './x733.ts';

/** What may have an alarm: resources, the senders of telemetry, and this server. */
export type AlarmedKind = ResourceKind | 'source' | 'server';

/** Where a limit comes from, so that a screen can say it: the catalogue's ladder, the zone pack's alarms.yaml, a rule. */
export const LIMIT_SOURCES = ['catalogue', 'pack', 'rule'] as const;
export type LimitSource = (typeof LIMIT_SOURCES)[number];

/** X.733 thresholdInfo, as of the last raise or change. In the metric's base unit, or percent where `unit` is `%`. */
export interface Threshold {
  /** Metric of the catalogue, null where the rule judges something of its own (a share of children, a headroom). */
  readonly metric: string | null;
  readonly unit: string;
  readonly value: number;
  /** The alarm stands while the value is beyond this … */
  readonly raise: number;
  /** … until it is back inside this. */
  readonly clear: number;
  readonly source: LimitSource;
  /** The document or file that the numbers are from. */
  readonly document: { readonly zh: string; readonly en: string };
}

/** Who did something, and where they sat. Until accounts exist, `verified` is false: a name that was typed. */
export interface Operator {
  readonly name: string;
  readonly verified: boolean;
  /** Address of the browser or tool. */
  readonly from: string;
}

export interface Acknowledgement {
  readonly at: number;
  readonly by: Operator;
}

export interface Shelf {
  readonly at: number;
  readonly by: Operator;
  readonly reason: string;
  /** UTC ms; the alarm comes back by itself then. */
  readonly until: number;
}

export interface AlarmComment {
  readonly at: number;
  readonly by: Operator;
  readonly text: string;
}

/**
 * Why an alarm has ended. `condition`: what raised it is no longer so. `operator`: cleared by hand. `aligned`: its source
 * no longer lists it. `excused`: its resource is locked, saves energy or left service, which is no fault.
 */
export const CLEAR_REASONS = ['condition', 'operator', 'aligned', 'excused'] as const;
export type ClearReason = (typeof CLEAR_REASONS)[number];

export interface Clearance {
  readonly at: number;
  readonly reason: ClearReason;
  readonly by: Operator | null;
}

/** Why nobody is told of an alarm. It is recorded and listed all the same. */
export const SUPPRESSIONS = ['shelved', 'maintenance', 'child'] as const;
export type Suppression = (typeof SUPPRESSIONS)[number];

/**
 * One alarm: RFC 8632's alarm list entry, 3GPP TS 28.532's AlarmRecord. Keyed by (rule, resource, qualifier): while it is
 * in the list, a raise of the same key is the same record. Times are UTC ms; those of conditions are event times.
 */
export interface AlarmRecord {
  /** Made from key and first raise, so that a replay gives the same. */
  readonly id: string;
  /** Name of the rule that judges it: words are `alarms.problem.<rule>`. */
  readonly rule: string;
  readonly resource: string;
  readonly kind: AlarmedKind;
  /** Sets apart alarms of one rule on one resource (a sensor, a source's own alarm number); empty for most. */
  readonly qualifier: string;
  readonly alarmType: AlarmType;
  readonly probableCause: ProbableCause;
  /** X.733 specificProblem, in the words of an outside source; null for our own rules. */
  readonly specificProblem: string | null;
  /** The last before it cleared. */
  readonly severity: PerceivedSeverity;
  readonly trend: Trend;
  readonly threshold: Threshold | null;
  readonly raisedAt: number;
  /** Last change of severity, UTC ms. */
  readonly changedAt: number;
  readonly clearance: Clearance | null;
  /** How often it was raised, ever since it is in the list; duplicates of a standing raise do not count. */
  readonly raises: number;
  /** It came and went so often that a clear is held off until it stays. */
  readonly flapping: boolean;
  /** Since when what it is judged by has been silent: neither standing nor cleared. Null while it is heard. */
  readonly unknownSince: number | null;
  /** Forecast rules: when the limit will be reached, or when something ends (a battery). Null for the others. */
  readonly expectedAt: number | null;
  /** The alarm that explains this one; null for a root cause. */
  readonly root: string | null;
  readonly acknowledgement: Acknowledgement | null;
  readonly owner: string | null;
  readonly shelf: Shelf | null;
  /** Id of the maintenance window that covers it now. */
  readonly maintenance: string | null;
  readonly comments: readonly AlarmComment[];
  /** Invented by the simulator. */
  readonly simulated: boolean;
  /** Who sent what it was raised by. */
  readonly source: string;
  /** Grows with every transition: orders the events of one record. */
  readonly version: number;
  /** Grows with every operator action only: two operators who act on the same revision are in conflict. */
  readonly revision: number;
}

/** Cleared and acknowledged records leave the list (3GPP TS 28.532); history keeps them. */
export function isListed(record: AlarmRecord): boolean {
  return record.clearance === null || record.acknowledgement === null;
}

export function suppressionsOf(record: AlarmRecord): readonly Suppression[] {
  const found: Suppression[] = [];
  if (record.shelf !== null) found.push('shelved');
  if (record.maintenance !== null) found.push('maintenance');
  if (record.root !== null) found.push('child');
  return found;
}
