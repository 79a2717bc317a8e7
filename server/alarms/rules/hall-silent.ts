import { judgeLimits, ownLimits } from '../ladder.ts';
import type { Limits } from '../limits.ts';
import type { Round, RoundRule } from '../rule.ts';
import { membersBelow } from '../share-rule.ts';

const LIMITS: Omit<Limits, 'source'> = {
  direction: 'above',
  metric: null,
  unit: '%',
  steps: [{ severity: 'major', raise: 49.99, clear: 49.99 }],
  document: { zh: '停止上报的机柜占比', en: 'Share of racks that are silent' },
};

/** Half of a hall's racks not heard: one alarm of the hall, not five hundred. Service is not known. */
export const hallSilent: RoundRule = {
  name: 'hall-silent',
  alarmType: 'communications-alarm',
  probableCause: 'communications-subsystem-failure',
  effect: 'silence',
  limits: 'above',
  ladders: (settings) => [ownLimits(LIMITS, settings)],
  holdRaiseMs: 0,
  holdClearMs: 0,
  by: 'round',
  everyMs: 4_000,
  finds: ['hall'],
  start({ readings, settings, hearing, graced }): Round {
    const halls = [...membersBelow(readings, 'rack', 'hall')];
    const limits = ownLimits(LIMITS, settings);
    return {
      run(findings) {
        for (const [place, racks] of halls) {
          const hall = readings.resources[place]!;
          let [heard, silent, since, staleMs, simulated] = [0, 0, 0, 0, false];
          const bySource = new Map<string, number>();
          for (const rack of racks) {
            const one = hearing.of(rack);
            if (one === 1) heard++;
            else if (one === 0) {
              silent++;
              since = Math.max(since, hearing.since);
              staleMs = Math.max(staleMs, hearing.staleMs);
              simulated ||= hearing.simulated;
              const source = hearing.sourceOf(rack);
              bySource.set(source, (bySource.get(source) ?? 0) + 1);
            }
          }
          if (silent === 0) continue;
          const held = findings.held(hall.id);
          if (held === null && graced(since, staleMs)) continue;
          const verdict = judgeLimits(limits, (100 * silent) / (silent + heard), held);
          findings.say(hall, verdict, since, simulated, mostOf(bySource));
        }
      },
    };
  },
};

/** The source that most of the silent racks had; its own silence then explains the hall's. */
function mostOf(bySource: ReadonlyMap<string, number>): string {
  let most = '';
  for (const [source, count] of bySource) {
    const best = bySource.get(most) ?? 0;
    if (count > best || (count === best && source < most)) most = source;
  }
  return most;
}
