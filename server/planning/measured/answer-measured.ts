import { coveredBand } from '../../../shared/radio/covered-band.ts';
import type { CoverageFigures } from '../../../shared/wire/planning.ts';
import { figuresOf } from '../coverage/figures.ts';
import { downFlags, type Network, servedWithout, sharesOf, viewOf } from '../coverage/network.ts';
import type { CoverageSetup, Variant } from '../coverage/setup.ts';
import { type Comparison, compareMeasured } from './compare-measured.ts';
import { fittedVariant } from './fitted-variant.ts';
import type { ComparedPoints } from './predict.ts';

export interface MeasuredQuestion {
  /** Says which measurements these are: equal keys are equal ones. */
  readonly key: string;
  readonly points: ComparedPoints;
  /** By cell, −1 for none. */
  readonly pciOf: Int16Array;
  /** Cells that are out, locked or asleep. */
  readonly down: readonly number[];
  /** All that is planned is worked out too. */
  readonly planned: boolean;
}

export interface FittedCoverage {
  readonly figures: CoverageFigures;
  readonly low: number;
  readonly high: number;
}

export interface MeasuredAnswer extends Comparison {
  readonly covered: {
    readonly now: FittedCoverage;
    readonly onAir: FittedCoverage;
    readonly planned: FittedCoverage | null;
  } | null;
}

/** Two-sided 95 % of a normal distribution. */
const SIGMAS = 1.96;

/** Compares measurements with the run of what is on air; `networkOf` gives the runs with fitted offsets. */
export function answerMeasured(
  onAir: Network,
  { key, points, pciOf, down, planned }: MeasuredQuestion,
  networkOf: (variant: Variant) => Network,
): MeasuredAnswer {
  const compared = compareMeasured(onAir, points, pciOf);
  const { fit, offsetsDb } = compared;
  if (fit === null || offsetsDb === null) return { ...compared, covered: null };
  const { setup } = onAir;
  const doubt = { shiftDb: SIGMAS * fit.standardErrorDb, sigmaDb: fit.after.sigmaDb ?? 0 };
  const fitted = networkOf(fittedVariant(setup, setup.onAir, offsetsDb, fit.points, key));
  const out = setup.onAir.flatMap((cell, place) => (down.includes(cell) ? [place] : []));
  const now = fittedCoverage(fitted, out, doubt);
  const all = planned ? networkOf(fittedVariant(setup, everyCell(setup), offsetsDb, fit.points, key)) : null;
  return {
    ...compared,
    covered: {
      now,
      onAir: out.length === 0 ? now : fittedCoverage(fitted, [], doubt),
      planned: all && fittedCoverage(all, [], doubt),
    },
  };
}

function everyCell({ cells }: CoverageSetup): readonly number[] {
  return [...cells.keys()];
}

function fittedCoverage(
  network: Network,
  down: readonly number[],
  doubt: { readonly shiftDb: number; readonly sigmaDb: number },
): FittedCoverage {
  const served = servedWithout(network, down);
  const view = viewOf(network, served);
  const { rsrpDbm, sinrDb } = network.setup.settings.profile;
  const { low, high } = coveredBand(view, network.ground.raster.mask, network.tables.noiseMw, {
    rsrpDbm,
    sinrDb,
    ...doubt,
  });
  return { figures: figuresOf(network, view, sharesOf(network, served), downFlags(network, down)), low, high };
}
