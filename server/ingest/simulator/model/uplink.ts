import type { Resource } from '../../../../shared/model/resource.ts';
import { attribute } from '../attribute.ts';
import { createDrift } from '../drift.ts';
import type { Moment } from '../moment.ts';
import { between, hashText, mix } from '../random.ts';
import type { Situation } from '../situation.ts';
import { clamp, type Model, type ModelOf } from './model.ts';

/**
 * Share of the total capacity that goes out at the peak: 11 of 20 Tbit/s, below the 12 T that four carriers of 5 T
 * carry without one of them at 80 % (N−1).
 */
const PEAK_SHARE = 0.55;

/** Relative to the peak by local hour: peak 20–23 h, trough 04–06 h. */
const BY_HOUR = [
  0.82, 0.66, 0.53, 0.44, 0.39, 0.37, 0.4, 0.48, 0.58, 0.66, 0.71, 0.73, 0.75, 0.73, 0.71, 0.71, 0.73, 0.77, 0.84, 0.92,
  0.98, 1, 1, 0.95,
];

/** ifOperStatus of IF-MIB. */
const UP = 1;
const DOWN = 2;

/**
 * Ports of the data centre's egress: residential evening traffic, three to five times as much out as in. What ports
 * that are down would carry goes to the others, as far as they have room.
 */
export const uplinkModel: ModelOf = (seed, uplinks, { situation }): Model => {
  const seeds = Uint32Array.from(uplinks, (uplink) => hashText(seed, uplink.id));
  const capacity = Float64Array.from(uplinks, (uplink) => attribute(uplink, 'capacity_bps', 400e9));
  const outPeak = outAtPeak(seeds, capacity);
  const outPerIn = Float64Array.from(seeds, (hash) => between(mix(hash, 2), 3.2, 4.8));
  const outNoise = createDrift(seeds, 0.9);
  const inNoise = createDrift(
    seeds.map((hash) => mix(hash, 3)),
    0.9,
  );
  const filled = roomTaken(uplinks, situation, capacity, outPeak);

  return {
    kind: 'uplink',
    metrics: ['uplink.oper-status', 'uplink.in', 'uplink.out'],
    resources: uplinks,
    step(index, moment, out, from) {
      if (situation.down.has(uplinks[index]!.id)) {
        out[from] = DOWN;
        out.fill(0, from + 1, from + 3);
        return;
      }
      const usual = outPeak[index]! * byHour(moment.hour);
      const level =
        (usual + filled(moment) * (capacity[index]! - usual)) * (1 + 0.015 * outNoise.at(index, moment.step));
      const back = (level / outPerIn[index]!) * (1 + 0.015 * inNoise.at(index, moment.step));
      out[from] = UP;
      out[from + 1] = Math.round(clamp(back, 0, capacity[index]!) * 1e-6) * 1e6;
      out[from + 2] = Math.round(clamp(level, 0, capacity[index]!) * 1e-6) * 1e6;
    },
  };
};

/** Each port's peak, bit/s: spread between ports, scaled so that all of them add up to PEAK_SHARE of the capacity. */
function outAtPeak(seeds: Uint32Array, capacity: Float64Array): Float64Array {
  const wish = capacity.map((bps, index) => bps * between(mix(seeds[index]!, 1), 0.45, 0.65));
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const scale = (PEAK_SHARE * sum(capacity)) / Math.max(1, sum(wish));
  return wish.map((bps) => bps * scale);
}

/** Share 0–1 of the room left on ports that are up which the traffic of those that are down takes. */
function roomTaken(
  uplinks: readonly Resource[],
  { down }: Situation,
  capacity: Float64Array,
  outPeak: Float64Array,
): (moment: Moment) => number {
  let at = Number.NaN;
  let share = 0;
  return (moment) => {
    if (at === moment.at) return share;
    at = moment.at;
    const level = byHour(moment.hour);
    let moved = 0;
    let room = 0;
    uplinks.forEach(({ id }, i) => {
      if (down.has(id)) moved += outPeak[i]! * level;
      else room += capacity[i]! - outPeak[i]! * level;
    });
    share = room > 0 ? Math.min(1, moved / room) : 0;
    return share;
  };
}

function byHour(hour: number): number {
  const whole = Math.floor(hour);
  const here = BY_HOUR[whole % 24]!;
  return here + (BY_HOUR[(whole + 1) % 24]! - here) * (hour - whole);
}
