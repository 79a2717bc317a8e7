import { judgeLimits, ownLimits } from '../ladder.ts';
import type { Limits } from '../limits.ts';
import type { Round, RoundRule } from '../rule.ts';

const MINUTES = 15;
/** One more than the window, since the newest is still being filled. */
const BUCKETS = MINUTES + 1;

const LIMITS: Omit<Limits, 'source'> = {
  direction: 'above',
  metric: null,
  unit: '°C',
  steps: [{ severity: 'major', raise: 5, clear: 4 }],
  document: { zh: '15 分钟内上升超过 5 °C', en: 'More than 5 °C in 15 min' },
};

/**
 * Inlet more than 5 °C up in 15 minutes: MAJOR at any level (domain ladder of the data centre). The least inlet of each
 * minute is kept per rack; the rise is over the least of the window.
 */
export const inletRise: RoundRule = {
  name: 'inlet-rise',
  alarmType: 'environmental-alarm',
  probableCause: 'temperature-unacceptable',
  effect: 'heat',
  limits: 'above',
  ladders: (settings) => [ownLimits(LIMITS, settings)],
  holdRaiseMs: 20_000,
  holdClearMs: 60_000,
  by: 'round',
  everyMs: 10_000,
  finds: ['rack'],
  start({ readings, settings }): Round {
    const limits = ownLimits(LIMITS, settings);
    const block = readings.block('rack.inlet');
    const inlets = readings.reader('rack.inlet');
    const count = block?.count ?? 0;
    const firstPlace = block?.firstPlace ?? 0;
    const least = new Float64Array(count * BUCKETS).fill(Number.NaN);
    /** The least of the full minutes of the window, and the minute that the newest bucket is of. */
    const floor = new Float64Array(count).fill(Number.NaN);
    const minuteOf = new Float64Array(1);

    /** Empties the buckets of the minutes that have begun since, and looks for the least of what is left. */
    const turn = (minute: number): void => {
      const from = Math.max(minuteOf[0]! + 1, minute - BUCKETS + 1);
      for (let m = from; m <= minute; m++) {
        for (let i = 0; i < count; i++) least[i * BUCKETS + (m % BUCKETS)] = Number.NaN;
      }
      minuteOf[0] = minute;
      for (let i = 0; i < count; i++) {
        let lowest = Number.NaN;
        for (let k = i * BUCKETS; k < (i + 1) * BUCKETS; k++)
          if (!(least[k]! >= lowest)) lowest = pick(lowest, least[k]!);
        floor[i] = lowest;
      }
    };

    return {
      run(findings) {
        const minute = Math.floor(readings.now / 60_000);
        if (minute !== minuteOf[0]) turn(minute);
        for (let i = 0; i < count; i++) {
          const place = firstPlace + i;
          const resource = readings.resources[place]!;
          if (resource.lifecycle !== 'in-service') continue;
          const value = inlets.of(place);
          if (Number.isNaN(value)) {
            findings.keep(resource.id);
            continue;
          }
          const k = i * BUCKETS + (minute % BUCKETS);
          if (!(least[k]! <= value)) least[k] = value;
          if (!(floor[i]! <= value)) floor[i] = value;
          const rise = value - floor[i]!;
          if (rise <= limits.steps[0]!.clear) continue;
          findings.say(resource, judgeLimits(limits, rise, findings.held(resource.id)), inlets.at, inlets.simulated);
        }
      },
      save: () => ({ columns: { least, floor, minuteOf } }),
      load({ columns }) {
        if (columns?.least?.length !== least.length || columns.floor?.length !== count) return;
        least.set(columns.least);
        floor.set(columns.floor);
        minuteOf.set(columns.minuteOf!);
      },
    };
  },
};

function pick(a: number, b: number): number {
  return Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.min(a, b);
}
