/** A raster with a class for each pixel, row by row from the north-west. */
export interface ClassGrid {
  readonly rows: number;
  readonly columns: number;
  readonly classes: ArrayLike<number>;
  /** The class of pixels that belong to none. */
  readonly nothing: number;
}

/** A corner of pixels: columns from the west, rows from the north. */
export type Corner = readonly [x: number, y: number];

/** All pixels of one class. */
export interface ClassOutline {
  readonly class: number;
  readonly pixels: number;
  /** Pieces that hang together by edges: closed rings, the outer one first; seen on a map it runs against the clock. */
  readonly polygons: readonly (readonly (readonly Corner[])[])[];
}

/** Ways along edges of pixels, each to the right of the one before: east, south, west, north. */
const EAST = 0;
const STEP_X = [1, 0, -1, 0] as const;
const STEP_Y = [0, 1, 0, -1] as const;

/**
 * Outlines of every class along the edges of its pixels, in ascending order of classes. They fill the raster without gap
 * or overlap, and their areas are exactly those of the pixels. Pieces that meet in a corner only are two polygons, so that
 * each is valid (OGC 06-103r4 §6.1.11). Linear in pixels.
 */
export function classOutlines(grid: ClassGrid): ClassOutline[] {
  const { rows, columns, classes, nothing } = grid;
  const firstOf = createPieces(grid);
  const traced = new Uint8Array(rows * columns);
  const pieces = new Map<number, Corner[][]>();
  const found = new Map<number, { pixels: number; polygons: Corner[][][] }>();
  for (let pixel = 0; pixel < rows * columns; pixel++) {
    const own = classes[pixel]!;
    if (own === nothing) continue;
    const outline = found.get(own) ?? { pixels: 0, polygons: [] };
    found.set(own, outline);
    outline.pixels += 1;
    const isTop = pixel < columns || classes[pixel - columns] !== own;
    if (!isTop || traced[pixel] === 1) continue;
    const ring = trace(grid, firstOf, pixel, traced);
    const first = firstOf(pixel);
    const piece = pieces.get(first);
    // From the first pixel of a piece its outer ring runs, from any later one a ring around what it leaves out.
    if (piece !== undefined) piece.push(ring);
    else {
      const rings = [ring];
      pieces.set(first, rings);
      outline.polygons.push(rings);
    }
  }
  return [...found].sort(([a], [b]) => a - b).map(([own, outline]) => ({ class: own, ...outline }));
}

/** By pixel the first pixel, row by row, of the piece that it belongs to (union-find over equal neighbours). */
function createPieces({ rows, columns, classes }: ClassGrid): (pixel: number) => number {
  const parent = new Int32Array(rows * columns);
  const firstOf = (pixel: number): number => {
    let at = pixel;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  const join = (one: number, other: number): void => {
    const [a, b] = [firstOf(one), firstOf(other)];
    parent[Math.max(a, b)] = Math.min(a, b);
  };
  for (let pixel = 0; pixel < parent.length; pixel++) {
    parent[pixel] = pixel;
    if (pixel % columns > 0 && classes[pixel - 1] === classes[pixel]) join(pixel, pixel - 1);
    if (pixel >= columns && classes[pixel - columns] === classes[pixel]) join(pixel, pixel - columns);
  }
  return firstOf;
}

/**
 * The ring that begins along the upper edge of a pixel, with the pixel on its right; returned the other way round. Upper
 * edges that it passes are marked. Where only corners meet it keeps to its own piece: across to it, else around the pixel,
 * so that it passes no corner twice.
 */
function trace(
  { rows, columns, classes }: ClassGrid,
  firstOf: (pixel: number) => number,
  start: number,
  traced: Uint8Array,
): Corner[] {
  const piece = firstOf(start);
  const isOwn = (x: number, y: number): boolean =>
    x >= 0 &&
    y >= 0 &&
    x < columns &&
    y < rows &&
    classes[y * columns + x] === classes[start] &&
    firstOf(y * columns + x) === piece;
  const ring: Corner[] = [];
  let [x, y, way] = [start % columns, Math.floor(start / columns), EAST];
  do {
    if (way === EAST) traced[y * columns + x] = 1;
    const [stepX, stepY] = [STEP_X[way]!, STEP_Y[way]!];
    const [leftX, leftY] = [x + stepX + stepY, y + stepY - stepX];
    if (isOwn(leftX, leftY)) {
      ring.push(cornerAhead(x, y, way));
      [x, y, way] = [leftX, leftY, (way + 3) % 4];
    } else if (isOwn(x + stepX, y + stepY)) {
      [x, y] = [x + stepX, y + stepY];
    } else {
      ring.push(cornerAhead(x, y, way));
      way = (way + 1) % 4;
    }
  } while (way !== EAST || y * columns + x !== start);
  ring.push(ring[0]!);
  return ring.reverse();
}

/** Where the edge of a pixel ends on the way along it, the pixel on the right. */
function cornerAhead(x: number, y: number, way: number): Corner {
  return [x + (way === 0 || way === 1 ? 1 : 0), y + (way === 1 || way === 2 ? 1 : 0)];
}
