import { judgeLimits, ladderLimits } from '../ladder.ts';
import type { Round, RoundRule } from '../rule.ts';

const METRIC = 'uplink.utilization';
const EVERY_MS = 10_000;
/** The buckets that egress is billed by: 300 s, from the full hour on. */
const BUCKET_MS = 300_000;
/** So many buckets in a row are beyond a limit. */
const BUCKETS = 3;
/** A bucket in which a port was heard less often says nothing. */
const LEAST_LOOKS = BUCKET_MS / EVERY_MS / 2;

/**
 * Utilization of a port by means of five minutes: beyond a limit for three buckets in a row it is an alarm, back inside in
 * one it is over. A peak within a bucket is none.
 */
export const egressLoad: RoundRule = {
  name: 'egress-load',
  alarmType: 'quality-of-service-alarm',
  probableCause: 'congestion',
  effect: 'load',
  limits: 'above',
  ladders: (settings) => [ladderLimits(METRIC, settings)],
  method: {
    zh: `连续 ${BUCKETS} 个 ${BUCKET_MS / 60_000} 分钟均值`,
    en: `${BUCKETS} means of ${BUCKET_MS / 60_000} min in a row`,
  },
  holdRaiseMs: 0,
  holdClearMs: 0,
  by: 'round',
  everyMs: EVERY_MS,
  finds: ['uplink'],
  start({ readings, settings }): Round {
    const limits = ladderLimits(METRIC, settings);
    const block = readings.block(METRIC);
    const count = block?.count ?? 0;
    const reader = readings.reader(METRIC);
    const buckets = createBuckets(count);
    return {
      run(findings) {
        buckets.turn(Math.floor(readings.now / BUCKET_MS));
        for (let i = 0; i < count; i++) {
          const place = block!.firstPlace + i;
          const resource = readings.resources[place]!;
          if (resource.lifecycle !== 'in-service') continue;
          buckets.add(i, reader.of(place));
          const lowest = buckets.lowest(i);
          if (Number.isNaN(lowest)) findings.keep(resource.id);
          else {
            const verdict = judgeLimits(limits, lowest, findings.held(resource.id));
            findings.say(resource, verdict, buckets.startedAt, reader.simulated);
          }
        }
      },
      save: () => ({ columns: buckets.columns }),
      load({ columns }) {
        if (columns?.means?.length !== buckets.columns.means.length) return;
        for (const [name, column] of Object.entries(buckets.columns)) column.set(columns[name]!);
      },
    };
  },
};

/** Means of the last whole buckets of `count` series. */
function createBuckets(count: number) {
  const sum = new Float64Array(count);
  const looks = new Float64Array(count);
  /** A ring of BUCKETS for each series, by number of the bucket. */
  const means = new Float64Array(count * BUCKETS).fill(Number.NaN);
  const current = new Float64Array(1);
  return {
    columns: { sum, looks, means, current },
    /** When the bucket that is being filled began, UTC ms. */
    get startedAt() {
      return current[0]! * BUCKET_MS;
    },
    /** `bucket` is filled from now on; those that were left out on the way are not known. */
    turn(bucket: number): void {
      if (bucket === current[0]) return;
      for (let b = Math.max(current[0]!, bucket - BUCKETS); b < bucket; b++) {
        for (let i = 0; i < count; i++) {
          const known = b === current[0] && looks[i]! >= LEAST_LOOKS;
          means[i * BUCKETS + (b % BUCKETS)] = known ? sum[i]! / looks[i]! : Number.NaN;
        }
      }
      sum.fill(0);
      looks.fill(0);
      current[0] = bucket;
    },
    add(i: number, value: number): void {
      if (Number.isNaN(value)) return;
      sum[i]! += value;
      looks[i]! += 1;
    },
    /** The lowest of the last means; NaN where one of them is not known. */
    lowest(i: number): number {
      let lowest = Number.POSITIVE_INFINITY;
      for (let b = 0; b < BUCKETS; b++) {
        const mean = means[i * BUCKETS + b]!;
        if (Number.isNaN(mean)) return Number.NaN;
        lowest = Math.min(lowest, mean);
      }
      return lowest;
    },
  };
}
