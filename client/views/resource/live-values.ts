import { metricsOf } from '../../../shared/metrics/index.ts';
import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import type { ResourceKind } from '../../../shared/model/resource.ts';
import { qualityOf, type Severity, severityOf, worse } from '../../../shared/model/sample.ts';
import type { InventoryIndex, Place } from '../../../shared/wire/inventory-index.ts';

/** The newest values by series number, or those of the moment that is shown; `at` is source time, UTC ms. */
export interface Columns {
  readonly value: Float32Array;
  readonly at: Float64Array;
  readonly flags: Uint16Array;
}

/** One value as the page shows it. */
export interface LiveValue {
  readonly metric: MetricDefinition;
  /** In the metric's base unit; null where there is no number. */
  readonly value: number | null;
  /** Word of shared/model/sample.ts. */
  readonly flags: number;
  /** Infinity before the first. */
  readonly ageMs: number;
}

/** What sums up others and what is judged first: they are what people look for. */
export function orderedMetrics(kind: ResourceKind): readonly MetricDefinition[] {
  const rank = (metric: MetricDefinition) => (isJudged(metric) ? 0 : 2) + (metric.derive ? 0 : 1);
  return [...metricsOf(kind)].sort((a, b) => rank(a) - rank(b));
}

function isJudged({ ladder, states }: MetricDefinition): boolean {
  return ladder !== undefined || states !== undefined;
}

export function liveValue(
  index: InventoryIndex,
  columns: Columns,
  { kind, ordinal }: Place,
  metric: MetricDefinition,
  nowMs: number,
): LiveValue {
  const series = index.dictionary.series(kind, ordinal, metricsOf(kind).indexOf(metric));
  const flags = columns.flags[series] ?? 0;
  const quality = qualityOf(flags);
  if (quality === 'none') return { metric, value: null, flags, ageMs: Number.POSITIVE_INFINITY };
  return {
    metric,
    value: quality === 'bad' ? null : columns.value[series]!,
    flags,
    ageMs: Math.max(0, nowMs - columns.at[series]!),
  };
}

export function liveValues(index: InventoryIndex, columns: Columns, place: Place, nowMs: number): readonly LiveValue[] {
  return orderedMetrics(place.kind).map((metric) => liveValue(index, columns, place, metric, nowMs));
}

/** The worst state of what is judged, or unknown; null where nothing has come or nothing is judged. */
export function stateOf(values: readonly LiveValue[]): Severity | null {
  let state: Severity | null = null;
  for (const { metric, flags } of values) {
    const severity = severityOf(flags);
    if (qualityOf(flags) === 'none' || (severity === 'normal' && !isJudged(metric))) continue;
    state = state === null ? severity : worse(state, severity);
  }
  return state;
}

/** A kind's most telling metrics: judged ones first, no more than fit beside each other in a table. */
export function tellingMetrics(kind: ResourceKind, count: number): readonly MetricDefinition[] {
  return orderedMetrics(kind).slice(0, count);
}
