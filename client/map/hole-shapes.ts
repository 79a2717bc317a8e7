import type { Crs } from '../../shared/geo/crs.ts';
import { formatCount, type Language } from '../../shared/text/format.ts';
import type { CoverageHole, PlanComparison, PredictedHole } from '../../shared/wire/planning.ts';
import { area, dueWords, holeWords } from '../ui/coverage-words.ts';
import type { Say } from '../ui/text.ts';
import { type HoleShape, holeShape } from './hole-layer.ts';

/** Holes by what they are. */
export interface Holes {
  readonly holes: readonly CoverageHole[];
  readonly predicted: readonly PredictedHole[];
  /** What somebody asks about, null for nothing. */
  readonly asked: CoverageHole | null;
}

/** Holes as the map draws them: predicted ones first, so that what is there lies over what will be. `now`: UTC ms. */
export function holeShapes(
  { holes, predicted, asked }: Holes,
  now: number,
  text: Say,
  language: Language,
  crs: Crs = 'WGS84',
): readonly HoleShape[] {
  const soon = predicted.map((hole) => {
    const label = `${dueWords(hole, now, text, language)} · ${holeWords(hole, text, language)}`;
    return holeShape(hole.id, hole.polygons, 'predicted', label, crs);
  });
  const shape = (hole: CoverageHole, style: 'out' | 'asked') =>
    holeShape(hole.id, hole.polygons, style, holeWords(hole, text, language), crs);
  const there = holes.map((hole) => shape(hole, 'out'));
  return [...soon, ...there, ...(asked ? [shape(asked, 'asked')] : [])].filter((each) => each !== null);
}

/** What a plan covers more and less than another one, as the map draws it. */
export function changeShapes(
  comparison: Pick<PlanComparison, 'gained' | 'lost'>,
  text: Say,
  language: Language,
  crs: Crs = 'WGS84',
): readonly HoleShape[] {
  return (['lost', 'gained'] as const).flatMap((change) => {
    const { areaKm2, people, polygons } = comparison[change];
    const size = { area: area(areaKm2, language), people: formatCount(Math.round(people), language) };
    const label = `${change === 'gained' ? '+' : '−'}${text('coverage.hole-label', size)}`;
    return holeShape(`plan ${change}`, polygons, change, label, crs) ?? [];
  });
}
