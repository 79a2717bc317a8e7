import type { Resource } from '../../../../shared/model/resource.ts';
import { fullBatteryS, RADIOS_SHED_AT } from '../battery.ts';
import type { Effect, FaultZone } from './fault.ts';

/** With the radios off, transmission and the cabinet draw this share of the site's load. */
const SHED_LOAD = 0.25;

/** A site that its battery carries. `batteryS`: what a full one lasts with everything on. */
export function siteOnBattery(site: Resource, batteryS: number | undefined, { topology, seed }: FaultZone): Effect {
  const fullS = batteryS ?? fullBatteryS(seed, site);
  const shedS = (1 - RADIOS_SHED_AT) * fullS;
  const cells = topology.below(site.id, 'cell');
  return ({ elapsedS }, { onBattery, untilShed, down, silent }) => {
    const shed = elapsedS >= shedS;
    const left = shed ? (RADIOS_SHED_AT * fullS) / SHED_LOAD - (elapsedS - shedS) : fullS - elapsedS;
    onBattery.set(site.id, Math.max(0, left));
    untilShed.set(site.id, Math.max(0, shedS - elapsedS));
    if (shed) for (const { id } of cells) down.add(id);
    if (left > 0) return;
    for (const { id } of [site, ...cells]) silent.add(id);
  };
}
