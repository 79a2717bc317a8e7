import { judgeLimits, ownLimits } from '../ladder.ts';
import type { Limits } from '../limits.ts';
import type { Round, RoundRule } from '../rule.ts';
import { membersBelow } from '../share-rule.ts';

/** Below this share of meters that are heard, the sums are incomplete and say nothing (ISO/IEC 30134-2 coverage). */
const LEAST_COVERAGE = 0.98;

const LIMITS: Omit<Limits, 'source'> = {
  direction: 'below',
  metric: 'datacentre.pue',
  unit: 'ratio',
  steps: [{ severity: 'warning', raise: 1, clear: 1 }],
  document: { zh: 'ISO/IEC 30134-2：PUE 不小于 1', en: 'ISO/IEC 30134-2: PUE is not below 1' },
};

/** PUE below 1, or no IT load at all under supply: the metering is wrong. From power at one moment, category 2. */
export const pueMetering: RoundRule = {
  name: 'pue-metering',
  alarmType: 'processing-error-alarm',
  probableCause: 'indeterminate',
  effect: 'quality',
  limits: 'below',
  ladders: (settings) => [ownLimits(LIMITS, settings)],
  holdRaiseMs: 120_000,
  holdClearMs: 120_000,
  by: 'round',
  everyMs: 60_000,
  finds: ['datacentre'],
  start({ readings, settings }): Round {
    const limits = ownLimits(LIMITS, settings);
    const supplies = membersBelow(readings, 'utility', 'datacentre');
    const racks = membersBelow(readings, 'rack', 'datacentre');
    const [supply, load] = [readings.reader('utility.power'), readings.reader('rack.power')];
    return {
      run(findings) {
        for (const [place, meters] of supplies) {
          const resource = readings.resources[place]!;
          const total = sumOf(supply, meters);
          const it = sumOf(load, racks.get(place) ?? []);
          if (total.coverage < 1 || it.coverage < LEAST_COVERAGE || total.sum <= 0) {
            findings.keep(resource.id);
            continue;
          }
          const pue = it.sum > 0 ? total.sum / it.sum : 0;
          const verdict = judgeLimits(limits, pue, findings.held(resource.id));
          findings.say(resource, verdict, Math.min(total.at, it.at), total.simulated || it.simulated);
        }
      },
    };
  },
};

function sumOf(
  reader: ReturnType<Parameters<RoundRule['start']>[0]['readings']['reader']>,
  places: readonly number[],
): { sum: number; coverage: number; at: number; simulated: boolean } {
  let [sum, heard, at, simulated] = [0, 0, 0, false];
  for (const place of places) {
    const value = reader.of(place);
    if (Number.isNaN(value)) continue;
    sum += value;
    heard++;
    at = Math.max(at, reader.at);
    simulated ||= reader.simulated;
  }
  return { sum, coverage: places.length === 0 ? 0 : heard / places.length, at, simulated };
}
