import { FINE, wrong } from '../ladder.ts';
import type { Occurrence, Round, RoundRule } from '../rule.ts';

const SILENT = {
  severity: 'major',
  when: { zh: '三个上报间隔内没有任何数据', en: 'Nothing came for three of its intervals' },
} as const satisfies Occurrence;

/**
 * A sender that has sent nothing for three intervals (loss of heartbeat): MAJOR. A simulator that falls silent was turned
 * off. The alarm explains what only this source spoke for.
 */
export const sourceSilence: RoundRule = {
  name: 'source-silence',
  alarmType: 'communications-alarm',
  probableCause: 'communications-subsystem-failure',
  effect: 'silence',
  holdRaiseMs: 0,
  holdClearMs: 0,
  by: 'round',
  everyMs: 4_000,
  finds: ['source'],
  occurrence: SILENT,
  start({ readings, sources, graced }): Round {
    return {
      run(findings) {
        for (const [name, { receivedAt, staleMs, simulated }] of sources) {
          if (simulated) continue;
          const id = `source/${name}`;
          const silentFor = readings.now - receivedAt;
          const silent = silentFor > staleMs;
          if (silent && graced(receivedAt + staleMs, staleMs) && findings.held(id) === null) continue;
          findings.say(
            { id, kind: 'source' },
            silent ? wrong(SILENT.severity) : FINE,
            receivedAt + (silent ? staleMs : 0),
            false,
          );
        }
      },
    };
  },
};
