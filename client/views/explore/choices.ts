import { metricsOf } from '../../../shared/metrics/index.ts';
import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import { RESOURCE_KINDS, type ResourceKind } from '../../../shared/model/resource.ts';
import type { InventoryIndex, Place } from '../../../shared/wire/inventory-index.ts';

/** Kinds that have both resources and metrics: what can be explored at all. */
export function exploredKinds(index: InventoryIndex): readonly ResourceKind[] {
  return RESOURCE_KINDS.filter((kind) => index.count(kind) > 0 && metricsOf(kind).length > 0);
}

/** Metrics whose name, id or standard name contains the text, any case: those of the kind, then those of the others. */
export function findMetrics(
  kinds: readonly ResourceKind[],
  kind: ResourceKind,
  query: string,
): { readonly own: readonly MetricDefinition[]; readonly others: readonly MetricDefinition[] } {
  const wanted = query.trim().toLowerCase();
  const matching = (one: ResourceKind) => metricsOf(one).filter((metric) => searchText(metric).includes(wanted));
  return {
    own: matching(kind),
    others: wanted === '' ? [] : kinds.filter((one) => one !== kind).flatMap(matching),
  };
}

function searchText({ id, label, standard = '' }: MetricDefinition): string {
  return `${id}\n${label.zh}\n${label.en}\n${standard}`.toLowerCase();
}

/** So many of the inventory's matches are looked through for those of one kind. */
const LOOKED_THROUGH = 5_000;

/** Resources of a kind whose name or id contains the text; with none, the kind's first ones. `more` are left out. */
export function findResources(
  index: InventoryIndex,
  kind: ResourceKind,
  query: string,
  limit: number,
): { readonly own: readonly string[]; readonly more: number; readonly others: readonly Place[] } {
  if (query.trim() === '') {
    const count = index.count(kind);
    const own = Array.from({ length: Math.min(limit, count) }, (_, i) => index.id(kind, i));
    return { own, more: count - own.length, others: [] };
  }
  const places = index.find(query, LOOKED_THROUGH);
  const own = places.filter((place) => place.kind === kind);
  return {
    own: own.slice(0, limit).map(({ ordinal }) => index.id(kind, ordinal)),
    more: Math.max(0, own.length - limit),
    others: places.filter((place) => place.kind !== kind && metricsOf(place.kind).length > 0).slice(0, limit),
  };
}
