import { BucketGrid, type Grid, placeIn } from './bucket-grid.ts';
import type { RemoteRead, RemoteSeries } from './remote-read.ts';
import { qualitiesOf, type Selection, valuesOf } from './select.ts';

/** Adds one number of the remote to a bucket. */
type Add = (buckets: BucketGrid, place: number, value: number, found: RemoteSeries) => void;

export const isSimulatedThere = ({ labels }: RemoteSeries): boolean => labels.simulated === '1';

/** How the remote rolls a range up, and where each number goes. `sum` and `count` make the mean. */
export const ROLL_UPS: readonly { readonly fn: string; readonly add: Add }[] = [
  { fn: 'min', add: (buckets, i, value) => buckets.addMin(i, value) },
  { fn: 'max', add: (buckets, i, value) => buckets.addMax(i, value) },
  { fn: 'sum', add: (buckets, i, value) => buckets.addSum(i, value) },
  { fn: 'last', add: (buckets, i, value, found) => buckets.addLast(i, value, isSimulatedThere(found)) },
  {
    fn: 'count',
    add: (buckets, i, value, found) => {
      buckets.addCount(i, value);
      if (isSimulatedThere(found)) buckets.addSimulated(i);
    },
  },
];

const addReason: Add = (buckets, i, value, found) =>
  buckets.addQuality(i, found.labels.quality ?? '', value, isSimulatedThere(found));
const addBad: Add = (buckets, i, value, { labels }) => {
  if (labels.quality === 'bad') buckets.addBad(i, value);
};

/** Of companions: the greatest reason per quality, and how many there were. */
export const QUALITY_ROLL_UPS: readonly { readonly fn: string; readonly add: Add }[] = [
  { fn: 'max', add: addReason },
  { fn: 'count', add: addBad },
];

/** The buckets of a selection, rolled up by the remote, by series number. Throws HistoryRefused. */
export async function readBuckets(
  remote: RemoteRead,
  zone: string,
  selection: Selection,
  grid: Grid,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<number, BucketGrid>> {
  const found = new Map<number, BucketGrid>();
  const bucketsOf = ({ labels }: RemoteSeries): BucketGrid | undefined => {
    const series = selection.series.get(labels.resource ?? '');
    if (series === undefined) return undefined;
    const buckets = found.get(series) ?? new BucketGrid(grid);
    found.set(series, buckets);
    return buckets;
  };
  const values = valuesOf(zone, selection);
  const qualities = qualitiesOf(zone, selection);
  await readRollUps(remote, grid, bucketsOf, signal, (range) => [
    ...ROLL_UPS.map(({ fn, add }) => ({ query: `${fn}_over_time(${values}${range})`, add })),
    ...QUALITY_ROLL_UPS.map(({ fn, add }) => ({ query: `${fn}_over_time(${qualities}${range})`, add })),
  ]);
  return found;
}

/** Prometheus answers no query for more than 11,000 steps. */
const STEPS_AT_ONCE = 10_000;

/** Asks every query at the last millisecond of each bucket and adds what comes. */
export async function readRollUps(
  remote: RemoteRead,
  grid: Grid,
  bucketsOf: (found: RemoteSeries) => BucketGrid | undefined,
  signal: AbortSignal | undefined,
  queries: (range: string) => readonly { readonly query: string; readonly add: Add }[],
): Promise<void> {
  const { startMs, stepMs, length } = grid;
  const asked = queries(await remote.window(stepMs, signal));
  for (let first = 0; first < length; first += STEPS_AT_ONCE) {
    const end = Math.min(length, first + STEPS_AT_ONCE);
    const steps = { startMs: startMs + (first + 1) * stepMs - 1, endMs: startMs + end * stepMs - 1, stepMs };
    const replies = await Promise.all(asked.map(({ query }) => remote.range(query, steps, signal)));
    for (const [number, reply] of replies.entries()) {
      for (const found of reply) addSteps(grid, bucketsOf(found), found, asked[number]!.add);
    }
  }
}

function addSteps(grid: Grid, buckets: BucketGrid | undefined, found: RemoteSeries, add: Add): void {
  if (buckets === undefined) return;
  for (let i = 0; i < found.at.length; i++) {
    const place = placeIn(grid, found.at[i]!);
    if (place >= 0 && place < grid.length) add(buckets, place, found.value[i]!, found);
  }
}
