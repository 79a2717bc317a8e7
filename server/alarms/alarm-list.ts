import { type AlarmRecord, isListed, type Operator } from '../../shared/alarms/alarm.ts';
import type { Transition } from '../../shared/alarms/life-cycle.ts';

/** A step that a record has taken, for history and for the channel. */
export interface Step {
  readonly record: AlarmRecord;
  readonly transition: Transition;
  /** Journal time, UTC ms. */
  readonly at: number;
  readonly by: Operator | null;
  readonly note: string | null;
}

/** The records that stand or wait for their acknowledgement, by id and by key, with what is folded under what. */
export interface AlarmList {
  readonly size: number;
  records(): IterableIterator<AlarmRecord>;
  find(id: string): AlarmRecord | undefined;
  /** The listed record of a key, standing or cleared. */
  ofKey(key: string): AlarmRecord | undefined;
  /** Ids of those that lie on a shelf. */
  shelved(): ReadonlySet<string>;
  /** Ids of what is folded under a record. */
  children(root: string): ReadonlySet<string>;
  put(record: AlarmRecord, transition: Transition, at: number, by?: Operator | null, note?: string | null): void;
  /** Steps since the last call. */
  take(): readonly Step[];
  restore(records: readonly AlarmRecord[]): void;
}

const NO_CHILDREN: ReadonlySet<string> = new Set();

export function keyOf(rule: string, resource: string, qualifier: string): string {
  return `${rule} ${resource} ${qualifier}`;
}

export function createAlarmList(): AlarmList {
  const byId = new Map<string, AlarmRecord>();
  const idOfKey = new Map<string, string>();
  const below = new Map<string, Set<string>>();
  const shelved = new Set<string>();
  let steps: Step[] = [];

  const link = (record: AlarmRecord): void => {
    if (record.root === null) return;
    let children = below.get(record.root);
    if (children === undefined) {
      children = new Set();
      below.set(record.root, children);
    }
    children.add(record.id);
  };
  const unlink = (record: AlarmRecord | undefined): void => {
    if (record === undefined || record.root === null) return;
    const children = below.get(record.root);
    children?.delete(record.id);
    if (children?.size === 0) below.delete(record.root);
  };
  const set = (record: AlarmRecord): void => {
    const key = keyOf(record.rule, record.resource, record.qualifier);
    unlink(byId.get(record.id));
    if (isListed(record)) {
      byId.set(record.id, record);
      if (record.shelf === null) shelved.delete(record.id);
      else shelved.add(record.id);
      idOfKey.set(key, record.id);
      link(record);
    } else {
      byId.delete(record.id);
      shelved.delete(record.id);
      if (idOfKey.get(key) === record.id) idOfKey.delete(key);
    }
  };

  return {
    get size() {
      return byId.size;
    },
    records: () => byId.values(),
    find: (id) => byId.get(id),
    ofKey(key) {
      const id = idOfKey.get(key);
      return id === undefined ? undefined : byId.get(id);
    },
    shelved: () => shelved,
    children: (root) => below.get(root) ?? NO_CHILDREN,
    put(record, transition, at, by = null, note = null) {
      set(record);
      steps.push({ record, transition, at, by, note });
    },
    take() {
      const taken = steps;
      steps = [];
      return taken;
    },
    restore(records) {
      byId.clear();
      idOfKey.clear();
      below.clear();
      shelved.clear();
      for (const record of records) set(record);
    },
  };
}
