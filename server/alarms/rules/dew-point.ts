import { judgeLimits, ownLimits } from '../ladder.ts';
import type { Limits } from '../limits.ts';
import type { Round, RoundRule } from '../rule.ts';

const HIGH: Omit<Limits, 'source'> = {
  direction: 'above',
  metric: null,
  unit: '°C',
  steps: [
    { severity: 'warning', raise: 15, clear: 14.5 },
    { severity: 'major', raise: 17, clear: 16.5 },
  ],
  document: {
    zh: 'ASHRAE TC 9.9 2021：推荐露点 ≤ 15 °C，A1 ≤ 17 °C',
    en: 'ASHRAE TC 9.9 2021: recommended dew point ≤ 15 °C, A1 ≤ 17 °C',
  },
};
const LOW: Omit<Limits, 'source'> = {
  direction: 'below',
  metric: null,
  unit: '°C',
  steps: [
    { severity: 'warning', raise: -9, clear: -8.5 },
    { severity: 'major', raise: -12, clear: -11.5 },
  ],
  document: {
    zh: 'ASHRAE TC 9.9 2021：推荐露点 ≥ −9 °C，允许 ≥ −12 °C',
    en: 'ASHRAE TC 9.9 2021: recommended dew point ≥ −9 °C, allowable ≥ −12 °C',
  },
};

/** Dew point of a rack's inlet air out of what ASHRAE recommends. A pack's steps replace the upper limits. */
export const dewPoint: RoundRule = {
  name: 'dew-point',
  alarmType: 'environmental-alarm',
  probableCause: 'humidity-unacceptable',
  effect: 'quality',
  limits: 'above',
  ladders: (settings) => [ownLimits(HIGH, settings), ownLimits(LOW, {})],
  holdRaiseMs: 120_000,
  holdClearMs: 120_000,
  by: 'round',
  everyMs: 60_000,
  finds: ['rack'],
  start({ readings, settings }): Round {
    const [high, low] = [ownLimits(HIGH, settings), ownLimits(LOW, {})];
    const block = readings.block('rack.humidity');
    return {
      run(findings) {
        for (let i = 0; i < (block?.count ?? 0); i++) {
          const place = block!.firstPlace + i;
          const s = block!.first + i * block!.stride;
          const resource = readings.resources[place]!;
          if (!readings.heard(s) || resource.lifecycle !== 'in-service') continue;
          const humidity = readings.number(place, 'rack.humidity');
          const celsius = readings.number(place, 'rack.inlet');
          if (Number.isNaN(humidity) || Number.isNaN(celsius) || humidity <= 0) {
            findings.keep(resource.id);
            continue;
          }
          const value = dewPointC(celsius, humidity);
          const held = findings.held(resource.id);
          const wet = judgeLimits(high, value, value > 0 ? held : null);
          const verdict = wet.severity === null ? judgeLimits(low, value, value < 0 ? held : null) : wet;
          findings.say(resource, verdict, readings.at(place, 'rack.humidity'), readings.simulated(s));
        }
      },
    };
  },
};

/** Magnus formula over water: air in °C and relative humidity in % → dew point in °C. */
export function dewPointC(celsius: number, humidityPercent: number): number {
  const g = Math.log(humidityPercent / 100) + (17.62 * celsius) / (243.12 + celsius);
  return (243.12 * g) / (17.62 - g);
}
