import { createHash } from 'node:crypto';
import type { AlarmRecord, ClearReason, Operator } from '../../shared/alarms/alarm.ts';
import * as life from '../../shared/alarms/life-cycle.ts';
import type { AlarmType, ProbableCause } from '../../shared/alarms/x733.ts';
import type { AlarmList } from './alarm-list.ts';
import { type Condition, type Holds, NEVER, noteRaise } from './condition.ts';
import type { ConditionSet } from './condition-set.ts';
import type { Flood } from './flood.ts';
import type { MaintenanceWindows } from './maintenance-windows.ts';
import type { RootCauses } from './root-cause.ts';
import type { Rule } from './rule.ts';

/** What a reporter said of its alarm, where it is not what the rule says. */
export interface Reported {
  readonly alarmType: AlarmType;
  readonly probableCause: ProbableCause;
  readonly specificProblem: string | null;
}

/** Turns what is due of a condition into steps of its record. */
export interface Raising {
  /** `judged` becomes `standing`. */
  commit(condition: Condition, now: number, reported?: Reported): void;
  /** An operator, or an alignment, ends what stands; the condition begins anew. */
  end(
    condition: Condition,
    reason: ClearReason,
    at: number,
    now: number,
    by?: Operator | null,
    note?: string | null,
  ): void;
  /** What waited for the end of a flood is raised, as far as the limit has room. */
  release(now: number): void;
}

export function createRaising(stages: {
  list: AlarmList;
  conditions: ConditionSet;
  flood: Flood;
  windows: MaintenanceWindows;
  causes: RootCauses;
  rules: ReadonlyMap<string, Rule>;
  holdsOf: (rule: string) => Holds;
  /** Whether what is so since then (event time) was found so, and did not come about. */
  foundSo: (since: number) => boolean;
}): Raising {
  const { list, conditions, flood, windows, causes, rules, holdsOf, foundSo } = stages;
  const put = (
    record: AlarmRecord,
    transition: life.Transition,
    now: number,
    by?: Operator | null,
    note?: string | null,
  ) => list.put(record, transition, now, by, note);

  const end: Raising['end'] = (condition, reason, at, now, by = null, note = null) => {
    const record = condition.alarm === null ? undefined : list.find(condition.alarm);
    condition.standing = null;
    condition.alarm = null;
    if (record === undefined || record.clearance !== null) return;
    let ended = record;
    if (record.flapping) {
      ended = life.markFlapping(record, false);
      put(ended, 'steady', now);
    }
    condition.flapping = false;
    ended = life.clear(ended, reason, at, by);
    put(ended, 'clear', now, by, note);
    causes.note(ended, now);
  };

  const raise = (condition: Condition, now: number, reported: Reported | undefined): void => {
    const rule = rules.get(condition.rule)!;
    // What somebody reports is news whenever it comes.
    const news = rule.by === 'report' || !foundSo(condition.judgedSince);
    if (!flood.take(condition.source, now, news)) {
      if (!condition.heldBack) flood.hold(condition.source, 1);
      condition.heldBack = true;
      return;
    }
    if (condition.heldBack) flood.hold(condition.source, -1);
    condition.heldBack = false;
    const { severity, threshold, expectedAt } = condition.verdict;
    const specificProblem = reported?.specificProblem ?? null;
    const { source, simulated, judgedSince: at } = condition;
    const facts = { severity: severity!, threshold, expectedAt, specificProblem, simulated, source };
    const listed = list.ofKey(condition.key);
    let record: AlarmRecord;
    if (listed?.clearance) record = life.raiseAgain(listed, facts, at);
    else {
      const { rule: name, resource, kind, qualifier } = condition;
      const { alarmType, probableCause } = reported ?? rule;
      const id = idOf(condition.key, at);
      record = life.raise({ id, rule: name, resource, kind, qualifier, alarmType, probableCause, ...facts }, at);
    }
    put(record, 'raise', now);
    condition.alarm = record.id;
    condition.standing = severity;
    if (noteRaise(condition, at, holdsOf(condition.rule)) && !condition.flapping) {
      condition.flapping = true;
      if (!record.flapping) {
        record = life.markFlapping(record, true);
        put(record, 'flapping', now);
      }
    }
    const window = windows.covering(record.resource);
    if (window !== record.maintenance) {
      record = life.suppress(record, window);
      put(record, window === null ? 'unsuppress' : 'suppress', now);
    }
    causes.note(record, now);
  };

  const commit: Raising['commit'] = (condition, now, reported) => {
    condition.dueAt = NEVER;
    const { judged, verdict } = condition;
    if (judged === condition.standing) return;
    if (judged === null) {
      end(condition, verdict.excused ? 'excused' : 'condition', condition.judgedSince, now);
    } else if (condition.standing === null) {
      raise(condition, now, reported);
    } else {
      const record = list.find(condition.alarm ?? '');
      condition.standing = judged;
      if (record === undefined || record.severity === judged) return;
      const { threshold, expectedAt } = verdict;
      const changed = life.change(record, { severity: judged, threshold, expectedAt }, condition.judgedSince);
      put(changed, 'change', now);
      causes.note(changed, now);
    }
  };

  return {
    commit,
    end,
    release(now) {
      if (flood.total() === 0) return;
      const full = new Set<string>();
      for (const condition of [...conditions.all()].filter((one) => one.heldBack)) {
        if (condition.judged === null) {
          condition.heldBack = false;
          flood.hold(condition.source, -1);
        } else if (!full.has(condition.source)) {
          raise(condition, now, undefined);
          if (condition.heldBack) full.add(condition.source);
          else conditions.refresh(condition);
        }
      }
    },
  };
}

/** 80 bits of a hash, in 16 letters and digits: the same key and moment give the same id in every replay. */
function idOf(key: string, at: number): string {
  const hash = createHash('sha256').update(`${key}\n${at}`).digest();
  let id = '';
  for (let i = 0; i < 16; i++) id += 'abcdefghijklmnopqrstuvwxyz234567'[hash[i]! & 31];
  return id;
}
