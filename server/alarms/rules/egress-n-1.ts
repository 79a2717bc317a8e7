import { judgeLimits, ownLimits } from '../ladder.ts';
import type { Round, RoundRule } from '../rule.ts';

const UP = 1;

/**
 * N−1 by carrier: all traffic of the busier direction over what the ports of the other carriers would have left, in
 * percent. 80 % is what egress may be filled to. Ports that are down have no capacity.
 */
export const egressN1: RoundRule = {
  name: 'egress-n-1',
  alarmType: 'quality-of-service-alarm',
  probableCause: 'congestion',
  effect: 'load',
  limits: 'above',
  holdRaiseMs: 300_000,
  holdClearMs: 300_000,
  by: 'round',
  everyMs: 10_000,
  start({ readings, settings }): Round {
    const limits = ownLimits(
      {
        direction: 'above',
        metric: null,
        unit: '%',
        steps: [{ severity: 'major', raise: 80, clear: 78 }],
        document: { zh: '失去一家运营商后，其余容量的占用', en: 'Use of what is left after losing a carrier' },
      },
      settings,
    );
    const carriers = readings.resources.flatMap(({ kind, lifecycle }, place) =>
      kind === 'carrier' && lifecycle === 'in-service' ? [place] : [],
    );
    const [status, inward, outward] = ['oper-status', 'in', 'out'].map((name) => readings.reader(`uplink.${name}`)) as [
      ReturnType<typeof readings.reader>,
      ReturnType<typeof readings.reader>,
      ReturnType<typeof readings.reader>,
    ];

    /** Capacity of a carrier's ports that are up, and traffic both ways, bit/s; null while a port is silent. */
    const carries = (carrier: number): { capacity: number; in: number; out: number; at: number } | null => {
      const sum = { capacity: 0, in: 0, out: 0, at: 0 };
      for (const port of readings.children(carrier)) {
        if (readings.resources[port]!.lifecycle !== 'in-service') continue;
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

    return {
      run(findings) {
        if (carriers.length < 2) return;
        const each = carriers.map(carries);
        const known = each.filter((one) => one !== null);
        if (known.length < each.length) {
          for (const place of carriers) findings.keep(readings.resources[place]!.id);
          return;
        }
        const total = (pick: (one: (typeof known)[number]) => number): number =>
          known.reduce((sum, one) => sum + pick(one), 0);
        const traffic = Math.max(
          total((one) => one.in),
          total((one) => one.out),
        );
        const capacity = total((one) => one.capacity);
        carriers.forEach((place, i) => {
          const resource = readings.resources[place]!;
          const left = capacity - known[i]!.capacity;
          // A carrier that carries nothing takes nothing with it.
          if (known[i]!.capacity === 0 || left <= 0) return;
          const verdict = judgeLimits(limits, (100 * traffic) / left, findings.held(resource.id));
          findings.say(resource, verdict, known[i]!.at, inward.simulated);
        });
      },
    };
  },
};
