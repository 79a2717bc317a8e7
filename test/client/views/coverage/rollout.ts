import type { PlanSite, RolloutPlan } from '../../../../shared/wire/planning.ts';

export const DAY_MS = 86_400_000;
export const TODAY = Date.UTC(2026, 10, 24);
/** Days from today, UTC ms. */
export const day = (days: number): number => TODAY + days * DAY_MS;

/** A site on air for years, or one with a step from `start` until `due`. */
export function site(id: string, order: number, planned?: { start: number; due: number; lateDays?: number }): PlanSite {
  const lateDays = planned?.lateDays ?? 0;
  return {
    site: id,
    lifecycle: planned ? 'planned' : 'in-service',
    phase: planned ? '2' : '1',
    order,
    dueAt: planned ? day(planned.due) : day(-2_000),
    expectedAt: planned ? day(planned.due + lateDays) : day(-2_000),
    lateDays,
    floatDays: planned ? -lateDays : null,
    critical: planned !== undefined && lateDays > 0,
    synthetic: true,
    steps: planned
      ? [
          {
            step: 'civil-works',
            startAt: day(planned.start),
            dueAt: day(planned.due),
            requiredBy: day(planned.due),
            leadDays: planned.due - planned.start,
            floatDays: -lateDays,
            state: 'ahead',
          },
        ]
      : [],
  };
}

/** One site on air, two to come; the S-curve reaches back for years. */
export function plan(lateDays = 0): RolloutPlan {
  return {
    asOf: TODAY,
    firstStart: day(10),
    synthetic: true,
    simulated: false,
    target: { sites: 3, at: day(60) },
    phases: [],
    sites: [
      site('site/a', 1),
      site('site/b', 2, { start: 10, due: 30, lateDays }),
      site('site/c', 3, { start: 40, due: 60 }),
    ],
    sCurve: [
      { at: day(-2_000), planned: 1, actual: 1 },
      { at: TODAY, planned: 1, actual: 1 },
      { at: day(30), planned: 2, actual: null },
      { at: day(60), planned: 3, actual: null },
    ],
    burnUp: [
      { at: null, site: null, sites: 1, areaShare: 0.5, peopleShare: 0.5, rsrpAreaShare: 0.6 },
      { at: day(30), site: 'site/b', sites: 2, areaShare: 0.7, peopleShare: 0.8, rsrpAreaShare: 0.8 },
      { at: day(60), site: 'site/c', sites: 3, areaShare: 0.9, peopleShare: 0.95, rsrpAreaShare: 0.97 },
    ],
    slip: {
      sites: lateDays > 0 ? [{ site: 'site/b', lateDays }] : [],
      points: [
        { at: TODAY, plannedShare: 0.5, expectedShare: 0.5 },
        { at: day(30), plannedShare: 0.7, expectedShare: lateDays > 0 ? 0.5 : 0.7 },
        { at: day(60), plannedShare: 0.9, expectedShare: 0.9 },
      ],
      worst: null,
      targetPlannedAt: null,
      targetExpectedAt: null,
    },
  };
}
