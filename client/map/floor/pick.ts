import { type FloorLayout, type HallBox, rowOffset, rowUnder } from './layout.ts';

export interface RackPick {
  /** Index into the layout's halls, −1 between halls. */
  readonly hall: number;
  /** Ordinal of the rack, −1 in an aisle or on a title. */
  readonly rack: number;
}

const NOTHING: RackPick = { hall: -1, rack: -1 };

/** What stands at a point, in floor units. */
export function pickAt(layout: FloorLayout, x: number, y: number): RackPick {
  const hall = layout.halls.find((box) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height);
  if (!hall) return NOTHING;
  return { hall: hall.hall, rack: rackIn(layout, hall, x, y) };
}

function rackIn(layout: FloorLayout, hall: HallBox, x: number, y: number): number {
  const place = Math.floor((x - hall.gridX) / hall.cell);
  const row = rowUnder((y - hall.gridY) / hall.cell, layout.depth);
  return rackOf(layout, hall, row, place);
}

/** The rack of a hall's row and place (from 0), −1 when none stands there. */
export function rackOf(layout: FloorLayout, hall: HallBox, row: number, place: number): number {
  if (row < 0 || row >= hall.rows || place < 0 || place >= hall.places) return -1;
  return layout.rackAt[(hall.atlasY + row) * layout.atlasWidth + place] ?? -1;
}

/** All racks whose cells touch a rectangle, in floor units (corners in any order). */
export function racksWithin(layout: FloorLayout, x1: number, y1: number, x2: number, y2: number): number[] {
  const [left, right] = x1 < x2 ? [x1, x2] : [x2, x1];
  const [top, bottom] = y1 < y2 ? [y1, y2] : [y2, y1];
  const found: number[] = [];
  for (const hall of layout.halls) {
    if (hall.x > right || hall.y > bottom || hall.x + hall.width < left || hall.y + hall.height < top) continue;
    const first = Math.max(0, Math.floor((left - hall.gridX) / hall.cell));
    const last = Math.min(hall.places - 1, Math.floor((right - hall.gridX) / hall.cell));
    for (let row = 0; row < hall.rows; row++) {
      const y = hall.gridY + rowOffset(row, layout.depth) * hall.cell;
      if (y > bottom || y + layout.depth * hall.cell < top) continue;
      for (let place = first; place <= last; place++) {
        const rack = rackOf(layout, hall, row, place);
        if (rack >= 0) found.push(rack);
      }
    }
  }
  return found;
}

/**
 * The next rack in a direction: within the hall over aisles, then into the nearest hall on that side. Stays where there
 * is none.
 */
export function neighbourOf(layout: FloorLayout, rack: number, dx: -1 | 0 | 1, dy: -1 | 0 | 1): number {
  const hall = layout.halls[layout.rackHall[rack] ?? -1];
  const pixel = layout.pixelOf[rack] ?? -1;
  if (!hall || pixel < 0) return rack;
  const row = Math.floor(pixel / layout.atlasWidth) - hall.atlasY;
  const place = pixel % layout.atlasWidth;
  const inside = rackOf(layout, hall, row + dy, place + dx);
  if (inside >= 0) return inside;
  const next = hallBeside(layout, hall, dx, dy);
  if (!next) return rack;
  const toRow = dy > 0 ? 0 : dy < 0 ? next.rows - 1 : Math.min(row, next.rows - 1);
  const toPlace = dx > 0 ? 0 : dx < 0 ? next.places - 1 : Math.min(place, next.places - 1);
  const landed = rackOf(layout, next, toRow, toPlace);
  return landed >= 0 ? landed : rack;
}

/** The nearest hall on one side, by distance of middles with sideways distance counted double. */
function hallBeside(layout: FloorLayout, from: HallBox, dx: number, dy: number): HallBox | undefined {
  let best: HallBox | undefined;
  let nearest = Number.POSITIVE_INFINITY;
  for (const hall of layout.halls) {
    const right = hall.x + hall.width / 2 - (from.x + from.width / 2);
    const down = hall.y + hall.height / 2 - (from.y + from.height / 2);
    const along = right * dx + down * dy;
    const across = Math.abs(right * dy) + Math.abs(down * dx);
    if (along <= from.width / 4 || across > along * 2) continue;
    if (along + 2 * across < nearest) {
      nearest = along + 2 * across;
      best = hall;
    }
  }
  return best;
}
