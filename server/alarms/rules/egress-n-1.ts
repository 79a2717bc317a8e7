import type { Link } from '../../../shared/model/resource.ts';
import { judgeLimits, ownLimits } from '../ladder.ts';
import type { Limits } from '../limits.ts';
import type { Round, RoundContext, RoundRule } from '../rule.ts';

const UP = 1;
type Readings = RoundContext['readings'];

/** What a domain's ports can carry and do carry, bit/s. */
interface Carried {
  readonly capacity: number;
  readonly in: number;
  readonly out: number;
  /** Source time of the newest of them, UTC ms. */
  readonly at: number;
}

const LIMITS: Omit<Limits, 'source'> = {
  direction: 'above',
  metric: null,
  unit: '%',
  steps: [{ severity: 'major', raise: 80, clear: 78 }],
  document: {
    zh: '失去一家运营商或一台路由器后，其余容量的占用',
    en: 'Use of what is left after losing a carrier or a router',
  },
};

/**
 * N−1 by carrier and by router: all traffic of the busier direction over what the ports of the others would have left, in
 * percent. 80 % is what egress may be filled to. Ports that are down have no capacity.
 */
export const egressN1: RoundRule = {
  name: 'egress-n-1',
  alarmType: 'quality-of-service-alarm',
  probableCause: 'congestion',
  effect: 'load',
  limits: 'above',
  ladders: (settings) => [ownLimits(LIMITS, settings)],
  holdRaiseMs: 300_000,
  holdClearMs: 300_000,
  by: 'round',
  everyMs: 10_000,
  finds: ['carrier', 'router'],
  start({ readings, links, settings }): Round {
    const limits = ownLimits(LIMITS, settings);
    const partitions = [portsByCarrier(readings), portsByRouter(readings, links)].filter(({ size }) => size > 1);
    const carries = createCarries(readings);
    const [inward, outward] = [readings.reader('uplink.in'), readings.reader('uplink.out')];
    return {
      run(findings) {
        for (const partition of partitions) {
          const each = [...partition].map(([place, ports]) => ({
            resource: readings.resources[place]!,
            own: carries(ports),
          }));
          const whole = sumOf(each.map(({ own }) => own));
          for (const { resource, own } of each) {
            if (whole === null || own === null) {
              findings.keep(resource.id);
              continue;
            }
            const left = whole.capacity - own.capacity;
            // What carries nothing takes nothing with it.
            if (own.capacity === 0 || left <= 0) continue;
            const percent = (100 * Math.max(whole.in, whole.out)) / left;
            const verdict = judgeLimits(limits, percent, findings.held(resource.id));
            findings.say(resource, verdict, own.at, inward.simulated || outward.simulated);
          }
        }
      },
    };
  },
};

function portsByCarrier(readings: Readings): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, readonly number[]>();
  readings.resources.forEach(({ kind, lifecycle }, place) => {
    if (kind === 'carrier' && lifecycle === 'in-service') found.set(place, readings.children(place).filter(isPort));
  });
  return found;

  function isPort(place: number): boolean {
    const { kind, lifecycle } = readings.resources[place]!;
    return kind === 'uplink' && lifecycle === 'in-service';
  }
}

/** Ports by the router that they are on; one that is on none that is known is no part of it. */
function portsByRouter(readings: Readings, links: readonly Link[]): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (const { from, to, role } of links) {
    if (role !== 'transport') continue;
    const [port, router] = [readings.place(from), readings.place(to)];
    const [portIs, routerIs] = [readings.resources[port], readings.resources[router]];
    if (portIs?.kind !== 'uplink' || portIs.lifecycle !== 'in-service' || routerIs?.kind !== 'router') continue;
    const ports = found.get(router);
    if (ports === undefined) found.set(router, [port]);
    else ports.push(port);
  }
  return found;
}

/** Capacity of the ports that are up, and traffic both ways; null while a port is silent. */
function createCarries(readings: Readings): (ports: readonly number[]) => Carried | null {
  const [status, inward, outward] = [
    readings.reader('uplink.oper-status'),
    readings.reader('uplink.in'),
    readings.reader('uplink.out'),
  ];
  return (ports) => {
    const sum = { capacity: 0, in: 0, out: 0, at: 0 };
    for (const port of ports) {
      const up = status.of(port);
      if (Number.isNaN(up)) return null;
      if (up !== UP) continue;
      const capacity = readings.resources[port]!.attributes.get('capacity_bps');
      sum.capacity += typeof capacity === 'number' ? capacity : 0;
      sum.in += inward.of(port) || 0;
      sum.out += outward.of(port) || 0;
      sum.at = Math.max(sum.at, status.at);
    }
    return sum;
  };
}

/** Null where one of them is. */
function sumOf(each: readonly (Carried | null)[]): Carried | null {
  const sum = { capacity: 0, in: 0, out: 0, at: 0 };
  for (const one of each) {
    if (one === null) return null;
    sum.capacity += one.capacity;
    sum.in += one.in;
    sum.out += one.out;
    sum.at = Math.max(sum.at, one.at);
  }
  return sum;
}
