import type { AlarmedKind } from '../../shared/alarms/alarm.ts';
import type { SavedRounds } from './checkpoint.ts';
import type { Condition } from './condition.ts';
import type { Findings, Round, RoundContext, RoundRule, Verdict } from './rule.ts';

/** What a round tells the engine. */
export interface RoundSink {
  held(rule: string, resource: string): Verdict['severity'];
  say(
    rule: RoundRule,
    resource: { id: string; kind: AlarmedKind },
    verdict: Verdict,
    at: number,
    simulated: boolean,
    source?: string,
  ): void;
  /** Nothing was found wrong any more. */
  fine(condition: Condition): void;
  /** Nothing can be said of it. */
  unknown(condition: Condition): void;
  open(rule: string): Iterable<Condition>;
}

export interface RoundRunner {
  /** Runs every rule whose round has come by `now`, each at most once however long ago its last was. */
  run(now: number): void;
  save(): { ranAt: readonly (readonly [string, number])[]; rounds: SavedRounds };
  restore(ranAt: readonly (readonly [string, number])[], rounds: SavedRounds): void;
}

/** Rounds of different rules do not fall on one moment, so that no record waits for all of them. */
const APART_MS = 700;

export function createRoundRunner(
  rules: readonly RoundRule[],
  contextOf: (rule: RoundRule) => RoundContext,
  sink: RoundSink,
): RoundRunner {
  const rounds = rules.map((rule, i) => ({
    rule,
    round: rule.start(contextOf(rule)),
    turn: 0,
    offsetMs: i * APART_MS,
  }));

  const runOne = (rule: RoundRule, round: Round): void => {
    const said = new Set<string>();
    const kept = new Set<string>();
    const findings: Findings = {
      say(resource, verdict, at, simulated, source) {
        said.add(resource.id);
        sink.say(rule, resource, verdict, at, simulated, source);
      },
      keep: (resource) => kept.add(resource),
      held: (resource) => sink.held(rule.name, resource),
    };
    round.run(findings);
    for (const condition of [...sink.open(rule.name)]) {
      if (said.has(condition.resource)) continue;
      if (kept.has(condition.resource)) sink.unknown(condition);
      else sink.fine(condition);
    }
  };

  return {
    run(now) {
      for (const one of rounds) {
        const turn = Math.floor((now + one.offsetMs) / one.rule.everyMs);
        if (turn === one.turn) continue;
        one.turn = turn;
        runOne(one.rule, one.round);
      }
    },
    save() {
      const saved: Record<string, SavedRounds[string]> = {};
      for (const { rule, round } of rounds) if (round.save) saved[rule.name] = round.save();
      return { ranAt: rounds.map(({ rule, turn }) => [rule.name, turn] as const), rounds: saved };
    },
    restore(ranAt, saved) {
      const turns = new Map(ranAt);
      for (const one of rounds) {
        one.turn = turns.get(one.rule.name) ?? 0;
        const state = saved[one.rule.name];
        if (state !== undefined) one.round.load?.(state);
      }
    },
  };
}
