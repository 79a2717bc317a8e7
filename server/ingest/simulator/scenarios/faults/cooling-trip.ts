import { z } from 'zod';
import type { Resource } from '../../../../../shared/model/resource.ts';
import { attribute } from '../../attribute.ts';
import type { Topology } from '../../topology.ts';
import { fault } from '../fault.ts';

/**
 * Air and mass around one rack (domain/data-centre-and-charging.md §8): dT/dt = Rmin + (Rmax − Rmin) e^(−t/τ) with
 * Rmax = Q / C_air and Rmin = Q / (C_air + C_mass).
 */
const AIR_J_PER_K = 7.5 * 1.2 * 1_005;
const MASS_J_PER_K = 650 * 460;
const TAU_S = 25;
/** Neighbours have fanned up after about so long: the mass stops warming. */
const HELP_S = 240;
/** What a rack in front of the unit turns into heat. */
const RACK_W = 3_000;
/** Across a hall's floor the loss falls off over this share of its width. */
const REACH = 0.3;
/** Below this nobody would see it, K. */
const LEAST_K = 0.25;

/**
 * A cooling unit has tripped: its neighbours fan up and the unit on standby starts, but the racks near it rise by a few
 * kelvin within minutes. `deficit` is the share of their heat that is not taken away any more.
 */
export const coolingTrip = fault({
  name: 'cooling-trip',
  kinds: ['cooling-unit'],
  params: z.object({ deficit: z.number().min(0).max(1).default(0.5) }).strict(),
  aftermathS: 3 * HELP_S,
  begin(unit, { deficit }, { topology }) {
    const near = nearness(unit, topology);
    return ({ elapsedS, endedS }, { down, warmer }) => {
      if (endedS === 0) down.add(unit.id);
      const kelvin = riseK(deficit * RACK_W, elapsedS - endedS) * Math.exp(-endedS / HELP_S);
      for (const [id, share] of near) {
        if (share * kelvin >= LEAST_K) warmer.set(id, Math.max(warmer.get(id) ?? 0, share * kelvin));
      }
    };
  },
});

/** Kelvin after t seconds in which `deficitW` of a rack's heat stays, helped by the neighbours from HELP_S on. */
function riseK(deficitW: number, t: number): number {
  const slow = deficitW / (AIR_J_PER_K + MASS_J_PER_K);
  const fast = deficitW / AIR_J_PER_K;
  return slow * HELP_S * (1 - Math.exp(-t / HELP_S)) + (fast - slow) * TAU_S * (1 - Math.exp(-t / TAU_S));
}

/** Racks of the unit's hall with how much the unit means to each, 0–1: by distance on the floor plan, hall 1 × 1. */
function nearness(unit: Resource, topology: Topology): ReadonlyMap<string, number> {
  const hall = topology.container(unit, 'hall');
  if (hall === undefined) return new Map();
  const [x, y] = placeOf(unit, topology.below(hall.id, 'cooling-unit'));
  const rows = topology.below(hall.id, 'row');
  const near = new Map<string, number>();
  rows.forEach((row, r) => {
    const racks = topology.below(row.id, 'rack');
    racks.forEach(({ id }, place) => {
      const distance = Math.hypot((place + 0.5) / racks.length - x, (r + 0.5) / rows.length - y);
      near.set(id, Math.exp(-((distance / REACH) ** 2)));
    });
  });
  return near;
}

/** Where a unit stands along the walls; without attributes, evenly along the left one. */
function placeOf(unit: Resource, units: readonly Resource[]): readonly [number, number] {
  const along = attribute(unit, 'floor_position', (units.findIndex(({ id }) => id === unit.id) + 0.5) / units.length);
  switch (unit.attributes.get('floor_side')) {
    case 'top':
      return [along, 0];
    case 'bottom':
      return [along, 1];
    case 'right':
      return [1, along];
    default:
      return [0, along];
  }
}
