import { z } from 'zod';
import type { Resource } from '../../../../../shared/model/resource.ts';
import { fullBatteryS } from '../../battery.ts';
import { between, hashText } from '../../random.ts';
import { type Effect, type FaultZone, fault, seconds } from '../fault.ts';
import { siteOnBattery } from '../site-on-battery.ts';

/** Generators carry the load so long after the mains are gone, s. */
const START_S = [10, 15] as const;

/**
 * The street is dead. A site lives on its battery: radios are shed first, transmission last, and then nothing is heard
 * of it. A data centre's UPS bridge until its generators carry the load; without generators they run until they are
 * empty. `battery_s`: what a full battery lasts with everything on.
 */
export const mainsLoss = fault({
  name: 'mains-loss',
  kinds: ['site', 'datacentre'],
  params: z.object({ battery_s: seconds.min(1).optional() }).strict(),
  begin(target, { battery_s }, zone) {
    return target.kind === 'site' ? siteOnBattery(target, battery_s, zone) : atDatacentre(target, battery_s, zone);
  },
});

function atDatacentre(target: Resource, batteryS: number | undefined, { topology, seed }: FaultZone): Effect {
  const utilities = topology.below(target.id, 'utility');
  const generators = topology.below(target.id, 'generator');
  const ups = topology.below(target.id, 'ups').map(({ id, ...rest }) => {
    return { id, fullS: batteryS ?? fullBatteryS(seed, { id, ...rest }) };
  });
  const startS = between(hashText(seed, target.id), ...START_S);
  return ({ elapsedS }, { down, running, onBattery }) => {
    for (const { id } of utilities) down.add(id);
    const carried = generators.length > 0 && elapsedS >= startS;
    if (carried) for (const { id } of generators) running.add(id);
    // What the bridge took is still missing while the generators run.
    const usedS = carried ? startS : elapsedS;
    for (const { id, fullS } of ups) onBattery.set(id, Math.max(0, fullS - usedS));
  };
}
