/** Façades of TR 38.901 §7.4.3: `low` is standard glass and concrete, `high` is coated (IRR) glass and concrete. */
export type Facade = 'low' | 'high';

/** Standard deviation of the penetration loss, dB (TR 38.901 Table 7.4.3-2). */
export const PENETRATION_SIGMA_DB: Readonly<Record<Facade, number>> = { low: 4.4, high: 6.5 };

/** Loss per metre behind the façade, dB (TR 38.901 Table 7.4.3-2). */
const INDOOR_DB_PER_M = 0.5;

/**
 * Loss from outdoors to indoors, dB: through the façade and `depthM` metres (d2D-in) behind it (TR 38.901 Tables
 * 7.4.3-1 and 7.4.3-2). Carrier in GHz, 0.5…100.
 */
export function penetrationDb(facade: Facade, frequencyGhz: number, depthM: number): number {
  const glassDb = facade === 'low' ? 2 + 0.2 * frequencyGhz : 23 + 0.3 * frequencyGhz;
  const concreteDb = 5 + 4 * frequencyGhz;
  const glassShare = facade === 'low' ? 0.3 : 0.7;
  const passed = glassShare * 10 ** (-glassDb / 10) + (1 - glassShare) * 10 ** (-concreteDb / 10);
  return 5 - 10 * Math.log10(passed) + INDOOR_DB_PER_M * depthM;
}
