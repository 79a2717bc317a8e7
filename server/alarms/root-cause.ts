import type { AlarmRecord } from '../../shared/alarms/alarm.ts';
import { fold } from '../../shared/alarms/life-cycle.ts';
import type { AlarmList } from './alarm-list.ts';
import { EFFECT_CLASSES, type EffectClass } from './rule.ts';
import type { Family, Topology } from './topology.ts';

/** What an alarm of a class explains in what hangs on its resource, and along which links. */
const EXPLAINS: Readonly<Partial<Record<EffectClass, { along: Family; explains: readonly EffectClass[] }>>> = {
  supply: { along: 'power', explains: ['supply', 'battery', 'outage', 'cooling', 'silence', 'quality'] },
  clock: { along: 'contains', explains: ['outage', 'quality'] },
  outage: { along: 'transport', explains: ['outage', 'silence', 'quality'] },
  cooling: { along: 'cooling', explains: ['cooling', 'heat'] },
  silence: { along: 'contains', explains: ['silence'] },
};
/** On one resource, the earlier of these explains the later. */
const ORDER: readonly EffectClass[] = EFFECT_CLASSES;
/** Its load has moved to what stands beside it. */
const MOVES_LOAD: ReadonlySet<EffectClass> = new Set(['supply', 'outage']);
/**
 * What a cause leaves behind stays folded for so long after it has cleared: what is below hears of the repair a little
 * later than the cause itself, and what was warmed has to cool. What remains true then stands on its own.
 */
export const REOPEN_MS = 30_000;
const COOL_DOWN_MS = 600_000;

/**
 * Folds alarms under the one that explains them: the nearest cause that stands, or what that is folded under itself. Which alarms to look at again follows from
 * what was raised or ended, by the resources that each standing alarm hangs on.
 */
export interface RootCauses {
  /** A record stands, has changed its class or ended. */
  note(record: AlarmRecord, now: number): void;
  /** Looks at everything that is due; puts `fold` and `unfold` steps in the list. Returns roots whose children changed. */
  settle(now: number): ReadonlySet<string>;
  /** Journal time of the next look back, for the engine's timers. */
  readonly nextAt: number;
  save(): readonly [string, number][];
  restore(due: readonly [string, number][]): void;
}

export function createRootCauses(
  list: AlarmList,
  topology: Topology,
  classOf: (rule: string) => EffectClass,
): RootCauses {
  /** Standing alarms by their own resource, and by every resource that could explain them. */
  const standingAt = new Map<string, Set<string>>();
  /** Of those, the ones that can explain others: a box that reports a thousand faults of its own explains none by them. */
  const causesAt = new Map<string, Set<string>>();
  const watchers = new Map<string, Set<string>>();
  const watched = new Map<string, readonly string[]>();
  const dirty = new Set<string>();
  /** Records that are looked at again for themselves. */
  const noted = new Set<string>();
  const explains = ({ rule }: AlarmRecord): boolean => canExplain(classOf(rule));
  /** Resource → journal time at which what hangs on it is looked at again, since a cause there has cleared. */
  const due = new Map<string, number>();

  const enter = (record: AlarmRecord): void => {
    if (watched.has(record.id)) return;
    const places = placesThatExplain(record, topology, classOf);
    watched.set(record.id, places);
    for (const place of places) add(watchers, place, record.id);
    add(standingAt, record.resource, record.id);
    if (explains(record)) add(causesAt, record.resource, record.id);
  };
  const leave = (record: AlarmRecord): void => {
    for (const place of watched.get(record.id) ?? []) remove(watchers, place, record.id);
    watched.delete(record.id);
    remove(standingAt, record.resource, record.id);
    remove(causesAt, record.resource, record.id);
  };

  const bestCause = (record: AlarmRecord): AlarmRecord | null => {
    let best: { cause: AlarmRecord; hops: number } | null = null;
    for (const place of watched.get(record.id) ?? []) {
      for (const id of causesAt.get(place) ?? []) {
        const cause = list.find(id);
        if (cause === undefined || cause.id === record.id) continue;
        const hops = distance(cause, record, topology, classOf);
        if (hops === null) continue;
        if (best === null || isBetter({ cause, hops }, best)) best = { cause, hops };
      }
    }
    return best?.cause ?? null;
  };

  const look = (record: AlarmRecord, now: number, touched: Set<string>): boolean => {
    const cause = bestCause(record);
    // Folded under the topmost: what explains the nearest cause explains this.
    const root = cause === null ? null : (cause.root ?? cause.id);
    if (root === record.root || root === record.id) return false;
    if (root === null && isKept(record, now)) return false;
    if (record.root !== null) touched.add(record.root);
    if (root !== null) touched.add(root);
    list.put(fold(record, root), root === null ? 'unfold' : 'fold', now);
    return true;
  };

  /** Its cause has cleared only now: wait for what it has to say itself. */
  const isKept = (record: AlarmRecord, now: number): boolean => {
    for (const place of watched.get(record.id) ?? []) if ((due.get(place) ?? 0) > now) return true;
    return false;
  };

  return {
    get nextAt() {
      let next = Number.MAX_SAFE_INTEGER;
      for (const at of due.values()) if (at < next) next = at;
      return next;
    },
    note(record, now) {
      if (record.clearance === null) enter(record);
      else {
        leave(record);
        if (explains(record) && watchers.has(record.resource)) {
          const waitMs = classOf(record.rule) === 'cooling' ? COOL_DOWN_MS : REOPEN_MS;
          due.set(record.resource, Math.max(due.get(record.resource) ?? 0, now + waitMs));
        }
      }
      if (explains(record)) dirty.add(record.resource);
      else noted.add(record.id);
    },
    settle(now) {
      const touched = new Set<string>();
      for (const [resource, at] of due) {
        if (at > now) continue;
        due.delete(resource);
        dirty.add(resource);
      }
      const queue = new Set<string>(noted);
      noted.clear();
      const ask = (resource: string): void => {
        for (const id of standingAt.get(resource) ?? []) queue.add(id);
        for (const id of watchers.get(resource) ?? []) queue.add(id);
      };
      for (const resource of dirty) ask(resource);
      dirty.clear();
      // What is folded under an alarm follows it, so that a change travels down; the graph has no rings to go round in,
      // and the bound is for a pack that has one.
      for (let budget = 4 * (queue.size + list.size); queue.size > 0 && budget > 0; budget--) {
        const [id] = queue as unknown as [string];
        queue.delete(id);
        const record = list.find(id);
        if (record === undefined || record.clearance !== null || !look(record, now, touched)) continue;
        for (const child of list.children(id)) queue.add(child);
        for (const watcher of watchers.get(record.resource) ?? []) queue.add(watcher);
      }
      return touched;
    },
    save: () => [...due],
    restore(saved) {
      for (const map of [standingAt, causesAt, watchers, watched, due]) map.clear();
      for (const set of [dirty, noted]) set.clear();
      for (const record of list.records()) if (record.clearance === null) enter(record);
      for (const [resource, at] of saved) due.set(resource, at);
    },
  };
}

/** Steps from the cause's resource to the other's; null where it does not explain it. */
function distance(
  cause: AlarmRecord,
  record: AlarmRecord,
  topology: Topology,
  classOf: (rule: string) => EffectClass,
): number | null {
  const [upper, lower] = [classOf(cause.rule), classOf(record.rule)];
  if (cause.kind === 'source') {
    return lower === 'silence' && upper === 'silence' && cause.resource === `source/${record.source}` ? 1 : null;
  }
  if (lower === 'outage' && isOfRing(cause) && isOfRing(record)) {
    // A ring goes round what is dead: nodes and links that say that they are down are down themselves. Only the links of
    // a dead node are down with it.
    const isItsLink = cause.kind === 'backhaul-node' && record.kind === 'backhaul-link';
    return isItsLink && topology.hops(record.resource, 'transport', cause.resource) === 1 ? 1 : null;
  }
  // A unit that has tripped warms its hall, never the other way round.
  if (upper === 'cooling' && lower === 'cooling' && record.kind === 'cooling-unit') return null;
  const spread = EXPLAINS[upper];
  if (cause.resource === record.resource) {
    return spread?.explains.includes(lower) && ORDER.indexOf(upper) < ORDER.indexOf(lower) ? 0 : null;
  }
  if (spread?.explains.includes(lower)) {
    const hops = topology.hops(record.resource, spread.along, cause.resource);
    if (hops !== undefined) return hops;
  }
  return lower === 'load' && MOVES_LOAD.has(upper) && topology.beside(record.resource).has(cause.resource) ? 1 : null;
}

function canExplain(effect: EffectClass): boolean {
  return EXPLAINS[effect] !== undefined || MOVES_LOAD.has(effect);
}

function isOfRing({ kind }: AlarmRecord): boolean {
  return kind === 'backhaul-node' || kind === 'backhaul-link';
}

function placesThatExplain(
  record: AlarmRecord,
  topology: Topology,
  classOf: (rule: string) => EffectClass,
): readonly string[] {
  const places = [record.resource, ...topology.above(record.resource)];
  const effect = classOf(record.rule);
  if (effect === 'load') places.push(...topology.beside(record.resource));
  if (effect === 'silence' && record.kind !== 'source') places.push(`source/${record.source}`);
  return places;
}

/** The nearest, then the first that was raised, then by id: the same whatever came first. */
function isBetter(a: { cause: AlarmRecord; hops: number }, b: { cause: AlarmRecord; hops: number }): boolean {
  if (a.hops !== b.hops) return a.hops < b.hops;
  if (a.cause.raisedAt !== b.cause.raisedAt) return a.cause.raisedAt < b.cause.raisedAt;
  return a.cause.id < b.cause.id;
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}

function remove(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  set?.delete(value);
  if (set?.size === 0) map.delete(key);
}
