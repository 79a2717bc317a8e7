import { toTile } from '../../shared/geo/tiles.ts';
import type { Position } from '../../shared/model/resource.ts';

/** The finest tiles that are watched: at the zone's size a finer grid gains nothing. */
const FINEST_ZOOM = 14;
const MAX_TILES = 16;

/** Far out, tiles are watched about twice as large as they are drawn: their squares are then 45 to 90 pixels wide. */
const MAX_CLUSTER_TILES = 64;

/**
 * Topics of the tiles that cover a view: the finest zoom ≤ 14 (and ≤ the view's) at which at most 16 tiles do. Corners
 * are the view's south-west and north-east.
 */
export function tileCover(southWest: Position, northEast: Position, zoom: number): string[] {
  return coverFrom('tile', southWest, northEast, Math.min(FINEST_ZOOM, Math.ceil(zoom)), MAX_TILES);
}

/** Topics of the counts that cover a view far out. Corners as above. */
export function clusterCover(southWest: Position, northEast: Position, zoom: number): string[] {
  return coverFrom('cluster', southWest, northEast, Math.round(zoom) - 1, MAX_CLUSTER_TILES);
}

function coverFrom(kind: string, southWest: Position, northEast: Position, finest: number, most: number): string[] {
  for (let z = Math.max(0, finest); z >= 0; z--) {
    const side = 2 ** z - 1;
    const clamp = (tile: number) => Math.max(0, Math.min(side, Math.floor(tile)));
    const low = toTile(southWest, z);
    const high = toTile(northEast, z);
    const [left, right, top, bottom] = [clamp(low.x), clamp(high.x), clamp(high.y), clamp(low.y)];
    if ((right - left + 1) * (bottom - top + 1) > most) continue;
    const topics: string[] = [];
    for (let x = left; x <= right; x++) for (let y = top; y <= bottom; y++) topics.push(`${kind}/${z}/${x}/${y}`);
    return topics;
  }
  return [`${kind}/0/0/0`];
}
