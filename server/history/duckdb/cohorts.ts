import { createHash } from 'node:crypto';
import { keptIntervalMs } from '../../../shared/metrics/kept-interval.ts';
import type { Resource } from '../../../shared/model/resource.ts';
import { RESOURCE_KINDS } from '../../../shared/model/resource.ts';
import type { Inventory } from '../../ports.ts';
import type { SeriesTable } from './protocol.ts';

/** As much of an inventory as the history needs. */
export type HistoryInventory = Pick<Inventory, 'version' | 'dictionary' | 'ofKind' | 'find'>;

/** Resources above that fleets are divided by, and attributes of the resource itself. */
const DIVIDING_KINDS = new Set(['datacentre', 'phase', 'hall', 'carrier']);
const DIVIDING_ATTRIBUTES = ['band', 'vendor', 'operator', 'phase', 'area'] as const;

/**
 * What the worker is told of the inventory. Series with the same metric whose resources stand in the same hall, phase,
 * carrier, vendor and band form a cohort: any question by one of these is a union of cohorts.
 */
export function createSeriesTable(inventory: HistoryInventory): SeriesTable {
  const cohorts = new Int32Array(inventory.dictionary.seriesCount).fill(-1);
  const aboveOf = dividersAbove(inventory);
  const hash = createHash('sha256');
  let next = 0;
  const kinds = RESOURCE_KINDS.map((kind) => {
    const block = inventory.dictionary.kinds.get(kind);
    const metrics = block?.metrics ?? [];
    const resources = inventory.ofKind(kind);
    // A place's cohorts are numbered in the order of the metrics.
    const firstOf = new Map<string, number>();
    const hashed: string[] = [];
    resources.forEach((resource, ordinal) => {
      const place = placeOf(resource, aboveOf);
      hashed.push(resource.id, place);
      let first = firstOf.get(place);
      if (first === undefined) {
        first = next;
        next += metrics.length;
        firstOf.set(place, first);
      }
      for (let m = 0; m < metrics.length; m++) cohorts[block!.base + ordinal * metrics.length + m] = first + m;
    });
    if (hashed.length > 0) hash.update(`${hashed.join('\n')}\n`);
    return {
      resources: resources.map(({ id }) => id),
      metrics: metrics.map((metric) => {
        const { id, unit, resolution } = metric;
        return { id, unit, resolution, intervalMs: keptIntervalMs(metric) };
      }),
    };
  });
  hash.update(JSON.stringify(kinds.map(({ metrics }) => metrics)));
  return { version: inventory.version, kinds, cohorts, cohortHash: hash.digest('hex') };
}

type AboveOf = (parent: string | null) => readonly string[];

function placeOf({ id, kind, parent, attributes }: Resource, aboveOf: AboveOf): string {
  const own = DIVIDING_ATTRIBUTES.map((name) => String(attributes.get(name) ?? ''));
  return [...own, ...(DIVIDING_KINDS.has(kind) ? [id] : []), ...aboveOf(parent)].join('|');
}

/** Ids of the dividing resources from one on, upwards: looked up once for all that stand in it. */
function dividersAbove(inventory: HistoryInventory): AboveOf {
  const known = new Map<string, readonly string[]>();
  const aboveOf: AboveOf = (id) => {
    const resource = id === null ? undefined : inventory.find(id);
    if (resource === undefined) return [];
    const found = known.get(resource.id);
    if (found !== undefined) return found;
    const ids = [...(DIVIDING_KINDS.has(resource.kind) ? [resource.id] : []), ...aboveOf(resource.parent)];
    known.set(resource.id, ids);
    return ids;
  };
  return aboveOf;
}
