import { fromWgs84 } from '../../../shared/geo/crs.ts';
import type { Position } from '../../../shared/model/resource.ts';
import { toWorld } from '../../map/camera.ts';

/** World position of a place on a map that is drawn in WGS84. */
export function worldOf(position: Position | null): { x: number; y: number } {
  return position ? toWorld(fromWgs84(position, 'WGS84')) : { x: Number.NaN, y: Number.NaN };
}
