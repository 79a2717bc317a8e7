import * as life from '../../shared/alarms/life-cycle.ts';
import type { AlarmList } from './alarm-list.ts';
import { type Condition, NEVER } from './condition.ts';
import type { ConditionSet } from './condition-set.ts';
import type { Hearing } from './hearing.ts';
import type { MaintenanceWindows } from './maintenance-windows.ts';
import type { Raising } from './raising.ts';
import type { Readings } from './readings.ts';
import type { Rule, SampleRule } from './rule.ts';

/** What is looked at once a second of journal time, whether or not a sample came: silence, shelves, windows. */
export interface SecondLook {
  run(): void;
  /** Its evidence is silent: what stands is unknown, what was about to become otherwise does not. */
  doubt(condition: Condition): void;
  /** Which records the open windows cover. */
  cover(): void;
}

export function createSecondLook(stages: {
  list: AlarmList;
  conditions: ConditionSet;
  windows: MaintenanceWindows;
  raising: Raising;
  readings: Readings;
  hearing: Hearing;
  /** We were away ourselves: a silence that began then says nothing yet. */
  graced(since: number, staleMs: number): boolean;
  rules: ReadonlyMap<string, Rule>;
}): SecondLook {
  const { list, conditions, windows, raising, readings, hearing, graced, rules } = stages;
  const evidence = new WeakMap<Condition, readonly number[]>();

  /** Nothing speaks for what it was about to become. */
  const stay = (condition: Condition): void => {
    if (condition.dueAt === NEVER || condition.judged === condition.standing) return;
    condition.judged = condition.standing;
    condition.dueAt = NEVER;
    conditions.refresh(condition);
  };

  const doubt = (condition: Condition): void => {
    stay(condition);
    const record = condition.alarm === null ? undefined : list.find(condition.alarm);
    if (record === undefined || record.clearance !== null || record.unknownSince !== null) return;
    list.put(life.markUnknown(record, readings.now), 'unknown', readings.now);
  };

  /** 1 heard, 0 silent, −1 silent since we were away ourselves. */
  const isHeard = (condition: Condition, rule: SampleRule): number => {
    let series = evidence.get(condition);
    if (series === undefined) {
      series = evidenceOf(rule, condition.place, readings);
      evidence.set(condition, series);
    }
    let since = 0;
    let staleMs = 0;
    for (const s of series) {
      if (readings.fresh(s)) return 1;
      since = Math.max(since, readings.staleAt(s));
      staleMs = Math.max(staleMs, readings.staleMs(s));
    }
    if (series.length === 0) return 1;
    return graced(since, staleMs) ? -1 : 0;
  };

  const look = (condition: Condition): void => {
    const rule = rules.get(condition.rule);
    if (rule?.by !== 'samples') return;
    const record = condition.alarm === null ? undefined : list.find(condition.alarm);
    const heard = isHeard(condition, rule);
    if (heard === -1) {
      stay(condition);
      return;
    }
    if (heard === 1) {
      if (record !== undefined && record.unknownSince !== null) {
        list.put(life.markKnown(record), 'known', readings.now);
      }
    } else if (condition.simulated && hearing.isReal(condition.place)) {
      // A real source has taken the resource over and does not speak of this: what the simulator said is over.
      condition.judged = null;
      condition.dueAt = NEVER;
      raising.end(condition, 'aligned', readings.now, readings.now);
      conditions.refresh(condition);
    } else doubt(condition);
  };

  const cover = (): void => {
    windows.turn(readings.now);
    for (const record of [...list.records()]) {
      const window = windows.covering(record.resource);
      if (window === record.maintenance) continue;
      list.put(life.suppress(record, window), window === null ? 'unsuppress' : 'suppress', readings.now);
    }
  };

  return {
    doubt,
    cover,
    run() {
      if (windows.turn(readings.now)) cover();
      for (const id of [...list.shelved()]) {
        const record = list.find(id)!;
        if (record.shelf !== null && record.shelf.until <= readings.now) {
          list.put(life.unshelve(record, null), 'unshelve', readings.now);
        }
      }
      for (const condition of conditions.open()) look(condition);
    },
  };
}

function evidenceOf({ evidence, on }: SampleRule, place: number, readings: Readings): readonly number[] {
  const places = on === 'self' ? [place] : readings.children(place);
  return places.flatMap((one) => evidence.flatMap((metric) => [...readings.evidence(one, metric)]));
}
