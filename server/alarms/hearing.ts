import { metricsOf } from '../../shared/metrics/index.ts';
import { RESOURCE_KINDS } from '../../shared/model/resource.ts';
import type { Readings, SentColumns } from './readings.ts';

/** Whether a resource is heard: is one of its sent series not stale? */
export interface Hearing {
  /** 1 heard, 0 silent, −1 nothing to say: never heard, or invented by a simulator that was turned off. */
  of(place: number): number;
  /** A real source speaks for it now. */
  isReal(place: number): boolean;
  /** Who sent its newest sample that is heard; empty before the first. */
  sourceOf(place: number): string;
  /** When the last that was silent became so (source time of its newest sample and three intervals), UTC ms. */
  readonly since: number;
  /** Its three intervals, ms. */
  readonly staleMs: number;
  /** It was invented. */
  readonly simulated: boolean;
}

export function createHearing(readings: Readings, columns: SentColumns, simulatorOff: () => boolean): Hearing {
  const { resources } = readings;
  const offsets = new Map(
    RESOURCE_KINDS.map((kind) => [
      kind,
      Uint16Array.from(metricsOf(kind).flatMap((metric, k) => (metric.derive === undefined ? [k] : []))),
    ]),
  );
  const offsetsAt = resources.map(({ kind }) => offsets.get(kind)!);
  const first = Int32Array.from(resources, ({ kind }, place) => {
    const [metric] = metricsOf(kind);
    return metric === undefined ? -1 : readings.series(place, metric.id);
  });
  const result = { since: 0, staleMs: 0, simulated: false };
  return {
    get since() {
      return result.since;
    },
    get staleMs() {
      return result.staleMs;
    },
    get simulated() {
      return result.simulated;
    },
    isReal(place) {
      const own = offsetsAt[place]!;
      for (let k = 0; k < own.length; k++) {
        const s = first[place]! + own[k]!;
        if (readings.fresh(s) && !readings.simulated(s)) return true;
      }
      return false;
    },
    sourceOf(place) {
      const own = offsetsAt[place]!;
      let newest = -1;
      for (let k = 0; k < own.length; k++) {
        const s = first[place]! + own[k]!;
        if (readings.heard(s) && (newest < 0 || columns.at[s]! > columns.at[newest]!)) newest = s;
      }
      return newest < 0 ? '' : (columns.sourceNames[columns.source[newest]!] ?? '');
    },
    of(place) {
      const own = offsetsAt[place]!;
      const { now } = readings;
      let heard = false;
      result.since = 0;
      for (let k = 0; k < own.length; k++) {
        const s = first[place]! + own[k]!;
        if (!readings.heard(s)) continue;
        const staleAt = columns.at[s]! + readings.staleMs(s);
        if (now <= staleAt) return 1;
        if (heard && staleAt < result.since) continue;
        heard = true;
        result.since = staleAt;
        result.staleMs = readings.staleMs(s);
        result.simulated = readings.simulated(s);
      }
      return heard && !(result.simulated && simulatorOff()) ? 0 : -1;
    },
  };
}
