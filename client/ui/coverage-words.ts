import { formatCount, formatDuration, formatNumber, type Language, NO_VALUE } from '../../shared/text/format.ts';
import type { CoverageHole, PredictedHole } from '../../shared/wire/planning.ts';
import type { Say } from './text.ts';

/** A share as people read it: "61.8 %". */
export function percent(share: number | null | undefined, language: Language, decimals = 1): string {
  return share == null ? NO_VALUE : `${formatNumber(100 * share, decimals, language)} %`;
}

/** The same with its sign: "+1.8 %", "−0.3 %". */
export function signedPercent(share: number, language: Language): string {
  const rounded = Number((100 * share).toFixed(2));
  return `${rounded > 0 ? '+' : rounded < 0 ? '−' : ''}${formatNumber(Math.abs(rounded), 2, language)} %`;
}

/** An area without its unit: two decimals while it is small. */
export function area(km2: number | null | undefined, language: Language): string {
  return km2 == null ? NO_VALUE : formatNumber(km2, km2 < 10 ? 2 : 1, language);
}

/** What lies in a hole, on one line: "1.90 km² · 1,240 people · 4 chargers". Nothing that is not in it is named. */
export function holeWords(hole: CoverageHole, text: Say, language: Language): string {
  const { connectors, racks } = hole.inside;
  const [km2, people] = [area(hole.areaKm2, language), Math.round(hole.people)];
  return [
    people > 0
      ? text('coverage.hole-label', { area: km2, people: formatCount(people, language) })
      : text('coverage.hole-area', { area: km2 }),
    ...(connectors > 0 ? [text('coverage.hole-chargers', { count: formatCount(connectors, language) })] : []),
    ...(racks > 0 ? [text('coverage.hole-racks', { count: formatCount(racks, language) })] : []),
  ].join(' · ');
}

/** When a predicted hole opens: "in 43 min". */
export function dueWords({ dueAt }: PredictedHole, now: number, text: Say, language: Language): string {
  if (dueAt === null) return text('coverage.hole-due-unknown');
  return text('coverage.hole-due', { left: formatDuration(dueAt - now, language) });
}
