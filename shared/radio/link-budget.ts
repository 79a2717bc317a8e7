/** Subcarriers of a resource block (TS 38.211 §4.4.4.1). */
const SUBCARRIERS = 12;
/** Thermal noise density at 290 K, dBm/Hz. */
const THERMAL_DBM_PER_HZ = -174;

/** Power of one resource element, dBm: the carrier's power spread evenly over 12 · N_RB subcarriers. */
export function powerPerReDbm(txPowerDbm: number, resourceBlocks: number): number {
  return txPowerDbm - 10 * Math.log10(SUBCARRIERS * resourceBlocks);
}

/** Noise in one resource element, dBm: −174 + 10·lg(SCS in Hz) + noise figure (−129.2 + NF at 30 kHz). */
export function noisePerReDbm(scsKhz: number, noiseFigureDb: number): number {
  return THERMAL_DBM_PER_HZ + 10 * Math.log10(scsKhz * 1000) + noiseFigureDb;
}

/** What a terminal sends with at the edge of the uplink. */
export interface UplinkSettings {
  /** Greatest power of the terminal, dBm: 23 for power class 3, 26 for class 2 (TS 38.101-1 Table 6.2.1-1). */
  readonly terminalPowerDbm: number;
  /** Resource blocks that the edge rate needs; its power is spread over them. */
  readonly resourceBlocks: number;
  /** Noise figure of the base station, dB. */
  readonly noiseFigureDb: number;
  /** Rise over thermal noise by terminals of other cells, dB. */
  readonly interferenceMarginDb: number;
  /** SINR at which the edge rate is decoded, dB. */
  readonly requiredSinrDb: number;
}

/** The downlink side of a cell that an uplink is derived from. */
export interface ReferencePower {
  /** Of one resource element, after the feeder, before the antenna gain, dBm. */
  readonly powerPerReDbm: number;
  readonly scsKhz: number;
}

/**
 * PUSCH SINR at the base station, dB, of a terminal that sends at full power where it measures this SS-RSRP (dBm). The
 * loss between the two, antennas included, is the same both ways: exact for TDD, a good guess for FDD.
 */
export function puschSinrDb(rsrpDbm: number, reference: ReferencePower, settings: UplinkSettings): number {
  const couplingLossDb = reference.powerPerReDbm - rsrpDbm;
  const sentPerReDbm = powerPerReDbm(settings.terminalPowerDbm, settings.resourceBlocks);
  const noiseDbm = noisePerReDbm(reference.scsKhz, settings.noiseFigureDb) + settings.interferenceMarginDb;
  return sentPerReDbm - couplingLossDb - noiseDbm;
}

/** The uplink's edge as an SS-RSRP, dBm: where the SINR of `puschSinrDb` is just the required one. */
export function uplinkEdgeRsrpDbm(reference: ReferencePower, settings: UplinkSettings): number {
  return settings.requiredSinrDb - puschSinrDb(0, reference, settings);
}
