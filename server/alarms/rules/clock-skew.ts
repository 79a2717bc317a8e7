import { FINE, wrong } from '../ladder.ts';
import type { Occurrence, Round, RoundRule } from '../rule.ts';

const SKEWED = {
  severity: 'warning',
  when: { zh: '时间戳超前于本服务器时钟', en: 'Its times are ahead of this server’s clock' },
} as const satisfies Occurrence;

/** A source whose times are ahead of ours: its values are marked, and their order cannot be trusted. */
export const clockSkew: RoundRule = {
  name: 'clock-skew',
  alarmType: 'processing-error-alarm',
  probableCause: 'timing-problem',
  effect: 'quality',
  holdRaiseMs: 30_000,
  holdClearMs: 60_000,
  by: 'round',
  everyMs: 10_000,
  finds: ['source'],
  occurrence: SKEWED,
  start({ sources }): Round {
    return {
      run(findings) {
        for (const [name, { receivedAt, simulated, skewed }] of sources) {
          findings.say(
            { id: `source/${name}`, kind: 'source' },
            skewed ? wrong(SKEWED.severity) : FINE,
            receivedAt,
            simulated,
          );
        }
      },
    };
  },
};
