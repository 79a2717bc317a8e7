import { keptIntervalMs } from '../../../shared/metrics/kept-interval.ts';
import { type AggregateAnswer, type AggregateQuery, HistoryRefused, type Inventory } from '../../ports.ts';
import { BucketGrid, type Grid, gridOf } from './bucket-grid.ts';
import { type GroupLabel, groupLabelOf } from './group-labels.ts';
import { QUALITY_ROLL_UPS, ROLL_UPS, readRollUps } from './read-buckets.ts';
import type { RemoteRead } from './remote-read.ts';
import { qualitiesOf, selectionsOf, valuesOf } from './select.ts';
import { metricName, QUALITY_NAME } from './series-labels.ts';

/** What joins the roll-ups of a group's series. The remote cannot say which last sample is the newest: the mean of them. */
const JOINED: Readonly<Record<string, string>> = { min: 'min', max: 'max', sum: 'sum', last: 'avg', count: 'sum' };

/**
 * Groups of series over time, joined by the remote: by a label where one parts the resources as the groups do (halls,
 * phases, carriers, bands), else by naming the members. Throws HistoryRefused.
 */
export async function queryAggregate(
  remote: RemoteRead,
  inventory: Inventory,
  query: AggregateQuery,
  signal: AbortSignal | undefined,
): Promise<AggregateAnswer> {
  const { from, to, stepMs, groups } = query;
  if (!(from < to)) throw new HistoryRefused('bad-query', 'from must be before to', 'from');
  if (!(stepMs >= 1)) throw new HistoryRefused('bad-query', 'step must be at least 1 ms', 'step', 1);
  const all = groups.flatMap(({ series }) => series);
  const metrics = new Set(selectionsOf(inventory, all).map(({ metric }) => metric));
  if (metrics.size > 1) throw new HistoryRefused('bad-query', 'groups must be of one metric', 'groups');
  const grid = gridOf(from, to, stepMs);
  const buckets = groups.map(() => new BucketGrid(grid));
  const label = groupLabelOf(inventory, groups);
  if (label !== undefined) await byLabel(remote, inventory, all[0]!, label, grid, buckets, signal);
  else await byMembers(remote, inventory, groups, buckets, signal);
  const [metric] = metrics;
  const intervalMs = metric === undefined ? 1 : keptIntervalMs(metric);
  return {
    tier: 'raw',
    stepMs,
    groups: groups.map(({ key, series }, place) => ({
      key,
      buckets: buckets[place]!.finish(intervalMs / Math.max(1, new Set(series).size), query),
    })),
  };
}

async function byLabel(
  remote: RemoteRead,
  inventory: Inventory,
  first: number,
  { label, groups }: GroupLabel,
  grid: Grid,
  buckets: readonly BucketGrid[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const metric = inventory.metricOf(first);
  const zone = `zone="${inventory.zone.id}"`;
  const values = `${metricName(metric)}{${zone}}`;
  const qualities = `${QUALITY_NAME}{${zone},metric="${metric.id}"}`;
  const bucketsOf = ({ labels }: { labels: Readonly<Record<string, string>> }): BucketGrid | undefined =>
    buckets[groups.get(labels[label] ?? '') ?? -1];
  await readRollUps(remote, grid, bucketsOf, signal, (range) => joined(values, qualities, range, label));
}

async function byMembers(
  remote: RemoteRead,
  inventory: Inventory,
  groups: AggregateQuery['groups'],
  buckets: readonly BucketGrid[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const zone = inventory.zone.id;
  for (const [place, { series }] of groups.entries()) {
    const own = buckets[place]!;
    for (const selection of selectionsOf(inventory, series)) {
      const [values, qualities] = [valuesOf(zone, selection), qualitiesOf(zone, selection)];
      const queries = (range: string) => joined(values, qualities, range, 'zone');
      await readRollUps(remote, own.grid, () => own, signal, queries);
    }
  }
}

function joined(values: string, qualities: string, range: string, label: string) {
  return [
    ...ROLL_UPS.map(({ fn, add }) => ({
      query: `${JOINED[fn]} by (${label}, simulated) (${fn}_over_time(${values}${range}))`,
      add,
    })),
    ...QUALITY_ROLL_UPS.map(({ fn, add }) => ({
      query: `${JOINED[fn]} by (${label}, quality, simulated) (${fn}_over_time(${qualities}${range}))`,
      add,
    })),
  ];
}
