import { severityRank } from '../../../shared/alarms/severity.ts';
import type { AlarmView } from '../../../shared/wire/alarm-schemas.ts';

/** One row of the list. */
export interface AlarmRow {
  readonly alarm: AlarmView;
  /** 0 for a root cause, 1 for what is folded under it, … */
  readonly depth: number;
  /** How many of what is folded under it pass the filter, at any depth. */
  readonly folded: number;
  readonly expanded: boolean;
  /** False for a cause that is only here because of what is folded under it. */
  readonly matches: boolean;
}

/** A ring of causes cannot be; were there one, the list must still end. */
const MAX_DEPTH = 20;

export const ORDERS = ['severity', 'since', 'effect'] as const;
export type Order = (typeof ORDERS)[number];

type Compare = (a: AlarmView, b: AlarmView) => number;

const byAge: Compare = (a, b) => b.raisedAt - a.raisedAt || (a.id < b.id ? -1 : 1);
/** What is over comes after all that stands. */
const bySeverity: Compare = (a, b) =>
  Number(a.clearance !== null) - Number(b.clearance !== null) ||
  severityRank(b.severity) - severityRank(a.severity) ||
  byAge(a, b);

const COMPARE: Readonly<Record<Order, Compare>> = {
  severity: bySeverity,
  since: byAge,
  effect: (a, b) => weight(b) - weight(a) || bySeverity(a, b),
};

/** People before things before capacity: only an order, no measure. */
function weight({ effect }: AlarmView): number {
  if (effect === null) return -1;
  const { people, sites, cells, racks, connectors, gpus, egressBps } = effect;
  return (people ?? 0) + 300 * sites + 100 * cells + 20 * racks + 5 * connectors + 5 * gpus + egressBps / 1e9;
}

/** Rows of a list: causes in order, those that are open with what is folded under them. */
export function alarmRows(
  alarms: ReadonlyMap<string, AlarmView>,
  matches: (alarm: AlarmView) => boolean,
  expanded: ReadonlySet<string>,
  order: Order,
): { readonly rows: readonly AlarmRow[]; readonly roots: number; readonly alarms: number } {
  const below = new Map<string, AlarmView[]>();
  const folded = new Map<string, number>();
  const matching = new Set<string>();
  const tops = new Set<string>();
  for (const alarm of alarms.values()) {
    if (!matches(alarm)) continue;
    matching.add(alarm.id);
    tops.add(topOf(alarm, alarms, (cause) => folded.set(cause.id, (folded.get(cause.id) ?? 0) + 1)).id);
  }
  const shown = (alarm: AlarmView) => matching.has(alarm.id) || folded.has(alarm.id);
  for (const alarm of alarms.values()) {
    if (alarm.root === null || !alarms.has(alarm.root) || !shown(alarm)) continue;
    const siblings = below.get(alarm.root);
    if (siblings) siblings.push(alarm);
    else below.set(alarm.root, [alarm]);
  }
  const compare = COMPARE[order];
  const rows: AlarmRow[] = [];
  const add = (alarm: AlarmView, depth: number): void => {
    const count = folded.get(alarm.id) ?? 0;
    const open = count > 0 && depth < MAX_DEPTH && expanded.has(alarm.id);
    rows.push({ alarm, depth, folded: count, expanded: open, matches: matching.has(alarm.id) });
    if (open) for (const child of (below.get(alarm.id) ?? []).sort(compare)) add(child, depth + 1);
  };
  const roots = [...tops].map((id) => alarms.get(id)!).sort(compare);
  for (const root of roots) add(root, 0);
  return { rows, roots: roots.length, alarms: matching.size };
}

/** The cause at the top of what explains an alarm; `pass` hears of every cause on the way. */
function topOf(alarm: AlarmView, alarms: ReadonlyMap<string, AlarmView>, pass: (cause: AlarmView) => void): AlarmView {
  let at = alarm;
  for (let depth = 0; depth < MAX_DEPTH && at.root !== null; depth++) {
    const cause = alarms.get(at.root);
    if (cause === undefined) return at;
    pass(cause);
    at = cause;
  }
  return at;
}
