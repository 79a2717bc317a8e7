import { z } from 'zod';
import { fault, seconds } from '../fault.ts';
import { siteOnBattery } from '../site-on-battery.ts';

/** A site's rectifier has failed: the mains are there, and the battery is used up all the same. */
export const rectifierFailure = fault({
  name: 'rectifier-failure',
  kinds: ['site'],
  params: z.object({ battery_s: seconds.min(1).optional() }).strict(),
  begin(site, { battery_s }, zone) {
    const drain = siteOnBattery(site, battery_s, zone);
    return (time, situation) => {
      situation.rectifierFailed.add(site.id);
      drain(time, situation);
    };
  },
});
