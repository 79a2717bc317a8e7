/** A label that wants a place: its box is centred on (x, y) plus one of the offsets, tried in order. CSS pixels. */
export interface LabelWish {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Larger goes first. */
  readonly priority: number;
  readonly offsets: readonly (readonly [number, number])[];
  /** True for a label that is never left out: without a free place it covers as little as it can. */
  readonly must?: boolean;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface PlacedLabel<T extends LabelWish> {
  readonly wish: T;
  /** Centre of the box. */
  readonly x: number;
  readonly y: number;
}

/**
 * Gives labels places such that no two boxes (nor any of `taken`) overlap; a label without a free place is left out
 * unless it must be seen.
 * Higher priority first, equal ones in the order given. Order and result depend on nothing but the input, so that a
 * pan does not make labels flicker.
 */
export function placeLabels<T extends LabelWish>(
  wishes: readonly T[],
  taken: readonly Box[] = [],
  marginPx = 2,
): PlacedLabel<T>[] {
  const labels: Box[] = [];
  const placed: PlacedLabel<T>[] = [];
  for (const wish of [...wishes].sort((a, b) => b.priority - a.priority)) {
    const boxes = wish.offsets.map(([dx, dy]) =>
      boxAround(wish.x + dx, wish.y + dy, wish.width + 2 * marginPx, wish.height + 2 * marginPx),
    );
    let place = boxes.findIndex((box) => isFree(box, labels) && isFree(box, taken));
    if (place < 0 && wish.must) place = leastCovering(boxes, labels, taken);
    if (place < 0) continue;
    const [dx, dy] = wish.offsets[place]!;
    labels.push(boxes[place]!);
    placed.push({ wish, x: wish.x + dx, y: wish.y + dy });
  }
  return placed;
}

/** The place that covers least; covering another label is worse than covering marks. */
function leastCovering(boxes: readonly Box[], labels: readonly Box[], taken: readonly Box[]): number {
  const costs = boxes.map((box) => 10 * overlapOf(box, labels) + overlapOf(box, taken));
  return costs.indexOf(Math.min(...costs));
}

function overlapOf(box: Box, others: readonly Box[]): number {
  return others.reduce((sum, other) => {
    const width = Math.min(box.right, other.right) - Math.max(box.left, other.left);
    const height = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
    return sum + Math.max(0, width) * Math.max(0, height);
  }, 0);
}

function isFree(box: Box, others: readonly Box[]): boolean {
  return !others.some((other) => overlaps(box, other));
}

export function boxAround(x: number, y: number, width: number, height: number): Box {
  return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
