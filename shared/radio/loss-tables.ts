import { mwOfDbm } from './decibel.ts';
import { distinct } from './distinct.ts';
import { type Environment, linkIn, totalLoss, totalSigmaDb } from './environment.ts';
import type { Link } from './propagation-model.ts';

/** Losses by whole metres along the ground; one table per antenna height and carrier, `stride` values each. */
export interface LossTables {
  /** Beyond this nothing is received, metres. */
  readonly rangeM: number;
  /** rangeM + 2: the last value stands for everything beyond the range and is 0. */
  readonly stride: number;
  /** By cell: where its table begins in the arrays below. */
  readonly loss: Int32Array;
  /** Path, penetration and margin as a power ratio. */
  readonly lossGain: Float32Array;
  /** `too-near` and `too-far` of `validity.ts`. */
  readonly lossValidity: Uint8Array;
  /** Share of places in sight, 0…1. */
  readonly losShare: Float32Array;
  /** What the loss without sight is above that with it, dB. */
  readonly nlosExcessDb: Float32Array;
  /** Spread of the level in sight and without, dB. */
  readonly losSigmaDb: Float32Array;
  readonly nlosSigmaDb: Float32Array;
}

/** Distance at which the first value of a table is taken, metres: the mast's own pixel, and never zero. */
const NEAREST_M = 0.5;
/** Up to here every metre is computed; beyond, every eighth, and a straight line between (0.01 dB off at most). */
const EVERY_METRE_TO_M = 256;
const STEP_M = 8;

/** Tables of cells given by height (metres) and carrier (GHz); `distanceFlags` are the flags that depend on distance. */
export function lossTables(
  heightsM: readonly number[],
  frequenciesGhz: readonly number[],
  environment: Environment,
  rangeM: number,
  distanceFlags: number,
): LossTables {
  const stride = rangeM + 2;
  const { kindOf, firsts } = distinct(heightsM.length, (i) => `${heightsM[i]}/${frequenciesGhz[i]}`);
  const length = firsts.length * stride;
  const tables = {
    rangeM,
    stride,
    loss: kindOf.map((kind) => kind * stride),
    lossGain: new Float32Array(length),
    lossValidity: new Uint8Array(length),
    losShare: new Float32Array(length),
    nlosExcessDb: new Float32Array(length),
    losSigmaDb: new Float32Array(length),
    nlosSigmaDb: new Float32Array(length),
  };
  firsts.forEach((cell, kind) => {
    const baseHeightM = heightsM[cell]!;
    const frequencyGhz = frequenciesGhz[cell]!;
    const first = kind * stride;
    let knot = -1;
    while (knot < rangeM) {
      const next = Math.min(rangeM, knot + (knot < EVERY_METRE_TO_M ? 1 : STEP_M));
      const distance2dM = Math.max(NEAREST_M, next);
      const link = linkIn(environment, { distance2dM, baseHeightM, frequencyGhz });
      fillAt(tables, first + next, environment, link, distanceFlags);
      if (next > knot + 1) fillBetween(tables, first + knot, first + next);
      knot = next;
    }
  });
  return tables;
}

function fillAt(tables: LossTables, at: number, environment: Environment, link: Link, distanceFlags: number): void {
  const loss = totalLoss(environment, link);
  tables.lossGain[at] = mwOfDbm(-loss.lossDb);
  tables.lossValidity[at] = loss.validity & distanceFlags;
  tables.losShare[at] = loss.losShare;
  tables.nlosExcessDb[at] = loss.nlosDb - loss.losDb;
  tables.losSigmaDb[at] = totalSigmaDb(environment, 'los', link);
  tables.nlosSigmaDb[at] = totalSigmaDb(environment, 'nlos', link);
}

/** Straight lines between two values; flags are those of the farther one, as ranges end at a knot. */
function fillBetween(tables: LossTables, from: number, to: number): void {
  for (const values of [tables.lossGain, tables.losShare, tables.nlosExcessDb, tables.losSigmaDb, tables.nlosSigmaDb]) {
    const slope = (values[to]! - values[from]!) / (to - from);
    for (let at = from + 1; at < to; at++) values[at] = values[from]! + slope * (at - from);
  }
  tables.lossValidity.fill(tables.lossValidity[to]!, from + 1, to);
}
