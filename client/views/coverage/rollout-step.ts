import type { RolloutPlan } from '../../../shared/wire/planning.ts';

type BurnUpStep = NonNullable<RolloutPlan['burnUp']>[number];

/** The step of the burn-up with so many sites, the last one before where there is none; null sites: that of today. */
export function stepAt({ burnUp }: Pick<RolloutPlan, 'burnUp'>, sites: number | null): BurnUpStep | null {
  if (sites === null) return burnUp?.[0] ?? null;
  return burnUp?.findLast((step) => step.sites <= sites) ?? null;
}

/** How many sites have no float left, and which step most of them wait for next. */
export interface CriticalPath {
  readonly sites: number;
  /** Null where none does. */
  readonly step: string | null;
  /** The least float among them, days; 0 where there are none. */
  readonly floatDays: number;
}

export function criticalPath({ sites }: Pick<RolloutPlan, 'sites'>): CriticalPath {
  const critical = sites.filter((site) => site.critical && site.lifecycle !== 'in-service');
  const counts = new Map<string, number>();
  for (const { steps } of critical) {
    const next = steps.find(({ state }) => state !== 'done' && state !== 'assumed');
    if (next) counts.set(next.step, (counts.get(next.step) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1]);
  const floats = critical.flatMap(({ floatDays }) => (floatDays === null ? [] : [floatDays]));
  return {
    sites: critical.length,
    step: most?.[0] ?? null,
    floatDays: floats.reduce((least, days) => Math.min(least, days), floats[0] ?? 0),
  };
}
