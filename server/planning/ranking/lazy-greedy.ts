/** Sets of points in one array: set s is points[first[s] … first[s + 1]). */
export interface PointSets {
  readonly count: number;
  readonly first: Uint32Array;
  readonly points: Uint32Array;
}

export interface GreedyPick {
  readonly set: number;
  /** Weight of the points that it adds. */
  readonly gain: number;
}

/**
 * Maximal coverage, greedily: each pick is the set that adds most weight to those before it, the lower number where two
 * add the same. Lazy (Minoux 1978): a gain only ever falls, so a set whose gain was just worked out anew and still leads
 * is the pick, and few are looked at. The picks are those of the naive way. `allows` may forbid a set after those picked
 * so far; what is forbidden once stays so. Without it the weight is at least 1 − 1/e of the best choice's. With `cost` the
 * pick is the set that adds most for its cost.
 */
export function lazyGreedy(
  sets: PointSets,
  weight: Float64Array,
  most: number,
  allows: (set: number, picked: readonly number[]) => boolean = () => true,
  cost: Float64Array | null = null,
): readonly GreedyPick[] {
  const covered = new Uint8Array(weight.length);
  const gainOf = (set: number): number => {
    let gain = 0;
    for (let at = sets.first[set]!; at < sets.first[set + 1]!; at++) {
      const point = sets.points[at]!;
      if (covered[point] === 0) gain += weight[point]!;
    }
    return gain;
  };
  const worthOf = (set: number): number => (cost === null ? gainOf(set) : gainOf(set) / cost[set]!);
  const heap = createHeap(Float64Array.from({ length: sets.count }, (_, set) => worthOf(set)));
  const fresh = new Uint32Array(sets.count);
  const picks: GreedyPick[] = [];
  const picked: number[] = [];
  while (picks.length < most && heap.size() > 0) {
    const set = heap.top();
    if (!allows(set, picked)) {
      heap.pop();
      continue;
    }
    if (fresh[set] !== picks.length) {
      fresh[set] = picks.length;
      heap.lower(worthOf(set));
      continue;
    }
    if (!(heap.topGain() > 0)) break;
    const gain = cost === null ? heap.topGain() : gainOf(set);
    heap.pop();
    picks.push({ set, gain });
    picked.push(set);
    for (let at = sets.first[set]!; at < sets.first[set + 1]!; at++) covered[sets.points[at]!] = 1;
  }
  return picks;
}

/** Sets by gain, the greatest on top, the lower number first among equals. */
function createHeap(gain: Float64Array) {
  const heap = Array.from(gain.keys());
  const before = (a: number, b: number): boolean => gain[a]! > gain[b]! || (gain[a]! === gain[b]! && a < b);
  const sink = (from: number): void => {
    let at = from;
    for (;;) {
      const left = 2 * at + 1;
      let best = at;
      if (left < heap.length && before(heap[left]!, heap[best]!)) best = left;
      if (left + 1 < heap.length && before(heap[left + 1]!, heap[best]!)) best = left + 1;
      if (best === at) return;
      [heap[at], heap[best]] = [heap[best]!, heap[at]!];
      at = best;
    }
  };
  for (let at = (heap.length >> 1) - 1; at >= 0; at--) sink(at);
  return {
    size: () => heap.length,
    top: () => heap[0]!,
    topGain: () => gain[heap[0]!]!,
    /** The top's gain has fallen. */
    lower(to: number): void {
      gain[heap[0]!] = to;
      sink(0);
    },
    pop(): void {
      const last = heap.pop()!;
      if (heap.length === 0) return;
      heap[0] = last;
      sink(0);
    },
  };
}
