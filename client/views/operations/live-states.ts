import { findMetric } from '../../../shared/metrics/index.ts';
import { severityOfValue } from '../../../shared/metrics/severity.ts';
import type { Dictionary } from '../../../shared/model/dictionary.ts';
import type { ResourceKind } from '../../../shared/model/resource.ts';
import { isHeard, isSimulated, SEVERITIES, severityIndexOf } from '../../../shared/model/sample.ts';
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
  const width = metrics.length;
  const base = block?.base ?? 0;
  /** True when some series is a real source's: the simulator's say nothing then. */
  const hasReal = (first: number): boolean => {
    for (let s = first; s < first + width; s++) if (isHeard(flags[s]!) && !isSimulated(flags[s]!)) return true;
    return false;
  };
  const takesPart = (word: number, real: boolean): boolean => isHeard(word) && !(real && isSimulated(word));
  return {
    now(ordinal, silent = UNKNOWN) {
      const first = base + ordinal * width;
      const real = hasReal(first);
      let worst = -1;
      for (let s = first; s < first + width; s++) {
        if (!takesPart(flags[s]!, real)) continue;
        const state = severityIndexOf(flags[s]!);
        if (worst < 0 || RANK_OF[state]! > RANK_OF[worst]!) worst = state;
      }
      return worst < 0 ? silent : worst;
    },
    last(ordinal) {
      const first = base + ordinal * width;
      const real = hasReal(first);
      let worst = -1;
      for (let m = 0; m < width; m++) {
        if (!takesPart(flags[first + m]!, real)) continue;
        const state = SEVERITIES.indexOf(severityOfValue(metrics[m]!, value[first + m]!, 'normal'));
        if (worst < 0 || RANK_OF[state]! > RANK_OF[worst]!) worst = state;
      }
      return worst < 0 ? UNKNOWN : worst;
    },
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
