import type { Resource, ResourceKind } from '../../../shared/model/resource.ts';
import { attribute } from './attribute.ts';
import { fullBatteryS } from './battery.ts';
import type { Meters } from './meters.ts';
import type { Moment } from './moment.ts';
import type { Situation } from './situation.ts';
import type { Topology } from './topology.ts';

/** From the street to the rack; an element is supplied by ones before it. */
const POWER_KINDS = ['utility', 'generator', 'transformer', 'ups', 'pdu', 'power-feed'] as const;
export type PowerKind = (typeof POWER_KINDS)[number];

/** The power chain of every data centre: who is alive, and how many watts go through. */
export interface PowerNetwork {
  /** False for a feed without supply; true for what the inventory does not know and nothing says to be down. */
  alive(id: string, moment: Moment): boolean;
  /** Watts that an element draws from before it; for a UPS its output, for a utility and a generator what they give. */
  watts(id: string, moment: Moment): number;
  /** True for a UPS that nothing supplies while its battery lasts. */
  onBattery(id: string, moment: Moment): boolean;
}

/** Meter of what a feed gives to its racks. */
export const feedMeter = (feed: string): string => `feed ${feed}`;
/** Meter of what a cooling unit draws. */
export const coolingMeter = (unit: string): string => `cooling ${unit}`;

/** Lighting, offices, pumps that nobody meters: a share of what the utilities give otherwise. */
const HOUSE_SHARE = 0.015;
/** Where a zone has no cooling units, their power all the same: a share of the heat. */
const UNSEEN_COOLING_SHARE = 0.2;

interface Element {
  readonly id: string;
  readonly kind: ResourceKind;
  readonly ratedW: number;
  readonly suppliers: readonly number[];
  readonly feed: string | null;
  /** Meters of cooling units that hang on it. */
  readonly cooling: readonly string[];
  readonly fullBatteryS: number;
}

/** Elements that are worked out once for each moment asked for. */
export function createPowerNetwork(
  seed: number,
  topology: Topology,
  situation: Situation,
  meters: Meters,
): PowerNetwork {
  const { elements, index } = build(seed, topology);
  const alive = new Uint8Array(elements.length);
  const onBattery = new Uint8Array(elements.length);
  const watts = new Float64Array(elements.length);
  let lifeAt = Number.NaN;
  let loadAt = Number.NaN;

  // Suppliers stand before what they supply: life comes down, load goes up. Load is worked out when it is first asked
  // for, after the racks of that moment have told theirs.
  const wakeAll = (moment: Moment): void => {
    if (lifeAt === moment.at) return;
    lifeAt = moment.at;
    for (let e = 0; e < elements.length; e++) wake(elements, e, situation, alive, onBattery);
  };
  const carryAll = (moment: Moment): void => {
    wakeAll(moment);
    if (loadAt === moment.at) return;
    loadAt = moment.at;
    carry(elements, meters, alive, onBattery, watts);
  };

  return {
    alive(id, moment) {
      wakeAll(moment);
      const element = index.get(id);
      return element === undefined ? !situation.down.has(id) : alive[element] === 1;
    },
    watts(id, moment) {
      carryAll(moment);
      return watts[index.get(id) ?? -1] ?? 0;
    },
    onBattery(id, moment) {
      wakeAll(moment);
      return onBattery[index.get(id) ?? -1] === 1;
    },
  };
}

function build(seed: number, topology: Topology): { elements: readonly Element[]; index: ReadonlyMap<string, number> } {
  const resources = POWER_KINDS.flatMap((kind) => topology.ofKind(kind));
  const index = new Map(resources.map((resource, place) => [resource.id, place]));
  const cooling = coolingOf(topology, resources);
  const elements = resources.map((resource, place): Element => {
    const needs = topology.needs(resource.id, 'power').map((id) => index.get(id) ?? -1);
    return {
      id: resource.id,
      kind: resource.kind,
      ratedW: attribute(resource, 'rating_w', 0),
      // A ring of supply, or a supply from below, would never settle: such a link is left out.
      suppliers: needs.filter((supplier) => supplier >= 0 && supplier < place),
      feed: resource.kind === 'power-feed' ? feedMeter(resource.id) : null,
      cooling: cooling.get(resource.id) ?? [],
      fullBatteryS: resource.kind === 'ups' ? fullBatteryS(seed, resource) : 0,
    };
  });
  return { elements, index };
}

/** Which element each cooling unit hangs on: its first supplier, else a transformer or utility of its data centre in turn. */
function coolingOf(topology: Topology, elements: readonly Resource[]): ReadonlyMap<string, string[]> {
  const known = new Set(elements.map(({ id }) => id));
  const on = new Map<string, string[]>();
  topology.ofKind('cooling-unit').forEach((unit, turn) => {
    const datacentre = topology.container(unit, 'datacentre')?.id;
    const kinds: readonly ResourceKind[] = ['transformer', 'utility'];
    const fallback = kinds
      .map((kind) => elements.filter((each) => each.kind === kind && each.parent === datacentre))
      .find((each) => each.length > 0);
    const supplier =
      topology.needs(unit.id, 'power').find((id) => known.has(id)) ?? fallback?.[turn % fallback.length]?.id;
    if (supplier === undefined) return;
    const meters = on.get(supplier) ?? [];
    meters.push(coolingMeter(unit.id));
    on.set(supplier, meters);
  });
  return on;
}

function wake(
  elements: readonly Element[],
  e: number,
  situation: Situation,
  alive: Uint8Array,
  onBattery: Uint8Array,
): void {
  const { id, kind, suppliers, fullBatteryS: full } = elements[e]!;
  const supplied = suppliers.length === 0 || suppliers.some((supplier) => alive[supplier] === 1);
  let lives = kind === 'generator' ? situation.running.has(id) : supplied;
  onBattery[e] = 0;
  if (kind === 'ups' && !supplied && (situation.onBattery.get(id) ?? full) > 0) {
    lives = true;
    onBattery[e] = 1;
  }
  if (situation.down.has(id)) {
    lives = false;
    onBattery[e] = 0;
  }
  alive[e] = lives ? 1 : 0;
}

/** Load goes from the racks to the street, shared evenly between live suppliers, with what is lost on the way. */
function carry(
  elements: readonly Element[],
  meters: Meters,
  alive: Uint8Array,
  onBattery: Uint8Array,
  watts: Float64Array,
): void {
  watts.fill(0);
  const unseenCooling = elements.every(({ cooling }) => cooling.length === 0);
  for (let e = elements.length - 1; e >= 0; e--) {
    const { kind, ratedW, suppliers, feed, cooling } = elements[e]!;
    if (alive[e] === 0) {
      watts[e] = 0;
      continue;
    }
    if (feed !== null) watts[e]! += meters.read(feed);
    for (const meter of cooling) watts[e]! += meters.read(meter);
    const output = watts[e]!;
    const input =
      output + lossW(kind, output, ratedW) + (kind === 'ups' && unseenCooling ? UNSEEN_COOLING_SHARE * output : 0);
    if (kind !== 'ups') watts[e] = kind === 'utility' || kind === 'generator' ? output * (1 + HOUSE_SHARE) : input;
    if (onBattery[e] === 1) continue;
    const live = suppliers.filter((supplier) => alive[supplier] === 1);
    for (const supplier of live) watts[supplier]! += input / live.length;
  }
}

/** UPS: 1.5 % + 1 % L + 2 % L² of the output (double conversion); transformers: 0.2 % of the rating + 0.8 % L² of it. */
function lossW(kind: ResourceKind, outputW: number, ratedW: number): number {
  const load = ratedW > 0 ? outputW / ratedW : 0.5;
  if (kind === 'ups') return outputW * (0.015 + 0.01 * load + 0.02 * load * load);
  if (kind === 'transformer') return outputW === 0 ? 0 : ratedW * (0.002 + 0.008 * load * load);
  return 0;
}
