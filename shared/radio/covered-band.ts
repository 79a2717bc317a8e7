import type { Served } from './coverage.ts';
import { dbmOfMw, mwOfDbm } from './decibel.ts';
import { shareAbove } from './shadowing.ts';

/** How far levels may be wrong together, and from place to place, dB. */
export interface LevelDoubt {
  /** Of all levels at once, either way. */
  readonly shiftDb: number;
  /** Standard deviation of single places around the prediction. */
  readonly sigmaDb: number;
}

/** Shares of the area, 0…1. */
export interface CoveredBand {
  readonly areaShare: number;
  readonly low: number;
  readonly high: number;
}

interface BandSettings extends LevelDoubt {
  readonly rsrpDbm: number;
  readonly sinrDb: number;
}

/**
 * Covered share of the masked pixels, and the band that it may lie in. The band's ends are the least and the greatest of
 * five figures: the share by median levels as they are, and with all levels `shiftDb` lower and higher, each of these two by
 * median levels and by expectation, where a pixel counts Φ((level − threshold) / `sigmaDb`). SS-SINR moves with the shift
 * as noise stays where it is and interference moves too: S·g / (N + g·I). `noiseMw` is by server, in one resource element.
 */
export function coveredBand(
  { rsrpDbm, sinrDb, bestServer }: Pick<Served, 'rsrpDbm' | 'sinrDb' | 'bestServer'>,
  mask: Uint8Array,
  noiseMw: Float64Array,
  profile: BandSettings,
): CoveredBand {
  const shiftsDb = [-profile.shiftDb, profile.shiftDb];
  const sums = { asIs: 0, median: [0, 0], expected: [0, 0] };
  let pixels = 0;
  for (let pixel = 0; pixel < mask.length; pixel++) {
    if (mask[pixel] === 0) continue;
    pixels += 1;
    const server = bestServer[pixel]!;
    if (server < 0) continue;
    const [level, sinr] = [rsrpDbm[pixel]!, sinrDb[pixel]!];
    if (level >= profile.rsrpDbm && sinr >= profile.sinrDb) sums.asIs += 1;
    for (let end = 0; end < 2; end++) {
      const shiftDb = shiftsDb[end]!;
      if (shiftedSinrDb(level, sinr, noiseMw[server]!, shiftDb) < profile.sinrDb) continue;
      if (level + shiftDb >= profile.rsrpDbm) sums.median[end]! += 1;
      sums.expected[end]! += shareAbove(level + shiftDb, profile.rsrpDbm, profile.sigmaDb);
    }
  }
  const shares = [sums.asIs, ...sums.median, ...sums.expected].map((sum) => (pixels === 0 ? 0 : sum / pixels));
  return { areaShare: shares[0]!, low: Math.min(...shares), high: Math.max(...shares) };
}

/** SINR when signal and interference both move by so many dB, dB. */
export function shiftedSinrDb(levelDbm: number, sinrDb: number, noiseMw: number, shiftDb: number): number {
  const signalMw = mwOfDbm(levelDbm);
  const gain = mwOfDbm(shiftDb);
  const interferenceMw = Math.max(0, signalMw / mwOfDbm(sinrDb) - noiseMw);
  return dbmOfMw((signalMw * gain) / (noiseMw + interferenceMw * gain));
}
