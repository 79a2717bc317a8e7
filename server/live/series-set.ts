/** A set of small integers that is cleared often: membership is an array read, iteration touches members only. */
export interface SeriesSet {
  readonly length: number;
  /** True when it was not in the set. */
  add(member: number): boolean;
  /** The i-th member in the order of adding. */
  get(i: number): number;
  clear(): void;
}

export function createSeriesSet(capacity: number): SeriesSet {
  const marks = new Uint8Array(capacity);
  const members = new Uint32Array(capacity);
  let length = 0;
  return {
    get length() {
      return length;
    },
    add(member) {
      if (marks[member] === 1) return false;
      marks[member] = 1;
      members[length++] = member;
      return true;
    },
    get: (i) => members[i]!,
    clear() {
      for (let i = 0; i < length; i++) marks[members[i]!] = 0;
      length = 0;
    },
  };
}
