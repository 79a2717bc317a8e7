import { FINE, wrong } from '../ladder.ts';
import type { Round, RoundRule } from '../rule.ts';

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
  start({ sources }): Round {
    return {
      run(findings) {
        for (const [name, { receivedAt, simulated, skewed }] of sources) {
          findings.say(
            { id: `source/${name}`, kind: 'source' },
            skewed ? wrong('warning') : FINE,
            receivedAt,
            simulated,
          );
        }
      },
    };
  },
};
