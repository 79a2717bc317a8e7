import type { Resource } from '../../../../shared/model/resource.ts';
import { attribute } from '../attribute.ts';
import { createDrift } from '../drift.ts';
import type { Moment } from '../moment.ts';
import { feedMeter } from '../power-network.ts';
import { rackFeeds } from '../rack-feeds.ts';
import { between, choose, gaussian, hashText, mix } from '../random.ts';
import type { World } from '../world.ts';
import { bump, clamp, type Model, type ModelOf } from './model.ts';

/** Servers at rest draw this share of a rack's rating. */
const IDLE_SHARE = 0.45;
/** A rack without servers: its PDUs' own electronics, per feed. */
const EMPTY_FEED_W = 3;
const FEED_V = 230;
const POWER_FACTOR = 0.98;
/** Registers count from here, so that a restart does not turn meters back. */
const METERS_SINCE = Date.UTC(2018, 0, 1);
const HOUR_MS = 3_600_000;

/** Share of racks that run warm, above the recommended 27 °C at the top, so that the floor shows some. */
const WARM_SHARE = 0.001;

/**
 * Racks of a data centre. Power: a tenant's level, its daily wave and its noise, plus the rack's own; occupied racks stay
 * between idle and rating. Inlets: halls and rows differ, row ends are warmer (air comes round the end), top is warmer
 * than middle than bottom, load warms a little. A feed without supply gives its load to the other one; a rack without
 * any is dark, its sensors with it. Attributes read: `occupied` (1), `rated_w`, `tenant`, `feed_a`, `feed_b`.
 */
export const rackModel: ModelOf = (seed, racks, world): Model => {
  const seeds = Uint32Array.from(racks, (rack) => hashText(seed, rack.id));
  const power = powerOf(seed, racks, seeds);
  const air = airOf(seed, racks, seeds, power.occupied, world);
  const energyWh = new Float64Array(racks.length);
  const meteredAt = new Float64Array(racks.length).fill(Number.NaN);
  const feeds = feedsOf(racks, seeds, power.mean, world);

  return {
    kind: 'rack',
    metrics: [
      'rack.inlet-top',
      'rack.inlet-middle',
      'rack.inlet-bottom',
      'rack.outlet',
      'rack.humidity',
      'rack.power-a',
      'rack.power-b',
      'rack.current-a',
      'rack.current-b',
      'rack.energy',
    ],
    resources: racks,
    step(index, moment, out, from) {
      const wanted = power.watts(index, moment);
      const share = feeds.shareA(index, moment);
      const dark = Number.isNaN(share);
      const a = dark ? 0 : Math.round(wanted * share);
      const b = dark ? 0 : Math.round(wanted - a);
      feeds.metered(index, a, b);
      if (dark) out.fill(Number.NaN, from, from + 5);
      else air.write(index, moment, power.utilization(index, wanted), out, from);
      out[from + 5] = a;
      out[from + 6] = b;
      out[from + 7] = tenth(a / (FEED_V * POWER_FACTOR));
      out[from + 8] = tenth(b / (FEED_V * POWER_FACTOR));

      const before = meteredAt[index]!;
      // NaN before the first step: the register then stands where its mean load would have brought it.
      if (!Number.isNaN(before)) energyWh[index]! += (Math.max(0, moment.at - before) / HOUR_MS) * (a + b);
      else energyWh[index] = (Math.max(0, moment.at - METERS_SINCE) / HOUR_MS) * power.mean(index);
      meteredAt[index] = moment.at;
      out[from + 9] = Math.floor(energyWh[index]!);
    },
  };
};

/** Electrical side. `watts` is both feeds together. */
function powerOf(seed: number, racks: readonly Resource[], seeds: Uint32Array) {
  const ratedW = Float64Array.from(racks, (rack) => Math.max(0, attribute(rack, 'rated_w', 4_000)));
  const occupied = Uint8Array.from(racks, (rack) => (attribute(rack, 'occupied', 1) === 1 ? 1 : 0));
  const names = racks.map((rack) => String(rack.attributes.get('tenant') ?? rack.parent));
  const tenants = [...new Set(names)];
  const place = new Map(tenants.map((tenant, index) => [tenant, index]));
  const tenant = Uint32Array.from(names, (name) => place.get(name)!);
  const tenantSeeds = Uint32Array.from(tenants, (name) => hashText(mix(seed, 1), name));
  // Half of the tenants serve offices and peak in the afternoon, half serve homes and peak in the evening.
  const peakHour = Float64Array.from(tenantSeeds, (hash) =>
    (mix(hash, 2) & 1) === 0 ? between(mix(hash, 3), 13, 16) : between(mix(hash, 3), 20, 22),
  );
  const level = Float64Array.from(
    seeds,
    (hash, index) => between(mix(tenantSeeds[tenant[index]!]!, 4), 0.56, 0.64) + between(mix(hash, 5), -0.06, 0.06),
  );
  const tenantNoise = createDrift(tenantSeeds, 0.97);
  const ownNoise = createDrift(
    seeds.map((hash) => mix(hash, 6)),
    0.9,
  );

  return {
    occupied,
    mean: (index: number) => (occupied[index] === 1 ? ratedW[index]! * (level[index]! + 0.04) : 2 * EMPTY_FEED_W),
    utilization: (index: number, watts: number) => (occupied[index] === 1 ? watts / Math.max(1, ratedW[index]!) : 0),
    watts(index: number, moment: Moment): number {
      if (occupied[index] === 0) return 2 * EMPTY_FEED_W;
      const who = tenant[index]!;
      const wave = 0.11 * bump(moment.hour, peakHour[who]!, 4) * (moment.weekend ? 0.8 : 1);
      const noise = 0.015 * tenantNoise.at(who, moment.step) + 0.02 * ownNoise.at(index, moment.step);
      return ratedW[index]! * clamp(level[index]! + wave + noise, IDLE_SHARE, 1);
    },
  };
}

/** What each rack takes from its feeds A and B. */
function feedsOf(racks: readonly Resource[], seeds: Uint32Array, mean: (index: number) => number, world: World) {
  const { topology, power, meters } = world;
  const evenA = Float64Array.from(seeds, (hash) => 0.5 + 0.012 * gaussian(mix(hash, 1)));
  const ids = racks.map((rack) => rackFeeds(rack, topology));
  const places = ids.map((pair) => pair.map((id) => meters.place(id === null ? '' : feedMeter(id))));
  const last = [new Float64Array(racks.length), new Float64Array(racks.length)] as const;
  const isAlive = (id: string | null, moment: Moment) => id !== null && power.alive(id, moment);

  const metered = (index: number, a: number, b: number): void => {
    meters.add(places[index]![0]!, a - last[0][index]!);
    meters.add(places[index]![1]!, b - last[1][index]!);
    last[0][index] = a;
    last[1][index] = b;
  };
  // Until racks report, feeds carry what they usually would.
  racks.forEach((_, index) => {
    const [a, b] = ids[index]!;
    const share = a === null ? 0 : b === null ? 1 : evenA[index]!;
    metered(index, share * mean(index), (1 - share) * mean(index));
  });
  return {
    metered,
    /** Feed A's share of the load, NaN when neither feed is alive. */
    shareA(index: number, moment: Moment): number {
      const [a, b] = ids[index]!;
      const [liveA, liveB] = [isAlive(a, moment), isAlive(b, moment)];
      if (liveA) return liveB ? evenA[index]! : 1;
      return liveB ? 0 : Number.NaN;
    },
  };
}

/** Air side: five values from `out[from]` on. */
function airOf(
  seed: number,
  racks: readonly Resource[],
  seeds: Uint32Array,
  occupied: Uint8Array,
  { topology, situation }: World,
) {
  const end = rowEnds(racks);
  const hall = racks.map((rack) => hashText(mix(seed, 2), topology.container(rack, 'hall')?.id ?? rack.parent ?? ''));
  const row = racks.map((rack) => hashText(mix(seed, 3), rack.parent ?? ''));
  const bottom = Float64Array.from(
    seeds,
    (hash, index) =>
      21.2 +
      between(hall[index]!, -0.7, 0.7) +
      between(row[index]!, -0.25, 0.25) +
      between(mix(hash, 7), -0.3, 0.3) +
      1.1 * end[index]!,
  );
  const humidity = hall.map((hash) => between(mix(hash, 8), 45, 50));
  const warmer = new Float64Array(racks.length);
  const candidates = racks.map((_, index) => index).filter((index) => occupied[index] === 1);
  const chances = candidates.map((index) => mix(seeds[index]!, 9));
  for (const chosen of choose(chances, Math.round(WARM_SHARE * racks.length))) {
    const index = candidates[chosen]!;
    // Aims at 27.8–30 °C at the top, whatever the place.
    warmer[index] = between(mix(seeds[index]!, 10), 27.8, 30) - (bottom[index]! + TOP_ABOVE_BOTTOM);
  }
  const noise = createDrift(
    seeds.map((hash) => mix(hash, 11)),
    0.95,
  );

  return {
    write(index: number, moment: Moment, utilization: number, out: Float64Array, from: number): void {
      const swing = 0.25 * bump(moment.hour, 15, 4) + 0.12 * noise.at(index, moment.step);
      const load = utilization === 0 ? -0.3 : 1.2 * (utilization - 0.65);
      const low = bottom[index]! + 0.8 * swing + 0.6 * load + (situation.warmer.get(racks[index]!.id) ?? 0);
      const extra = warmer[index]!;
      const middle = low + 0.9 + 0.2 * load + 0.7 * extra;
      const top = low + TOP_ABOVE_BOTTOM + 0.4 * load + 0.2 * swing + extra;
      out[from] = tenth(top);
      out[from + 1] = tenth(middle);
      out[from + 2] = tenth(low + 0.4 * extra);
      out[from + 3] = tenth(middle + (utilization === 0 ? 0.6 : 7 + 6 * utilization));
      // The same water in warmer air is a lower relative humidity.
      out[from + 4] = tenth(clamp(humidity[index]! - 1.5 * (middle - 22), 40, 55));
    },
  };
}

const TOP_ABOVE_BOTTOM = 1.8;

/** 1 at either end of a row, fading inwards within a few racks. */
function rowEnds(racks: readonly Resource[]): Float64Array {
  const rows = new Map<string, number[]>();
  racks.forEach((rack, index) => {
    const row = rows.get(rack.parent ?? '');
    if (row) row.push(index);
    else rows.set(rack.parent ?? '', [index]);
  });
  const end = new Float64Array(racks.length);
  for (const row of rows.values()) {
    row.forEach((index, place) => {
      end[index] = Math.exp(-Math.min(place, row.length - 1 - place) / 1.2);
    });
  }
  return end;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
