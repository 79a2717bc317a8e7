import type { Resource } from '../../../../shared/model/resource.ts';
import { fullBatteryS } from '../battery.ts';
import type { Effect, FaultZone } from './fault.ts';

/** With the radios off, transmission and the cabinet draw this share of the site's load. */
const SHED_LOAD = 0.25;
/** The radios are shed when so much of the battery is left. */
const SHED_AT = 0.5;

/** A site that its battery carries. `batteryS`: what a full one lasts with everything on. */
export function siteOnBattery(site: Resource, batteryS: number | undefined, { topology, seed }: FaultZone): Effect {
  const fullS = batteryS ?? fullBatteryS(seed, site);
  const shedS = (1 - SHED_AT) * fullS;
  const cells = topology.below(site.id, 'cell');
  return ({ elapsedS }, { onBattery, down, silent }) => {
    const shed = elapsedS >= shedS;
    const left = shed ? (SHED_AT * fullS) / SHED_LOAD - (elapsedS - shedS) : fullS - elapsedS;
    onBattery.set(site.id, Math.max(0, left));
    if (shed) for (const { id } of cells) down.add(id);
    if (left > 0) return;
    for (const { id } of [site, ...cells]) silent.add(id);
  };
}
