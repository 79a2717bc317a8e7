/**
 * The series of one source, as columns that are made when the first comes: a Map and a Set of the 600,000 series of a
 * large zone would cost five times as much.
 */
export class SeriesHandles {
  readonly #seriesCount: number;
  /** Handle + 1 by series, 0 for none. */
  #handles = new Uint32Array(0);
  /** Number of the rule that led to that handle. */
  #rules = new Uint32Array(0);
  #seen = new Uint8Array(0);
  #size = 0;

  constructor(seriesCount: number) {
    this.#seriesCount = seriesCount;
  }

  /** How many series the source has, under whatever name. */
  get size(): number {
    return this.#size;
  }

  has(series: number): boolean {
    return this.#seen[series] === 1;
  }

  see(series: number): void {
    if (this.#seen.length === 0) this.#seen = new Uint8Array(this.#seriesCount);
    if (this.#seen[series] === 1) return;
    this.#seen[series] = 1;
    this.#size++;
  }

  /** The handle that a series was given first, if the rule that led to it had this number. */
  get(series: number, rule: number): number | undefined {
    const handle = this.#handles[series];
    return handle === undefined || handle === 0 || this.#rules[series] !== rule ? undefined : handle - 1;
  }

  /** Keeps the first handle of a series; false when it has one already, under another rule. */
  set(series: number, rule: number, handle: number): boolean {
    if (this.#handles.length === 0) {
      this.#handles = new Uint32Array(this.#seriesCount);
      this.#rules = new Uint32Array(this.#seriesCount);
    }
    if (this.#handles[series] !== 0) return false;
    this.#handles[series] = handle + 1;
    this.#rules[series] = rule;
    return true;
  }
}
