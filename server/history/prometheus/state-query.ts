import { keptIntervalMs } from '../../../shared/metrics/kept-interval.ts';
import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import type { Resource } from '../../../shared/model/resource.ts';
import { packQuality, qualityOf } from '../../../shared/model/sample.ts';
import type { Inventory, PastState } from '../../ports.ts';
import { qualityByte } from './read-samples.ts';
import type { RemoteRead, RemoteSeries } from './remote-read.ts';
import { metricName, QUALITY_NAME } from './series-labels.ts';
import { seriesKey } from './write-request.ts';

/** How far back a last sample is looked for, at least; and never less than three intervals. */
const LOOK_BACK_MS = 300_000;
const LOOK_BACK_INTERVALS = 3;
/** A series that is not late has a sample in so many intervals. */
const RECENT_INTERVALS = 2.5;
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
 * The last sample at or before a moment of every series that had one in the five minutes, or three intervals, before.
 * Throws HistoryRefused.
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
  const zone = `zone="${inventory.zone.id}"`;
  const kinds = [...inventory.dictionary.kinds.values()].filter(({ count }) => count > 0);
  const expected = new Map(kinds.map(({ kind }) => [kind, inventory.ofKind(kind).filter(isReporting).length]));
  const metrics = kinds.flatMap((kind) => kind.metrics);
  await inTurns(metrics, async (metric) => {
    const intervalMs = keptIntervalMs(metric);
    const found = await lastSamples(remote, {
      selector: `${metricName(metric)}{${zone}}`,
      labels: ['resource', 'simulated'],
      at,
      recentMs: RECENT_INTERVALS * intervalMs,
      lookBackMs: Math.max(LOOK_BACK_MS, LOOK_BACK_INTERVALS * intervalMs),
      expected: expected.get(metric.kind)!,
      signal,
    });
    const numberOf = seriesOf(inventory, metric);
    for (const one of found) keepValue(newest, numberOf(one.labels.resource ?? ''), one);
  });
  const found = await lastSamples(remote, {
    selector: `${QUALITY_NAME}{${zone}}`,
    labels: ['metric', 'quality', 'resource', 'simulated'],
    at,
    recentMs: 1,
    lookBackMs: LOOK_BACK_MS,
    expected: Number.POSITIVE_INFINITY,
    signal,
  });
  found.sort((a, b) => a.at - b.at);
  for (const one of found) keepMark(newest, inventory, one);
  return { at, tier: 'raw', batch: heardOf(newest, seriesCount) };
}

/** Series numbers of one metric by resource id, −1 for none: what the inventory finds out anew for each is found once. */
function seriesOf({ dictionary, ordinal }: Inventory, { kind, id }: MetricDefinition): (resource: string) => number {
  const block = dictionary.kinds.get(kind)!;
  const place = block.metrics.findIndex((metric) => metric.id === id);
  return (resource) => {
    const number = resource.startsWith(`${kind}/`) ? ordinal(resource) : -1;
    return number < 0 ? -1 : dictionary.series(kind, number, place);
  };
}

function isReporting({ reporting, lifecycle }: Resource): boolean {
  return reporting && lifecycle === 'in-service';
}

interface LastSample {
  readonly labels: RemoteSeries['labels'];
  readonly at: number;
  readonly value: number;
}

interface LastQuestion {
  readonly selector: string;
  /** What tells its series apart. */
  readonly labels: readonly string[];
  readonly at: number;
  /** Series that are up to date have a sample in this; when there are as many as expected, nothing older is looked for. */
  readonly recentMs: number;
  readonly lookBackMs: number;
  readonly expected: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * The last sample of each series that a selector names, with its time. A short range has both in one reply. Further back
 * that would be far too many samples: there the value and the time are asked for apart, of what the short range has not.
 */
async function lastSamples(remote: RemoteRead, question: LastQuestion): Promise<LastSample[]> {
  const { selector, labels, at, recentMs, lookBackMs, expected, signal } = question;
  const recent = (await remote.instant(`${selector}[${recentMs}ms]`, at, signal)).flatMap(lastOf);
  if (recent.length >= expected) return recent;
  // Only the labels that are read back: places would make up most of the reply.
  const by = `max by (${labels.join(', ')})`;
  const notRecent = `unless last_over_time(${selector}[${recentMs}ms])`;
  const [values, times] = await Promise.all([
    remote.instant(`${by} (last_over_time(${selector}[${lookBackMs}ms]) ${notRecent})`, at, signal),
    remote.instant(`${by} (timestamp(${selector}) ${notRecent})`, at, signal),
  ]);
  const keyOf = (series: RemoteSeries): string => labels.map((label) => series.labels[label] ?? '').join('\n');
  const timeOf = new Map(times.map((series) => [keyOf(series), series.value[0]]));
  const older = values.flatMap((series) => {
    const [value] = series.value;
    const seconds = timeOf.get(keyOf(series));
    return seconds === undefined || value === undefined
      ? []
      : [{ labels: series.labels, at: Math.round(seconds * 1_000), value }];
  });
  return [...recent, ...older];
}

function lastOf({ labels, at, value }: RemoteSeries): LastSample[] {
  const last = at.length - 1;
  return last < 0 ? [] : [{ labels, at: at[last]!, value: value[last]! }];
}

/**
 * `timestamp` knows the newest sample of a bare selector, which reaches back 5 minutes: for longer it is asked every
 * 5 minutes. No function of PromQL has the time of the last sample of a range.
 */
function timesOf(selector: string, lookBackMs: number): string {
  return `timestamp(${selector}) or last_over_time(timestamp(${selector})[${lookBackMs}ms:5m])`;
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
function keepValue(newest: Newest, number: number, { labels, at, value }: LastSample): void {
  if (number < 0) return;
  const simulated = labels.simulated === '1';
  if (at < newest.at[number]! || (at === newest.at[number] && simulated)) return;
  newest.at[number] = at;
  newest.value[number] = value;
  newest.quality[number] = packQuality('good', 'none', simulated);
}

/** Of the last sample's own time, or newer: then the last sample is a bad one, without a number. */
function keepMark(newest: Newest, inventory: Inventory, { labels, at, value }: LastSample): void {
  const number = inventory.series(labels.resource ?? '', labels.metric ?? '');
  if (number < 0 || at < newest.at[number]!) return;
  const quality = qualityByte(labels, value);
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
