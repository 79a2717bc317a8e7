import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import { packQuality, qualityOf } from '../../../shared/model/sample.ts';
import type { Inventory, PastState } from '../../ports.ts';
import { qualityByte } from './read-samples.ts';
import type { RemoteRead, RemoteSeries } from './remote-read.ts';
import { metricName, QUALITY_NAME } from './series-labels.ts';

/** How far back a last sample is looked for. */
export const LOOK_BACK_MS = 3_600_000;
/** How far back the remote itself looks for the newest sample of a bare selector. */
const OWN_LOOK_BACK = '5m';
const QUERIES_AT_ONCE = 6;

/** Columns by series number, for one moment. */
interface Newest {
  /** 0 where a series has no sample. */
  readonly at: Float64Array;
  readonly value: Float64Array;
  readonly quality: Uint8Array;
}

/**
 * The last sample at or before a moment of every series that had one in the hour before. Two queries per metric: the last
 * value, and its time. No function of PromQL tells the time of a last sample further back than 5 minutes, so that
 * `timestamp` is asked every 5 minutes of the hour, and at the moment itself. Throws HistoryRefused.
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
    const found = await lastSamples(remote, selector, ['resource', 'simulated'], at, signal);
    for (const one of found) keepValue(newest, inventory, metric, one);
  });
  const marks = `${QUALITY_NAME}{zone="${inventory.zone.id}"}`;
  const labels = ['metric', 'quality', 'resource', 'simulated'];
  const found = await lastSamples(remote, marks, labels, at, signal);
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
  signal: AbortSignal | undefined,
): Promise<LastSample[]> {
  // Only the labels that are read back: places would make up most of the reply.
  const by = `max by (${labels.join(', ')})`;
  const time = `timestamp(${selector}) or last_over_time(timestamp(${selector})[${LOOK_BACK_MS}ms:${OWN_LOOK_BACK}])`;
  const [values, times] = await Promise.all([
    remote.instant(`${by} (last_over_time(${selector}[${LOOK_BACK_MS}ms]))`, at, signal),
    remote.instant(`${by} (${time})`, at, signal),
  ]);
  const keyOf = (series: RemoteSeries): string => labels.map((label) => series.labels[label] ?? '').join('\n');
  const timeOf = new Map(times.map((series) => [keyOf(series), series.value[0]]));
  return values.flatMap((series) => {
    const seconds = timeOf.get(keyOf(series));
    return seconds === undefined || series.value.length === 0 ? [] : [{ series, at: Math.round(seconds * 1_000) }];
  });
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
