import type { CoverageFigures, CoverageQuery, CoverageSummary } from '../../../shared/wire/planning.ts';
import type { MeasuredAnswer, MeasuredQuestion } from '../measured/answer-measured.ts';
import type { SamplePoint } from '../measured/sample-points.ts';
import type { NetworkComparison } from './compare.ts';
import type { CoveredTotal } from './covered-total.ts';
import type { Grown } from './growth.ts';
import type { Hole } from './loss.ts';
import type { OutageAnswer, OutageQuestion, ProspectAnswer, ProspectQuestion, StandingAnswer } from './outages.ts';
import type { Overlap } from './overlaps.ts';
import type { RasterForm } from './raster-file.ts';
import type { Variant } from './setup.ts';
import type { AllSiteLosses } from './site-losses.ts';

/** What a coverage worker is asked, by name. Cells are numbers of its setup. */
export interface CoverageQuestions {
  /** The run of what is on air. */
  readonly begin: { readonly type: 'begin' };
  /** What is off the air from now on: later questions are about that state. */
  readonly outages: { readonly type: 'outages' } & OutageQuestion;
  /** Figures of the state that the last outages left. */
  readonly standing: { readonly type: 'standing' };
  /** Of a state that the question itself names, so that another thread than that of the outages may answer. */
  readonly prospects: { readonly type: 'prospects' } & ProspectQuestion;
  readonly whatIf: { readonly type: 'whatIf'; readonly cells: readonly number[] };
  readonly loss: { readonly type: 'loss'; readonly cells: readonly number[] };
  /** `cells`: which network, null for what is on air. `loads`: PRB load of each cell, NaN for none, for PDSCH SINR. */
  readonly layer: {
    readonly type: 'layer';
    readonly query: CoverageQuery;
    readonly cells: readonly number[] | null;
    readonly loads: Float32Array | null;
    readonly form: RasterForm;
  };
  /** Of networks of plans. */
  readonly compare: { readonly type: 'compare'; readonly before: Variant; readonly after: Variant };
  readonly planLayer: {
    readonly type: 'planLayer';
    readonly query: CoverageQuery;
    readonly network: Variant;
    readonly form: RasterForm;
  };
  readonly figures: { readonly type: 'figures'; readonly cells: readonly number[] };
  readonly measured: { readonly type: 'measured' } & MeasuredQuestion;
  readonly samplePoints: { readonly type: 'samplePoints' };
  /** Of what is on air (null), or of these cells. */
  readonly overlaps: { readonly type: 'overlaps'; readonly cells: readonly number[] | null };
  readonly siteLosses: { readonly type: 'siteLosses'; readonly limit: number };
  /** Coverage of the first step, then with each further one. */
  readonly growth: { readonly type: 'growth'; readonly steps: readonly (readonly number[])[] };
}

export interface Begun {
  readonly figures: CoverageFigures;
  readonly ground: { readonly areaKm2: number; readonly people: number; readonly peopleElsewhere: number };
  readonly validity: CoverageSummary['validity'];
}

/** What it answers. `workedMs` is said of every answer. */
export interface CoverageAnswers {
  readonly begin: Begun;
  readonly outages: OutageAnswer;
  readonly standing: StandingAnswer;
  readonly prospects: ProspectAnswer;
  readonly whatIf: { readonly hole: Hole; readonly before: CoverageFigures; readonly after: CoverageFigures };
  readonly loss: CoveredTotal;
  /** In the form that was asked for. */
  readonly layer: Uint8Array;
  readonly compare: NetworkComparison;
  readonly planLayer: Uint8Array;
  readonly figures: CoverageFigures;
  readonly measured: MeasuredAnswer;
  readonly samplePoints: readonly SamplePoint[];
  readonly overlaps: readonly Overlap[];
  readonly siteLosses: AllSiteLosses;
  readonly growth: readonly Grown[];
}

export type QuestionType = keyof CoverageQuestions;
export type CoverageQuestion = CoverageQuestions[QuestionType];

export interface Asked {
  readonly id: number;
  readonly question: CoverageQuestion;
}

export interface Answered {
  readonly id: number;
  readonly workedMs: number;
  /** How far the answer is, 0…1, while there is neither answer nor failure. */
  readonly progress?: number;
  readonly answer?: CoverageAnswers[QuestionType];
  /** What was thrown, in words. */
  readonly failure?: string;
}
