import { findMetric } from '../../../shared/metrics/index.ts';
import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import { severityOfValue } from '../../../shared/metrics/severity.ts';
import type { Dictionary } from '../../../shared/model/dictionary.ts';
import type { ResourceKind } from '../../../shared/model/resource.ts';
import { isSimulated, qualityOf, SEVERITIES, severityOf } from '../../../shared/model/sample.ts';
import { MARK, type MarkStyle, styleOfFlags } from '../../map/mark-style.ts';
import { RANK_OF, UNKNOWN } from '../../map/sector-state.ts';

/** Live values by series number, as the store keeps them. */
export interface LiveColumns {
  readonly value: Float32Array;
  readonly flags: Uint16Array;
  /** Source time, UTC ms, 0 before the first. */
  readonly at: Float64Array;
}

/** Says whether a metric has a live value equal to one, by ordinal: a state that holds now, not one last heard of. */
export function liveEquals(
  dictionary: Dictionary,
  metricId: string,
  wanted: number,
  { value, flags }: LiveColumns,
): (ordinal: number) => boolean {
  const series = seriesOf(dictionary, metricId);
  return (ordinal) => {
    const s = series.first + ordinal * series.step;
    return value[s] === wanted && styleOfFlags(flags[s]!) === MARK.filled;
  };
}

/** States of the resources of one kind, by ordinal. */
export interface StateReader {
  /** Worst state now, index into SEVERITIES; silence is unknown. `silent` is returned where nothing was ever heard. */
  now(ordinal: number, silent?: number): number;
  /** Worst state by the last values, whether stale or not. */
  last(ordinal: number): number;
  /** Filled while any of its metrics is live, hatched when all that were ever heard are stale. */
  style(ordinal: number): MarkStyle;
}

/**
 * The worst over a resource's metrics, as the server judges it: series never heard say nothing, and what a simulator
 * left on a resource that a real source has taken over says nothing either.
 */
export function stateReader(dictionary: Dictionary, kind: ResourceKind, { value, flags }: LiveColumns): StateReader {
  const block = dictionary.kinds.get(kind);
  const metrics = block?.metrics ?? [];
  const base = block?.base ?? 0;
  const read = (ordinal: number, silent: number, stateOf: (series: number, metric: MetricDefinition) => number) => {
    const first = base + ordinal * metrics.length;
    let real = false;
    for (let s = first; s < first + metrics.length; s++) real ||= heard(flags[s]!) && !isSimulated(flags[s]!);
    let worst = -1;
    for (let m = 0; m < metrics.length; m++) {
      const word = flags[first + m]!;
      if (!heard(word) || (real && isSimulated(word))) continue;
      const state = stateOf(first + m, metrics[m]!);
      if (worst < 0 || RANK_OF[state]! > RANK_OF[worst]!) worst = state;
    }
    return worst < 0 ? silent : worst;
  };
  return {
    now: (ordinal, silent = UNKNOWN) =>
      read(ordinal, silent, (series) => SEVERITIES.indexOf(severityOf(flags[series]!))),
    last: (ordinal) =>
      read(ordinal, UNKNOWN, (series, metric) => SEVERITIES.indexOf(severityOfValue(metric, value[series]!, 'normal'))),
    style(ordinal) {
      const first = base + ordinal * metrics.length;
      let style: MarkStyle = MARK.dashed;
      for (let s = first; s < first + metrics.length; s++) {
        const own = styleOfFlags(flags[s]!);
        if (own === MARK.filled) return own;
        if (own === MARK.hatched) style = own;
      }
      return style;
    },
  };
}

function heard(flags: number): boolean {
  return qualityOf(flags) !== 'none';
}

/** Series numbers of one metric: `first + ordinal · step`. */
export function seriesOf(
  dictionary: Dictionary,
  metricId: string | undefined,
): { first: number; step: number; count: number } {
  const metric = metricId === undefined ? undefined : findMetric(metricId);
  const block = metric ? dictionary.kinds.get(metric.kind) : undefined;
  if (!metric || !block) return { first: 0, step: 0, count: 0 };
  return { first: block.base + block.metrics.indexOf(metric), step: block.metrics.length, count: block.count };
}
