import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import { packQuality, qualityOf } from '../../../shared/model/sample.ts';
import type { Inventory, PastState } from '../../ports.ts';
import { qualityByte } from './read-samples.ts';
import type { RemoteRead, RemoteSeries } from './remote-read.ts';
import { expectedIntervalMs } from './select.ts';
import { metricName, QUALITY_NAME } from './series-labels.ts';
import { seriesKey } from './write-request.ts';

/** How far back a last sample is looked for, at least; and never less than three intervals. */
const LOOK_BACK_MS = 300_000;
const LOOK_BACK_INTERVALS = 3;
/** How far back the newest sample is looked for when we ask what the remote has. */
const LONG_LOOK_BACK_MS = 3_600_000;
const QUERIES_AT_ONCE = 6;

/** Columns by series number, for one moment. */
interface Newest {
  /** 0 where a series has no sample. */
  readonly at: Float64Array;
  readonly value: Float64Array;
  readonly quality: Uint8Array;
}

/**
 * The last sample at or before a moment of every series that had one in the five minutes, or three intervals, before. Two
 * queries per metric: the last value, and its time. Throws HistoryRefused.
 */
export async function queryState(
  remote: RemoteRead,
  inventory: Inventory,
  at: number,
  signal: AbortSignal | undefined,
): Promise<PastState> {
  const { seriesCount } = inventory.dictionary;
  const newest: Newest = {
    at: new Float64Array(seriesCount),
    value: new Float64Array(seriesCount),
    quality: new Uint8Array(seriesCount),
  };
  const metrics = [...inventory.dictionary.kinds.values()].flatMap((kind) => (kind.count > 0 ? kind.metrics : []));
  await inTurns(metrics, async (metric) => {
    const selector = `${metricName(metric)}{zone="${inventory.zone.id}"}`;
    const lookBackMs = Math.max(LOOK_BACK_MS, LOOK_BACK_INTERVALS * expectedIntervalMs(metric));
    const found = await lastSamples(remote, selector, ['resource', 'simulated'], at, lookBackMs, signal);
    for (const one of found) keepValue(newest, inventory, metric, one);
  });
  const marks = `${QUALITY_NAME}{zone="${inventory.zone.id}"}`;
  const labels = ['metric', 'quality', 'resource', 'simulated'];
  const found = await lastSamples(remote, marks, labels, at, LOOK_BACK_MS, signal);
  found.sort((a, b) => a.at - b.at);
  for (const one of found) keepMark(newest, inventory, one);
  return { at, tier: 'raw', batch: heardOf(newest, seriesCount) };
}

interface LastSample {
  readonly series: RemoteSeries;
  readonly at: number;
}

/** The last sample of each series that a selector names, and its time. */
async function lastSamples(
  remote: RemoteRead,
  selector: string,
  labels: readonly string[],
  at: number,
  lookBackMs: number,
  signal: AbortSignal | undefined,
): Promise<LastSample[]> {
  // Only the labels that are read back: places would make up most of the reply.
  const by = `max by (${labels.join(', ')})`;
  const [values, times] = await Promise.all([
    remote.instant(`${by} (last_over_time(${selector}[${lookBackMs}ms]))`, at, signal),
    remote.instant(`${by} (${timesOf(selector, lookBackMs)})`, at, signal),
  ]);
  const keyOf = (series: RemoteSeries): string => labels.map((label) => series.labels[label] ?? '').join('\n');
  const timeOf = new Map(times.map((series) => [keyOf(series), series.value[0]]));
  return values.flatMap((series) => {
    const seconds = timeOf.get(keyOf(series));
    return seconds === undefined || series.value.length === 0 ? [] : [{ series, at: Math.round(seconds * 1_000) }];
  });
}

/**
 * `timestamp` knows the newest sample of a bare selector, which reaches back as far as the remote is set to (5 minutes,
 * unless somebody changed it): it is asked all along the look-back. No function of PromQL has the time of a last sample.
 */
function timesOf(selector: string, lookBackMs: number): string {
  const step = lookBackMs > LOOK_BACK_MS ? '5m' : '1m';
  return `timestamp(${selector}) or last_over_time(timestamp(${selector})[${lookBackMs}ms:${step}])`;
}

/**
 * When the newest sample of each series of some metrics is from, as far as the remote has one of the last hour, by the key of
 * its rows. Throws HistoryRefused.
 */
export async function queryNewest(
  remote: RemoteRead,
  inventory: Inventory,
  metrics: readonly MetricDefinition[],
  now: number,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<number, number>> {
  const newest = new Map<number, number>();
  await inTurns(metrics, async (metric) => {
    const selector = `${metricName(metric)}{zone="${inventory.zone.id}"}`;
    for (const found of await remote.instant(
      `max by (resource, simulated) (${timesOf(selector, LONG_LOOK_BACK_MS)})`,
      now,
      signal,
    )) {
      const series = inventory.series(found.labels.resource ?? '', metric.id);
      const seconds = found.value[0];
      if (series < 0 || seconds === undefined) continue;
      newest.set(seriesKey(series, found.labels.simulated === '1'), Math.round(seconds * 1_000));
    }
  });
  return newest;
}

/** The newer one counts, at one moment the measured one. */
function keepValue(newest: Newest, inventory: Inventory, metric: MetricDefinition, { series, at }: LastSample): void {
  const number = inventory.series(series.labels.resource ?? '', metric.id);
  if (number < 0) return;
  const simulated = series.labels.simulated === '1';
  if (at < newest.at[number]! || (at === newest.at[number] && simulated)) return;
  newest.at[number] = at;
  newest.value[number] = series.value[0]!;
  newest.quality[number] = packQuality('good', 'none', simulated);
}

/** Of the last sample's own time, or newer: then the last sample is a bad one, without a number. */
function keepMark(newest: Newest, inventory: Inventory, { series, at }: LastSample): void {
  const number = inventory.series(series.labels.resource ?? '', series.labels.metric ?? '');
  if (number < 0 || at < newest.at[number]!) return;
  const quality = qualityByte(series, 0);
  const bad = qualityOf(quality) === 'bad';
  if (at > newest.at[number]! && !bad) return;
  newest.at[number] = at;
  newest.quality[number] = quality;
  if (bad) newest.value[number] = 0;
}

function heardOf(newest: Newest, seriesCount: number): PastState['batch'] {
  const series = Uint32Array.from({ length: seriesCount }, (_, number) => number).filter(
    (number) => newest.at[number]! > 0,
  );
  return {
    series,
    at: Float64Array.from(series, (number) => newest.at[number]!),
    value: Float64Array.from(series, (number) => newest.value[number]!),
    quality: Uint8Array.from(series, (number) => newest.quality[number]!),
  };
}

/** A few at a time: a remote that is asked everything at once answers nothing in time. */
async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const turn = async (): Promise<void> => {
    while (next < items.length) await work(items[next++]!);
  };
  await Promise.all(Array.from({ length: QUERIES_AT_ONCE }, turn));
}
