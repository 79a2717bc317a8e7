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

export function rolloutPanels(plan: RolloutPlan, text: Say): RolloutPanels {
  const planned = plan.sCurve.map(({ at, planned: value }) => ({ at, value }));
  const actual = plan.sCurve.flatMap(({ at, actual: value }) => (value === null ? [] : [{ at, value }]));
  return {
    sites: {
      title: text('coverage.s-curve'),
      unit: 'count',
      stepMs: 0,
      lines: [
        line('planned', text('coverage.by-plan'), planned),
        ...(actual.length > 0 ? [line('actual', text('coverage.in-fact'), actual)] : []),
      ],
    },
    coverage: coveragePanel(plan, text),
    span: spanOf(plan),
  };
}

function coveragePanel({ slip, burnUp, asOf }: RolloutPlan, text: Say): SeriesPanel | null {
  if (!burnUp) return null;
  const byPlan = slip?.points.length
    ? slip.points.map(({ at, plannedShare }) => ({ at, value: 100 * plannedShare }))
    : burnUp.map(({ at, areaShare }) => ({ at: at ?? asOf, value: 100 * areaShare }));
  const expected = slip?.points.map(({ at, expectedShare }) => ({ at, value: 100 * expectedShare })) ?? [];
  return {
    title: text('coverage.burn-up'),
    unit: '%',
    stepMs: 0,
    lines: [
      line('planned', text('coverage.by-plan'), byPlan),
      ...(expected.length > 0 ? [line('expected', text('coverage.expected'), expected)] : []),
    ],
  };
}

/** Nothing is missing between two moments of a plan, however far they lie apart. */
const NEVER_A_GAP_MS = Number.MAX_SAFE_INTEGER;

function line(key: string, name: string, moments: readonly Moment[]): SeriesPanel['lines'][number] {
  const sorted = moments.toSorted((a, b) => a.at - b.at);
  const values = sorted.map(({ value }) => value);
  return {
    key,
    name,
    intervalMs: NEVER_A_GAP_MS,
    buckets: {
      at: sorted.map(({ at }) => at),
      min: values,
      max: values,
      mean: values,
      count: values.map(() => 1),
      coverage: values.map(() => null),
      quality: values.map(() => GOOD),
    },
  };
}

function spanOf({ sCurve, asOf }: RolloutPlan): Span {
  const at = sCurve.map((point) => point.at);
  const [from, to] = [Math.min(...at, asOf), Math.max(...at, asOf)];
  return from < to ? { from, to } : { from, to: from + DAY_MS };
}
