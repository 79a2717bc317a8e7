import { contours } from 'd3-contour';
import { positionOfCorner, type Raster } from '../../../shared/radio/raster.ts';

/** A piece of a raster, row by row: 1 where something is. */
export interface Patch {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  readonly values: Uint8Array;
}

/** Rings of [lon, lat] per polygon, the outer one first. */
export type MultiPolygon = [number, number][][][];

/**
 * Outlines of what a patch marks (marching squares at one half, d3-contour): GeoJSON MultiPolygon coordinates, WGS84,
 * closed rings. Corners of pixels are cut, so an area differs from the pixels' by at most half a pixel a corner.
 */
export function polygonsOf(raster: Raster, patch: Patch): MultiPolygon {
  const box = boxOf(patch);
  if (box === null) return [];
  // One empty pixel around, so that every outline closes inside.
  const [wide, high] = [box.right - box.left + 3, box.bottom - box.top + 3];
  const values = new Array<number>(wide * high).fill(0);
  for (let row = box.top; row <= box.bottom; row++) {
    for (let column = box.left; column <= box.right; column++) {
      const to = (row - box.top + 1) * wide + column - box.left + 1;
      values[to] = patch.values[row * patch.columns + column]!;
    }
  }
  const firstColumn = patch.column + box.left - 1;
  const firstRow = patch.row + box.top - 1;
  const { coordinates } = contours().size([wide, high]).contour(values, 0.5);
  return coordinates.map((polygon) =>
    polygon.map((ring) =>
      withoutMiddles(ring as [number, number][]).map(([x, y]) => {
        const { lat, lon } = positionOfCorner(raster, firstColumn + x, firstRow + y);
        return [rounded(lon), rounded(lat)];
      }),
    ),
  );
}

function boxOf({ rows, columns, values }: Patch) {
  const box = { top: rows, bottom: -1, left: columns, right: -1 };
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      if (values[at] === 0) continue;
      if (row < box.top) box.top = row;
      box.bottom = row;
      if (column < box.left) box.left = column;
      if (column > box.right) box.right = column;
    }
  }
  return box.bottom < 0 ? null : box;
}

/** A closed ring without the points in the middle of straight lines. */
function withoutMiddles(ring: readonly [number, number][]): [number, number][] {
  const kept = ring.filter(([x, y], index) => {
    if (index === 0 || index === ring.length - 1) return true;
    const [before, after] = [ring[index - 1]!, ring[index + 1]!];
    return (x - before[0]) * (after[1] - y) !== (y - before[1]) * (after[0] - x);
  });
  return kept;
}

/** A decimetre. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
