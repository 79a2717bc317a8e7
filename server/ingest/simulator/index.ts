import { basename } from 'node:path';
import type { Resource, ResourceKind } from '../../../shared/model/resource.ts';
import type { Clock, IngestDoor, Inventory, Scenarios, SimulatedPast } from '../../ports.ts';
import { backhaulLinkModel, nodeModel } from './model/backhaul.ts';
import { cellModel } from './model/cell.ts';
import { connectorModel } from './model/connector.ts';
import { coolingUnitModel } from './model/cooling-unit.ts';
import { gpuNodeModel } from './model/gpu-node.ts';
import type { Model, ModelOf } from './model/model.ts';
import { powerModel } from './model/power.ts';
import { rackModel } from './model/rack.ts';
import { siteModel } from './model/site.ts';
import { uplinkModel } from './model/uplink.ts';
import { createMoments } from './moment.ts';
import { createPast } from './past.ts';
import { createRounds, SLOT_MS } from './rounds.ts';
import { listScenarios } from './scenarios/scenario-list.ts';
import { createStage } from './scenarios/stage.ts';
import { createSender } from './sender.ts';
import { createSlots } from './slots.ts';
import type { ZoneParts } from './topology.ts';
import { createWorld, type World } from './world.ts';

/** One line per kind that can be simulated. */
const MODELS: readonly (readonly [ResourceKind, ModelOf])[] = [
  ['rack', rackModel],
  ['cell', cellModel],
  ['site', siteModel],
  ['backhaul-node', nodeModel('backhaul-node')],
  ['backhaul-link', backhaulLinkModel],
  ['utility', powerModel('utility')],
  ['transformer', powerModel('transformer')],
  ['generator', powerModel('generator')],
  ['ups', powerModel('ups')],
  ['pdu', powerModel('pdu')],
  ['power-feed', powerModel('power-feed')],
  ['cooling-unit', coolingUnitModel],
  ['gpu-node', gpuNodeModel],
  ['router', nodeModel('router')],
  ['uplink', uplinkModel],
  ['connector', connectorModel],
];

export interface SimulatorOptions {
  readonly inventory: Inventory;
  readonly clock: Clock;
  readonly seed: number;
  /** Seconds of a scenario in a second of the clock; 1 unless said. */
  readonly speed?: number;
  /** A scenario to begin with: the name of one that ships, or a file. */
  readonly scenario?: string | undefined;
}

export interface Simulator extends IngestDoor {
  readonly scenarios: Scenarios;
  /** A past of its own, as if the zone had been simulated before: from the same seed, without faults. */
  past(): SimulatedPast;
}

/**
 * An ordinary source that invents what a zone's equipment would report: every reporting resource in service, every 10 s,
 * staggered so that the load is even. Equal seeds and equal clocks give equal values. `scenarios` are the faults that it
 * can act out. Throws ScenarioRefused when there is none as `scenario` says.
 */
export function createSimulator(options: SimulatorOptions): Simulator {
  const { inventory, clock, seed, speed = 1, scenario } = options;
  const world = createWorld(seed, inventory);
  const files = scenario?.includes('/') ? [scenario] : [];
  const stage = createStage(listScenarios({ topology: world.topology, seed }, files), speed, clock);
  const first = scenario === undefined ? undefined : basename(scenario, '.yaml');
  if (first !== undefined) stage.start(first);
  return {
    protocol: 'simulator',
    scenarios: stage,
    past: () => createPast(inventory, createModels(seed, inventory)),
    start({ registry }) {
      const source = registry.source('simulator', 'simulator', true);
      const slots = createSlots(
        createModels(seed, inventory, world),
        (name) => source.handle(name),
        world.situation.silent,
      );
      const momentOf = createMoments(inventory.zone.timeZone);
      const sender = createSender(source, slots, (at) => {
        stage.enact(at, world.situation);
        return momentOf(at);
      });
      const rounds = createRounds(clock, sender);
      // From here on, however long the server took until it was ready.
      if (first !== undefined) stage.start(first);
      rounds.tick();
      const timer = setInterval(rounds.tick, SLOT_MS);
      return {
        async stop() {
          clearInterval(timer);
          await sender.settled();
        },
      };
    },
  };
}

/** A model for each kind that the zone has reporting, in service. */
export function createModels(seed: number, zone: ZoneParts, world: World = createWorld(seed, zone)): Model[] {
  return MODELS.map(([kind, modelOf]) => modelOf(seed, zone.ofKind(kind).filter(isReporting), world));
}

function isReporting(resource: Resource): boolean {
  return resource.reporting && resource.lifecycle === 'in-service';
}
