import { metresBetween } from '../../../shared/geo/distance.ts';
import { mwOfDbm } from '../../../shared/radio/decibel.ts';
import { sectorTables } from '../../../shared/radio/sector-tables.ts';
import type { Certificate, RankingResult } from '../../../shared/wire/planning.ts';
import { MAX_CANDIDATES } from '../../../shared/wire/planning-schemas.ts';
import { createGround, type Ground } from '../coverage/ground.ts';
import { createGrowth, type Grown, type Growth } from '../coverage/growth.ts';
import { candidateSets } from './candidate-sets.ts';
import { boundProblem, coverageBound, loadSolver, type Spending } from './coverage-bound.ts';
import { hexGrid } from './hex-grid.ts';
import { type GreedyPick, lazyGreedy, type PointSets } from './lazy-greedy.ts';
import { type Candidate, NothingToRank, type RankingSetup, type RankingStep } from './setup.ts';

/**
 * Which sites next: candidates by what they add to the SS-RSRP coverage of what is on air, greedily; after each the
 * profile with SS-SINR is measured anew, and for each phase a linear program says how much any other choice of so many
 * could cover. The same question gives the same answer. Throws NothingToRank, TooManyPoints, NoBound.
 */
export async function rankSites(
  setup: RankingSetup,
  progress: (step: RankingStep, share: number) => void,
): Promise<RankingResult> {
  const { coverage, request } = setup;
  const { settings, onAir } = coverage;
  progress('candidates', 0);
  const ground = createGround(coverage.ground, settings.pixelM);
  const candidates = candidatesOf(setup, ground);
  const standing = onAir.map((cell) => coverage.cells[cell]!);
  const cells = [...standing, ...candidates.flatMap((candidate) => candidate.cells)];
  const tables = sectorTables(cells, settings.environment, ground.raster, { maxRangeM: settings.rangeM });
  const growth = createGrowth(ground, tables, settings.profile);
  for (const place of placesOfSites(coverage)) growth.add(place);
  const before = growth.measure();
  const cellsOf = numbered(candidates, standing.length);
  const sets = candidateSets(ground, tables, cellsOf, growth.bestMw, mwOfDbm(settings.profile.rsrpDbm), (share) =>
    progress('candidates', share),
  );
  progress('ranking', 0);
  const weight = weightOf(ground, request.weight);
  const existing = standing.map(({ position }) => position);
  const spending = spendingOf(request, candidates);
  const picks = lazyGreedy(
    sets,
    weight,
    request.count,
    (set, picked) =>
      isApart(candidates, existing, set, picked, request.spacingM) && isAffordable(spending, [...picked, set]),
    request.costs.length > 0 ? spending.cost : null,
  );
  const scale = scaleOf(ground, request.weight);
  const ranked = measure({ setup, candidates, picks, cellsOf, growth, before, scale, progress });
  const covered = (grown: Grown): number => scale.rsrp(grown);
  progress('bound', 0);
  const certificates = await certify({
    setup,
    sets,
    weight,
    picks,
    ground,
    spending,
    base: covered(before),
    total: scale.total,
    progress,
  });
  return {
    candidates: candidates.length,
    synthetic: setup.synthetic,
    weight: request.weight,
    before: {
      rsrpShare: part(scale.rsrp(before), scale.total),
      profileShare: part(scale.profile(before), scale.total),
    },
    ranked,
    certificates,
  };
}

function candidatesOf({ request, candidates, template }: RankingSetup, ground: Ground): readonly Candidate[] {
  const all = request.candidates === 'table' ? candidates : template ? hexGrid(ground, request.gridM, template) : [];
  if (all.length === 0) throw new NothingToRank('there are no candidates');
  if (all.length > MAX_CANDIDATES) {
    throw new NothingToRank(`${all.length} candidates are more than ${MAX_CANDIDATES}: take a wider grid`);
  }
  return all;
}

/** Cells on air by the place where they stand: numbers are places in the list of cells that are on air. */
function placesOfSites({ onAir, siteOf }: RankingSetup['coverage']): readonly number[][] {
  const sites = new Map<number, number[]>();
  onAir.forEach((cell, number) => {
    sites.set(siteOf[cell]!, [...(sites.get(siteOf[cell]!) ?? []), number]);
  });
  return [...sites.values()];
}

function numbered(candidates: readonly Candidate[], from: number): readonly (readonly number[])[] {
  let next = from;
  return candidates.map(({ cells }) => cells.map(() => next++));
}

function weightOf(ground: Ground, by: RankingResult['weight']): Float64Array {
  if (by === 'people') return Float64Array.from(ground.people);
  return new Float64Array(ground.raster.mask.length).fill(ground.pixelKm2);
}

function scaleOf(ground: Ground, by: RankingResult['weight']) {
  if (by === 'people') {
    return {
      total: ground.totalPeople,
      rsrp: (grown: Grown) => grown.rsrpPeople,
      profile: (grown: Grown) => grown.people,
    };
  }
  return { total: ground.totalKm2, rsrp: (grown: Grown) => grown.rsrpKm2, profile: (grown: Grown) => grown.areaKm2 };
}

/** Without a budget nothing is too dear. */
function spendingOf({ budget }: RankingSetup['request'], candidates: readonly Candidate[]): Spending {
  const cost = Float64Array.from(candidates, (candidate) => candidate.cost);
  return { cost, budget: budget ?? Number.POSITIVE_INFINITY };
}

function isAffordable({ cost, budget }: Spending, sets: readonly number[]): boolean {
  return budget === Number.POSITIVE_INFINITY || sets.reduce((sum, set) => sum + cost[set]!, 0) <= budget;
}

function isApart(
  candidates: readonly Candidate[],
  existing: readonly Candidate['position'][],
  set: number,
  picked: readonly number[],
  spacingM: number,
): boolean {
  if (spacingM === 0) return true;
  const { position } = candidates[set]!;
  const isNear = (other: Candidate['position']): boolean => metresBetween(position, other) < spacingM;
  return !existing.some(isNear) && !picked.some((one) => isNear(candidates[one]!.position));
}

interface Measuring {
  readonly setup: RankingSetup;
  readonly candidates: readonly Candidate[];
  readonly picks: readonly GreedyPick[];
  readonly cellsOf: readonly (readonly number[])[];
  readonly growth: Growth;
  readonly before: Grown;
  readonly scale: ReturnType<typeof scaleOf>;
  readonly progress: (step: RankingStep, share: number) => void;
}

/** Adds the picks one by one, with all that they disturb. */
function measure(given: Measuring): RankingResult['ranked'] {
  const { setup, candidates, picks, cellsOf, growth, scale, progress } = given;
  let last = given.before;
  return picks.map(({ set }, index) => {
    growth.add(cellsOf[set]!);
    const grown = growth.measure();
    const ranked = {
      rank: index + 1,
      phase: phaseOf(setup.request.phases, index + 1),
      site: candidates[set]!.site,
      position: candidates[set]!.position,
      cost: candidates[set]!.cost,
      readyAt: candidates[set]!.readyAt,
      gainAreaKm2: Math.max(0, grown.rsrpKm2 - last.rsrpKm2),
      gainPeople: Math.max(0, grown.rsrpPeople - last.rsrpPeople),
      rsrpShare: part(scale.rsrp(grown), scale.total),
      profileShare: part(scale.profile(grown), scale.total),
    };
    last = grown;
    progress('interference', (index + 1) / picks.length);
    return ranked;
  });
}

function phaseOf(phases: readonly number[], rank: number): number {
  const at = phases.findIndex((end) => rank <= end);
  return at < 0 ? phases.length + 1 : at + 1;
}

interface Certifying {
  readonly setup: RankingSetup;
  readonly sets: PointSets;
  readonly weight: Float64Array;
  readonly picks: readonly GreedyPick[];
  readonly ground: Ground;
  readonly spending: Spending;
  /** Weight that is covered by what is on air, and all there is. */
  readonly base: number;
  readonly total: number;
  readonly progress: (step: RankingStep, share: number) => void;
}

/** One certificate at the end of each phase. The bound knows no spacing, so it holds with it too. */
async function certify(given: Certifying): Promise<Certificate[]> {
  const { setup, sets, weight, picks, ground, spending, base, total, progress } = given;
  const { request } = setup;
  const counts = [...new Set([...request.phases, request.count].map((count) => Math.min(count, request.count)))];
  const problem = boundProblem(sets, weight, ground.raster.columns);
  const all = problem.weight.reduce((sum, one) => sum + one, 0);
  const isBounded = Number.isFinite(spending.budget);
  const isTrivial = (count: number): boolean =>
    count >= sets.count && isAffordable(spending, [...spending.cost.keys()]);
  const solver = counts.every(isTrivial) ? null : await loadSolver();
  return counts.map((count, index) => {
    const chosen = picks.slice(0, count).reduce((sum, { gain }) => sum + gain, 0);
    const startedAt = performance.now();
    // Rounding of the solver must not put the bound below what is covered.
    const bound = Math.max(
      chosen,
      solver === null || isTrivial(count)
        ? all
        : coverageBound(solver, problem, count, isBounded ? spending : undefined),
    );
    progress('bound', (index + 1) / counts.length);
    return {
      count,
      coveredShare: part(base + chosen, total),
      boundShare: part(base + bound, total),
      gapShare: part(bound - chosen, base + bound),
      method: isTrivial(count) ? ('trivial' as const) : ('lp' as const),
      mergedPixels: problem.merged ** 2,
      points: problem.coveredBy.length,
      greedyGuarantee: request.spacingM === 0 && request.costs.length === 0 && request.budget === null,
      solveMs: performance.now() - startedAt,
    };
  });
}

function part(some: number, all: number): number {
  return all > 0 ? Math.min(1, Math.max(0, some / all)) : 0;
}
