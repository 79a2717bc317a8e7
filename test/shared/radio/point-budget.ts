import { patternLossDb } from '../../../shared/radio/antenna-pattern.ts';
import { type Environment, linkIn, totalLoss, totalSigmaDb } from '../../../shared/radio/environment.ts';
import { type RadioCell, type SectorFacts, sectorFacts } from '../../../shared/radio/radio-cell.ts';
import { coverageShare, type MixedLevel } from '../../../shared/radio/shadowing.ts';

/** The link budget of one cell at one place, term by term: what a map's pixel is made of, without its tables. */
export interface PointBudget {
  readonly powerPerReDbm: number;
  readonly gainDbi: number;
  /** Of the antenna's pattern in this direction, dB below its gain. */
  readonly patternLossDb: number;
  /** Path, penetration and margin, dB. */
  readonly lossDb: number;
  readonly losShare: number;
  /** Median SS-RSRP of one resource element, dBm: power + gain − pattern − loss. */
  readonly rsrpDbm: number;
  /** The same in sight and without, and the spread of each. */
  readonly level: MixedLevel;
  /** Bits of `validity.ts`. */
  readonly validity: number;
}

/**
 * SS-RSRP by the formulas (TR 38.901 Tables 7.3-1, 7.4.1-1, 7.4.2-1, 7.4.3-2), at `eastM`, `northM` metres from the mast.
 * Throws RadioCellRefused.
 */
export function pointBudget(
  cell: RadioCell,
  environment: Environment,
  eastM: number,
  northM: number,
  facts: SectorFacts = sectorFacts(cell),
): PointBudget {
  const distance2dM = Math.hypot(eastM, northM);
  const link = linkIn(environment, { distance2dM, baseHeightM: cell.heightM, frequencyGhz: facts.frequencyGhz });
  const loss = totalLoss(environment, link);
  const bearingDeg = toDegrees(Math.atan2(eastM, northM));
  const depressionDeg = toDegrees(Math.atan2(cell.heightM - environment.terminalHeightM, distance2dM));
  const patternDb = patternLossDb(facts.pattern, bearingDeg - cell.azimuthDeg, depressionDeg, cell.tiltDeg);
  const sentDbm = facts.powerPerReDbm + cell.gainDbi - patternDb;
  return {
    powerPerReDbm: facts.powerPerReDbm,
    gainDbi: cell.gainDbi,
    patternLossDb: patternDb,
    lossDb: loss.lossDb,
    losShare: loss.losShare,
    rsrpDbm: sentDbm - loss.lossDb,
    level: {
      losShare: loss.losShare,
      losDbm: sentDbm - loss.losDb,
      nlosDbm: sentDbm - loss.nlosDb,
      losSigmaDb: totalSigmaDb(environment, 'los', link),
      nlosSigmaDb: totalSigmaDb(environment, 'nlos', link),
    },
    validity: loss.validity | facts.validity,
  };
}

/** Share of places like this one, 0…1, where the cell's SS-RSRP reaches the threshold. */
export function shareCoveredAt(budget: PointBudget, thresholdDbm: number): number {
  return coverageShare(budget.level, thresholdDbm);
}

function toDegrees(radians: number): number {
  return (radians * 180) / Math.PI;
}
