import { metricIndex, metricsOf } from '../../shared/metrics/index.ts';
import { isKind, type Resource, type ResourceKind } from '../../shared/model/resource.ts';
import { FLOOR_LAYERS, type FloorLayer, type WireError } from '../../shared/wire/events.ts';
import type { Inventory } from '../ports.ts';
import { createPlaces, type Places, readTile } from './places.ts';

const ZONE_KINDS: readonly ResourceKind[] = ['zone', 'datacentre', 'phase', 'hall', 'carrier', 'uplink'];
const TILE_KINDS: readonly ResourceKind[] = ['site', 'cell', 'charging-station', 'connector'];
/** A kind with more resources than this is watched in parts. */
const MAX_OF_KIND = 2_000;

export const TOPIC_GRAMMAR = `zone, tile/z/x/y and cluster/z/x/y (z 0–18), floor/${Object.keys(FLOOR_LAYERS).join('|')}/<hall>, kind/<kind>, resource/<id>`;

/**
 * What a topic is made of: ascending series numbers, undefined for a topic that names nothing (grammar in
 * shared/wire/events.ts). A tile without anything in it is a topic without members, since maps watch whole viewports.
 */
export function createMembership(inventory: Inventory): (topic: string) => Uint32Array | undefined {
  const zone = ofResources(
    inventory,
    ZONE_KINDS.flatMap((kind) => [...inventory.ofKind(kind)]),
  );
  const placed = createPlaces(inventory, TILE_KINDS);

  return (topic) => {
    const slash = topic.indexOf('/');
    if (slash < 0) return topic === 'zone' ? zone : undefined;
    const rest = topic.slice(slash + 1);
    switch (topic.slice(0, slash)) {
      case 'tile':
        return ofTile(inventory, placed, rest);
      case 'floor':
        return ofFloor(inventory, rest);
      case 'resource':
        return ofResource(inventory, rest);
      case 'kind':
        return ofKind(inventory, rest);
      default:
        return undefined;
    }
  };
}

function ofTile(inventory: Inventory, placed: Places, text: string): Uint32Array | undefined {
  const tile = readTile(text);
  if (tile === undefined) return undefined;
  return ofResources(
    inventory,
    Array.from(placed.within(tile), (place) => placed.resources[place]!),
  );
}

/** All series of a kind that is small enough to be watched whole. */
function ofKind(inventory: Inventory, kind: string): Uint32Array | undefined {
  if (!isKind(kind) || isTooLarge(inventory, kind)) return undefined;
  const { base, count, metrics } = inventory.dictionary.kinds.get(kind)!;
  return Uint32Array.from({ length: count * metrics.length }, (_, i) => base + i);
}

function isTooLarge(inventory: Inventory, kind: ResourceKind): boolean {
  return inventory.ofKind(kind).length > MAX_OF_KIND;
}

/** Why a topic without members is refused, for a field of a request. */
export function refusalOf(inventory: Inventory, topic: string, field: string): WireError {
  const kind = topic.startsWith('kind/') ? topic.slice('kind/'.length) : '';
  if (isKind(kind) && isTooLarge(inventory, kind)) {
    const message = `there are ${inventory.ofKind(kind).length} of kind ${kind}: watch tiles, halls or single resources`;
    return { code: 'kind-too-large', message, field, limit: MAX_OF_KIND };
  }
  return { code: 'unknown-topic', message: 'the topic names nothing in this zone', field, limit: TOPIC_GRAMMAR };
}

function ofFloor(inventory: Inventory, rest: string): Uint32Array | undefined {
  const slash = rest.indexOf('/');
  const layer = rest.slice(0, slash);
  const hall = inventory.find(rest.slice(slash + 1));
  if (!isFloorLayer(layer) || hall?.kind !== 'hall') return undefined;
  const metric = metricIndex(FLOOR_LAYERS[layer]);
  const series: number[] = [];
  for (const row of inventory.children(hall.id)) {
    const racks = row.kind === 'rack' ? [row] : inventory.children(row.id);
    for (const rack of racks) {
      if (rack.kind === 'rack') series.push(inventory.dictionary.series('rack', inventory.ordinal(rack.id), metric));
    }
  }
  return Uint32Array.from(series).sort();
}

function ofResource(inventory: Inventory, id: string): Uint32Array | undefined {
  const resource = inventory.find(id);
  return resource && ofResources(inventory, [resource, ...inventory.children(id)]);
}

/** All series of some resources. */
function ofResources(inventory: Inventory, resources: readonly Resource[]): Uint32Array {
  const series = resources.flatMap(({ id, kind }) => {
    const ordinal = inventory.ordinal(id);
    return metricsOf(kind).map((_, metric) => inventory.dictionary.series(kind, ordinal, metric));
  });
  return Uint32Array.from(series).sort();
}

function isFloorLayer(text: string): text is FloorLayer {
  return Object.hasOwn(FLOOR_LAYERS, text);
}
