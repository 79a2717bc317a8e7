/**
 * Where every hall and rack stands on the drawn floor. Pure geometry in *floor units*: one unit is the width of a rack
 * of the first phase. Later phases are scaled so that their halls fill the same width.
 */

export interface PlanHall {
  readonly id: string;
  /** Index into the plan's phases. */
  readonly phase: number;
  /** Place on the phase's own grid, from 0. */
  readonly column: number;
  readonly row: number;
}

/** What stands on the floor, in the order of the dictionary. */
export interface FloorPlan {
  readonly phases: readonly { readonly id: string }[];
  readonly halls: readonly PlanHall[];
  /** Per rack: index into halls (−1: nowhere), its row in the hall and its place in the row, both from 0. */
  readonly rackHall: Int16Array;
  readonly rackRow: Uint16Array;
  readonly rackPlace: Uint16Array;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface HallBox extends Box {
  readonly hall: number;
  readonly phase: number;
  /** Floor units between neighbouring racks of a row. */
  readonly cell: number;
  /** Top left corner of the first rack. */
  readonly gridX: number;
  readonly gridY: number;
  readonly rows: number;
  readonly places: number;
  /** First line of the hall in the atlas. */
  readonly atlasY: number;
}

export interface PhaseBox extends Box {
  readonly phase: number;
  /** Height of the band above the halls that carries the heading. */
  readonly heading: number;
}

export interface FloorLayout {
  readonly width: number;
  readonly height: number;
  /** Depth of a rack as drawn, in rack widths. */
  readonly depth: number;
  readonly phases: readonly PhaseBox[];
  /** In the order of the plan's halls. */
  readonly halls: readonly HallBox[];
  /** The atlas has one pixel per rack: a hall's row is a line of it. */
  readonly atlasWidth: number;
  readonly atlasHeight: number;
  /** Per rack its pixel in the atlas, −1 when it stands nowhere; and the way back. */
  readonly pixelOf: Int32Array;
  readonly rackAt: Int32Array;
  readonly rackHall: Int16Array;
}

/** Width of the aisle after every second row, in rack widths. */
const AISLE = 0.42;
/** A rack is twice as deep as wide in life; drawn between these, so that the floor has a screen's proportions. */
const LEAST_DEPTH = 0.8;
const MOST_DEPTH = 2;
/** Width over height of the floor that is aimed at: a desk's screen, and a phone's where halls are folded. */
const WIDE_ASPECT = 1.58;
const FOLDED_ASPECT = 0.64;
const HALL_PADDING = 0.6;
const HALL_TITLE = 4.6;
const HALL_GAP = 1.5;
const PHASE_HEADING = 5.4;
const PHASE_GAP = 2.2;

/** Distance from a hall's first row to the given one, in rack widths. */
export function rowOffset(row: number, depth: number): number {
  return row * depth + Math.floor(row / 2) * AISLE;
}

/** Row under a distance from the first row, in rack widths; −1 in an aisle or above. */
export function rowUnder(distance: number, depth: number): number {
  if (distance < 0) return -1;
  const pair = 2 * depth + AISLE;
  const index = Math.floor(distance / pair);
  const rest = distance - index * pair;
  if (rest >= 2 * depth) return -1;
  return index * 2 + (rest >= depth ? 1 : 0);
}

function shapeOfHalls(plan: FloorPlan): HallShapes {
  const rows = new Uint16Array(plan.halls.length);
  const places = new Uint16Array(plan.halls.length);
  for (let rack = 0; rack < plan.rackHall.length; rack++) {
    const hall = plan.rackHall[rack]!;
    if (hall < 0) continue;
    rows[hall] = Math.max(rows[hall]!, plan.rackRow[rack]! + 1);
    places[hall] = Math.max(places[hall]!, plan.rackPlace[rack]! + 1);
  }
  return { rows, places };
}

interface Slot {
  readonly hall: number;
  readonly column: number;
  readonly row: number;
}

/** The phase's halls on a grid no wider than its own columns divided by `wrap`, in reading order. */
function slotsOf(plan: FloorPlan, phase: number, wrap: number): { slots: Slot[]; columns: number; rows: number } {
  const members: Slot[] = [];
  plan.halls.forEach((hall, index) => {
    if (hall.phase === phase) members.push({ hall: index, column: hall.column, row: hall.row });
  });
  const left = Math.min(...members.map((slot) => slot.column));
  const top = Math.min(...members.map((slot) => slot.row));
  let slots = members.map((slot) => ({ ...slot, column: slot.column - left, row: slot.row - top }));
  let columns = Math.max(...slots.map((slot) => slot.column)) + 1;
  if (wrap > 1) {
    const narrow = Math.ceil(columns / wrap);
    slots.sort((a, b) => a.row - b.row || a.column - b.column);
    slots = slots.map((slot, i) => ({ hall: slot.hall, column: i % narrow, row: Math.floor(i / narrow) }));
    columns = narrow;
  }
  return { slots, columns, rows: Math.max(...slots.map((slot) => slot.row)) + 1 };
}

/**
 * Places all phases below one another. `wrap` > 1 folds each phase into that many times fewer columns (narrow screens).
 */
export function layoutFloor(plan: FloorPlan, wrap = 1): FloorLayout {
  const shape = shapeOfHalls(plan);
  const shallow = placeHalls(plan, shape, wrap, LEAST_DEPTH);
  const deep = placeHalls(plan, shape, wrap, MOST_DEPTH);
  // Height grows in proportion to depth between the two.
  const wanted = shallow.width / (wrap > 1 ? FOLDED_ASPECT : WIDE_ASPECT);
  const share = (wanted - shallow.height) / Math.max(1e-9, deep.height - shallow.height);
  const depth = LEAST_DEPTH + Math.min(1, Math.max(0, share)) * (MOST_DEPTH - LEAST_DEPTH);
  const placed = placeHalls(plan, shape, wrap, depth);
  return { ...placed, depth, ...atlasOf(plan, placed.halls, placed.atlasWidth, placed.lines) };
}

interface HallShapes {
  readonly rows: Uint16Array;
  readonly places: Uint16Array;
}

function placeHalls(plan: FloorPlan, shape: HallShapes, wrap: number, depth: number) {
  const phases: PhaseBox[] = [];
  const halls: HallBox[] = [];
  let width = 0;
  let y = 0;
  let atlasY = 0;
  const atlasWidth = Math.max(1, ...shape.places);
  for (let phase = 0; phase < plan.phases.length; phase++) {
    if (!plan.halls.some((hall) => hall.phase === phase)) continue;
    const { slots, columns, rows } = slotsOf(plan, phase, wrap);
    const places = Math.max(...slots.map((slot) => shape.places[slot.hall]!), 1);
    const lines = Math.max(...slots.map((slot) => shape.rows[slot.hall]!), 1);
    const natural = columns * (places + 2 * HALL_PADDING) + (columns - 1) * HALL_GAP;
    const cell = width === 0 ? 1 : width / natural;
    const gap = HALL_GAP * cell;
    if (width === 0) width = natural;
    const hallWidth = (places + 2 * HALL_PADDING) * cell;
    const title = HALL_TITLE * Math.max(cell, 0.8);
    const hallHeight = title + (rowOffset(lines - 1, depth) + depth + HALL_PADDING) * cell;
    const top = y + (phases.length > 0 ? PHASE_GAP : 0);
    for (const slot of slots) {
      const x = slot.column * (hallWidth + gap);
      const hallY = top + PHASE_HEADING + slot.row * (hallHeight + gap);
      halls[slot.hall] = {
        hall: slot.hall,
        phase,
        x,
        y: hallY,
        width: hallWidth,
        height: hallHeight,
        cell,
        gridX: x + HALL_PADDING * cell,
        gridY: hallY + title,
        rows: shape.rows[slot.hall]!,
        places: shape.places[slot.hall]!,
        atlasY,
      };
      atlasY += shape.rows[slot.hall]!;
    }
    const height = PHASE_HEADING + rows * hallHeight + (rows - 1) * gap;
    phases.push({ phase, x: 0, y: top, width, height, heading: PHASE_HEADING });
    y = top + height;
  }
  return { width, height: y, phases, halls, atlasWidth, lines: atlasY };
}

function atlasOf(plan: FloorPlan, halls: readonly HallBox[], atlasWidth: number, lines: number) {
  const atlasHeight = Math.max(1, lines);
  const pixelOf = new Int32Array(plan.rackHall.length).fill(-1);
  const rackAt = new Int32Array(atlasWidth * atlasHeight).fill(-1);
  for (let rack = 0; rack < plan.rackHall.length; rack++) {
    const hall = halls[plan.rackHall[rack]!];
    if (!hall) continue;
    const pixel = (hall.atlasY + plan.rackRow[rack]!) * atlasWidth + plan.rackPlace[rack]!;
    pixelOf[rack] = pixel;
    rackAt[pixel] = rack;
  }
  return { atlasHeight, pixelOf, rackAt, rackHall: plan.rackHall };
}

/** The cell of a rack in floor units; undefined when it stands nowhere. */
export function cellOf(layout: FloorLayout, rack: number): Box | undefined {
  const hall = layout.halls[layout.rackHall[rack] ?? -1];
  const pixel = layout.pixelOf[rack] ?? -1;
  if (!hall || pixel < 0) return undefined;
  const row = Math.floor(pixel / layout.atlasWidth) - hall.atlasY;
  const place = pixel % layout.atlasWidth;
  return {
    x: hall.gridX + place * hall.cell,
    y: hall.gridY + rowOffset(row, layout.depth) * hall.cell,
    width: hall.cell,
    height: layout.depth * hall.cell,
  };
}
