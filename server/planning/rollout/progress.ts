import type { PlanSite, RolloutPlan } from '../../../shared/wire/planning.ts';
import type { Grown } from '../coverage/growth.ts';

/** Shares of the zone after each site, in the order in which sites were added. */
export interface ShareCurve {
  readonly areaShare: number;
  readonly peopleShare: number | null;
  readonly rsrpAreaShare: number;
}

export function sharesOfGrown(grown: Grown, ground: { areaKm2: number; people: number }): ShareCurve {
  const part = (some: number, all: number): number => (all > 0 ? Math.min(1, some / all) : 0);
  return {
    areaShare: part(grown.areaKm2, ground.areaKm2),
    peopleShare: ground.people > 0 ? part(grown.people, ground.people) : null,
    rsrpAreaShare: part(grown.rsrpKm2, ground.areaKm2),
  };
}

/**
 * Sites on air over time: as planned, and as it was up to now. A site that stood before the plan began (without
 * milestones) is on both curves from the day of its table; one without a day, from the beginning.
 */
export function sCurve(
  sites: readonly PlanSite[],
  onAirSince: ReadonlyMap<string, number>,
  firstStart: number,
  now: number,
): RolloutPlan['sCurve'] {
  const facts = sites
    .filter(({ lifecycle }) => lifecycle === 'in-service')
    .map(({ site }) => onAirSince.get(site) ?? Number.NEGATIVE_INFINITY);
  const plans = sites.flatMap(({ site, dueAt, lifecycle }) => {
    if (dueAt !== null) return [dueAt];
    return lifecycle === 'in-service' ? [onAirSince.get(site) ?? Number.NEGATIVE_INFINITY] : [];
  });
  const moments = [...new Set([firstStart, now, ...plans, ...facts])].filter(Number.isFinite).sort((a, b) => a - b);
  const upTo = (days: readonly number[], at: number): number => days.filter((day) => day <= at).length;
  return moments.map((at) => ({ at, planned: upTo(plans, at), actual: at <= now ? upTo(facts, at) : null }));
}

export function phasesOf(sites: readonly PlanSite[]): RolloutPlan['phases'] {
  const phases = new Map<string, PlanSite[]>();
  for (const site of sites) {
    const phase = site.phase ?? '';
    phases.set(phase, [...(phases.get(phase) ?? []), site]);
  }
  return [...phases]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([phase, some]) => ({
      phase,
      sites: some.length,
      onAir: some.filter(({ lifecycle }) => lifecycle === 'in-service').length,
      dueAt: latest(some.map(({ dueAt }) => dueAt)),
      expectedAt: latest(some.map(({ expectedAt }) => expectedAt)),
    }));
}

export function latest(moments: readonly (number | null)[]): number | null {
  const known = moments.filter((at) => at !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/** A step function of the covered area: from each moment on, the share. Moments ascend; the first holds from the beginning. */
export type Course = readonly { readonly at: number; readonly share: number }[];

/** What is late costs: where the expected course lies below the planned one, by how much at worst, and until when. */
export function slipOf(
  late: readonly { readonly site: string; readonly lateDays: number }[],
  planned: Course,
  expected: Course,
  targetShare: number,
): NonNullable<RolloutPlan['slip']> {
  const moments = [...new Set([...planned, ...expected].map(({ at }) => at))].sort((a, b) => a - b);
  const points = moments.map((at) => ({
    at,
    plannedShare: shareAt(planned, at),
    expectedShare: shareAt(expected, at),
  }));
  const missing = points.map(({ plannedShare, expectedShare }) => Math.max(0, plannedShare - expectedShare));
  const worst = missing.indexOf(Math.max(0, ...missing));
  const until = points.findIndex((_, index) => index > worst && missing[index] === 0);
  return {
    sites: late,
    points,
    worst:
      worst < 0 || missing[worst] === 0
        ? null
        : { at: points[worst]!.at, until: points[until]?.at ?? null, missingShare: missing[worst]! },
    targetPlannedAt: reachedAt(planned, targetShare),
    targetExpectedAt: reachedAt(expected, targetShare),
  };
}

function shareAt(course: Course, at: number): number {
  return course.findLast((point) => point.at <= at)?.share ?? course[0]?.share ?? 0;
}

/** The first moment from which on the target is kept; a new site may also take some away. */
function reachedAt(course: Course, targetShare: number): number | null {
  const below = course.findLastIndex(({ share }) => share < targetShare);
  return course[below + 1]?.at ?? null;
}
