/**
 * The series of one source, as columns that are made when the first comes: a Map and a Set of the 600,000 series of a
 * large zone would cost five times as much.
 */
export class SeriesHandles {
  readonly #seriesCount: number;
  /** Handle + 1 by series, 0 for none. */
  #handles = new Uint32Array(0);
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

  /** The handle of a series that is sent by its name in the catalogue. */
  get(series: number): number | undefined {
    const handle = this.#handles[series];
    return handle === undefined || handle === 0 ? undefined : handle - 1;
  }

  set(series: number, handle: number): void {
    if (this.#handles.length === 0) this.#handles = new Uint32Array(this.#seriesCount);
    this.#handles[series] = handle + 1;
  }
}
