import { formatWithUnit } from '../../shared/text/format.ts';
import type { SeriesPanel } from './panel.ts';
import { hasBand, linePoints } from './panel-points.ts';

export interface ValueScale {
  readonly min: number;
  readonly max: number;
  /** Between two labels; the ends are multiples of it. */
  readonly interval: number;
}

/** A threshold this near to the values, in heights of what they span, is worth the room. */
const THRESHOLD_REACH = 1.5;
const INTERVALS = 3;
/** From the finest of all steps to one that labels tell there are fewer. */
const MOST_WIDER = 40;

const TENS = [1, 2, 2.5, 5, 10];
/** Round lengths of time, s. */
const DURATIONS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400];

/** The value axis of a panel: round ends around all that is drawn, and the nearest threshold where it is not far. */
export function valueScale(panel: SeriesPanel): ValueScale {
  const { ladder, lines } = panel;
  const states = shownStates(panel);
  if (states.length > 0) {
    const values = states.map(({ value }) => value);
    return { min: Math.min(...values) - 0.5, max: Math.max(...values) + 0.5, interval: 1 };
  }
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const line of lines) {
    const band = hasBand(panel, line);
    for (const point of linePoints(panel, line)) {
      const { min, max } = band ? point : { min: point.value, max: point.value };
      if (min !== null) low = Math.min(low, min);
      if (max !== null) high = Math.max(high, max);
    }
  }
  if (low > high) return { min: 0, max: 1, interval: 0.5 };
  const nearest = ladder?.steps[0]?.raise;
  if (nearest !== undefined) {
    const reach = THRESHOLD_REACH * Math.max(high - low, Math.abs(high) * 0.05);
    if (nearest > high && nearest - high <= reach) high = nearest;
    if (nearest < low && low - nearest <= reach) low = nearest;
  }
  const scale = tellingScale(low, high, panel.unit);
  // There is no more than all of it.
  return panel.unit === '%' && high <= 100 ? { ...scale, max: Math.min(scale.max, 100) } : scale;
}

/** No finer than its labels tell: of steady values all would read the same. */
function tellingScale(low: number, high: number, unit: SeriesPanel['unit']): ValueScale {
  const rounds = unit === 's' ? DURATIONS_S : [];
  let scale = roundScale(low, high, INTERVALS, rounds);
  for (let wider = 0; wider < MOST_WIDER && !labelsDiffer(scale, unit); wider++) {
    scale = roundScale(low, high, INTERVALS, rounds, scale.interval * 1.01);
  }
  return scale;
}

function labelsDiffer({ min, max, interval }: ValueScale, unit: SeriesPanel['unit']): boolean {
  const count = Math.round((max - min) / interval) + 1;
  const labels = Array.from({ length: count }, (_, i) => formatWithUnit(min + i * interval, unit, 'en'));
  return new Set(labels).size === count;
}

/** So many names of states find room beside each other on a value axis. */
const STATES_WITH_ROOM = 4;

/** The states that the axis names: all, or where they are many, those that occur. */
export function shownStates(panel: SeriesPanel): NonNullable<SeriesPanel['states']> {
  const { states = [], lines } = panel;
  if (states.length <= STATES_WITH_ROOM) return states;
  const occurring = new Set(lines.flatMap((line) => linePoints(panel, line).flatMap(({ value }) => value ?? [])));
  const shown = states.filter(({ value }) => occurring.has(value));
  return shown.length > 0 ? shown : states.slice(0, STATES_WITH_ROOM);
}

/**
 * The narrowest round scale of about so many intervals, none of them shorter than `least`, that holds both; never below
 * zero for what is not. `rounds` are intervals that count as round before powers of ten do.
 */
export function roundScale(
  low: number,
  high: number,
  intervals: number,
  rounds: readonly number[] = [],
  least = 0,
): ValueScale {
  const size = Math.max(Math.abs(low), Math.abs(high));
  // Nothing but zero: whole steps, for a smaller unit may not exist.
  if (size === 0) return { min: 0, max: intervals, interval: 1 };
  // Closer together than numbers of that size can be told apart counts as one value.
  const span = high - low > Math.max(size * 1e-9, 1e-12) ? high - low : size > 1e-12 ? size * 0.1 : 1;
  const padded = { low: low - span * 0.06, high: high + span * 0.06 };
  const rough = Math.max((padded.high - padded.low) / intervals, least);
  const power = 10 ** Math.floor(Math.log10(rough));
  const ofTens = (TENS.find((factor) => factor * power >= rough) ?? 10) * power;
  const interval = (rough >= 1 ? rounds.find((round) => round >= rough) : undefined) ?? ofTens;
  const floor = Math.floor(padded.low / interval) * interval;
  const min = low >= 0 ? Math.max(0, floor) : floor;
  return { min, max: Math.ceil(padded.high / interval) * interval, interval };
}
