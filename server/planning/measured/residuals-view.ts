import type { ModelResiduals } from '../../../shared/wire/planning.ts';
import type { MeasuredAnswer } from './answer-measured.ts';
import { FIT_NEEDS, HISTOGRAM } from './compare-measured.ts';

type About = Pick<ModelResiduals, 'version' | 'synthetic' | 'simulated' | 'sets' | 'leftOut'>;

/** What is said of measurements; cells by their ids. */
export function residualsView(about: About, answer: MeasuredAnswer, ids: readonly string[]): ModelResiduals {
  const { points, zone, fit, cells, histogram, covered, histograms, map } = answer;
  return {
    ...about,
    points,
    zone,
    fit,
    fitNeeds: FIT_NEEDS,
    cells: cells.map(({ cell, ...residuals }) => ({ cell: ids[cell]!, ...residuals })),
    histogram: { fromDb: HISTOGRAM.fromDb, stepDb: HISTOGRAM.stepDb, counts: histogram },
    covered,
    reports: {
      unmatched: histograms.unmatched,
      cells: histograms.cells.map(({ cell, ...means }) => ({ cell: ids[cell]!, ...means })),
    },
    map,
  };
}

/** The same where there is nothing to compare. */
export function nothingCompared(about: About): ModelResiduals {
  return {
    ...about,
    points: { total: 0, compared: 0, unmatched: 0, outOfRange: 0 },
    zone: null,
    fit: null,
    fitNeeds: FIT_NEEDS,
    cells: [],
    histogram: { fromDb: HISTOGRAM.fromDb, stepDb: HISTOGRAM.stepDb, counts: new Array(HISTOGRAM.bins).fill(0) },
    covered: null,
    reports: { unmatched: 0, cells: [] },
    map: { total: 0, lat: [], lon: [], residualDb: [] },
  };
}
