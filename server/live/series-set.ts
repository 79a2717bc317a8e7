/**
 * A set of small integers that is cleared often: membership is an array read, iteration touches members only. Many sets are
 * over all series and hold few: the list of members is as long as the most that were in it.
 */
export interface SeriesSet {
  readonly length: number;
  /** True when it was not in the set. */
  add(member: number): boolean;
  /** The i-th member in the order of adding. */
  get(i: number): number;
  clear(): void;
}

const FEW = 256;

export function createSeriesSet(capacity: number): SeriesSet {
  const marks = new Uint8Array(capacity);
  let members = new Uint32Array(Math.min(capacity, FEW));
  let length = 0;
  return {
    get length() {
      return length;
    },
    add(member) {
      if (marks[member] === 1) return false;
      marks[member] = 1;
      if (length === members.length) members = longer(members, Math.min(capacity, length * 2));
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

function longer(members: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const copy = new Uint32Array(length);
  copy.set(members);
  return copy;
}
