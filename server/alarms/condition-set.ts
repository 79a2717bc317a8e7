import { type Condition, isSpent, NEVER } from './condition.ts';
import type { Readings } from './readings.ts';
import type { Rule } from './rule.ts';

/** Every condition that is more than calm, by key and by place, and which of them are due. */
export interface ConditionSet {
  readonly size: number;
  all(): IterableIterator<Condition>;
  find(key: string): Condition | undefined;
  at(place: number): readonly Condition[];
  /** Those of a rule that stand or are about to. */
  openOf(rule: string): ReadonlySet<Condition>;
  /** All that stand or are about to. */
  open(): IterableIterator<Condition>;
  add(condition: Condition): void;
  /** Something of it has changed: what depends on that is brought up to date. */
  refresh(condition: Condition): void;
  /** So many conditions want every sample of a place, calm or not. */
  readonly watching: Uint16Array;
  /** What is due at a moment of journal time, in the same order whatever came first. */
  takeDue(now: number): readonly Condition[];
  sweep(now: number): void;
  clear(): void;
}

const NONE: readonly Condition[] = [];
const NO_SET: ReadonlySet<Condition> = new Set();

export function createConditionSet(readings: Readings, rules: ReadonlyMap<string, Rule>): ConditionSet {
  const byKey = new Map<string, Condition>();
  const byPlace = new Map<number, Condition[]>();
  const openByRule = new Map<string, Set<Condition>>();
  const watching = new Uint16Array(readings.resources.length);
  const open = new Set<Condition>();
  const due = new Set<Condition>();
  let nextDue = NEVER;

  /** Places whose samples are looked at because of it: a rule over children wants the samples of all of them. */
  const watch = ({ rule, place }: Condition, by: 1 | -1): void => {
    if (place < 0) return;
    watching[place] = watching[place]! + by;
    const definition = rules.get(rule);
    if (definition?.by !== 'samples' || definition.on !== 'parent') return;
    for (const child of readings.children(place)) watching[child] = watching[child]! + by;
  };

  const forget = (condition: Condition): void => {
    byKey.delete(condition.key);
    const rest = (byPlace.get(condition.place) ?? []).filter((one) => one !== condition);
    if (rest.length > 0) byPlace.set(condition.place, rest);
    else byPlace.delete(condition.place);
  };

  const refresh = (condition: Condition): void => {
    const isOpen = condition.standing !== null || condition.judged !== null;
    if (isOpen !== open.has(condition)) {
      watch(condition, isOpen ? 1 : -1);
      const ofRule = openByRule.get(condition.rule) ?? new Set();
      openByRule.set(condition.rule, ofRule);
      if (isOpen) ofRule.add(condition);
      else ofRule.delete(condition);
      if (isOpen) open.add(condition);
      else open.delete(condition);
    }
    if (condition.dueAt === NEVER) due.delete(condition);
    else {
      due.add(condition);
      nextDue = Math.min(nextDue, condition.dueAt);
    }
  };

  return {
    get size() {
      return byKey.size;
    },
    all: () => byKey.values(),
    find: (key) => byKey.get(key),
    at: (place) => byPlace.get(place) ?? NONE,
    openOf: (rule) => openByRule.get(rule) ?? NO_SET,
    open: () => open.values(),
    watching,
    add(condition) {
      byKey.set(condition.key, condition);
      const here = byPlace.get(condition.place);
      if (here === undefined) byPlace.set(condition.place, [condition]);
      else here.push(condition);
      refresh(condition);
    },
    refresh,
    takeDue(now) {
      if (now < nextDue) return NONE;
      const taken: Condition[] = [];
      nextDue = NEVER;
      for (const condition of due) {
        if (condition.dueAt <= now) taken.push(condition);
        else nextDue = Math.min(nextDue, condition.dueAt);
      }
      return taken.sort((a, b) => a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1));
    },
    sweep(now) {
      for (const condition of byKey.values()) if (isSpent(condition, now)) forget(condition);
    },
    clear() {
      for (const map of [byKey, byPlace, openByRule]) map.clear();
      for (const set of [open, due]) set.clear();
      watching.fill(0);
      nextDue = NEVER;
    },
  };
}
