import { toTile } from '../../shared/geo/tiles.ts';
import type { Position } from '../../shared/model/resource.ts';

/** The finest tiles that are watched: at the zone's size a finer grid gains nothing. */
const FINEST_ZOOM = 14;
const MAX_TILES = 16;

/**
 * Topics of the tiles that cover a view: the finest zoom ≤ 14 (and ≤ the view's) at which at most 16 tiles do. Corners
 * are the view's south-west and north-east.
 */
export function tileCover(southWest: Position, northEast: Position, zoom: number): string[] {
  for (let z = Math.max(0, Math.min(FINEST_ZOOM, Math.ceil(zoom))); z >= 0; z--) {
    const side = 2 ** z - 1;
    const clamp = (tile: number) => Math.max(0, Math.min(side, Math.floor(tile)));
    const low = toTile(southWest, z);
    const high = toTile(northEast, z);
    const [left, right, top, bottom] = [clamp(low.x), clamp(high.x), clamp(high.y), clamp(low.y)];
    if ((right - left + 1) * (bottom - top + 1) > MAX_TILES) continue;
    const topics: string[] = [];
    for (let x = left; x <= right; x++) for (let y = top; y <= bottom; y++) topics.push(`tile/${z}/${x}/${y}`);
    return topics;
  }
  return ['tile/0/0/0'];
}
