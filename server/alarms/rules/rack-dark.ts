import { wrong } from '../ladder.ts';
import type { Occurrence, Round, RoundContext, RoundRule } from '../rule.ts';
import { membersBelow } from '../share-rule.ts';

const DEAD = 0;
const FEEDS = ['a', 'b'] as const;
const DARK = {
  severity: 'major',
  when: { zh: '所接供电支路全部失电', en: 'Every feed that it has a cord on is dead' },
} as const satisfies Occurrence;
type Readings = RoundContext['readings'];

/** A rack with the feeds that it has a cord on: their places, and the metric of what it draws from each. */
interface Corded {
  readonly rack: number;
  readonly cords: readonly { readonly feed: number; readonly metric: string }[];
}

/**
 * A rack all of whose feeds are dead: one with a single cord goes out with its feed, one with two when both are lost. What
 * still draws power is not dark, whatever its feed says.
 */
export const rackDark: RoundRule = {
  name: 'rack-dark',
  alarmType: 'equipment-alarm',
  probableCause: 'power-problem',
  effect: 'outage',
  holdRaiseMs: 10_000,
  holdClearMs: 10_000,
  by: 'round',
  everyMs: 10_000,
  finds: ['rack'],
  occurrence: DARK,
  start({ readings }): Round {
    const halls = [...membersBelow(readings, 'rack', 'hall')].map(([hall, racks]) => ({
      feeds: feedsOf(readings, hall),
      racks: racks.map((rack) => cordedOf(readings, hall, rack)).filter(({ cords }) => cords.length > 0),
    }));
    const states = readings.reader('power-feed.state');
    return {
      run(findings) {
        for (const { feeds, racks } of halls) {
          const known = feeds.map((feed) => states.of(feed));
          if (known.every((state) => state > DEAD)) continue;
          for (const { rack, cords } of racks) {
            const resource = readings.resources[rack]!;
            if (cords.some(({ feed, metric }) => isAlive(states.of(feed), readings.number(rack, metric)))) continue;
            if (cords.some(({ feed }) => Number.isNaN(states.of(feed)))) findings.keep(resource.id);
            else {
              const at = Math.max(...cords.map(({ feed }) => readings.at(feed, 'power-feed.state')));
              findings.say(resource, wrong(DARK.severity), at, states.simulated);
            }
          }
        }
      },
    };
  },
};

/** Energized, or something is drawn from it. */
function isAlive(state: number, watts: number): boolean {
  return state > DEAD || watts > 0;
}

function feedsOf(readings: Readings, hall: number): readonly number[] {
  return FEEDS.map((name) => feedPlace(readings, hall, name)).filter((place) => place >= 0);
}

function feedPlace(readings: Readings, hall: number, name: string | number): number {
  return readings.place(`power-feed/${readings.resources[hall]!.id.slice('hall/'.length)}/${name}`);
}

function cordedOf(readings: Readings, hall: number, rack: number): Corded {
  const { attributes } = readings.resources[rack]!;
  const cords = FEEDS.flatMap((side) => {
    const name = attributes.get(`feed_${side}`);
    const feed = name === undefined || name === '' ? -1 : feedPlace(readings, hall, name);
    return feed < 0 ? [] : [{ feed, metric: `rack.power-${side}` }];
  });
  return { rack, cords };
}
