import { tileOf } from '../../shared/geo/tiles.ts';
import { metricIndex, metricsOf } from '../../shared/metrics/index.ts';
import type { Position, Resource, ResourceKind } from '../../shared/model/resource.ts';
import { FLOOR_LAYERS, type FloorLayer } from '../../shared/wire/events.ts';
import type { Inventory } from '../ports.ts';

const ZONE_KINDS: readonly ResourceKind[] = ['zone', 'datacentre', 'phase', 'hall', 'carrier', 'uplink'];
const TILE_KINDS: readonly ResourceKind[] = ['site', 'cell', 'charging-station', 'connector'];
const MAX_ZOOM = 18;

/**
 * What a topic is made of: ascending series numbers, undefined for a topic that names nothing (grammar in
 * shared/wire/events.ts). A tile without anything in it is a topic without members, since maps watch whole viewports.
 */
export function createMembership(inventory: Inventory): (topic: string) => Uint32Array | undefined {
  const zone = ofResources(
    inventory,
    ZONE_KINDS.flatMap((kind) => [...inventory.ofKind(kind)]),
  );
  const placed = TILE_KINDS.flatMap((kind) =>
    inventory.ofKind(kind).flatMap((resource) => {
      const position = positionOf(inventory, resource);
      return position === undefined ? [] : [{ resource, position }];
    }),
  );

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
      default:
        return undefined;
    }
  };
}

function ofTile(
  inventory: Inventory,
  placed: readonly { readonly resource: Resource; readonly position: Position }[],
  tile: string,
): Uint32Array | undefined {
  const numbers = tile.split('/').map(Number);
  const [zoom, x, y] = numbers;
  if (numbers.length !== 3 || zoom === undefined || x === undefined || y === undefined) return undefined;
  if (!numbers.every((number) => Number.isInteger(number) && number >= 0)) return undefined;
  if (zoom > MAX_ZOOM || x >= 2 ** zoom || y >= 2 ** zoom) return undefined;
  const inside = placed.filter(({ position }) => {
    const at = tileOf(position, zoom);
    return at.x === x && at.y === y;
  });
  return ofResources(
    inventory,
    inside.map(({ resource }) => resource),
  );
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

/** A cell stands at its site, a connector at its station. */
function positionOf(inventory: Inventory, resource: Resource): Position | undefined {
  if (resource.position !== undefined || resource.parent === null) return resource.position;
  return inventory.find(resource.parent)?.position;
}

function isFloorLayer(text: string): text is FloorLayer {
  return Object.hasOwn(FLOOR_LAYERS, text);
}
