import { randomBytes } from 'node:crypto';
import { type AlarmRecord, isListed, type Operator } from '../../shared/alarms/alarm.ts';
import type { MaintenanceWindow } from '../../shared/alarms/maintenance.ts';
import type { AlarmEvent, AlarmView, MaintenanceView } from '../../shared/wire/alarm-schemas.ts';
import { log } from '../log.ts';
import { AlarmRefused, type Alarms, type Clock, type CoverageLoss, type Inventory, type LiveState } from '../ports.ts';
import type { Step } from './alarm-list.ts';
import { createAvailability } from './availability.ts';
import { createChannel } from './channel.ts';
import { downtimeOf } from './downtime.ts';
import { createEffects } from './effect.ts';
import { createEngine } from './engine.ts';
import { createHistoryWriter } from './history-writer.ts';
import { createInputs, type Input } from './inputs.ts';
import { listRules } from './list-rules.ts';
import { makeWindow } from './maintenance-windows.ts';
import { nextStageOf } from './next-stage.ts';
import { countBySeverity, idsBelow, selectAlarms } from './queries.ts';
import { rules } from './rules/index.ts';
import { readState, writeState } from './saved-state.ts';
import { type AlarmSettings, DEFAULT_SETTINGS } from './settings.ts';
import { openAlarmStore } from './store.ts';
import { type ViewContext, viewOf } from './view.ts';

/**
 * The alarm list. State is a function of two logs that are both on disk: the journal, and the inputs of alarms.db, each of
 * which says after which record it came. History and the channel follow from the steps that the records take.
 */
export function createAlarms(options: {
  inventory: Inventory;
  live: LiveState;
  clock: Clock;
  /** Of this start: the numbers of the channel begin anew with it. */
  epoch: number;
  /** Path of alarms.db. Throws when it cannot be used. */
  file: string;
  settings?: AlarmSettings;
  /** Area and people without coverage; nobody can say until there is one. */
  coverageLoss?: CoverageLoss;
}): Alarms {
  const { inventory, live, clock, epoch, file, settings = DEFAULT_SETTINGS, coverageLoss = () => null } = options;
  const byName = new Map(rules.map((rule) => [rule.name, rule]));
  const store = openAlarmStore(file);
  const history = createHistoryWriter(store);
  const channel = createChannel();
  const engine = createEngine({ inventory, live, rules, settings });
  const { list, windows } = engine;
  const inputs = createInputs(engine, byName, (record) => view(record));
  const availabilityOf = createAvailability(inventory, rules, store);
  const effectOf = createEffects({ list, readings: engine.readings, classOf: engine.classOf, coverageLoss });
  const context: ViewContext = {
    inventory,
    children: (id) => list.children(id).size,
    effect: (record) => (record.root === null ? effectOf(record) : null),
    canClear: inputs.canClear,
    nextStage: (record) => nextStageOf(record, engine.readings),
  };
  const view = (record: AlarmRecord): AlarmView => viewOf(record, context);

  let resumed = false;
  let applied = 0;
  /** Number of the last input that was taken. */
  let taken = 0;
  /** Inputs that a replay has yet to take, oldest first. */
  let pending = store.inputsAfter(0);

  /** Steps of what was just done become history and events. */
  const publish = (): void => {
    const touched = engine.settle();
    const steps = list.take();
    history.add(steps, engine.now);
    if (!resumed) return;
    const events = steps.map(toEvent);
    const told = new Set(steps.map(({ record }) => record.id));
    for (const id of touched) {
      const root = list.find(id);
      if (root !== undefined && !told.has(id))
        events.push(toEvent({ record: root, transition: 'update', at: engine.now, by: null, note: null }));
    }
    channel.add(events);
  };

  const toEvent = ({ record, transition, at }: Step): Omit<AlarmEvent, 'seq'> => ({
    at,
    transition,
    alarm: view(record),
    gone: !isListed(record),
  });

  const takePending = (before: number): void => {
    while (pending.length > 0 && pending[0]!.after < before) {
      const [input, ...rest] = pending as [(typeof pending)[number], ...typeof pending];
      pending = rest;
      taken = input.number;
      inputs.take(JSON.parse(input.body) as Input, input.at);
      publish();
    }
  };

  /** Written down, then done. */
  const take = (input: Input, at: number): readonly (string | null)[] => {
    taken = store.addInput(applied, at, JSON.stringify(input));
    const said = inputs.take(input, at);
    publish();
    history.flush();
    return said;
  };

  const requireResumed = (): void => {
    if (!resumed) throw new AlarmRefused('replaying', 'the alarm list is being restored');
  };
  const moment = (): number => Math.max(engine.now, clock());

  const recordRefusal: Alarms['recordRefusal'] = (action, subject, code, by) =>
    store.addRefusal(moment(), JSON.stringify({ action, subject, code, by }));
  /** What cannot be is written down, too: what was asked of what, and by whom. */
  const recorded = <T>(action: string, subject: string, by: Operator, run: () => T): T => {
    try {
      return run();
    } catch (error) {
      if (error instanceof AlarmRefused) recordRefusal(action, subject, error.code, by);
      throw error;
    }
  };

  const windowView = (window: MaintenanceWindow): MaintenanceView => {
    const opening = windows.opening(window.id, engine.now);
    return {
      ...window,
      schedule:
        window.schedule.type === 'once' ? window.schedule : { ...window.schedule, byDay: [...window.schedule.byDay] },
      open: windows.isOpen(window.id),
      next: opening,
      alarms: [...list.records()].filter((record) => record.maintenance === window.id).length,
    };
  };

  return {
    apply(sequence, record) {
      if (!resumed) takePending(sequence);
      const away = engine.absence(record);
      if (away !== null) history.start(away.to, away.from);
      engine.apply(record);
      applied = sequence;
      publish();
    },
    resume() {
      takePending(Number.POSITIVE_INFINITY);
      resumed = true;
    },
    get now() {
      return engine.now;
    },
    list(query) {
      const records = query.at === undefined ? list.records() : past(query.at);
      const chosen = selectAlarms(records, query, inventory);
      const then = query.at === undefined ? context : pastContext(chosen);
      return { alarms: chosen.slice(0, query.limit).map((record) => viewOf(record, then)), total: chosen.length };
    },
    summary() {
      const all = [...list.records()];
      const standing = all.filter(({ clearance }) => clearance === null);
      const count = (which: (record: AlarmRecord) => boolean): number => standing.filter(which).length;
      return {
        epoch,
        seq: channel.seq,
        roots: this.counts(),
        standing: countBySeverity(standing),
        unacknowledged: all.filter(({ acknowledgement }) => acknowledgement === null).length,
        unknown: count(({ unknownSince }) => unknownSince !== null),
        shelved: count(({ shelf }) => shelf !== null),
        maintenance: count(({ maintenance }) => maintenance !== null),
        raisesPerMinute: engine.flood.perMinute(engine.now),
        heldBack: engine.flood.total(),
        ignored: Object.fromEntries(engine.ignored),
      };
    },
    counts() {
      const shown: AlarmRecord[] = [];
      for (const record of list.records()) {
        if (record.clearance === null && record.root === null && record.shelf === null && record.maintenance === null) {
          shown.push(record);
        }
      }
      return countBySeverity(shown);
    },
    find(id) {
      history.flush();
      const record = list.find(id) ?? store.newest(id);
      if (record === undefined) return undefined;
      return {
        alarm: view(record),
        listed: list.find(id) !== undefined,
        children: [...list.children(id)],
        steps: store.stepsOf(id),
      };
    },
    history({ resource, from = 0, to = Number.MAX_SAFE_INTEGER, limit }) {
      history.flush();
      const under = resource === undefined ? undefined : idsBelow(resource, inventory);
      const steps = store.steps({ under, from, to, limit: limit + 1 });
      return { steps: steps.slice(0, limit), more: steps.length > limit };
    },
    availability(query) {
      history.flush();
      return availabilityOf(query, engine.now);
    },
    rules: () => listRules(rules, settings, inventory),
    downtime(query) {
      history.flush();
      return downtimeOf(store.watchedSpans(moment()), query);
    },
    act(id, action, by) {
      requireResumed();
      const at = moment();
      recorded(action.type, id, by, () => inputs.check(id, action, at));
      take({ type: 'action', id, action, by }, at);
      return view(list.find(id) ?? store.newest(id)!);
    },
    recordRefusal,
    report(report) {
      requireResumed();
      take({ type: 'report', report }, moment());
    },
    reportAll(reports) {
      requireResumed();
      if (reports.length === 0) return [];
      return take({ type: 'reports', reports }, moment());
    },
    maintenance: () => windows.all().map(windowView),
    openMaintenance(request, by) {
      requireResumed();
      const at = moment();
      const facts = { id: `m-${randomBytes(8).toString('hex')}`, createdAt: at, by };
      const window = recorded('open-maintenance', request.title, by, () => makeWindow(request, facts, inventory));
      take({ type: 'maintenance', window }, at);
      return windowView(window);
    },
    endMaintenance(id, by) {
      requireResumed();
      const window = recorded('end-maintenance', id, by, () => {
        const found = windows.find(id);
        if (found !== undefined) return found;
        throw new AlarmRefused('no-such-maintenance', 'there is no such maintenance window', 'id');
      });
      take({ type: 'maintenance-end', id, by }, moment());
      return { ...windowView(window), open: false, next: null };
    },
    get seq() {
      return channel.seq;
    },
    since: channel.since,
    onChange: channel.onChange,
    stats: () => ({
      listed: list.size,
      standing: [...list.records()].filter(({ clearance }) => clearance === null).length,
      conditions: engine.conditions.size,
      samples: engine.judge.samples,
      judged: engine.judge.judged,
      historyBytes: store.bytes(),
      degraded: history.degraded(),
    }),
    save() {
      history.flush();
      return writeState(engine, inventory.version, taken);
    },
    load(bytes) {
      const restored = readState(engine, inventory.version, bytes);
      if (restored === null) {
        log.warn({ inventory: inventory.version }, 'alarm checkpoint not used');
        return false;
      }
      taken = restored.taken;
      pending = store.inputsAfter(taken);
      return true;
    },
    close() {
      history.flush();
      store.close();
    },
  };

  function past(at: number): readonly AlarmRecord[] {
    history.flush();
    const oldest = store.oldestAt();
    if (oldest === null || at < oldest) throw new AlarmRefused('not-kept', 'no alarms are kept from then', 'at');
    return store.listAt(at);
  }

  /** What was folded then is counted among the records of then; what it cost then nobody knows any more. */
  function pastContext(records: readonly AlarmRecord[]): ViewContext {
    const children = new Map<string, number>();
    for (const { root } of records) if (root !== null) children.set(root, (children.get(root) ?? 0) + 1);
    return {
      inventory,
      children: (id) => children.get(id) ?? 0,
      effect: () => null,
      canClear: () => false,
      nextStage: () => null,
    };
  }
}
