import type { AlarmRecord } from '../../shared/alarms/alarm.ts';
import { PERCEIVED_SEVERITIES, severityRank } from '../../shared/alarms/severity.ts';
import type { AlarmCounts } from '../../shared/wire/alarm-schemas.ts';
import type { AlarmQuery, Inventory } from '../ports.ts';

/** Those of the records that a query asks for, worst first, newest first within a severity. */
export function selectAlarms(
  records: Iterable<AlarmRecord>,
  query: AlarmQuery,
  inventory: Inventory,
): readonly AlarmRecord[] {
  const chosen: AlarmRecord[] = [];
  const q = query.q?.toLowerCase();
  for (const record of records) {
    if (query.active !== undefined && query.active !== (record.clearance === null)) continue;
    if (query.severities !== undefined && !query.severities.has(record.severity)) continue;
    if (query.kinds !== undefined && !query.kinds.has(record.kind)) continue;
    if (query.root !== undefined && query.root !== record.root) continue;
    if (query.resource !== undefined && !isWithin(record.resource, query.resource, inventory)) continue;
    if (q !== undefined && !matches(record, q, inventory)) continue;
    chosen.push(record);
  }
  return inOrder(chosen);
}

/** Standing first, then the worst, then the newest. In buckets, since ten thousand are put in order at once. */
function inOrder(records: readonly AlarmRecord[]): readonly AlarmRecord[] {
  const width = PERCEIVED_SEVERITIES.length;
  const buckets: AlarmRecord[][] = Array.from({ length: 2 * width }, () => []);
  for (const record of records) {
    const worstFirst = width - 1 - severityRank(record.severity);
    buckets[worstFirst + (record.clearance === null ? 0 : width)]!.push(record);
  }
  for (const bucket of buckets) bucket.sort(newestFirst);
  return buckets.flat();
}

function newestFirst(a: AlarmRecord, b: AlarmRecord): number {
  return b.raisedAt - a.raisedAt || (a.id < b.id ? -1 : 1);
}

export function countBySeverity(records: Iterable<AlarmRecord>): AlarmCounts {
  const counts = { critical: 0, major: 0, minor: 0, warning: 0, indeterminate: 0 };
  for (const { severity } of records) counts[severity]++;
  return counts;
}

/** Ids of a resource and everything below it; undefined for the zone, which is everything. */
export function idsBelow(resource: string, inventory: Inventory): readonly string[] | undefined {
  if (inventory.find(resource)?.parent === null) return undefined;
  const ids = [resource];
  for (const id of ids) for (const child of inventory.children(id)) ids.push(child.id);
  return ids;
}

function isWithin(resource: string, container: string, inventory: Inventory): boolean {
  for (let id: string | null = resource; id !== null; id = inventory.find(id)?.parent ?? null) {
    if (id === container) return true;
  }
  return false;
}

function matches(record: AlarmRecord, q: string, inventory: Inventory): boolean {
  const name = inventory.find(record.resource)?.name;
  const texts = [
    record.resource,
    record.id,
    record.rule,
    record.owner ?? '',
    record.specificProblem ?? '',
    name?.zh ?? '',
    name?.en ?? '',
  ];
  return texts.some((text) => text.toLowerCase().includes(q));
}
