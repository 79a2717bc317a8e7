import type { Inventory } from '../ports.ts';

const METRES_PER_DEGREE = 111_195;

/** Area of the outline's bounding box, km²; 0 without an outline. */
export function outlineBoxKm2(inventory: Inventory): number {
  const box = outlineBox(inventory);
  if (!(box.west < box.east)) return 0;
  const highKm = ((box.north - box.south) * METRES_PER_DEGREE) / 1000;
  const middle = ((box.north + box.south) / 2) * (Math.PI / 180);
  const wideKm = ((box.east - box.west) * METRES_PER_DEGREE * Math.cos(middle)) / 1000;
  return highKm * wideKm;
}

/** Around the outline, WGS84; empty (west beyond east) without one. */
export function outlineBox(inventory: Inventory) {
  const box = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity };
  for (const [lon, lat] of inventory.zone.outline.flat()) {
    box.west = Math.min(box.west, lon);
    box.east = Math.max(box.east, lon);
    box.south = Math.min(box.south, lat);
    box.north = Math.max(box.north, lat);
  }
  return box;
}
