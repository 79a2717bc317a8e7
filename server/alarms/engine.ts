import type { AlarmedKind } from '../../shared/alarms/alarm.ts';
import * as life from '../../shared/alarms/life-cycle.ts';
import type { AlarmReport, Inventory, JournalRecord, LiveState } from '../ports.ts';
import { type AlarmList, createAlarmList, keyOf } from './alarm-list.ts';
import { type Condition, createCondition, type Holds, takeVerdict } from './condition.ts';
import { type ConditionSet, createConditionSet } from './condition-set.ts';
import { createFlood, type Flood } from './flood.ts';
import { createHearing } from './hearing.ts';
import { createMaintenanceWindows, type MaintenanceWindows } from './maintenance-windows.ts';
import { createRaising, type Raising, type Reported } from './raising.ts';
import { createReadings, type Readings } from './readings.ts';
import { createRootCauses, type RootCauses } from './root-cause.ts';
import { createRoundRunner, type RoundRunner } from './round-runner.ts';
import type { EffectClass, Rule, Verdict } from './rule.ts';
import { createSampleJudge, type SampleJudge } from './sample-judge.ts';
import { createSecondLook } from './second-look.ts';
import type { AlarmSettings, RuleSettings } from './settings.ts';
import { createSourceTable, type SourceTable } from './source-table.ts';
import { createTopology } from './topology.ts';

/** Evidence, shelves, windows and what a flood held back are looked at this often, journal time. */
const LOOK_MS = 1_000;
const SWEEP_MS = 60_000;
/**
 * A tick goes into the journal every ten seconds: where no record came for longer than this, we were away (stopped, asleep,
 * starved), and whatever was silent then was silent for us.
 */
const STALL_MS = 15_000;
/** What was received so long before journal time is a past that was written afterwards: late, and nothing is wrong. */
const WRITTEN_AFTERWARDS_MS = 60_000;
/** A countdown that has moved by more than this is told. */
const COUNTDOWN_MS = 60_000;
const NO_SETTINGS: RuleSettings = {};

export interface Engine {
  readonly now: number;
  readonly list: AlarmList;
  readonly conditions: ConditionSet;
  readonly windows: MaintenanceWindows;
  readonly flood: Flood;
  readonly readings: Readings;
  readonly causes: RootCauses;
  readonly raising: Raising;
  readonly rounds: RoundRunner;
  readonly judge: SampleJudge;
  readonly ignored: ReadonlyMap<string, number>;
  readonly sources: SourceTable;
  classOf(rule: string): EffectClass;
  /** When we were away until this record, which is yet to be applied; null where we were not. Journal time, UTC ms. */
  absence(record: JournalRecord): { readonly from: number; readonly to: number } | null;
  /** A durable record, after live state has taken it. */
  apply(record: JournalRecord): void;
  /** Says why it changed nothing, or null. */
  report(report: AlarmReport): string | null;
  /** Journal time moves to `at`, never back; what is due by then happens. */
  advance(at: number): void;
  /** Windows were opened or ended: which records they cover is looked at again. */
  cover(): void;
  /** Folds and unfolds what the last steps have changed. Returns the roots whose children changed. */
  settle(): ReadonlySet<string>;
  restore(now: number, conditions: readonly Condition[], ignored: readonly (readonly [string, number])[]): void;
}

/**
 * Judges records and keeps conditions.
 *
 * What it does follows from the journal alone: time is journal time (receive times and ticks), values are those columns
 * of live state that only records change, and everything that waits (holds, rounds, looks for silence) happens when a
 * record moves that time, before the record's own samples. The clock, the tick of live state and what live derives by it
 * take no part. So a replay gives the same records, steps and ids as the run before it did.
 */
export function createEngine(options: {
  inventory: Inventory;
  live: LiveState;
  rules: readonly Rule[];
  settings: AlarmSettings;
}): Engine {
  const { inventory, live, settings } = options;
  const rules = new Map(
    options.rules.filter(({ name }) => !settings.rules.get(name)?.off).map((rule) => [rule.name, rule]),
  );
  const clock = { now: 0 };
  const readings = createReadings(inventory, live, clock);
  const list = createAlarmList();
  const conditions = createConditionSet(readings, rules);
  const windows = createMaintenanceWindows(inventory);
  const flood = createFlood(settings.raisesPerMinute);
  const sources = createSourceTable(readings);
  const ignored = new Map<string, number>();
  const settingsOf = (rule: string): RuleSettings => settings.rules.get(rule) ?? NO_SETTINGS;
  const classOf = (rule: string): EffectClass => rules.get(rule)?.effect ?? 'quality';
  const causes = createRootCauses(list, createTopology(inventory), classOf);
  const holds = new Map<string, Holds>(
    [...rules.values()].map((rule) => {
      const { holdRaiseMs = rule.holdRaiseMs, holdClearMs = rule.holdClearMs } = settingsOf(rule.name);
      return [rule.name, { raiseMs: holdRaiseMs, clearMs: holdClearMs, flappingRaises: settings.flappingRaises }];
    }),
  );
  const holdsOf = (rule: string): Holds => holds.get(rule)!;
  const raising = createRaising({ list, conditions, flood, windows, causes, rules, holdsOf, foundSo: sources.foundSo });
  const hearing = createHearing(readings, live, sources.simulatorOff);
  const second = createSecondLook({
    list,
    conditions,
    windows,
    raising,
    readings,
    hearing,
    graced: sources.graced,
    rules,
  });
  let looked = 0;
  let swept = 0;

  const ignore = (reason: string): string => {
    ignored.set(reason, (ignored.get(reason) ?? 0) + 1);
    return reason;
  };

  /** False for a verdict that is older than the last. */
  const take = (condition: Condition, verdict: Verdict, at: number, reported?: Reported): boolean => {
    const was = condition.judged;
    if (!takeVerdict(condition, verdict, at, clock.now, holdsOf(condition.rule))) {
      ignore('late');
      return false;
    }
    if (condition.dueAt <= clock.now) raising.commit(condition, clock.now, reported);
    else keepUp(condition, was);
    conditions.refresh(condition);
    return true;
  };

  /** What stands, still stands: it is heard again, came back within a held-off clear, or its countdown has moved. */
  const keepUp = (condition: Condition, was: Condition['judged']): void => {
    const record = condition.alarm === null ? undefined : list.find(condition.alarm);
    if (record === undefined || condition.judged === null || record.clearance !== null) return;
    if (record.unknownSince !== null) list.put(life.markKnown(record), 'known', clock.now);
    const heard = list.find(record.id)!;
    const { expectedAt } = condition.verdict;
    const cameBack = condition.flapping && was === null;
    const moved = Math.abs((expectedAt ?? 0) - (heard.expectedAt ?? 0)) > COUNTDOWN_MS;
    if (cameBack) list.put(life.update(heard, { raises: heard.raises + 1 }), 'update', clock.now);
    else if (moved) list.put(life.update(heard, { expectedAt }), 'update', clock.now);
  };

  const ensure = (
    rule: Rule,
    resource: { id: string; kind: AlarmedKind },
    qualifier: string,
    source: string,
    simulated: boolean,
  ): Condition => {
    const key = keyOf(rule.name, resource.id, qualifier);
    let condition = conditions.find(key);
    if (condition === undefined) {
      const { id, kind } = resource;
      const place = readings.place(id);
      condition = createCondition({ key, rule: rule.name, resource: id, kind, place, qualifier, source, simulated });
      conditions.add(condition);
    }
    return condition;
  };

  const judge = createSampleJudge(
    [...rules.values()].filter((rule) => rule.by === 'samples'),
    settingsOf,
    readings,
    live,
    conditions.watching,
    {
      held: (rule, place) => conditions.at(place).find((one) => one.rule === rule.name)?.judged ?? null,
      verdict(rule, place, verdict, at, record) {
        const resource = readings.resources[place]!;
        const known = conditions.at(place).find((one) => one.rule === rule.name);
        if (known === undefined && verdict.severity === null) return;
        const condition = known ?? ensure(rule, resource, '', record.source, record.simulated);
        condition.source = record.source;
        condition.simulated = record.simulated;
        take(condition, verdict, at);
      },
      late(record) {
        if (record.receivedAt >= clock.now - WRITTEN_AFTERWARDS_MS) ignore('late');
      },
    },
  );

  const rounds = createRoundRunner(
    [...rules.values()].filter((rule) => rule.by === 'round'),
    (rule) => ({
      readings,
      links: inventory.links,
      settings: settingsOf(rule.name),
      hearing,
      sources: sources.all,
      graced: sources.graced,
    }),
    {
      held: (rule, resource) => conditions.find(keyOf(rule, resource, ''))?.judged ?? null,
      say(rule, resource, verdict, at, simulated, spoke) {
        const known = conditions.find(keyOf(rule.name, resource.id, ''));
        if (known === undefined && verdict.severity === null) return;
        const own = resource.kind === 'source' ? resource.id.slice('source/'.length) : sourceOf(resource.id);
        const source = spoke ?? own;
        const condition = known ?? ensure(rule, resource, '', source, simulated);
        condition.source = source;
        condition.simulated = simulated;
        // A round looks at the state as it is, which is never older than the last round's.
        take(condition, verdict, Math.max(at, condition.lastAt));
      },
      fine: (condition) =>
        take(condition, { severity: null, threshold: null, expectedAt: null }, Math.max(condition.lastAt, clock.now)),
      unknown: second.doubt,
      open: (rule) => conditions.openOf(rule),
    },
  );

  function sourceOf(resource: string): string {
    const place = readings.place(resource);
    return place < 0 ? '' : hearing.sourceOf(place);
  }

  /** A source over its limit has an alarm of its own while anything of it waits. */
  const reportFloods = (): void => {
    const rule = rules.get('alarm-flood');
    if (rule === undefined) return;
    for (const source of sources.all.keys()) {
      const waiting = flood.heldBack(source);
      const id = `source/${source}`;
      const known = conditions.find(keyOf(rule.name, id, ''));
      if (waiting === 0 && (known === undefined || known.standing === null)) continue;
      const condition = known ?? ensure(rule, { id, kind: 'source' }, '', '', false);
      const severity = waiting > 0 ? (rule.occurrence?.severity ?? null) : null;
      take(condition, { severity, threshold: null, expectedAt: null }, clock.now);
    }
  };

  const advance = (at: number): void => {
    clock.now = Math.max(clock.now, at);
    const look = Math.floor(clock.now / LOOK_MS);
    if (look !== looked) {
      looked = look;
      second.run();
      raising.release(clock.now);
      reportFloods();
    }
    rounds.run(clock.now);
    for (const condition of conditions.takeDue(clock.now)) {
      raising.commit(condition, clock.now);
      conditions.refresh(condition);
    }
    const minute = Math.floor(clock.now / SWEEP_MS);
    if (minute !== swept) conditions.sweep(clock.now);
    swept = minute;
  };

  const absence: Engine['absence'] = (record) => {
    const to = Math.max(clock.now, record.type === 'samples' ? record.receivedAt : record.at);
    const stalled = clock.now > 0 && to - clock.now > STALL_MS;
    return record.type === 'start' || stalled ? { from: clock.now, to } : null;
  };

  return {
    get now() {
      return clock.now;
    },
    absence,
    list,
    conditions,
    windows,
    flood,
    readings,
    causes,
    raising,
    rounds,
    judge,
    ignored,
    sources,
    classOf,
    advance,
    apply(record) {
      const away = absence(record);
      if (away !== null) sources.noteAbsence(away);
      if (record.type !== 'samples') {
        advance(record.at);
        return;
      }
      sources.hear(record);
      advance(record.receivedAt);
      judge.judge(record);
    },
    report(report) {
      const rule = rules.get(report.rule);
      if (rule?.by !== 'report') return ignore('unknown-rule');
      const known = conditions.find(keyOf(rule.name, report.resource, report.qualifier));
      // What is not accepted yet has no faults; what stands may still clear.
      const lifecycle = inventory.find(report.resource)?.lifecycle ?? 'in-service';
      if (lifecycle !== 'in-service' && report.severity !== null) return ignore('not-in-service');
      const resource = { id: report.resource, kind: kindOf(inventory, report.resource) };
      const { qualifier, source, simulated, severity, at } = report;
      if (severity === null && (known === undefined || known.judged === null)) return ignore('clear-without-raise');
      const again = known !== undefined && known.judged === severity ? ignore('duplicate') : null;
      const condition = known ?? ensure(rule, resource, qualifier, source, simulated);
      return take(condition, { severity, threshold: null, expectedAt: null }, at, report) ? again : 'late';
    },
    cover: second.cover,
    settle: () => causes.settle(clock.now),
    restore(now, saved, counts) {
      clock.now = now;
      looked = Math.floor(now / LOOK_MS);
      swept = Math.floor(now / SWEEP_MS);
      conditions.clear();
      for (const condition of saved) if (rules.has(condition.rule)) conditions.add(condition);
      ignored.clear();
      for (const [reason, count] of counts) ignored.set(reason, count);
      windows.turn(now);
    },
  };
}

function kindOf(inventory: Inventory, id: string): AlarmedKind {
  const resource = inventory.find(id);
  if (resource !== undefined) return resource.kind;
  return id.startsWith('source/') ? 'source' : 'server';
}
