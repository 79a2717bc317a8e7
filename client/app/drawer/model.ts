import { metricsOf } from '../../../shared/metrics/index.ts';
import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import type { Label, Lifecycle, Position, ResourceKind } from '../../../shared/model/resource.ts';
import { qualityOf, SEVERITY_RANK, type Severity, severityOf, worse } from '../../../shared/model/sample.ts';
import { formatValue, type Language } from '../../../shared/text/format.ts';

/** One value as the drawer shows it. */
export interface DrawerReading {
  /** In the metric's base unit; null where there is no number. */
  readonly value: number | null;
  /** Word of shared/model/sample.ts. */
  readonly flags: number;
  readonly ageMs: number;
  readonly source: string | null;
}

export interface DrawerPart {
  readonly id: string;
  readonly kind: ResourceKind;
  readonly name: string;
  /** Null where the part's state is not known. */
  readonly severity: Severity | null;
  readonly attributes?: ReadonlyMap<string, string | number>;
}

export interface DrawerParts {
  readonly kind: ResourceKind;
  readonly count: number;
  /** The first of them, or all. */
  readonly shown: readonly DrawerPart[];
}

/** A resource with all that the drawer says about it. */
export interface DrawerModel {
  readonly id: string;
  readonly kind: ResourceKind;
  readonly name: Label;
  readonly lifecycle: Lifecycle;
  readonly reporting: boolean;
  readonly synthetic: boolean;
  readonly position: Position | null;
  readonly altResource: readonly string[];
  readonly attributes: ReadonlyMap<string, string | number>;
  /** From the zone down to the parent. */
  readonly path: readonly { readonly id: string; readonly name: Label }[];
  readonly parts: readonly DrawerParts[];
  /** By metric id. */
  readonly readings: ReadonlyMap<string, DrawerReading>;
  /** The hottest of its racks, where they are watched. */
  readonly hottest: readonly { readonly id: string; readonly name: string; readonly reading: DrawerReading }[];
}

export const NO_READING: DrawerReading = {
  value: null,
  flags: 0,
  ageMs: Number.POSITIVE_INFINITY,
  source: null,
};

export function readingOf(model: DrawerModel, metric: string): DrawerReading {
  return model.readings.get(metric) ?? NO_READING;
}

/** True for metrics that say how well a thing is: those have a ladder or named states. */
function isJudged(metric: MetricDefinition): boolean {
  return metric.ladder !== undefined || metric.states !== undefined;
}

/** The metric that stands in the title: the worst of those that are judged; derived ones before their inputs. */
export function headlineOf(model: DrawerModel): MetricDefinition | undefined {
  const judged = metricsOf(model.kind).filter(isJudged);
  const rank = (metric: MetricDefinition) => {
    const { value, flags } = readingOf(model, metric.id);
    return (value === null ? -1 : SEVERITY_RANK[severityOf(flags)] * 2) + (metric.derive ? 1 : 0);
  };
  return judged.reduce<MetricDefinition | undefined>(
    (best, metric) => (best === undefined || rank(metric) > rank(best) ? metric : best),
    undefined,
  );
}

/**
 * The worst state of a kind's values, given the flags of each by its place in the catalogue; null where nothing has come
 * or nothing is judged. Being normal needs a measure to be normal by; being unknown does not.
 */
export function worstState(kind: ResourceKind, flagsOf: (metricIndex: number) => number): Severity | null {
  let state: Severity | null = null;
  metricsOf(kind).forEach((metric, i) => {
    const flags = flagsOf(i);
    const severity = severityOf(flags);
    if (qualityOf(flags) === 'none' || (severity === 'normal' && !isJudged(metric))) return;
    state = state === null ? severity : worse(state, severity);
  });
  return state;
}

export function stateOf(model: DrawerModel): Severity | null {
  const metrics = metricsOf(model.kind);
  return worstState(model.kind, (i) => readingOf(model, metrics[i]!.id).flags);
}

/** Age of the newest value, Infinity when there is none. */
export function newestAge(model: DrawerModel): number {
  let newest = Number.POSITIVE_INFINITY;
  for (const { flags, ageMs } of model.readings.values()) {
    if (qualityOf(flags) !== 'none') newest = Math.min(newest, ageMs);
  }
  return newest;
}

/** What a number of an enumerated metric is called; undefined for other metrics. */
export function stateLabel(metric: MetricDefinition, value: number | null): Label | undefined {
  if (value === null) return undefined;
  return metric.states?.find((state) => state.value === value)?.label;
}

/** The value as one piece of text, states by name. */
export function saidValue(metric: MetricDefinition, value: number | null, language: Language): string {
  const label = stateLabel(metric, value);
  if (label) return language === 'zh-CN' ? label.zh : label.en;
  const { text, unit } = formatValue(value, metric.unit, language);
  return unit === '' ? text : `${text} ${unit}`;
}

/** The senders of the values shown, with how many each gives and the age of its newest. */
export function sourcesOf(model: DrawerModel): { source: string; count: number; ageMs: number }[] {
  const sources = new Map<string, { count: number; ageMs: number }>();
  for (const { source, ageMs } of model.readings.values()) {
    if (source === null) continue;
    const before = sources.get(source) ?? { count: 0, ageMs: Number.POSITIVE_INFINITY };
    sources.set(source, { count: before.count + 1, ageMs: Math.min(before.ageMs, ageMs) });
  }
  return [...sources].map(([source, rest]) => ({ source, ...rest })).sort((a, b) => b.count - a.count);
}
