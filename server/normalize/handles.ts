import { grown } from './rates.ts';

export const UNMAPPED = 0;
export const GAUGE = 1;
export const COUNTER = 2;
/** A series beyond its source's limits, until there is room. */
export const OVER_LIMIT = 3;
export type HandleKind = typeof UNMAPPED | typeof GAUGE | typeof COUNTER | typeof OVER_LIMIT;

export interface HandleFacts {
  readonly kind: HandleKind;
  /** Number of the dictionary; 0 for unmapped. */
  readonly series: number;
  readonly scale: number;
  /** Limits in the base unit. */
  readonly low: number;
  readonly high: number;
  /** For counters: the longest pause over which a rate is taken. */
  readonly maxGapMs: number;
  /** For counters: no true rate is above it; infinite where the inventory names no speed. */
  readonly most: number;
  /** Place in the counter table, or the tally's group of the unmapped name. */
  readonly slot: number;
  readonly states: ReadonlyMap<number, number> | null;
}

/** What a source's handles stand for, as columns: the accept loop reads them by index and makes no objects. */
export class HandleTable {
  count = 0;
  kind = new Uint8Array(64);
  series = new Uint32Array(64);
  slot = new Uint32Array(64);
  /** Place of the handle's treatment in the columns below: many series are treated alike, as all of one metric are. */
  treatment = new Uint32Array(64);
  readonly scale: number[] = [];
  readonly low: number[] = [];
  readonly high: number[] = [];
  readonly maxGapMs: number[] = [];
  readonly most: number[] = [];
  readonly states: (ReadonlyMap<number, number> | null)[] = [];

  add(facts: HandleFacts): number {
    if (this.count === this.kind.length) this.#grow();
    const handle = this.count++;
    this.kind[handle] = facts.kind;
    this.series[handle] = facts.series;
    this.slot[handle] = facts.slot;
    this.treatment[handle] = this.#treatmentOf(facts);
    return handle;
  }

  #treatmentOf({ scale, low, high, maxGapMs, most, states }: HandleFacts): number {
    for (let i = 0; i < this.scale.length; i++) {
      const known = this.scale[i] === scale && this.low[i] === low && this.high[i] === high;
      if (known && this.maxGapMs[i] === maxGapMs && this.most[i] === most && this.states[i] === states) return i;
    }
    this.low.push(low);
    this.high.push(high);
    this.maxGapMs.push(maxGapMs);
    this.most.push(most);
    this.states.push(states);
    return this.scale.push(scale) - 1;
  }

  #grow(): void {
    const length = this.count * 2;
    this.kind = grown(this.kind, new Uint8Array(length));
    this.series = grown(this.series, new Uint32Array(length));
    this.slot = grown(this.slot, new Uint32Array(length));
    this.treatment = grown(this.treatment, new Uint32Array(length));
  }
}
