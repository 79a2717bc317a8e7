import type { Position } from '../model/resource.ts';

/** A raster of land and sea: rows north to south, columns west to east, 1 land, 0 sea. Degrees, WGS84. */
export interface LandMask {
  /** Western and northern edge of the first cell. */
  readonly west: number;
  readonly north: number;
  /** Width and height of a cell. */
  readonly stepDeg: number;
  readonly nx: number;
  readonly ny: number;
  /** nx · ny values. */
  readonly cells: Uint8Array;
}

/** What the mask says of a position; outside the raster it knows nothing. */
export function surfaceAt(mask: LandMask, position: Position): 'land' | 'sea' | 'unknown' {
  const column = Math.floor((position.lon - mask.west) / mask.stepDeg);
  const row = Math.floor((mask.north - position.lat) / mask.stepDeg);
  if (!(column >= 0 && column < mask.nx && row >= 0 && row < mask.ny)) return 'unknown';
  return mask.cells[row * mask.nx + column] === 0 ? 'sea' : 'land';
}
