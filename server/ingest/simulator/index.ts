import type { Resource, ResourceKind } from '../../../shared/model/resource.ts';
import type { IngestDoor } from '../../ports.ts';
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
import { createRounds, SLOT_MS } from './rounds.ts';
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

/**
 * An ordinary source that invents what a zone's equipment would report: every reporting resource in service, every 10 s,
 * staggered so that the load is even. Equal seeds and equal clocks give equal values.
 */
export const simulator: IngestDoor = {
  protocol: 'simulator',
  start({ registry, inventory, clock, seed }) {
    const source = registry.source('simulator', 'simulator', true);
    const world = createWorld(seed, inventory);
    const models = createModels(seed, inventory, world);
    const slots = createSlots(models, (name) => source.handle(name), world.situation.silent);
    const sender = createSender(source, slots, createMoments(inventory.zone.timeZone));
    const rounds = createRounds(clock, sender);
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

/** A model for each kind that the zone has reporting, in service. */
export function createModels(seed: number, zone: ZoneParts, world: World = createWorld(seed, zone)): Model[] {
  return MODELS.map(([kind, modelOf]) => modelOf(seed, zone.ofKind(kind).filter(isReporting), world));
}

function isReporting(resource: Resource): boolean {
  return resource.reporting && resource.lifecycle === 'in-service';
}
