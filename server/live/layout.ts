import { metricsOf } from '../../shared/metrics/index.ts';
import type { MetricDefinition } from '../../shared/metrics/metric.ts';
import { RESOURCE_KINDS, type Resource, type ResourceKind } from '../../shared/model/resource.ts';
import type { Inventory } from '../ports.ts';

/** What the inventory means for the columns, worked out once: lookups by series and by resource are array reads. */
export interface Layout {
  readonly seriesCount: number;
  /** Every metric of every kind that has resources; `metricOf` points into it. */
  readonly metrics: readonly MetricDefinition[];
  /** series → index into `metrics` */
  readonly metricOf: Uint16Array;
  /** series → index into `resources` */
  readonly resourceOf: Uint32Array;
  /** All resources, kind by kind in the order of their ordinals. */
  readonly resources: readonly LaidOut[];
  find(id: string): LaidOut | undefined;
}

export interface LaidOut {
  readonly index: number;
  readonly resource: Resource;
  readonly ordinal: number;
  /** First of its series; they are consecutive, in the order of its kind's metrics. */
  readonly firstSeries: number;
  readonly seriesCount: number;
  /** Index of the parent, −1 for the zone. */
  readonly parent: number;
  /** Telemetry must come from it, or from something below it that its roll-ups are made of: silence is a finding. */
  readonly expected: boolean;
  /** True when its kind has metrics that are sent, not derived. */
  readonly sends: boolean;
}

/** Place of a kind's metric in `Layout.metrics`, −1 when the catalogue or the inventory has none of it. */
export function metricNumber(layout: Layout, id: string): number {
  return layout.metrics.findIndex((metric) => metric.id === id);
}

export function createLayout(inventory: Inventory): Layout {
  const { dictionary } = inventory;
  const kinds = RESOURCE_KINDS.filter((kind) => inventory.ofKind(kind).length > 0);
  const metrics = kinds.flatMap((kind) => [...metricsOf(kind)]);
  const metricOf = new Uint16Array(dictionary.seriesCount);
  const resourceOf = new Uint32Array(dictionary.seriesCount);
  const index = indexById(inventory, kinds);
  const expected = findExpected(inventory, kinds, index);

  const resources: LaidOut[] = [];
  for (const kind of kinds) {
    const own = metricsOf(kind);
    const firstMetric = own.length > 0 ? metrics.indexOf(own[0]!) : 0;
    const sends = own.some((metric) => metric.derive === undefined);
    inventory.ofKind(kind).forEach((resource, ordinal) => {
      const at = resources.length;
      const firstSeries = own.length > 0 ? dictionary.series(kind, ordinal, 0) : 0;
      for (let i = 0; i < own.length; i++) {
        metricOf[firstSeries + i] = firstMetric + i;
        resourceOf[firstSeries + i] = at;
      }
      const parent = resource.parent === null ? -1 : (index.get(resource.parent) ?? -1);
      resources.push({
        index: at,
        resource,
        ordinal,
        firstSeries,
        seriesCount: own.length,
        parent,
        expected: expected[at] === 1,
        sends,
      });
    });
  }
  return {
    seriesCount: dictionary.seriesCount,
    metrics,
    metricOf,
    resourceOf,
    resources,
    find(id) {
      const at = index.get(id);
      return at === undefined ? undefined : resources[at];
    },
  };
}

function indexById(inventory: Inventory, kinds: readonly ResourceKind[]): Map<string, number> {
  const index = new Map<string, number>();
  for (const kind of kinds) for (const resource of inventory.ofKind(kind)) index.set(resource.id, index.size);
  return index;
}

/** In-service reporting resources, and everything in service above them that is worked out from their kind. */
function findExpected(
  inventory: Inventory,
  kinds: readonly ResourceKind[],
  index: ReadonlyMap<string, number>,
): Uint8Array {
  const expected = new Uint8Array(index.size);
  for (const kind of kinds) {
    if (!metricsOf(kind).some((metric) => metric.derive === undefined)) continue;
    const showIt = new Set(kinds.filter((above) => rollsUp(above, kind)));
    const walked = new Set<string>();
    for (const resource of inventory.ofKind(kind)) {
      if (resource.lifecycle !== 'in-service' || !resource.reporting) continue;
      expected[index.get(resource.id)!] = 1;
      for (let id = resource.parent; id !== null && !walked.has(id); ) {
        walked.add(id);
        const above: Resource | undefined = inventory.find(id);
        if (above === undefined || above.lifecycle !== 'in-service') break;
        if (showIt.has(above.kind)) expected[index.get(id)!] = 1;
        id = above.parent;
      }
    }
  }
  return expected;
}

/** True when a metric of `above` is worked out from metrics of `kind`. */
function rollsUp(above: ResourceKind, kind: ResourceKind): boolean {
  return metricsOf(above).some(
    ({ derive }) => derive?.over === 'below' && derive.input.slice(0, derive.input.indexOf('.')) === kind,
  );
}
