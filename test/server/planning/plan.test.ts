import { describe, expect, test } from 'vitest';
import type { Milestone } from '../../../server/ports.ts';
import type { RankingRequest } from '../../../shared/wire/planning.ts';
import { planSchema, rankingSchema } from '../../../shared/wire/planning-schemas.ts';
import { START } from '../live/bed.ts';
import { createPlanningBed, type PlanningBed, park } from './park.ts';

const DAY_MS = 86_400_000;
const step = (site: string, name: string, offsetDays: number, leadDays: number): Milestone => ({
  site: `site/${site}`,
  step: name,
  offsetDays,
  leadDays,
  synthetic: true,
});
const MILESTONES = [
  step('s5', 'civil-works', 10, 10),
  step('s5', 'commissioning', 20, 10),
  step('s6', 'civil-works', 30, 10),
  step('s6', 'commissioning', 40, 10),
];
const ASKED: RankingRequest = {
  candidates: 'table',
  count: 2,
  spacingM: 0,
  gridM: 500,
  phases: [],
  weight: 'area',
  costs: [],
  budget: null,
  readyBy: null,
};

async function ranked(bed: PlanningBed, request: Partial<RankingRequest>) {
  const { id } = bed.planning.rank({ ...ASKED, ...request });
  for (let turn = 0; turn < 2_000; turn++) {
    const job = rankingSchema.parse(bed.planning.ranking(id));
    if (job.state !== 'queued' && job.state !== 'running') return job;
    await new Promise((done) => setTimeout(done, 5));
  }
  throw new Error('the ranking does not end');
}

describe('27 → 100: the roll-out', () => {
  test('coverage with each site, in the order of the plan; the last is the whole plan’s', async () => {
    const bed = createPlanningBed(park({ milestones: MILESTONES }));
    bed.serveAll();
    await bed.settle();
    const plan = planSchema.parse(await bed.planning.plan({ late: [] }));
    expect(plan).toMatchObject({ firstStart: START, synthetic: true, target: { sites: 6, at: START + 40 * DAY_MS } });
    const burnUp = plan.burnUp!;
    expect(burnUp.map(({ sites, site }) => [sites, site])).toEqual([
      [4, null],
      [5, 'site/s5'],
      [6, 'site/s6'],
    ]);
    expect(burnUp.map(({ at }) => at)).toEqual([null, START + 20 * DAY_MS, START + 40 * DAY_MS]);
    const { onAir, planned } = bed.planning.summary();
    expect(burnUp[0]!.areaShare).toBeCloseTo(onAir!.areaShare, 2);
    expect(burnUp[2]!.areaShare).toBeCloseTo(planned!.areaShare, 2);
    expect(plan.slip).toMatchObject({ sites: [], worst: null });
    expect(plan.phases).toMatchObject([
      { phase: '1', sites: 4, onAir: 4 },
      { phase: '2', sites: 2, onAir: 0, dueAt: START + 40 * DAY_MS },
    ]);
  });

  test('S-curve: sites on air by the days of their table, planned ones by their milestones', async () => {
    const bed = createPlanningBed(park({ milestones: MILESTONES }));
    const { sCurve } = await bed.planning.plan({ late: [] });
    expect(sCurve.at(0)).toEqual({ at: Date.UTC(2020, 0, 10), planned: 3, actual: 3 });
    expect(sCurve.find(({ at }) => at === START)).toEqual({ at: START, planned: 4, actual: 4 });
    expect(sCurve.at(-1)).toEqual({ at: START + 40 * DAY_MS, planned: 6, actual: null });
  });

  test('a late site: which per cent slips, from when, until when', async () => {
    const bed = createPlanningBed(park({ milestones: MILESTONES }));
    const plan = await bed.planning.plan({ late: [{ site: 'site/s5', days: 30 }] });
    const gain = plan.burnUp![1]!.areaShare - plan.burnUp![0]!.areaShare;
    expect(plan.slip!.sites).toEqual([{ site: 'site/s5', lateDays: 30 }]);
    expect(plan.slip!.worst).toEqual({
      at: START + 20 * DAY_MS,
      until: START + 50 * DAY_MS,
      missingShare: expect.closeTo(gain, 2),
    });
    // What was asked is not the plan.
    expect((await bed.planning.plan({ late: [] })).slip!.worst).toBeNull();
  });

  test('a plan that names an unknown site, or more days than there are, is refused by name', async () => {
    const bed = createPlanningBed(park({ milestones: MILESTONES }));
    await expect(bed.planning.plan({ late: [{ site: 'site/x', days: 1 }] })).rejects.toMatchObject({
      code: 'no-such-site',
    });
    await expect(bed.planning.plan({ late: [{ site: 'site/s5', days: 9_999 }] })).rejects.toMatchObject({
      code: 'bad-late',
    });
  });
});

describe('next best sites', () => {
  test('the table’s candidates, best first, with their gain and a certificate per phase', async () => {
    const bed = createPlanningBed();
    const job = await ranked(bed, { phases: [1, 2] });
    expect(job).toMatchObject({ state: 'done', progress: 1, failure: null });
    const { ranked: sites, certificates, before } = job.result!;
    expect(sites.map(({ site }) => site).sort()).toEqual(['site/s5', 'site/s6']);
    expect(sites.map(({ phase }) => phase)).toEqual([1, 2]);
    expect(sites[0]!.gainAreaKm2).toBeGreaterThanOrEqual(sites[1]!.gainAreaKm2);
    expect(sites[0]!.rsrpShare).toBeGreaterThan(before.rsrpShare);
    expect(certificates.map(({ count, method }) => [count, method])).toEqual([
      [1, 'lp'],
      [2, 'trivial'],
    ]);
    for (const { coveredShare, boundShare, gapShare } of certificates) {
      expect(boundShare).toBeGreaterThanOrEqual(coveredShare);
      expect(gapShare).toBeLessThan(1 - 1 / Math.E);
    }
    expect(certificates[1]!.coveredShare).toBeCloseTo(sites[1]!.rsrpShare, 6);
  });

  test('a grid keeps its spacing, from what stands too, and loses the guarantee; the same question, the same answer', async () => {
    const bed = createPlanningBed();
    const request = { candidates: 'hex', gridM: 600, count: 8, spacingM: 700, weight: 'people' } as const;
    const [one, other] = [await ranked(bed, request), await ranked(bed, request)];
    const { ranked: sites, certificates } = one.result!;
    expect(sites.length).toBeGreaterThan(3);
    expect(certificates[0]!.greedyGuarantee).toBe(false);
    const untimed = ({ certificates: some, ...rest }: NonNullable<typeof one.result>) => ({
      ...rest,
      certificates: some.map((certificate) => ({ ...certificate, solveMs: 0 })),
    });
    expect(untimed(other.result!)).toEqual(untimed(one.result!));
  });

  test('cost and readiness: the dear site comes last or not at all, one that is not ready is no candidate', async () => {
    const bed = createPlanningBed(park({ milestones: MILESTONES }));
    await bed.settle();
    const order = async (request: Partial<RankingRequest>) => {
      const { result } = await ranked(bed, request);
      return result!.ranked.map(({ site, cost }) => `${site} ${cost}`);
    };
    const [first, second] = (await ranked(bed, {})).result!.ranked.map(({ site }) => site!);
    const costs = [{ site: first!, cost: 50 }];
    expect(await order({ costs })).toEqual([`${second} 1`, `${first} 50`]);
    expect(await order({ costs, budget: 20 })).toEqual([`${second} 1`]);
    const { certificates } = (await ranked(bed, { costs, budget: 20 })).result!;
    expect(certificates.at(-1)).toMatchObject({ method: 'lp', greedyGuarantee: false });
    const s5 = (await bed.planning.plan({ late: [] })).sites.find(({ site }) => site === 'site/s5')!;
    expect(await order({ readyBy: s5.expectedAt })).toEqual(['site/s5 1']);
    expect(() => bed.planning.rank({ ...ASKED, readyBy: 0 })).toThrow(
      expect.objectContaining({ code: 'no-candidates' }),
    );
    const unknown = { ...ASKED, costs: [{ site: 'site/s9', cost: 1 }] };
    expect(() => bed.planning.rank(unknown)).toThrow(
      expect.objectContaining({ code: 'unknown-site', field: 'costs.0.site' }),
    );
  });

  test('one runs, few wait, a waiting or running one can be cancelled', async () => {
    const bed = createPlanningBed();
    const first = bed.planning.rank(ASKED);
    expect(first.state).toBe('running');
    const waiting = [1, 2, 3, 4].map(() => bed.planning.rank(ASKED));
    expect(waiting.every(({ state }) => state === 'queued')).toBe(true);
    expect(() => bed.planning.rank(ASKED)).toThrow(expect.objectContaining({ code: 'busy' }));
    expect(bed.planning.cancel(waiting[0]!.id)).toMatchObject({ state: 'cancelled' });
    expect(bed.planning.cancel(first.id)).toMatchObject({ state: 'cancelled', result: null });
    expect(bed.planning.ranking(waiting[1]!.id)).toMatchObject({ state: 'running' });
    expect(bed.planning.cancel('r99')).toBeUndefined();
    expect(bed.planning.rankings().map(({ id }) => id)[0]).toBe(waiting[3]!.id);
  });

  test('phases that do not ascend, and a table without candidates, are refused by name', () => {
    const bed = createPlanningBed();
    for (const phases of [[2, 1], [3], [1, 1]]) {
      expect(() => bed.planning.rank({ ...ASKED, phases })).toThrow(expect.objectContaining({ code: 'bad-phases' }));
    }
    const none = createPlanningBed(park({ sites: [{ id: 's1', eastM: 0, northM: 0 }] }));
    expect(() => none.planning.rank(ASKED)).toThrow(expect.objectContaining({ code: 'no-candidates' }));
  });
});
