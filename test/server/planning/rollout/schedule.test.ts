import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slipOf } from '../../../../server/planning/rollout/progress.ts';
import { DAY_MS, type PlannedSite, schedule } from '../../../../server/planning/rollout/schedule.ts';
import type { Milestone } from '../../../../server/ports.ts';

const START = Date.UTC(2026, 0, 1);
const site = (id: string, more: Partial<PlannedSite> = {}): PlannedSite => ({
  site: `site/${id}`,
  lifecycle: 'planned',
  phase: '2',
  synthetic: true,
  ...more,
});
const steps = (id: string, lastDay: number, leads: readonly number[]): Milestone[] =>
  leads.map((leadDays, index) => ({
    site: `site/${id}`,
    step: `step-${index + 1}`,
    leadDays,
    offsetDays: lastDay - leads.slice(index + 1).reduce((sum, days) => sum + days, 0),
    synthetic: true,
  }));
const plan = (
  sites: readonly PlannedSite[],
  milestones: readonly Milestone[],
  { day = 0, late = {} }: { day?: number; late?: Record<string, number> } = {},
) => {
  const now = START + day * DAY_MS;
  return schedule({ sites, milestones, firstStart: START, now, late: new Map(Object.entries(late)) });
};
const days = (at: number | null) => (at === null ? null : (at - START) / DAY_MS);

describe('back-scheduled milestones', () => {
  test('a step is required by the phase’s target less the lead times after it', () => {
    const planned = plan([site('a'), site('b')], [...steps('a', 60, [20, 15, 5]), ...steps('b', 90, [20, 20, 10])]);
    const [b, a] = planned;
    // b is the phase's last: it has no float. a has thirty days.
    expect([b!.site, b!.critical, b!.floatDays]).toEqual(['site/b', true, 0]);
    expect([a!.site, a!.critical, a!.floatDays]).toEqual(['site/a', false, 30]);
    expect(a!.steps.map(({ dueAt }) => days(dueAt))).toEqual([40, 55, 60]);
    expect(a!.steps.map(({ requiredBy }) => days(requiredBy))).toEqual([70, 85, 90]);
    expect(a!.steps.map(({ startAt }) => days(startAt))).toEqual([20, 40, 55]);
    expect(a!.steps.map(({ floatDays }) => floatDays)).toEqual([30, 30, 30]);
  });

  test('what is proved is done; what was due before the first start is assumed; the rest by its dates', () => {
    const milestones = [...steps('a', 20, [10, 20, 5]), ...steps('b', 20, [10, 20, 5])];
    const planned = plan([site('a', { lifecycle: 'building' }), site('b')], milestones, { day: 16 });
    const statesOf = (id: string) => planned.find((one) => one.site === id)!.steps.map(({ state }) => state);
    expect(statesOf('site/a')).toEqual(['done', 'overdue', 'due']);
    expect(statesOf('site/b')).toEqual(['assumed', 'overdue', 'due']);
    const onAir = plan([site('a', { lifecycle: 'in-service' })], milestones, { day: 1 });
    expect(onAir[0]).toMatchObject({ lateDays: 0, floatDays: null, critical: false });
    expect(onAir[0]!.steps.every(({ state }) => state === 'done')).toBe(true);
  });

  test('an overdue step moves the later ones of its site, each by its own lead time', () => {
    const [late] = plan([site('a')], steps('a', 30, [10, 10, 10]), { day: 18 });
    // Due on day 10, not done on day 18: the others are expected on day 28 and 38.
    expect(late).toMatchObject({ lateDays: 8, floatDays: -8, critical: true });
    expect(days(late!.expectedAt)).toBe(38);
    expect(late!.steps.map(({ floatDays }) => floatDays)).toEqual([-8, -8, -8]);
  });

  test('a site that is said to be late is expected so many days later', () => {
    const [a] = plan([site('a')], steps('a', 30, [10, 10]), { late: { 'site/a': 14 } });
    expect(a).toMatchObject({ lateDays: 14, floatDays: -14 });
    expect(days(a!.expectedAt)).toBe(44);
    expect(days(a!.dueAt)).toBe(30);
  });

  test('sites on air come first in order, those without milestones last; retired ones are left out', () => {
    const planned = plan(
      [site('x'), site('a'), site('r', { lifecycle: 'retired' }), site('b'), site('on', { lifecycle: 'in-service' })],
      [...steps('a', 50, [5]), ...steps('b', 40, [5])],
    );
    const order = [...planned].sort((p, q) => p.order - q.order).map((one) => one.site);
    expect(order).toEqual(['site/on', 'site/b', 'site/a', 'site/x']);
  });

  test('no step starts later than it must for its float to hold, and dates ascend', () => {
    const leads = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(fc.record({ leads, last: fc.integer({ min: 0, max: 400 }) }), { minLength: 1, maxLength: 6 }),
        fc.nat(300),
        (given, day) => {
          const sites = given.map((_, index) => site(`s${index}`));
          const milestones = given.flatMap(({ leads: some, last }, index) => steps(`s${index}`, last, some));
          for (const one of plan(sites, milestones, { day })) {
            expect(one.expectedAt!).toBeGreaterThanOrEqual(one.dueAt!);
            expect(one.critical).toBe(one.floatDays! <= 0);
            one.steps.forEach((step, index) => {
              const next = one.steps[index + 1];
              if (next) expect(next.requiredBy - step.requiredBy).toBe(next.leadDays * DAY_MS);
            });
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('what late costs', () => {
  const planned = [
    { at: 0, share: 0.5 },
    { at: 10, share: 0.8 },
    { at: 20, share: 0.96 },
  ];

  test('the shortfall, from when until when, and when the target is met', () => {
    const expected = [
      { at: 0, share: 0.5 },
      { at: 15, share: 0.8 },
      { at: 30, share: 0.96 },
    ];
    const slip = slipOf([{ site: 'site/a', lateDays: 5 }], planned, expected, 0.95);
    expect(slip.worst).toEqual({ at: 10, until: 15, missingShare: expect.closeTo(0.3, 9) });
    expect(slip).toMatchObject({ targetPlannedAt: 20, targetExpectedAt: 30 });
    expect(slip.points.map(({ at }) => at)).toEqual([0, 10, 15, 20, 30]);
  });

  test('nothing late costs nothing; a target that is never met has no day', () => {
    const slip = slipOf([], planned, planned, 0.97);
    expect(slip).toMatchObject({ worst: null, targetPlannedAt: null, targetExpectedAt: null });
  });
});
