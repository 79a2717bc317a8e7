/**
 * What flows through places, summed as it is told: a model that moves one of thousands of contributors on adds the
 * difference, so that the sum costs nothing to read.
 */
export interface Meters {
  /** Number of a place, made at first sight; it stands at 0 then. */
  place(id: string): number;
  add(place: number, amount: number): void;
  /** 0 for a place that nobody named. */
  read(id: string): number;
}

export function createMeters(): Meters {
  const places = new Map<string, number>();
  const sums: number[] = [];
  return {
    place(id) {
      const known = places.get(id);
      if (known !== undefined) return known;
      places.set(id, sums.length);
      return sums.push(0) - 1;
    },
    add(place, amount) {
      sums[place]! += amount;
    },
    read(id) {
      const place = places.get(id);
      return place === undefined ? 0 : sums[place]!;
    },
  };
}
