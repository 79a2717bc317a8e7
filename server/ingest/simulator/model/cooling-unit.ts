import type { Resource } from '../../../../shared/model/resource.ts';
import { attribute } from '../attribute.ts';
import { createDrift } from '../drift.ts';
import type { Moment } from '../moment.ts';
import { coolingMeter, feedMeter } from '../power-network.ts';
import { between, choose, hashText, mix } from '../random.ts';
import type { World } from '../world.ts';
import { bump, clamp, type Model, type ModelOf } from './model.ts';

const STANDBY = 0;
const RUNNING = 1;
const TRIPPED = 2;

/** Heat that a unit can take where the pack says nothing, W. */
const USUAL_COOLING_W = 150_000;
/** Heat moved per watt of compressor and pump: more in the cool of the night than in the afternoon. */
const COP_NIGHT = 6.4;
const COP_AFTERNOON = 5.2;
/** Fans at full speed draw this share of the heat that the unit can take, where the pack gives no electrical rating. */
const FAN_SHARE = 0.05;
const SUPPLY_C = 19;
/** Warmer supply for each whole capacity asked beyond the unit's own, K. */
const OVERLOAD_K = 12;
/** Return above supply at rated heat and full air, K. */
const SPREAD_K = 13;

/**
 * Cooling units of halls, N+1: they share the heat of their hall evenly and one, chosen by the seed, stands by until
 * another trips. A unit reports the power of its fans, ∝ speed³; the chillers behind it, Q / COP, are in what the
 * transformers carry. Attributes read: `cooling_w`, `rating_w`.
 */
export const coolingUnitModel: ModelOf = (seed, units, world): Model => {
  const { meters } = world;
  const seeds = Uint32Array.from(units, (unit) => hashText(seed, unit.id));
  const halls = hallsOf(seed, units, world);
  const coolingW = Float64Array.from(units, (unit) => attribute(unit, 'cooling_w', USUAL_COOLING_W));
  const fansW = Float64Array.from(units, (unit, index) => attribute(unit, 'rating_w', FAN_SHARE * coolingW[index]!));
  const drawn = units.map((unit) => meters.place(coolingMeter(unit.id)));
  const last = new Float64Array(units.length);
  const noise = createDrift(seeds, 0.9);
  const offsetK = Float64Array.from(seeds, (hash) => between(mix(hash, 2), -0.4, 0.4));
  const metered = (index: number, watts: number): void => {
    meters.add(drawn[index]!, watts - last[index]!);
    last[index] = watts;
  };

  const model: Model = {
    kind: 'cooling-unit',
    metrics: [
      'cooling-unit.state',
      'cooling-unit.supply',
      'cooling-unit.return',
      'cooling-unit.fan',
      'cooling-unit.power',
    ],
    resources: units,
    step(index, moment, out, from) {
      const state = halls.stateOf(index);
      const jitter = noise.at(index, moment.step);
      const heatW = state === RUNNING ? halls.heatPerRunning(index) : 0;
      const load = heatW / Math.max(1, coolingW[index]!);
      const fan = state === RUNNING ? clamp(25 + 70 * load + jitter, 30, 100) : 0;
      const supply = SUPPLY_C + offsetK[index]! + 0.1 * jitter + OVERLOAD_K * Math.max(0, load - 1);
      const rise = state === RUNNING ? (SPREAD_K * load) / (fan / 100) : SPREAD_K / 2;
      const ownW = Math.round(fansW[index]! * (fan / 100) ** 3 * 0.1) * 10;
      metered(index, ownW + heatW / cop(moment));
      out[from] = state;
      // Air that nothing cools is as warm as what comes back.
      out[from + 1] = tenth(state === TRIPPED ? supply + rise : supply);
      out[from + 2] = tenth(supply + rise);
      out[from + 3] = Math.round(fan);
      out[from + 4] = ownW;
    },
  };
  // Until they report, utilities carry what the units usually draw.
  units.forEach((_, index) => {
    if (halls.stateOf(index) === RUNNING) metered(index, halls.heatPerRunning(index) / COP_AFTERNOON);
  });
  return model;
};

/** Who stands by in each hall, and what each running unit has to take. */
function hallsOf(seed: number, units: readonly Resource[], { topology, meters, situation }: World) {
  const byHall = new Map<string, number[]>();
  units.forEach((unit, index) => {
    const mates = byHall.get(unit.parent ?? '') ?? [];
    mates.push(index);
    byHall.set(unit.parent ?? '', mates);
  });
  const feeds = new Map([...byHall.keys()].map((hall) => [hall, feedsOf(hall, topology)]));
  const standby = new Uint8Array(units.length);
  for (const mates of byHall.values()) {
    if (mates.length < 2) continue;
    const hashes = mates.map((index) => hashText(mix(seed, 1), units[index]!.id));
    standby[mates[choose(hashes, 1)[0]!]!] = 1;
  }
  const isDown = (index: number) => situation.down.has(units[index]!.id);
  const stateOf = (index: number): number => {
    if (isDown(index)) return TRIPPED;
    const needed = standby[index] === 0 || byHall.get(units[index]!.parent ?? '')!.some(isDown);
    return needed ? RUNNING : STANDBY;
  };
  return {
    stateOf,
    heatPerRunning(index: number): number {
      const hall = units[index]!.parent ?? '';
      const running = byHall.get(hall)!.filter((mate) => stateOf(mate) === RUNNING).length;
      const heat = feeds.get(hall)!.reduce((sum, feed) => sum + meters.read(feed), 0);
      return heat / Math.max(1, running);
    },
  };
}

/** Meters of a hall's feeds, whether the pack lists feeds or not. */
function feedsOf(hall: string, topology: World['topology']): readonly string[] {
  const listed = topology.below(hall, 'power-feed').map(({ id }) => id);
  const usual = ['a', 'b'].map((feed) => `power-feed/${hall.replace(/^[^/]*\//, '')}/${feed}`);
  return (listed.length > 0 ? listed : usual).map(feedMeter);
}

function cop({ hour }: Moment): number {
  return COP_NIGHT - (COP_NIGHT - COP_AFTERNOON) * bump(hour, 15, 4);
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
