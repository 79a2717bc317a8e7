import { SEVERITIES, SEVERITY_RANK } from '../../shared/model/sample.ts';
import {
  type Columns,
  FRESHNESS_SHIFT,
  NONE,
  QUALITY_MASK,
  SEVERITY_SHIFT,
  SIMULATED_BIT,
  STALE,
  UNKNOWN,
} from './columns.ts';
import type { LaidOut, Layout } from './layout.ts';
import { createSeriesSet } from './series-set.ts';

/** Marks a resource that has no state: it need not report and has no data. */
export const NO_STATE = 255;

/** Index into SEVERITIES → rank. */
export const RANK = Uint8Array.from(SEVERITIES.map((severity) => SEVERITY_RANK[severity]));

export const HAS_REAL = 1;
export const HAS_SIMULATED = 2;
export const ALL_STALE = 4;
/** A real source writes the resource itself, not only what is below it. */
const TAKEN_OVER = 8;

/** The worst state of every resource, kept up to date by what changed. Indexed like layout.resources. */
export interface ResourceStates {
  /** Index into SEVERITIES, or NO_STATE. */
  readonly state: Uint8Array;
  /** When the state began, UTC ms. */
  readonly since: Float64Array;
  /** The series that stands for the state. */
  readonly worst: Uint32Array;
  /** HAS_REAL, HAS_SIMULATED, ALL_STALE, TAKEN_OVER */
  readonly traits: Uint8Array;
  /** A series changed in this tick. */
  look(series: number): void;
  update(now: number): void;
  /** As after creation, with the columns as they are. */
  forget(): void;
}

export function createResourceStates(layout: Layout, columns: Columns): ResourceStates {
  const count = layout.resources.length;
  const seen = columns.flags.slice();
  const dirty = createSeriesSet(count);
  const preference = preferences(layout);
  const own = Uint8Array.from(layout.metrics.map((metric) => (metric.derive?.over === 'below' ? 0 : 1)));
  const states = {
    state: new Uint8Array(count).fill(NO_STATE),
    since: new Float64Array(count),
    worst: new Uint32Array(count),
    traits: new Uint8Array(count),
  };
  const awaitExpected = (): void => {
    for (const place of layout.resources) if (place.expected && place.seriesCount > 0) dirty.add(place.index);
  };
  awaitExpected();
  return {
    ...states,
    look(series) {
      if (seen[series] === columns.flags[series]) return;
      seen[series] = columns.flags[series]!;
      dirty.add(layout.resourceOf[series]!);
    },
    update(now) {
      for (let i = 0; i < dirty.length; i++) {
        judge(layout.resources[dirty.get(i)]!, layout, columns, preference, own, states, now);
      }
      dirty.clear();
    },
    forget() {
      seen.set(columns.flags);
      states.state.fill(NO_STATE);
      for (const column of [states.since, states.worst, states.traits]) column.fill(0);
      dirty.clear();
      awaitExpected();
    },
  };
}

function judge(
  place: LaidOut,
  layout: Layout,
  columns: Columns,
  preference: Uint8Array,
  own: Uint8Array,
  states: Pick<ResourceStates, 'state' | 'since' | 'worst' | 'traits'>,
  now: number,
): void {
  const { flags, at } = columns;
  const { firstSeries: from, seriesCount, index } = place;
  const firstMetric = layout.metricOf[from]!;
  const traits = traitsOf(flags, from, seriesCount, own, firstMetric);
  let state = NO_STATE;
  let worst = from;
  for (let s = from; s < from + seriesCount; s++) {
    if (!takesPart(flags[s]!, traits, own[layout.metricOf[s]!]!)) continue;
    const severity = (flags[s]! >> SEVERITY_SHIFT) & 7;
    const rank = RANK[severity]! - (state === NO_STATE ? -1 : RANK[state]!);
    if (rank < 0 || (rank === 0 && preference[layout.metricOf[s]!]! <= preference[layout.metricOf[worst]!]!)) continue;
    state = severity;
    worst = s;
  }
  if (state === NO_STATE && place.expected) {
    state = UNKNOWN;
    for (let s = from; s < from + seriesCount; s++) {
      if (preference[layout.metricOf[s]!]! > preference[layout.metricOf[worst]!]!) worst = s;
    }
  }
  states.traits[index] = traits;
  states.worst[index] = worst;
  if (states.state[index] === state) return;
  states.state[index] = state;
  // A number's state began when it was measured, silence when we noticed it.
  states.since[index] = state === UNKNOWN || state === NO_STATE ? now : Math.min(now, at[worst]!);
}

/**
 * Never-heard series say nothing (a rack has no outlet sensor). What the simulator left behind on a resource that a
 * real source has taken over says nothing either: it is old by design, not silent. Roll-ups speak of other resources,
 * which the simulator may still write.
 */
function takesPart(flags: number, traits: number, own: number): boolean {
  if ((flags & QUALITY_MASK) === NONE) return false;
  return (traits & TAKEN_OVER) === 0 || own === 0 || (flags & SIMULATED_BIT) === 0;
}

function traitsOf(flags: Uint16Array, from: number, count: number, own: Uint8Array, firstMetric: number): number {
  let traits = 0;
  for (let i = 0; i < count; i++) {
    const seriesFlags = flags[from + i]!;
    if ((seriesFlags & QUALITY_MASK) === NONE) continue;
    if ((seriesFlags & SIMULATED_BIT) !== 0) traits |= HAS_SIMULATED;
    else traits |= own[firstMetric + i] === 1 ? HAS_REAL | TAKEN_OVER : HAS_REAL;
  }
  for (let i = 0; i < count; i++) {
    const seriesFlags = flags[from + i]!;
    if (!takesPart(seriesFlags, traits, own[firstMetric + i]!)) continue;
    if (((seriesFlags >> FRESHNESS_SHIFT) & 3) !== STALE) return traits;
  }
  return traits | ALL_STALE;
}

/** Of equally bad metrics, the one that stands for the resource: the derived one rather than its inputs. */
function preferences(layout: Layout): Uint8Array {
  return Uint8Array.from(
    layout.metrics.map((metric) => {
      if (metric.ladder !== undefined) return metric.derive === undefined ? 1 : 3;
      return metric.states === undefined ? 0 : 2;
    }),
  );
}
