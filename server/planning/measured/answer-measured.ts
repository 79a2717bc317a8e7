import { coveredBand } from '../../../shared/radio/covered-band.ts';
import type { CoverageFigures } from '../../../shared/wire/planning.ts';
import { figuresOf } from '../coverage/figures.ts';
import { downFlags, type Network, servedWithout, sharesOf, viewOf } from '../coverage/network.ts';
import type { CoverageSetup, Variant } from '../coverage/setup.ts';
import { type ComparedBins, compareHistograms, type HistogramComparison } from './compare-histograms.ts';
import { type Comparison, compareMeasured } from './compare-measured.ts';
import { fittedVariant } from './fitted-variant.ts';
import type { ComparedPoints } from './predict.ts';

export interface MeasuredQuestion {
  /** Says which measurements these are: equal keys are equal ones. */
  readonly key: string;
  readonly points: ComparedPoints;
  readonly bins: ComparedBins;
  /** By cell, −1 for none. */
  readonly pciOf: Int16Array;
  /** Cells that are out, locked or asleep. */
  readonly down: readonly number[];
  /** Coverage with the offsets is worked out, too: not in a region, where each network is hundreds of megabytes. */
  readonly covers: boolean;
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
    readonly planned: FittedCoverage;
  } | null;
  readonly histograms: HistogramComparison;
}

/** Two-sided 95 % of a normal distribution. */
const SIGMAS = 1.96;

/** Compares measurements with the run of what is on air; `networkOf` gives the runs with fitted offsets. */
export function answerMeasured(
  onAir: Network,
  { key, points, bins, pciOf, down, covers }: MeasuredQuestion,
  networkOf: (variant: Variant) => Network,
): MeasuredAnswer {
  const compared = { ...compareMeasured(onAir, points, pciOf), histograms: compareHistograms(onAir, bins) };
  const { fit, offsetsDb } = compared;
  if (!covers || fit === null || offsetsDb === null) return { ...compared, covered: null };
  const { setup } = onAir;
  const doubt = { shiftDb: SIGMAS * fit.standardErrorDb, sigmaDb: fit.after.sigmaDb ?? 0 };
  const fitted = networkOf(fittedVariant(setup, setup.onAir, offsetsDb, fit.points, key));
  const isDown = new Set(down);
  const out = [...setup.onAir.keys()].filter((place) => isDown.has(setup.onAir[place]!));
  const now = fittedCoverage(fitted, out, doubt);
  const all = networkOf(fittedVariant(setup, everyCell(setup), offsetsDb, fit.points, key));
  return {
    ...compared,
    covered: {
      now,
      onAir: out.length === 0 ? now : fittedCoverage(fitted, [], doubt),
      planned: fittedCoverage(all, [], doubt),
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
