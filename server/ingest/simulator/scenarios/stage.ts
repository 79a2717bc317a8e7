import type { ScenarioView } from '../../../../shared/wire/http.ts';
import { type Clock, ScenarioRefused, type Scenarios } from '../../../ports.ts';
import { clearSituation, type Situation } from '../situation.ts';
import type { Scenario } from './read-scenario.ts';
import type { Listed } from './scenario-list.ts';

/** Targets that a view names; the rest is in the file. */
const MOST_TARGETS = 20;

/** Scenarios as they run, and the situation that they make of the zone. */
export interface Stage extends Scenarios {
  /** Writes the situation of a moment: what every running scenario says of it, and nothing else. */
  enact(at: number, situation: Situation): void;
}

/** `speed`: seconds of a scenario in a second of the clock. */
export function createStage(list: readonly Listed[], speed: number, clock: Clock): Stage {
  const startedAt = new Map<string, number>();
  let calm = true;

  const elapsedS = (name: string, now: number): number | undefined => {
    const start = startedAt.get(name);
    return start === undefined ? undefined : (Math.max(0, now - start) / 1_000) * speed;
  };
  const state = ({ name, scenario, problem }: Listed, now: number): ScenarioView => {
    const elapsed = elapsedS(name, now);
    return {
      name,
      title: scenario?.title ?? { zh: name, en: name },
      description: scenario?.description ?? { zh: '', en: '' },
      targets: scenario?.targets.slice(0, MOST_TARGETS) ?? [],
      lengthS: scenario?.lengthS ?? null,
      problem,
      running: elapsed === undefined ? null : { startedAt: startedAt.get(name)!, elapsedS: elapsed },
    };
  };
  const find = (name: string): Listed => {
    const listed = list.find((each) => each.name === name);
    if (listed !== undefined) return listed;
    throw new ScenarioRefused(
      'unknown-scenario',
      `there is no scenario ${JSON.stringify(name)}; known: ${list.map((each) => each.name).join(', ')}`,
    );
  };
  const endOver = (now: number): void => {
    for (const { name, scenario } of list) {
      const elapsed = elapsedS(name, now);
      if (elapsed !== undefined && elapsed >= (scenario?.lengthS ?? Number.POSITIVE_INFINITY)) startedAt.delete(name);
    }
  };

  return {
    speed,
    list() {
      const now = Math.round(clock());
      endOver(now);
      return list.map((listed) => state(listed, now));
    },
    start(name) {
      const listed = find(name);
      if (listed.problem !== null) throw new ScenarioRefused('bad-scenario', listed.problem);
      const now = Math.round(clock());
      startedAt.set(name, now);
      return state(listed, now);
    },
    stop(name) {
      const listed = find(name);
      startedAt.delete(name);
      return state(listed, Math.round(clock()));
    },
    enact(at, situation) {
      if (calm && startedAt.size === 0) return;
      clearSituation(situation);
      endOver(at);
      for (const { name, scenario } of list) {
        const elapsed = elapsedS(name, at);
        if (elapsed !== undefined && scenario !== null) play(scenario, elapsed, situation);
      }
      calm = startedAt.size === 0;
    },
  };
}

function play({ steps }: Scenario, elapsedS: number, situation: Situation): void {
  for (const { atS, forS, aftermathS, effects } of steps) {
    const since = elapsedS - atS;
    if (since < 0 || since >= forS + aftermathS) continue;
    for (const effect of effects) effect({ elapsedS: since, endedS: Math.max(0, since - forS) }, situation);
  }
}
