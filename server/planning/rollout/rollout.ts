import type { PlanSite, RolloutPlan } from '../../../shared/wire/planning.ts';
import { type Clock, type Inventory, PlanningRefused, type PlanQuery } from '../../ports.ts';
import type { Asking } from '../coverage/ask.ts';
import type { Grown } from '../coverage/growth.ts';
import type { RadioTable } from '../radio-table.ts';
import type { CoverageSettings } from '../settings.ts';
import { type Course, latest, phasesOf, sCurve, sharesOfGrown, slipOf } from './progress.ts';
import { type PlannedSite, schedule } from './schedule.ts';

export interface RolloutStages {
  readonly inventory: Inventory;
  readonly table: RadioTable;
  readonly settings: CoverageSettings;
  readonly clock: Clock;
  readonly firstStart: number;
  readonly synthetic: boolean;
  /** Null where there is no coverage. */
  readonly asking: Asking | null;
}

/** Orders of sites whose coverage is kept: the plan, and a few that somebody asked about. */
const KEPT_ORDERS = 12;
const MOST_LATE_DAYS = 3_650;

export interface Rollout {
  plan(query: PlanQuery): Promise<RolloutPlan>;
  /** Cells (numbers of the table) of the first sites of the plan; those on air are always among them. */
  cellsOfFirst(sites: number): readonly number[];
  /** When each site is expected on air, UTC ms; null for those without milestones. */
  expectedAt(): ReadonlyMap<string, number | null>;
  /** Cells that stand when a phase is due; null for a phase that the plan does not have, or that has no date. */
  cellsOfPhase(phase: string): readonly number[] | null;
}

export function createRollout(stages: RolloutStages): Rollout {
  const { inventory, table, clock, firstStart, settings } = stages;
  const sites: readonly PlannedSite[] = inventory.ofKind('site').map(({ id, lifecycle, synthetic, attributes }) => {
    const phase = attributes.get('phase');
    return { site: id, lifecycle, synthetic, phase: phase === undefined ? null : String(phase) };
  });
  const onAirSince = onAirDays(inventory);
  const grown = new Map<string, Promise<readonly Grown[]>>();
  const cellsOf = (site: string): readonly number[] => table.cellsOf[table.siteNumberOf.get(site) ?? -1] ?? [];

  /** Coverage of the sites on air, then with each of these. */
  const growthOf = (order: readonly string[]): Promise<readonly Grown[]> => {
    const key = order.join();
    let answer = grown.get(key);
    if (answer === undefined) {
      const steps = [table.onAir, ...order.map(cellsOf)];
      answer = stages.asking!.ask({ type: 'growth', steps }).then((reply) => reply.answer);
      if (grown.size >= KEPT_ORDERS) grown.delete(grown.keys().next().value!);
      grown.set(key, answer);
      // A thread that died is asked again next time.
      answer.catch(() => grown.delete(key));
    }
    return answer;
  };

  const scheduled = (late: ReadonlyMap<string, number>, now: number): readonly PlanSite[] =>
    schedule({ sites, milestones: inventory.milestones, firstStart, now, late });

  return {
    cellsOfFirst(count) {
      const plan = [...scheduled(new Map(), clock())].sort((a, b) => a.order - b.order);
      const ahead = plan.filter(({ lifecycle }) => lifecycle !== 'in-service');
      const standing = plan.length - ahead.length;
      return [...table.onAir, ...ahead.slice(0, Math.max(0, count - standing)).flatMap(({ site }) => cellsOf(site))];
    },
    expectedAt: () => new Map(scheduled(new Map(), clock()).map((site) => [site.site, site.expectedAt])),
    cellsOfPhase(phase) {
      const plan = scheduled(new Map(), clock());
      const dueAt = latest(plan.filter((site) => site.phase === phase).map((site) => site.dueAt));
      if (!plan.some((site) => site.phase === phase)) return null;
      const standing = plan.filter(
        (site) => site.lifecycle !== 'in-service' && site.dueAt !== null && dueAt !== null && site.dueAt <= dueAt,
      );
      return [...table.onAir, ...standing.sort((a, b) => a.order - b.order).flatMap(({ site }) => cellsOf(site))];
    },
    async plan({ late }) {
      const now = clock();
      const planned = scheduled(lateDays(late, sites), now);
      const { asking } = stages;
      const begun = asking === null ? null : (await asking.ask({ type: 'begin' })).answer;
      const progress = begun === null ? null : await progressOf(planned, begun.ground);
      return {
        asOf: now,
        firstStart,
        synthetic: stages.synthetic,
        simulated: false,
        target: { sites: inventory.zone.targets.sites, at: latest(planned.map(({ dueAt }) => dueAt)) },
        phases: phasesOf(planned),
        sites: planned,
        sCurve: sCurve(planned, onAirSince, firstStart, now),
        burnUp: progress?.burnUp ?? null,
        slip: progress?.slip ?? null,
      };
    },
  };

  async function progressOf(
    planned: readonly PlanSite[],
    ground: { readonly areaKm2: number; readonly people: number },
  ): Promise<Required<Pick<RolloutPlan, 'burnUp' | 'slip'>>> {
    const ahead = planned.filter(({ lifecycle }) => lifecycle !== 'in-service').sort((a, b) => a.order - b.order);
    const standing = planned.length - ahead.length;
    const curve = (await growthOf(ahead.map(({ site }) => site))).map((step) => sharesOfGrown(step, ground));
    const burnUp = curve.map((shares, index) => ({
      at: ahead[index - 1]?.dueAt ?? null,
      site: ahead[index - 1]?.site ?? null,
      sites: standing + index,
      ...shares,
    }));
    const dated = ahead.filter(({ dueAt, expectedAt }) => dueAt !== null && expectedAt !== null);
    const expected = [...dated].sort((a, b) => a.expectedAt! - b.expectedAt! || a.order - b.order);
    const expectedCurve = (await growthOf(expected.map(({ site }) => site))).map((step) => sharesOfGrown(step, ground));
    const plannedCurve =
      dated.length === ahead.length
        ? curve
        : (await growthOf(dated.map(({ site }) => site))).map((step) => sharesOfGrown(step, ground));
    const slip = slipOf(
      planned.filter(({ lateDays: days }) => days > 0).map(({ site, lateDays: days }) => ({ site, lateDays: days })),
      courseOf(
        plannedCurve,
        dated.map(({ dueAt }) => dueAt!),
        firstStart,
      ),
      courseOf(
        expectedCurve,
        expected.map(({ expectedAt }) => expectedAt!),
        firstStart,
      ),
      settings.profile.targetShare,
    );
    return { burnUp, slip };
  }
}

/** The first share holds from the first start on; sites of the same moment count together. */
function courseOf(
  curve: readonly { readonly areaShare: number }[],
  moments: readonly number[],
  firstStart: number,
): Course {
  const points = curve.map(({ areaShare }, index) => ({ at: moments[index - 1] ?? firstStart, share: areaShare }));
  return points.filter(({ at }, index) => points[index + 1]?.at !== at);
}

/** Checks what is asked to be late. Throws PlanningRefused. */
function lateDays(late: PlanQuery['late'], sites: readonly PlannedSite[]): ReadonlyMap<string, number> {
  const days = new Map<string, number>();
  for (const { site, days: some } of late) {
    if (!sites.some((known) => known.site === site)) {
      throw new PlanningRefused('no-such-site', `there is no site ${site}`, 'late');
    }
    if (!(some >= 0 && some <= MOST_LATE_DAYS)) {
      throw new PlanningRefused('bad-late', 'days must be from 0 to the limit', 'late', MOST_LATE_DAYS);
    }
    days.set(site, some);
  }
  return days;
}

/** Days of the table (midnight UTC) by site. */
function onAirDays(inventory: Inventory): ReadonlyMap<string, number> {
  const days = new Map<string, number>();
  for (const { id, attributes } of inventory.ofKind('site')) {
    const at = Date.parse(`${attributes.get('on_air_date') ?? ''}T00:00:00Z`);
    if (Number.isFinite(at)) days.set(id, at);
  }
  return days;
}
