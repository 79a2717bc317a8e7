/** What `observe` says when there is no rate; rates themselves are never negative. */
export const BASE_ONLY = -1;
export const REPEATED = -2;
export const LATE = -3;

/**
 * The counters of one source: turns running totals into rates.
 *
 * The rate at a reading is (raw − base) / (at − base.at) in raw units per second, the base being the counter's reading
 * before. A decrease or a total that began anew is a reset, and a pause longer than the caller's limit is a gap: each
 * begins a new base and gives no rate, so traffic is never invented. A counter that its source ended has no base.
 *
 * Bases move only when a batch has become durable (`restore`); until then what a batch has seen is tentative, and
 * `begin` forgets it. So a batch that was refused can be sent again.
 *
 * Raw values are float64. Remote write carries nothing wider: totals beyond 2^53 arrive rounded, and a rate is then
 * exact to one unit in the last place of the total (at 2^60 octets: 256 octets).
 */
export class CounterTable {
  readonly #slots = new Map<number, number>();
  /** Base per slot: source time (0 = none) and total (NaN = ended). */
  #at = new Float64Array(16);
  #raw = new Float64Array(16);
  /** The same as this batch has it, valid where `#seenIn` equals `#round`. */
  #tentativeAt = new Float64Array(16);
  #tentativeRaw = new Float64Array(16);
  /** When the total of the base began, 0 = not said. Known of what this process saw; the journal does not keep it. */
  #since = new Float64Array(16);
  #tentativeSince = new Float64Array(16);
  #seenIn = new Uint32Array(16);
  #round = 0;

  get size(): number {
    return this.#slots.size;
  }

  /** The counter's place in this table, made at first sight. `series` is a number of the dictionary. */
  slot(series: number): number {
    const known = this.#slots.get(series);
    if (known !== undefined) return known;
    const slot = this.#slots.size;
    this.#slots.set(series, slot);
    if (slot === this.#at.length) this.#grow();
    return slot;
  }

  /** Starts a batch: what the batch before saw is forgotten unless it was restored. */
  begin(): void {
    this.#round++;
  }

  /**
   * One reading: a rate per second, or BASE_ONLY, REPEATED (the base itself again), LATE (at or before the base). `since`
   * is when its total began (UTC ms, 0 = not said): another one than the base's is a reset, and so is one after the base.
   */
  observe(slot: number, at: number, raw: number, maxGapMs: number, since = 0): number {
    const fresh = this.#seenIn[slot] === this.#round;
    const baseAt = (fresh ? this.#tentativeAt : this.#at)[slot]!;
    const baseRaw = (fresh ? this.#tentativeRaw : this.#raw)[slot]!;
    const baseSince = (fresh ? this.#tentativeSince : this.#since)[slot]!;
    if (baseAt !== 0 && at <= baseAt) return at === baseAt && raw === baseRaw ? REPEATED : LATE;
    this.#tentativeAt[slot] = at;
    this.#tentativeRaw[slot] = raw;
    this.#tentativeSince[slot] = since;
    this.#seenIn[slot] = this.#round;
    if (since > baseAt || (since !== baseSince && since !== 0 && baseSince !== 0)) return BASE_ONLY;
    // A comparison with NaN is false: an ended counter has no rate, and neither has its end.
    if (baseAt === 0 || !(raw >= baseRaw) || at - baseAt > maxGapMs) return BASE_ONLY;
    return ((raw - baseRaw) * 1000) / (at - baseAt);
  }

  /** A base that is durable. Bases never move back in time. */
  restore(series: number, at: number, raw: number): void {
    const slot = this.slot(series);
    if (at < this.#at[slot]!) return;
    this.#since[slot] = this.#tentativeAt[slot] === at ? this.#tentativeSince[slot]! : 0;
    this.#at[slot] = at;
    this.#raw[slot] = raw;
  }

  /** All bases as columns, for the checkpoint. */
  bases(): { series: Uint32Array; at: Float64Array; raw: Float64Array } {
    const known = [...this.#slots].filter(([, slot]) => this.#at[slot]! > 0);
    return {
      series: Uint32Array.from(known, ([series]) => series),
      at: Float64Array.from(known, ([, slot]) => this.#at[slot]!),
      raw: Float64Array.from(known, ([, slot]) => this.#raw[slot]!),
    };
  }

  #grow(): void {
    const length = this.#at.length * 2;
    this.#at = grown(this.#at, new Float64Array(length));
    this.#raw = grown(this.#raw, new Float64Array(length));
    this.#tentativeAt = grown(this.#tentativeAt, new Float64Array(length));
    this.#tentativeRaw = grown(this.#tentativeRaw, new Float64Array(length));
    this.#since = grown(this.#since, new Float64Array(length));
    this.#tentativeSince = grown(this.#tentativeSince, new Float64Array(length));
    this.#seenIn = grown(this.#seenIn, new Uint32Array(length));
  }
}

/** Copies a column into a longer one and returns that. */
export function grown<T extends Float64Array | Uint32Array | Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
