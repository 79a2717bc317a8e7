import type { Lifecycle } from '../../../shared/model/resource.ts';
import type { PlanSite } from '../../../shared/wire/planning.ts';
import type { Milestone } from '../../ports.ts';

export const DAY_MS = 86_400_000;

/** A site of the plan: what the table says of it. */
export interface PlannedSite {
  readonly site: string;
  readonly lifecycle: Lifecycle;
  readonly phase: string | null;
  readonly synthetic: boolean;
}

export interface ScheduleInput {
  readonly sites: readonly PlannedSite[];
  readonly milestones: readonly Milestone[];
  /** UTC ms from which the milestones' days count. */
  readonly firstStart: number;
  readonly now: number;
  /** By site: days by which it goes on air later than planned, whatever else is known. */
  readonly late: ReadonlyMap<string, number>;
}

/**
 * The roll-out scheduled backwards. A site is on air when its last step is done; the target of a phase is the last
 * planned day among its sites. A step must be done by that target less the lead times of the steps after it
 * (`requiredBy`); what is left until then from what is expected now is its float. A step that is overdue moves the later
 * ones of its site: they are expected one lead time after the other from today. What is proved: a site on air has done
 * everything, one that is being built its first step; what was due before the first start is assumed done, as the plan's
 * author had it. Sites come critical first, then by what is due.
 */
export function schedule(input: ScheduleInput): readonly PlanSite[] {
  const steps = stepsBySite(input.milestones);
  const dueOf = (site: string): number | null => {
    const last = steps.get(site)?.at(-1);
    return last === undefined ? null : input.firstStart + last.offsetDays * DAY_MS;
  };
  const targets = new Map<string | null, number>();
  for (const { site, phase } of input.sites) {
    const dueAt = dueOf(site);
    if (dueAt !== null) targets.set(phase, Math.max(dueAt, targets.get(phase) ?? dueAt));
  }
  const order = new Map(inOrder(input.sites, dueOf).map(({ site }, index) => [site, index + 1]));
  const planned = input.sites
    .filter(({ lifecycle }) => lifecycle !== 'retired')
    .map((site) => planSite(input, site, steps.get(site.site) ?? [], targets.get(site.phase), order.get(site.site)!));
  return planned.sort(
    (a, b) =>
      Number(b.critical) - Number(a.critical) ||
      (a.dueAt ?? Number.POSITIVE_INFINITY) - (b.dueAt ?? Number.POSITIVE_INFINITY) ||
      a.order - b.order,
  );
}

/** Sites on air first, then by planned day; without one, last. Retired sites are no part of it. */
function inOrder(sites: readonly PlannedSite[], dueOf: (site: string) => number | null): readonly PlannedSite[] {
  const rank = ({ site, lifecycle }: PlannedSite): number =>
    lifecycle === 'in-service' ? Number.NEGATIVE_INFINITY : (dueOf(site) ?? Number.POSITIVE_INFINITY);
  return sites
    .filter(({ lifecycle }) => lifecycle !== 'retired')
    .map((site, index) => ({ site, index, at: rank(site) }))
    .sort((a, b) => (a.at === b.at ? a.index - b.index : a.at - b.at))
    .map(({ site }) => site);
}

function stepsBySite(milestones: readonly Milestone[]): ReadonlyMap<string, readonly Milestone[]> {
  const steps = new Map<string, Milestone[]>();
  for (const milestone of milestones) {
    const known = steps.get(milestone.site);
    if (known) known.push(milestone);
    else steps.set(milestone.site, [milestone]);
  }
  for (const list of steps.values()) list.sort((a, b) => a.offsetDays - b.offsetDays);
  return steps;
}

function planSite(
  { firstStart, now, late }: ScheduleInput,
  site: PlannedSite,
  milestones: readonly Milestone[],
  target: number | undefined,
  order: number,
): PlanSite {
  const isOnAir = site.lifecycle === 'in-service';
  const askedMs = (late.get(site.site) ?? 0) * DAY_MS;
  // The earliest moment at which the next step can be done, once a step before it was overdue.
  let freeAt = Number.NEGATIVE_INFINITY;
  const steps = milestones.map((milestone, index) => {
    const dueAt = firstStart + milestone.offsetDays * DAY_MS;
    const leadMs = milestone.leadDays * DAY_MS;
    const isDone = isOnAir || (index === 0 && site.lifecycle === 'building' && milestones.length > 1);
    const isAssumed = !isDone && milestone.offsetDays < 0;
    const isOpen = !isDone && !isAssumed;
    const isOverdue = isOpen && dueAt < now;
    // An overdue step ends today at the earliest; what follows takes its own time from there.
    const expectedAt = isOpen ? Math.max(dueAt, isOverdue ? now : dueAt, freeAt + leadMs) : dueAt;
    if (isOpen && expectedAt > dueAt) freeAt = expectedAt;
    const laterMs = milestones.slice(index + 1).reduce((sum, { leadDays }) => sum + leadDays * DAY_MS, 0);
    const requiredBy = (target ?? dueAt) - laterMs;
    return {
      step: milestone.step,
      startAt: dueAt - leadMs,
      dueAt,
      requiredBy,
      leadDays: milestone.leadDays,
      floatDays: Math.floor((requiredBy - expectedAt - (isOpen ? askedMs : 0)) / DAY_MS),
      state: isDone
        ? ('done' as const)
        : isAssumed
          ? ('assumed' as const)
          : isOverdue
            ? ('overdue' as const)
            : dueAt - leadMs <= now
              ? ('due' as const)
              : ('ahead' as const),
      expectedAt,
    };
  });
  const last = steps.at(-1);
  const dueAt = last?.dueAt ?? null;
  const expectedAt = last === undefined ? null : last.expectedAt + (isOnAir ? 0 : askedMs);
  const floatDays = last === undefined || isOnAir ? null : last.floatDays;
  return {
    ...site,
    order,
    dueAt,
    expectedAt,
    lateDays: dueAt === null || expectedAt === null ? 0 : Math.max(0, Math.ceil((expectedAt - dueAt) / DAY_MS)),
    floatDays,
    critical: floatDays !== null && floatDays <= 0,
    steps: steps.map(({ expectedAt: _, ...step }) => step),
  };
}
