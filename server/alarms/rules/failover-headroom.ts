import { judgeLimits, ownLimits } from '../ladder.ts';
import type { Limits } from '../limits.ts';
import type { Round, RoundRule } from '../rule.ts';
import { membersBelow } from '../share-rule.ts';

/** Racks of a hall must have said so much of themselves before their feeds are judged. */
const LEAST_COVERAGE = 0.98;

const LIMITS: Omit<Limits, 'source'> = {
  direction: 'above',
  metric: null,
  unit: '%',
  steps: [
    { severity: 'major', raise: 80, clear: 78 },
    { severity: 'critical', raise: 100, clear: 98 },
  ],
  document: {
    zh: '失去一路后另一路负载；按额定值 0.8 降额',
    en: 'Load of one feed after losing the other; derating 0.8',
  },
};

/**
 * What the surviving feed of a hall would carry if the other were lost, in percent of its rating: the whole of its own
 * and of what dual-corded racks draw from the other. Single-corded racks are an outage then, not a load. 80 % is the
 * derated limit.
 */
export const failoverHeadroom: RoundRule = {
  name: 'failover-headroom',
  alarmType: 'equipment-alarm',
  probableCause: 'threshold-crossed',
  effect: 'load',
  limits: 'above',
  ladders: (settings) => [ownLimits(LIMITS, settings)],
  holdRaiseMs: 60_000,
  holdClearMs: 120_000,
  by: 'round',
  everyMs: 10_000,
  finds: ['hall'],
  start({ readings, settings }): Round {
    const limits = ownLimits(LIMITS, settings);
    const racks = membersBelow(readings, 'rack', 'hall');
    const halls = [...racks].map(([hall, members]) => ({
      hall,
      members,
      dual: members.map((place) => hasBoth(readings.resources[place]!.attributes)),
      ratingW: ratingsOf(readings, hall),
    }));
    const [powerA, powerB] = [readings.reader('rack.power-a'), readings.reader('rack.power-b')];
    return {
      run(findings) {
        for (const { hall, members, dual, ratingW } of halls) {
          const resource = readings.resources[hall]!;
          const [ratingA, ratingB] = ratingW;
          if (ratingA === undefined || ratingB === undefined) continue;
          let [counted, ownA, ownB, dualA, dualB, at, simulated] = [0, 0, 0, 0, 0, 0, false];
          for (let i = 0; i < members.length; i++) {
            const [a, b] = [powerA.of(members[i]!), powerB.of(members[i]!)];
            if (Number.isNaN(a) && Number.isNaN(b)) continue;
            counted++;
            ownA += a || 0;
            ownB += b || 0;
            if (dual[i]) {
              dualA += a || 0;
              dualB += b || 0;
            }
            at = Math.max(at, powerA.at, powerB.at);
            simulated ||= powerA.simulated || powerB.simulated;
          }
          if (counted < LEAST_COVERAGE * members.length) {
            findings.keep(resource.id);
            continue;
          }
          const worst = Math.max((100 * (ownB + dualA)) / ratingB, (100 * (ownA + dualB)) / ratingA);
          findings.say(resource, judgeLimits(limits, worst, findings.held(resource.id)), at, simulated);
        }
      },
    };
  },
};

function hasBoth(attributes: ReadonlyMap<string, string | number>): boolean {
  return Boolean(attributes.get('feed_a')) && Boolean(attributes.get('feed_b'));
}

/** Ratings of the hall's feeds a and b, W; undefined where the pack says none. */
function ratingsOf(
  readings: Parameters<RoundRule['start']>[0]['readings'],
  hall: number,
): readonly (number | undefined)[] {
  const place = readings.resources[hall]!.id.slice('hall/'.length);
  return ['a', 'b'].map((feed) => {
    const rating = readings.resources[readings.place(`power-feed/${place}/${feed}`)]?.attributes.get('rating_w');
    return typeof rating === 'number' && rating > 0 ? rating : undefined;
  });
}
