import { packQuality } from '../../../shared/model/sample.ts';
import type { RolloutPlan } from '../../../shared/wire/planning.ts';
import type { SeriesPanel, Span } from '../../charts/index.ts';
import type { Say } from '../../ui/text.ts';

const GOOD = packQuality('good');

/** Sites on air by the plan and in fact, and what they cover, as charts. */
export interface RolloutPanels {
  readonly sites: SeriesPanel;
  /** Null where there is no coverage. */
  readonly coverage: SeriesPanel | null;
  readonly span: Span;
}

interface Moment {
  readonly at: number;
  readonly value: number;
}

const DAY_MS = 86_400_000;
/** What is drawn begins so long before the first step that is not done yet: years of the past would flatten the rest. */
const BEFORE_MS = 60 * DAY_MS;

export function rolloutPanels(plan: RolloutPlan, text: Say): RolloutPanels {
  const span = spanOf(plan);
  const planned = plan.sCurve.map(({ at, planned: value }) => ({ at, value }));
  const actual = plan.sCurve.flatMap(({ at, actual: value }) => (value === null ? [] : [{ at, value }]));
  const expected = expectedSites(plan);
  return {
    sites: {
      title: text('coverage.s-curve'),
      unit: 'count',
      stepMs: 0,
      lines: [
        line('planned', text('coverage.by-plan'), within(planned, span)),
        ...(actual.length > 0 ? [line('actual', text('coverage.in-fact'), within(actual, span))] : []),
        ...(expected.length > 0 ? [line('expected', text('coverage.expected'), within(expected, span))] : []),
      ],
    },
    coverage: coveragePanel(plan, span, text),
    span,
  };
}

/** Sites on air as they are expected now, from today on; empty where nothing comes later than planned. */
export function expectedSites({ sites, asOf }: RolloutPlan): readonly Moment[] {
  const open = sites.filter(({ lifecycle }) => lifecycle !== 'in-service');
  if (!open.some(({ lateDays }) => lateDays > 0)) return [];
  const standing = sites.length - open.length;
  const arrivals = open.flatMap(({ expectedAt }) => (expectedAt === null ? [] : [Math.max(asOf, expectedAt)]));
  return [asOf, ...arrivals.toSorted((a, b) => a - b)].map((at, n) => ({ at, value: standing + n }));
}

/** Moments within the span; what held before it holds where it begins. */
export function within(moments: readonly Moment[], { from, to }: Span): readonly Moment[] {
  const sorted = moments.toSorted((a, b) => a.at - b.at);
  const before = sorted.findLast(({ at }) => at < from);
  return [...(before ? [{ at: from, value: before.value }] : []), ...sorted.filter(({ at }) => at >= from && at <= to)];
}

function coveragePanel({ slip, burnUp, asOf }: RolloutPlan, span: Span, text: Say): SeriesPanel | null {
  if (!burnUp) return null;
  const byPlan = slip?.points.length
    ? slip.points.map(({ at, plannedShare }) => ({ at, value: 100 * plannedShare }))
    : burnUp.map(({ at, areaShare }) => ({ at: at ?? asOf, value: 100 * areaShare }));
  const late = (slip?.sites.length ?? 0) > 0;
  const expected = slip?.points.map(({ at, expectedShare }) => ({ at, value: 100 * expectedShare })) ?? [];
  return {
    title: text('coverage.burn-up'),
    unit: '%',
    stepMs: 0,
    lines: [
      line('planned', text('coverage.by-plan'), within(byPlan, span)),
      ...(late ? [line('expected', text('coverage.expected'), within(expected, span))] : []),
    ],
  };
}

/** Nothing is missing between two moments of a plan, however far they lie apart. */
const NEVER_A_GAP_MS = Number.MAX_SAFE_INTEGER;

function line(key: string, name: string, moments: readonly Moment[]): SeriesPanel['lines'][number] {
  const values = moments.map(({ value }) => value);
  return {
    key,
    name,
    intervalMs: NEVER_A_GAP_MS,
    buckets: {
      at: moments.map(({ at }) => at),
      min: values,
      max: values,
      mean: values,
      count: values.map(() => 1),
      coverage: values.map(() => null),
      quality: values.map(() => GOOD),
    },
  };
}

/** From a while before the first step of what is not on air yet (or today) until the last is. */
function spanOf({ sites, asOf }: RolloutPlan): Span {
  const open = sites.filter(({ lifecycle }) => lifecycle !== 'in-service');
  const starts = open.flatMap(({ steps }) => steps.map(({ startAt }) => startAt));
  const ends = open.flatMap(({ dueAt, expectedAt }) => [dueAt, expectedAt].filter((at) => at !== null));
  const from = least([asOf, ...starts]) - BEFORE_MS;
  return { from, to: Math.max(from + DAY_MS, -least([asOf, ...ends].map((at) => -at))) };
}

/** A stress zone's sites are too many for the arguments of Math.min. */
function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}
