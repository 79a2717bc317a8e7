import { type BackhaulNetwork, createBackhaulNetwork } from './backhaul-network.ts';
import { createMeters, type Meters } from './meters.ts';
import { createPowerNetwork, type PowerNetwork } from './power-network.ts';
import { createSituation, type Situation } from './situation.ts';
import { createTopology, type Topology, type ZoneParts } from './topology.ts';

/** What the resources of a zone have in common: how they hang together, what flows between them, what is wrong. */
export interface World {
  readonly topology: Topology;
  readonly situation: Situation;
  readonly meters: Meters;
  readonly power: PowerNetwork;
  readonly backhaul: BackhaulNetwork;
}

export function createWorld(seed: number, zone: ZoneParts): World {
  const topology = createTopology(zone);
  const situation = createSituation();
  const meters = createMeters();
  const power = createPowerNetwork(seed, topology, situation, meters);
  return { topology, situation, meters, power, backhaul: createBackhaulNetwork(topology, situation, meters) };
}
