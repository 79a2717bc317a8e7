import { readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { metricsOf } from '../shared/metrics/index.ts';
import type { MetricDefinition } from '../shared/metrics/metric.ts';
import { RESOURCE_KINDS } from '../shared/model/resource.ts';
import type { SampleBatch } from '../shared/model/sample.ts';
import { log } from './log.ts';
import type { Clock, History, Inventory, Journal, LiveState, PastBuckets, SimulatedPast } from './ports.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const HOURS = 7 * 24;
/** Samples that are applied before something else may run. */
const SLICE = 16_384;

export interface WarmUpOptions {
  readonly history: History;
  readonly journal: Pick<Journal, 'append'>;
  readonly inventory: Inventory;
  /** A new past with each call: one is asked only in ascending order. */
  readonly past: () => SimulatedPast;
  /** A state to derive in, used by nobody else, emptied with each call. */
  readonly emptyLive: () => LiveState;
  /** Notes how far the warm-up is, so that one that was interrupted goes on. */
  readonly file: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

interface Progress {
  /** The next hour to fill, and the first that belongs to the present (UTC ms). */
  readonly next: number;
  readonly end: number;
}

/**
 * Gives the history of a new demo zone seven days of simulated past: roll-ups of an hour for every resource, of a minute
 * for what is rolled up (halls, the zone), and the hour that runs minute by minute, as samples through the journal. All
 * of it is marked simulated. Works in slices beside the live view; does nothing where history has anything already.
 */
export async function warmUp(options: WarmUpOptions): Promise<void> {
  const { history, file, inventory, clock, signal } = options;
  if (history.backfill === undefined) return;
  const now = clock();
  const read = inputs();
  const work: Work = {
    ...options,
    inputs: marks(inventory, ({ id }) => read.has(id)),
    rolledUp: marks(inventory, ({ derive: from }) => from?.over === 'below'),
  };
  let progress = readProgress(file);
  if (progress === null) {
    // A history that still reads back what it has does not say so yet.
    await history.flushed();
    if (history.stats().tiers.some(({ from }) => from !== null)) return;
    const end = Math.floor(now / HOUR_MS) * HOUR_MS;
    progress = { next: end - HOURS * HOUR_MS, end };
    await writeProgress(file, progress);
    await fillRunningHour(work, end, now);
  }
  await fillHours(work, progress);
  if (signal.aborted) return;
  rmSync(file);
  log.info({ hours: HOURS, seconds: Math.round((clock() - now) / 1_000) }, 'the simulated past is in place');
}

interface Work extends WarmUpOptions {
  /** Marks of the series that something is derived from: nothing else is worth applying to a state made for that alone. */
  readonly inputs: Uint8Array;
  /** Marks of what stands for everything below it: halls, phases, the zone. */
  readonly rolledUp: Uint8Array;
}

/** Whole hours, oldest first. An hour's minutes lie between the middles of its neighbours, so they are one hour behind. */
async function fillHours(work: Work, { next, end }: Progress): Promise<void> {
  const { history, file, signal } = work;
  const past = await begin(work);
  let before = await hourAt(work, past, next - HOUR_MS);
  let hour = await hourAt(work, past, next);
  // One hour is written while the next is worked out.
  let written: Promise<void> = Promise.resolve();
  for (let start = next; start < end && !signal.aborted; start += HOUR_MS) {
    const after = await hourAt(work, past, start + HOUR_MS);
    await written;
    written = write(start + HOUR_MS, [
      bucketsOf('1h', start, hour.all),
      ...minutesOf(start, before.rolledUp, hour.rolledUp, after.rolledUp),
    ]);
    // What it rejects with is taken up where it is waited for.
    written.catch(() => undefined);
    [before, hour] = [hour, after];
  }
  await written;

  async function write(through: number, buckets: readonly PastBuckets[]): Promise<void> {
    await history.backfill?.(buckets);
    await writeProgress(file, { next: through, end });
  }
}

/** What takes long to make, each with room for others around it. */
async function begin({ past, emptyLive }: Work): Promise<SimulatedPast> {
  await setImmediate();
  emptyLive();
  await setImmediate();
  const begun = past();
  await setImmediate();
  return begun;
}

/** Everything in the middle of an hour. */
async function hourAt(work: Work, past: SimulatedPast, start: number) {
  const at = start + HOUR_MS / 2;
  const sent = await past.at(at);
  const derived = await derive(work, sent, at);
  return { all: merge(sent, derived), rolledUp: onlyOf(derived, work.rolledUp) };
}

/** The hour that runs, up to now: samples and ticks like any other, so that live takes the hour over. */
async function fillRunningHour(work: Work, from: number, to: number): Promise<void> {
  const { journal, signal } = work;
  const past = await begin(work);
  // One minute is made durable while the next is worked out.
  let written: Promise<unknown> = Promise.resolve();
  for (let at = from; at < to - MINUTE_MS && !signal.aborted; at += MINUTE_MS) {
    const sent = await past.at(at);
    const derived = await derive(work, sent, at);
    await written;
    written = Promise.all([
      journal.append({ type: 'samples', source: 'simulator', simulated: true, receivedAt: at, batch: sent }),
      journal.append({ type: 'tick', at, batch: derived }),
    ]);
    // What it rejects with is taken up where it is waited for.
    written.catch(() => undefined);
  }
  await written;
}

async function derive({ emptyLive, inputs }: Work, sent: SampleBatch, at: number): Promise<SampleBatch> {
  const live = emptyLive();
  const read = onlyOf(sent, inputs);
  await setImmediate();
  for (let from = 0; from < read.series.length; from += SLICE) {
    const to = from + SLICE;
    const batch = {
      series: read.series.subarray(from, to),
      at: read.at.subarray(from, to),
      value: read.value.subarray(from, to),
      quality: read.quality.subarray(from, to),
    };
    live.apply({ type: 'samples', source: 'simulator', simulated: true, receivedAt: at, batch });
    await setImmediate();
  }
  live.runTick(at);
  const derived = live.derived(at);
  await setImmediate();
  return derived;
}

/** A mark per series number. */
function marks({ dictionary, metricOf }: Inventory, isMarked: (metric: MetricDefinition) => boolean): Uint8Array {
  return Uint8Array.from({ length: dictionary.seriesCount }, (_, series) => (isMarked(metricOf(series)) ? 1 : 0));
}

/** Ids of the metrics that something is derived from. */
function inputs(): ReadonlySet<string> {
  const derivations = RESOURCE_KINDS.flatMap(metricsOf).flatMap(({ derive: from }) =>
    from === undefined ? [] : [from],
  );
  return new Set(derivations.flatMap((from) => (from.over === 'self' ? from.inputs : [from.input])));
}

function bucketsOf(tier: PastBuckets['tier'], at: number, { series, value, quality }: SampleBatch): PastBuckets {
  return { tier, at, series, value, quality };
}

/** The sixty minutes of an hour, on straight lines through the middles of three hours. Series that one lacks are left out. */
function minutesOf(start: number, before: SampleBatch, hour: SampleBatch, after: SampleBatch): PastBuckets[] {
  const [earlier, later] = [valuesOf(before), valuesOf(after)];
  const kept = [...hour.series.keys()].filter((i) => earlier.has(hour.series[i]!) && later.has(hour.series[i]!));
  const series = Uint32Array.from(kept, (i) => hour.series[i]!);
  const quality = Uint8Array.from(kept, (i) => hour.quality[i]!);
  return Array.from({ length: 60 }, (_, minute) => {
    const share = (minute + 0.5) / 60 - 0.5;
    const others = share < 0 ? earlier : later;
    const value = Float64Array.from(kept, (i) => {
      const middle = hour.value[i]!;
      return middle + (others.get(hour.series[i]!)! - middle) * Math.abs(share);
    });
    return { tier: '1m', at: start + minute * MINUTE_MS, series, value, quality };
  });
}

function valuesOf({ series, value }: SampleBatch): ReadonlyMap<number, number> {
  return new Map(Array.from(series, (number, i) => [number, value[i]!]));
}

/** The samples of marked series. */
function onlyOf({ series, at, value, quality }: SampleBatch, marked: Uint8Array): SampleBatch {
  const kept = new Uint32Array(series.length);
  let length = 0;
  for (let i = 0; i < series.length; i++) if (marked[series[i]!] === 1) kept[length++] = i;
  const only = {
    series: new Uint32Array(length),
    at: new Float64Array(length),
    value: new Float64Array(length),
    quality: new Uint8Array(length),
  };
  for (let k = 0; k < length; k++) {
    const i = kept[k]!;
    only.series[k] = series[i]!;
    only.at[k] = at[i]!;
    only.value[k] = value[i]!;
    only.quality[k] = quality[i]!;
  }
  return only;
}

/** Two batches of different series, each ascending, as one. */
function merge(a: SampleBatch, b: SampleBatch): SampleBatch {
  const length = a.series.length + b.series.length;
  const merged = {
    series: new Uint32Array(length),
    at: new Float64Array(length),
    value: new Float64Array(length),
    quality: new Uint8Array(length),
  };
  let [i, j] = [0, 0];
  for (let k = 0; k < length; k++) {
    const fromA = j >= b.series.length || (i < a.series.length && a.series[i]! < b.series[j]!);
    const from = fromA ? a : b;
    const row = fromA ? i++ : j++;
    merged.series[k] = from.series[row]!;
    merged.at[k] = from.at[row]!;
    merged.value[k] = from.value[row]!;
    merged.quality[k] = from.quality[row]!;
  }
  return merged;
}

/** Null where no warm-up is under way. A file that cannot be read is none: what is there stays, the rest stays empty. */
function readProgress(file: string): Progress | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const [next, end] = text.split(' ').map(Number);
  return Number.isFinite(next) && Number.isFinite(end) ? { next: next!, end: end! } : null;
}

async function writeProgress(file: string, { next, end }: Progress): Promise<void> {
  await writeFile(file, `${next} ${end}`);
}
