import { formatDate } from '../../../shared/text/format.ts';
import type { SnapshotContent } from '../../../shared/wire/snapshots.ts';
import type { Chart } from './chart-drawing.ts';
import { type Language, say } from './words.ts';

const PLANNED = '#6d7fa8';
const ACTUAL = '#1f7a4a';

/** The roll-out as charts: sites on air over time, and coverage over sites. None without a plan. */
export function planCharts({ plan, zone }: SnapshotContent, language: Language): readonly Chart[] {
  if (plan === null || plan.sCurve.length === 0) return [];
  const actual = plan.sCurve.flatMap(({ at, actual }) => (actual === null ? [] : [[at, actual] as const]));
  const sCurve: Chart = {
    title: say('reports.s-curve', language),
    decimals: 0,
    sayX: (at) => formatDate(at, zone.timeZone),
    lines: [
      {
        name: say('reports.planned', language),
        colour: PLANNED,
        dashed: true,
        steps: true,
        points: plan.sCurve.map(({ at, planned }) => [at, planned]),
      },
      { name: say('reports.actual', language), colour: ACTUAL, dashed: false, steps: true, points: actual },
    ],
  };
  if (plan.burnUp === null || plan.burnUp.length === 0) return [sCurve];
  const points = plan.burnUp.map(({ sites, areaShare }) => [sites, areaShare * 100] as const);
  const burnUp: Chart = {
    title: say('reports.burn-up', language),
    decimals: 0,
    sayX: (sites) => String(Math.round(sites)),
    lines: [{ name: say('reports.planned', language), colour: PLANNED, dashed: false, steps: false, points }],
  };
  return [sCurve, burnUp];
}
