import { createHash } from 'node:crypto';
import { keptIntervalMs } from '../../../shared/metrics/kept-interval.ts';
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
  const numbers = new Map<string, number>();
  const hash = createHash('sha256');
  const kinds = RESOURCE_KINDS.map((kind) => {
    const block = inventory.dictionary.kinds.get(kind);
    const metrics = block?.metrics ?? [];
    const resources = inventory.ofKind(kind);
    resources.forEach((resource, ordinal) => {
      const place = placeOf(inventory, resource.id);
      hash.update(`${resource.id}\n${place}\n`);
      metrics.forEach((metric, m) => {
        const key = `${metric.id} ${place}`;
        const number = numbers.get(key) ?? numbers.size;
        numbers.set(key, number);
        cohorts[block!.base + ordinal * metrics.length + m] = number;
      });
    });
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

function placeOf(inventory: HistoryInventory, id: string): string {
  const parts: string[] = [];
  const own = inventory.find(id);
  for (const name of DIVIDING_ATTRIBUTES) parts.push(String(own?.attributes.get(name) ?? ''));
  for (let above = own; above !== undefined; above = above.parent === null ? undefined : inventory.find(above.parent)) {
    if (DIVIDING_KINDS.has(above.kind)) parts.push(above.id);
  }
  return parts.join('|');
}
