import { ladderLimits } from '../ladder.ts';
import { leastSquares } from '../least-squares.ts';
import type { Limits } from '../limits.ts';
import type { Round, RoundRule } from '../rule.ts';
import type { RuleSettings } from '../settings.ts';

const WINDOW_MINUTES = 30;
/** Fewer points are no trend. */
const LEAST_POINTS = 15;
/** How far it looks, minutes: twice the window would be guessing. */
const HORIZON_MINUTES = 40;
/** A line that explains less than this of what was seen is not a trend. */
const LEAST_R2 = 0.8;
const METRIC = 'uplink.utilization';
const SEVERITY = 'warning';

/**
 * "The limit will be reached in 40 min": a straight line by least squares through the last half hour of each port, one
 * point a minute, against the worst step of the ladder of egress. WARNING, with the moment.
 */
export const egressForecast: RoundRule = {
  name: 'egress-forecast',
  alarmType: 'quality-of-service-alarm',
  probableCause: 'congestion',
  effect: 'load',
  limits: 'above',
  ladders: (settings) => [forecastLimits(settings)],
  method: {
    zh: `最近 ${WINDOW_MINUTES} 分钟的直线趋势，预测 ${HORIZON_MINUTES} 分钟内达到上限`,
    en: `Straight line through the last ${WINDOW_MINUTES} min reaches the limit within ${HORIZON_MINUTES} min`,
  },
  holdRaiseMs: 120_000,
  holdClearMs: 300_000,
  by: 'round',
  everyMs: 60_000,
  finds: ['uplink'],
  start({ readings, settings }): Round {
    const limits = forecastLimits(settings);
    const limit = limits.steps[0]!.raise;
    const block = readings.block(METRIC);
    const count = block?.count ?? 0;
    const reader = readings.reader(METRIC);
    const ring = new Float64Array(count * WINDOW_MINUTES).fill(Number.NaN);
    const minuteOf = new Float64Array(1);

    const turn = (minute: number): void => {
      for (let m = Math.max(minuteOf[0]! + 1, minute - WINDOW_MINUTES + 1); m <= minute; m++) {
        for (let i = 0; i < count; i++) ring[i * WINDOW_MINUTES + (m % WINDOW_MINUTES)] = Number.NaN;
      }
      minuteOf[0] = minute;
    };

    return {
      run(findings) {
        const minute = Math.floor(readings.now / 60_000);
        turn(minute);
        for (let i = 0; i < count; i++) {
          const place = block!.firstPlace + i;
          const resource = readings.resources[place]!;
          if (resource.lifecycle !== 'in-service') continue;
          const value = reader.of(place);
          if (Number.isNaN(value)) {
            findings.keep(resource.id);
            continue;
          }
          ring[i * WINDOW_MINUTES + (minute % WINDOW_MINUTES)] = value;
          const points: [number, number][] = [];
          for (let back = WINDOW_MINUTES - 1; back >= 0; back--) {
            const seen = ring[i * WINDOW_MINUTES + ((minute - back) % WINDOW_MINUTES)]!;
            if (!Number.isNaN(seen)) points.push([-back, seen]);
          }
          const line = points.length < LEAST_POINTS ? null : leastSquares(points);
          if (line === null || line.slope <= 0 || line.r2 < LEAST_R2 || value >= limit) continue;
          const minutes = (limit - line.intercept) / line.slope;
          if (minutes > HORIZON_MINUTES) continue;
          const expectedAt = Math.round(readings.now + Math.max(0, minutes) * 60_000);
          const { metric, unit, source, document } = limits;
          const threshold = { metric, unit, value, raise: limit, clear: limit, source, document };
          findings.say(resource, { severity: SEVERITY, threshold, expectedAt }, reader.at, reader.simulated);
        }
      },
      save: () => ({ columns: { ring, minuteOf } }),
      load({ columns }) {
        if (columns?.ring?.length !== ring.length) return;
        ring.set(columns.ring);
        minuteOf.set(columns.minuteOf!);
      },
    };
  },
};

/** The worst step of the ladder of egress, as the one limit that is looked ahead to. */
function forecastLimits(settings: RuleSettings): Limits {
  const limits = ladderLimits(METRIC, settings);
  const { raise } = limits.steps.at(-1)!;
  return { ...limits, steps: [{ severity: SEVERITY, raise, clear: raise }] };
}
