import { toTile } from '../../shared/geo/tiles.ts';
import type { Position, Resource, ResourceKind } from '../../shared/model/resource.ts';
import type { Inventory } from '../ports.ts';

const MAX_ZOOM = 18;

export interface Tile {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/** `z/x/y` of a web-mercator tile, undefined for one that does not exist. */
export function readTile(text: string): Tile | undefined {
  const numbers = text.split('/').map(Number);
  const [zoom, x, y] = numbers;
  if (numbers.length !== 3 || zoom === undefined || x === undefined || y === undefined) return undefined;
  if (!numbers.every((number) => Number.isInteger(number) && number >= 0)) return undefined;
  return zoom > MAX_ZOOM || x >= 2 ** zoom || y >= 2 ** zoom ? undefined : { zoom, x, y };
}

/** Resources that stand somewhere, by their world position (0…1, web mercator): a tile is then a comparison each. */
export interface Places {
  readonly resources: readonly Resource[];
  readonly worldX: Float64Array;
  readonly worldY: Float64Array;
  /** Indices of what stands in a tile, ascending. */
  within(tile: Tile): Uint32Array;
}

export function createPlaces(inventory: Inventory, kinds: readonly ResourceKind[]): Places {
  const placed = kinds.flatMap((kind) =>
    inventory.ofKind(kind).flatMap((resource) => {
      const position = positionOf(inventory, resource);
      return position === undefined ? [] : [{ resource, world: toTile(position, 0) }];
    }),
  );
  const worldX = Float64Array.from(placed, ({ world }) => world.x);
  const worldY = Float64Array.from(placed, ({ world }) => world.y);
  return {
    resources: placed.map(({ resource }) => resource),
    worldX,
    worldY,
    within({ zoom, x, y }) {
      const side = 2 ** zoom;
      const inside: number[] = [];
      for (let i = 0; i < worldX.length; i++) {
        if (Math.floor(worldX[i]! * side) === x && Math.floor(worldY[i]! * side) === y) inside.push(i);
      }
      return Uint32Array.from(inside);
    },
  };
}

/** A cell stands at its site, a connector at its station. */
function positionOf(inventory: Inventory, resource: Resource): Position | undefined {
  if (resource.position !== undefined || resource.parent === null) return resource.position;
  return inventory.find(resource.parent)?.position;
}
