import { fullBatteryS, RADIOS_SHED_AT } from '../battery.ts';
import { FULL_HOLDOVER_S } from '../holdover.ts';
import type { Model, ModelOf } from './model.ts';

const MAINS_LOST = 0;
const MAINS_PRESENT = 1;
const RECTIFIER_FAILED = 0;
const RECTIFIER_WORKS = 1;
const CLOCK_LOCKED = 1;

/** The cabinet beside a mast: mains, rectifier, how long its battery would last, and the clock that TDD cells need. */
export const siteModel: ModelOf = (seed, sites, { situation, backhaul }): Model => {
  const fullS = Float64Array.from(sites, (site) => fullBatteryS(seed, site));
  return {
    kind: 'site',
    metrics: [
      'site.mains',
      'site.battery-runtime',
      'site.rectifier',
      'site.clock',
      'site.holdover-left',
      'site.radio-backup-left',
    ],
    resources: sites,
    step(index, moment, out, from) {
      const { id } = sites[index]!;
      if (backhaul.isCutOff(id, moment)) {
        out.fill(Number.NaN, from, from + 6);
        return;
      }
      const left = situation.onBattery.get(id);
      // Behind a failed rectifier it is the battery that is used up, not the mains that are gone.
      const failed = situation.rectifierFailed.has(id);
      out[from] = left === undefined || failed ? MAINS_PRESENT : MAINS_LOST;
      out[from + 1] = Math.round(left ?? fullS[index]!);
      out[from + 2] = failed ? RECTIFIER_FAILED : RECTIFIER_WORKS;
      out[from + 3] = situation.clock.get(id) ?? CLOCK_LOCKED;
      out[from + 4] = Math.round(situation.holdover.get(id) ?? FULL_HOLDOVER_S);
      out[from + 5] = Math.round(situation.untilShed.get(id) ?? (1 - RADIOS_SHED_AT) * fullS[index]!);
    },
  };
};
