import { createHash } from 'node:crypto';
import { metricIndex, metricsOf } from '../../shared/metrics/index.ts';
import type { MetricDefinition } from '../../shared/metrics/metric.ts';
import { createDictionary } from '../../shared/model/dictionary.ts';
import { type Link, RESOURCE_KINDS, type Resource, type ResourceKind } from '../../shared/model/resource.ts';
import type { DemandCell, Inventory, MappingRule, Milestone, ZoneFacts } from '../ports.ts';
import { createSearch } from './search.ts';

export interface InventoryParts {
  readonly zone: ZoneFacts;
  /** Every id once; every parent is there. */
  readonly resources: ReadonlyMap<ResourceKind, readonly Resource[]>;
  readonly links: readonly Link[];
  readonly milestones?: readonly Milestone[];
  readonly demand?: readonly DemandCell[];
  readonly mapping: readonly MappingRule[];
  readonly sourcePriority?: readonly string[];
  /** GeoJSON text by layer name. */
  readonly basemap: ReadonlyMap<string, string>;
}

/** The inventory over checked parts: every question is a lookup in a Map or an array. */
export function createInventory(parts: InventoryParts): Inventory {
  const { zone, resources, links, milestones = [], demand = [], mapping, sourcePriority = [], basemap } = parts;
  const ofKind = (kind: ResourceKind): readonly Resource[] => resources.get(kind) ?? [];
  const all = RESOURCE_KINDS.flatMap(ofKind);
  const counts = new Map(RESOURCE_KINDS.map((kind) => [kind, ofKind(kind).length]));
  const dictionary = createDictionary(counts, metricsOf);
  const version = versionOf(all);
  const search = createSearch(version);
  const places = new Map<string, { readonly resource: Resource; readonly ordinal: number }>();
  for (const kind of RESOURCE_KINDS) {
    ofKind(kind).forEach((resource, ordinal) => {
      places.set(resource.id, { resource, ordinal });
    });
  }
  const childrenOf = groupByParent(all);
  const children = (id: string): readonly Resource[] => childrenOf.get(id) ?? [];

  return {
    zone,
    dictionary,
    version,
    ofKind,
    find: (id) => places.get(id)?.resource,
    ordinal: (id) => places.get(id)?.ordinal ?? -1,
    children,
    series(resource, metric) {
      const place = places.get(resource);
      const index = metricIndex(metric);
      if (!place || index < 0 || metricsOf(place.resource.kind)[index]?.id !== metric) return -1;
      return dictionary.series(place.resource.kind, place.ordinal, index);
    },
    resourceOf(series): Resource {
      const { kind, ordinal } = dictionary.describe(series);
      return ofKind(kind)[ordinal]!;
    },
    metricOf: (series): MetricDefinition => dictionary.describe(series).metric,
    links,
    milestones,
    demand,
    mapping,
    sourcePriority,
    basemap: (layer) => basemap.get(layer),
    search(query) {
      const { kind, parent } = query;
      const below = parent === undefined ? (kind ? ofKind(kind) : all) : children(parent);
      return search(kind && parent !== undefined ? below.filter((each) => each.kind === kind) : below, query);
    },
  };
}

function groupByParent(all: readonly Resource[]): ReadonlyMap<string, readonly Resource[]> {
  const groups = new Map<string, Resource[]>();
  for (const resource of all) {
    if (resource.parent === null) continue;
    const group = groups.get(resource.parent);
    if (group) group.push(resource);
    else groups.set(resource.parent, [resource]);
  }
  return groups;
}

/** SHA-256 of all resource ids and of the metric ids of each kind, in order. */
function versionOf(all: readonly Resource[]): string {
  const hash = createHash('sha256');
  hash.update(all.map((resource) => resource.id).join('\n'));
  for (const kind of RESOURCE_KINDS) {
    hash.update(
      `\n\n${kind}\n${metricsOf(kind)
        .map((metric) => metric.id)
        .join('\n')}`,
    );
  }
  return hash.digest('hex');
}
