import type { SampleBatch } from '../../shared/model/sample.ts';
import type { CounterBases, ReadingBatch } from '../ports.ts';
import type { NewestSamples } from './duplicates.ts';
import { COUNTER, type HandleTable, OVER_LIMIT, UNMAPPED } from './handles.ts';
import { beyondSpeed, type QualityBytes, SKEW_LIMIT_MS, timeFault } from './quality.ts';
import { BASE_ONLY, type CounterTable, LATE, REPEATED } from './rates.ts';
import type { Takeover } from './takeover.ts';

/** What normalizing a batch made of its rows; nothing is counted or remembered before the batch is durable. */
export interface Outcome {
  readonly samples: SampleBatch;
  readonly bases: CounterBases | null;
  /** Rows kept: samples and counters' bases. */
  readonly kept: number;
  readonly repeated: number;
  readonly unmapped: number;
  /** Rows per unmapped name, by the tally's group; null when there are none. */
  readonly unmappedByGroup: Uint32Array | null;
  /** Rows that the sender is told about. */
  readonly rejected: ReadonlyMap<string, RowCount>;
  /** Rows that are left out rightly and are only shown: late counters, the simulator's readings of real resources. */
  readonly leftOut: ReadonlyMap<string, RowCount>;
  /** Newest source time of the rows, 0 when there is none. */
  readonly newestAt: number;
  /** Samples kept that are older than what their series has. */
  readonly late: number;
  /** Samples kept whose time is ahead of our clock. */
  readonly skewed: number;
}

export interface RowCount {
  count: number;
  readonly example: string;
}

/** The parts of a source that its rows are read against. */
export interface RowContext {
  readonly handles: HandleTable;
  readonly counters: CounterTable;
  readonly simulated: boolean;
  /** The source's number for the takeover. */
  readonly owner: number;
  /** Why new series are refused, for those that were. */
  readonly overLimit: string;
  readonly qualities: QualityBytes;
  readonly unmappedGroups: number;
}

/** Another real source reports the resource: a mistake of who sends, so the sender is told. */
const OWNED = 'owned-by-other';

/** Readings to samples, one pass over the columns; scratch columns are kept between batches. */
export class BatchNormalizer {
  readonly #newest: NewestSamples;
  readonly #takeover: Takeover;
  readonly #describe: (series: number) => string;
  #series = new Uint32Array(0);
  #at = new Float64Array(0);
  #value = new Float64Array(0);
  #quality = new Uint8Array(0);
  #baseSeries = new Uint32Array(0);
  #baseAt = new Float64Array(0);
  #baseRaw = new Float64Array(0);

  constructor(newest: NewestSamples, takeover: Takeover, describe: (series: number) => string) {
    this.#newest = newest;
    this.#takeover = takeover;
    this.#describe = describe;
  }

  run(batch: ReadingBatch, context: RowContext, now: number): Outcome {
    const { handles, counters, simulated, owner, qualities } = context;
    this.#reserve(batch.length, counters.size > 0);
    counters.begin();
    const rejected = new Map<string, RowCount>();
    const leftOut = new Map<string, RowCount>();
    let unmappedByGroup: Uint32Array | null = null;
    let samples = 0;
    let bases = 0;
    let kept = 0;
    let repeated = 0;
    let unmapped = 0;
    let newestAt = 0;
    let late = 0;
    let skewed = 0;
    for (let i = 0; i < batch.length; i++) {
      const handle = batch.handle[i]!;
      const kind = handles.kind[handle]!;
      const slot = handles.slot[handle]!;
      if (kind === UNMAPPED) {
        unmappedByGroup ??= new Uint32Array(context.unmappedGroups);
        unmappedByGroup[slot]!++;
        unmapped++;
        continue;
      }
      const series = handles.series[handle]!;
      const treatment = handles.treatment[handle]!;
      const at = batch.at[i]!;
      const reading = batch.value[i]!;
      if (kind === OVER_LIMIT) {
        this.#count(rejected, context.overLimit, series, at, reading);
        continue;
      }
      const ended = batch.stale[i] !== 0;
      const fault = timeFault(at, now) ?? (ended || Number.isFinite(reading) ? null : 'not-a-number');
      if (fault !== null) {
        this.#count(rejected, fault, series, at, reading);
        continue;
      }
      if (at > newestAt) newestAt = at;
      if (simulated) {
        if (this.#takeover.has(series)) {
          this.#count(leftOut, 'yielded', series, at, reading);
          continue;
        }
      } else if (!this.#takeover.allows(owner, series, now)) {
        this.#count(rejected, OWNED, series, at, reading);
        continue;
      }
      let value = reading;
      const since = batch.since?.[i] ?? 0;
      if (batch.delta?.[i] === 1 && !ended) {
        const wrong = deltaFault(kind, reading, since, at);
        if (wrong !== null) {
          this.#count(rejected, wrong, series, at, reading);
          continue;
        }
        value = (reading * 1000) / (at - since);
      } else if (kind === COUNTER) {
        const raw = ended ? Number.NaN : reading;
        value = counters.observe(slot, at, raw, handles.maxGapMs[treatment]!, since);
        if (value === REPEATED) {
          repeated++;
          continue;
        }
        if (value === LATE) {
          this.#count(leftOut, 'late-counter', series, at, reading);
          continue;
        }
        this.#baseSeries[bases] = series;
        this.#baseAt[bases] = at;
        this.#baseRaw[bases++] = raw;
        if (value === BASE_ONLY && !ended) {
          kept++;
          continue;
        }
      }
      const states = handles.states[treatment];
      value = states ? (states.get(value) ?? Number.NaN) : value * handles.scale[treatment]!;
      let quality = at - now > SKEW_LIMIT_MS ? qualities.skewed : qualities.good;
      if (ended) quality = qualities.silent;
      // Written so that NaN, which a state outside the rule's table gives, is out of range too.
      else if (!(value >= handles.low[treatment]! && value <= handles.high[treatment]!)) quality = qualities.outOfRange;
      else if (kind === COUNTER && value > handles.most[treatment]!) {
        quality = beyondSpeed(this.#newest.quality[series]!, qualities);
      }
      if (quality === qualities.silent || quality === qualities.outOfRange) value = 0;
      if (this.#newest.repeats(series, at, value, quality)) {
        repeated++;
        continue;
      }
      if (at < this.#newest.at[series]!) late++;
      if (quality === qualities.skewed) skewed++;
      this.#series[samples] = series;
      this.#at[samples] = at;
      this.#value[samples] = value;
      this.#quality[samples++] = quality;
      kept++;
    }
    return {
      samples: this.#takeSamples(samples),
      bases: bases > 0 ? this.#takeBases(bases) : null,
      kept,
      repeated,
      unmapped,
      unmappedByGroup,
      rejected,
      leftOut,
      newestAt,
      late,
      skewed,
    };
  }

  #count(counts: Map<string, RowCount>, reason: string, series: number, at: number, reading: number): void {
    const known = counts.get(reason);
    if (known) {
      known.count++;
      return;
    }
    const why = reason === OWNED ? `, which source ${this.#takeover.ownerOf(series)} reports` : '';
    counts.set(reason, { count: 1, example: `${this.#describe(series)}: ${reading} at ${showTime(at)}${why}` });
  }

  #takeSamples(length: number): SampleBatch {
    return {
      series: this.#series.slice(0, length),
      at: this.#at.slice(0, length),
      value: this.#value.slice(0, length),
      quality: this.#quality.slice(0, length),
    };
  }

  #takeBases(length: number): CounterBases {
    return {
      series: this.#baseSeries.slice(0, length),
      at: this.#baseAt.slice(0, length),
      raw: this.#baseRaw.slice(0, length),
    };
  }

  #reserve(length: number, counters: boolean): void {
    if (this.#series.length < length) {
      this.#series = new Uint32Array(length);
      this.#at = new Float64Array(length);
      this.#value = new Float64Array(length);
      this.#quality = new Uint8Array(length);
    }
    if (counters && this.#baseSeries.length < length) {
      this.#baseSeries = new Uint32Array(length);
      this.#baseAt = new Float64Array(length);
      this.#baseRaw = new Float64Array(length);
    }
  }
}

/** Why a change over an interval gives no rate, null when it does. A level cannot be made from changes. */
function deltaFault(kind: number, reading: number, since: number, at: number): string | null {
  if (kind !== COUNTER) return 'delta-of-gauge';
  if (!(since > 0 && since < at)) return 'bad-start';
  return reading < 0 ? 'negative-delta' : null;
}

function showTime(at: number): string {
  return Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : `${at} ms`;
}
