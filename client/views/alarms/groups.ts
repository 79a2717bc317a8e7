import { severityRank } from '../../../shared/alarms/severity.ts';
import type { AlarmCounts, AlarmView } from '../../../shared/wire/alarm-schemas.ts';

export const GROUPINGS = ['cause', 'rule', 'place'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Alarms with something in common. */
export interface AlarmGroup {
  /** Id of the cause, name of the rule, id of the place (`zone` for what stands in the zone itself). */
  readonly key: string;
  /** The worst of it, the newest among equals: names the group. */
  readonly first: AlarmView;
  readonly counts: AlarmCounts;
  readonly total: number;
  /** UTC ms. */
  readonly newestAt: number;
}

/** In the data centre a hall, outside it a site or a station. */
const PLACE = /^(?:hall|site|charging-station)\//;

/** Id of the hall, site or station that an alarm belongs to, else `zone`. */
export function placeOf(alarm: Pick<AlarmView, 'resource' | 'path'>): string {
  return [alarm.resource, ...alarm.path.map(({ id }) => id).reverse()].find((id) => PLACE.test(id)) ?? 'zone';
}

function keyOf(alarm: AlarmView, by: Grouping, alarms: ReadonlyMap<string, AlarmView>): string {
  if (by === 'rule') return alarm.rule;
  if (by === 'place') return placeOf(alarm);
  let at = alarm;
  for (let depth = 0; depth < 20 && at.root !== null && alarms.has(at.root); depth++) at = alarms.get(at.root)!;
  return at.id;
}

const worse = (a: AlarmView, b: AlarmView) =>
  severityRank(a.severity) - severityRank(b.severity) || a.raisedAt - b.raisedAt;

/** A storm in a few rows: what matches, grouped and counted, largest first. */
export function groupAlarms(
  alarms: ReadonlyMap<string, AlarmView>,
  matches: (alarm: AlarmView) => boolean,
  by: Grouping,
): readonly AlarmGroup[] {
  const found = new Map<string, { first: AlarmView; counts: Record<keyof AlarmCounts, number>; newestAt: number }>();
  for (const alarm of alarms.values()) {
    if (!matches(alarm)) continue;
    const key = keyOf(alarm, by, alarms);
    let group = found.get(key);
    if (group === undefined) {
      const counts = { critical: 0, major: 0, minor: 0, warning: 0, indeterminate: 0 };
      group = { first: by === 'cause' ? alarms.get(key)! : alarm, counts, newestAt: 0 };
      found.set(key, group);
    }
    group.counts[alarm.severity]++;
    group.newestAt = Math.max(group.newestAt, alarm.raisedAt);
    if (by !== 'cause' && worse(alarm, group.first) > 0) group.first = alarm;
  }
  return [...found]
    .map(([key, group]) => ({ key, ...group, total: Object.values(group.counts).reduce((sum, n) => sum + n, 0) }))
    .sort((a, b) => b.total - a.total || worse(b.first, a.first) || (a.key < b.key ? -1 : 1));
}
