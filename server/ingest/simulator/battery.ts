import type { Resource } from '../../../shared/model/resource.ts';
import { between, hashText, mix } from './random.ts';

/** Cabinets beside a mast: three to five hours with everything on. */
const SITE_FULL_S = [3 * 3_600, 5 * 3_600] as const;
/** A data centre's UPS bridges until the generators carry the load: ten to fifteen minutes at full load. */
const UPS_FULL_S = [600, 900] as const;

/** A site's radios are shed when so much of its battery is left. */
export const RADIOS_SHED_AT = 0.5;

/** Seconds that a full battery carries a site or a UPS, chosen by the seed. */
export function fullBatteryS(seed: number, resource: Resource): number {
  const [low, high] = resource.kind === 'site' ? SITE_FULL_S : UPS_FULL_S;
  return Math.round(between(mix(hashText(seed, resource.id), 1), low, high));
}
