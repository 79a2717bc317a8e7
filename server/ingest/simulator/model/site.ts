import { between, hashText, mix } from '../random.ts';
import type { Model, ModelOf } from './model.ts';

const MAINS_PRESENT = 1;
const CLOCK_LOCKED = 1;
/** Lead or lithium cabinets beside a mast: three to five hours with everything on. */
const FULL_BATTERY_H = [3, 5] as const;
const HOUR_S = 3_600;

/** The cabinet beside a mast: mains, how long its battery would last, and the clock that TDD cells need. */
export const siteModel: ModelOf = (seed, sites): Model => {
  const fullS = Float64Array.from(sites, (site) =>
    Math.round(HOUR_S * between(mix(hashText(seed, site.id), 1), ...FULL_BATTERY_H)),
  );
  return {
    kind: 'site',
    metrics: ['site.mains', 'site.battery-runtime', 'site.clock'],
    resources: sites,
    step(index, _moment, out, from) {
      out[from] = MAINS_PRESENT;
      out[from + 1] = fullS[index]!;
      out[from + 2] = CLOCK_LOCKED;
    },
  };
};
