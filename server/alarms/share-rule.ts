import { FINE, judgeLimits, ownLimits } from './ladder.ts';
import type { Limits } from './limits.ts';
import type { Look, Round, RoundRule, SampleRule, Verdict } from './rule.ts';
import type { RuleSettings } from './settings.ts';

type Facts = Pick<SampleRule, 'name' | 'alarmType' | 'probableCause' | 'effect' | 'holdRaiseMs' | 'holdClearMs'>;

export interface Share {
  /**
   * Sent metrics of the children that make it look again, with the values that cannot make it worse; the first is the
   * evidence.
   */
  readonly inputs: readonly { readonly metric: string; readonly calm: readonly [number, number] }[];
  readonly limits: Omit<Limits, 'source'>;
  /** Fewer children with something to say than this are no share. */
  readonly least: number;
  /** True: counts as bad; false: counts as good; null: says nothing or is excused, and is not counted. */
  bad(look: Look): boolean | null;
}

/** x % of a resource's direct children: judged when one of them reports. */
export function childrenRule(facts: Facts, share: Share): SampleRule {
  const known = new WeakMap<RuleSettings, Limits>();
  const limitsOf = (settings: RuleSettings): Limits => {
    const limits = known.get(settings) ?? ownLimits(share.limits, settings);
    known.set(settings, limits);
    return limits;
  };
  return {
    ...facts,
    limits: share.limits.direction,
    ladders: (settings) => [limitsOf(settings)],
    by: 'samples',
    on: 'parent',
    evidence: [share.inputs[0]!.metric],
    inputs: share.inputs.map(({ metric, calm }) => ({ metric, calm: () => calm })),
    judge(look, held) {
      const { readings } = look;
      let [counted, bad] = [0, 0];
      for (const place of readings.children(look.place)) {
        const resource = readings.resources[place]!;
        if (resource.lifecycle !== 'in-service') continue;
        const one = share.bad({ ...look, place, resource });
        if (one === null) continue;
        counted++;
        if (one) bad++;
      }
      if (counted === 0) return null;
      if (counted < share.least) return FINE;
      return judgeLimits(limitsOf(look.settings), (100 * bad) / counted, held);
    },
  };
}

/** x % of a whole kind below something farther up (the racks of a hall): judged in rounds, by columns. */
export function belowRule(
  facts: Facts,
  everyMs: number,
  share: { readonly kind: 'rack'; readonly of: 'hall'; readonly metric: string; readonly least: number } & {
    readonly limits: Omit<Limits, 'source'>;
    /** 1 bad, 0 good, −1 says nothing. */
    bad(value: number): number;
  },
): RoundRule {
  return {
    ...facts,
    limits: share.limits.direction,
    ladders: (settings) => [ownLimits(share.limits, settings)],
    by: 'round',
    everyMs,
    finds: [share.of],
    start({ readings, settings }): Round {
      const limits = ownLimits(share.limits, settings);
      const wholes = membersBelow(readings, share.kind, share.of);
      const numbers = readings.reader(share.metric);
      return {
        run(findings) {
          for (const [whole, members] of wholes) {
            const resource = readings.resources[whole]!;
            let [counted, bad, at, simulated] = [0, 0, 0, false];
            for (const place of members) {
              const one = share.bad(numbers.of(place));
              if (one < 0) continue;
              counted++;
              bad += one;
              at = Math.max(at, numbers.at);
              simulated ||= numbers.simulated;
            }
            if (counted < share.least) findings.keep(resource.id);
            else {
              const verdict: Verdict = judgeLimits(limits, (100 * bad) / counted, findings.held(resource.id));
              findings.say(resource, verdict, at, simulated);
            }
          }
        },
      };
    },
  };
}

/** Places in service of a kind by the place of the nearest container of another kind above them. */
export function membersBelow(
  readings: Look['readings'],
  kind: string,
  of: string,
): ReadonlyMap<number, readonly number[]> {
  const members = new Map<number, number[]>();
  readings.resources.forEach((resource, place) => {
    if (resource.kind !== kind || resource.lifecycle !== 'in-service' || !resource.reporting) return;
    let above = readings.parent(place);
    while (above >= 0 && readings.resources[above]!.kind !== of) above = readings.parent(above);
    if (above < 0) return;
    const list = members.get(above);
    if (list === undefined) members.set(above, [place]);
    else list.push(place);
  });
  return members;
}
