import { AREAS } from './areas.ts';
import type { Ground } from './ground.ts';
import { createRandom } from './random.ts';

/** Days of each step of a site's roll-out: from, to. */
const STEPS = [
  { step: 'acquisition', days: [14, 28] },
  { step: 'civil-works', days: [16, 24] },
  { step: 'fibre-and-power', days: [8, 16] },
  { step: 'commissioning', days: [4, 8] },
] as const;

interface Site {
  readonly site_id: string;
  readonly status: string;
}

/** Sites on air one after the other, until all stand half a year after the first start. */
const LAST_DAY = 180;

/** Rows of milestones.csv: the steps of each site that is not on air yet, scheduled back from the day it goes on air. */
export function makeMilestones(sites: readonly Site[], seed: number) {
  const random = createRandom(seed, 'milestones');
  const ahead = sites.filter(({ status }) => status !== 'on_air');
  return ahead.flatMap(({ site_id }, index) => {
    const share = (index + 1) / ahead.length;
    // First and last sites far apart in time, those between close: the S of a roll-out.
    const day = Math.round(LAST_DAY * (share + 0.06 * Math.sin(2 * Math.PI * share)));
    const lengths = STEPS.map(({ days: [from, to] }) => random.whole(from, to));
    return STEPS.map(({ step }, at) => ({
      site: site_id,
      step,
      offset_days: day + 7 - lengths.slice(at + 1).reduce((sum, days) => sum + days, 0),
      lead_days: lengths[at]!,
      synthetic: 1,
    }));
  });
}

const METRES_PER_DEGREE = 111_195;
const CELL_M = 400;
/** Most people work and live around the key areas. */
const PEAK = 420;
const FLOOR = 12;

/** Rows of demand.csv: a grid of 400 m over the zone's land with the people of a busy hour. */
export function makeDemand(ground: Ground, seed: number) {
  const random = createRandom(seed, 'demand');
  return ground.grid(CELL_M).map(({ lat, lon }) => {
    const crowd = AREAS.reduce((sum, { centre, spreadM, onAir }) => {
      const northM = (lat - centre.lat) * METRES_PER_DEGREE;
      const eastM = (lon - centre.lon) * METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
      return sum + ((onAir + 2) / 12) * Math.exp(-(northM ** 2 + eastM ** 2) / (2 * (spreadM * 0.9) ** 2));
    }, 0);
    const people = (FLOOR + PEAK * crowd) * (0.7 + 0.6 * random.next());
    return { lat: lat.toFixed(5), lon: lon.toFixed(5), people: Math.round(people), synthetic: 1 };
  });
}
