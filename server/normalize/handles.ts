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
  scale = new Float64Array(64);
  low = new Float64Array(64);
  high = new Float64Array(64);
  maxGapMs = new Float64Array(64);
  most = new Float64Array(64);
  slot = new Uint32Array(64);
  readonly states: (ReadonlyMap<number, number> | null)[] = [];

  add(facts: HandleFacts): number {
    if (this.count === this.kind.length) this.#grow();
    const handle = this.count++;
    this.kind[handle] = facts.kind;
    this.series[handle] = facts.series;
    this.scale[handle] = facts.scale;
    this.low[handle] = facts.low;
    this.high[handle] = facts.high;
    this.maxGapMs[handle] = facts.maxGapMs;
    this.most[handle] = facts.most;
    this.slot[handle] = facts.slot;
    this.states.push(facts.states);
    return handle;
  }

  #grow(): void {
    const length = this.count * 2;
    this.kind = grown(this.kind, new Uint8Array(length));
    this.series = grown(this.series, new Uint32Array(length));
    this.scale = grown(this.scale, new Float64Array(length));
    this.low = grown(this.low, new Float64Array(length));
    this.high = grown(this.high, new Float64Array(length));
    this.maxGapMs = grown(this.maxGapMs, new Float64Array(length));
    this.most = grown(this.most, new Float64Array(length));
    this.slot = grown(this.slot, new Uint32Array(length));
  }
}
