import { createModels } from '../../../../../server/ingest/simulator/index.ts';
import { createMoments } from '../../../../../server/ingest/simulator/moment.ts';
import { readScenario } from '../../../../../server/ingest/simulator/scenarios/read-scenario.ts';
import { createStage } from '../../../../../server/ingest/simulator/scenarios/stage.ts';
import { createWorld } from '../../../../../server/ingest/simulator/world.ts';
import type { IngestContext } from '../../../../../server/ports.ts';
import { HOUR_MS, MONDAY } from '../model/run.ts';

/** What a zone reports at a second of a scenario: value by metric, then resource; silence is NaN. */
export type Reports = (metric: string, resource: string) => number;

interface Step {
  readonly at_s?: number;
  readonly fault: string;
  readonly resource: string;
  readonly for_s?: number;
  readonly params?: Readonly<Record<string, unknown>>;
}

const START = MONDAY + 10 * HOUR_MS;

/**
 * Acts one scenario of these steps out in a zone and hands over what is reported at each of the given seconds. Every
 * model is stepped twice at each of them, so that sums have seen what they add up.
 */
export function actOut(
  zone: IngestContext['inventory'],
  steps: readonly Step[],
  atS: readonly number[],
  see: (reports: Reports, second: number) => void,
): void {
  const world = createWorld(1, zone);
  const models = createModels(1, zone, world);
  const text = JSON.stringify({ title: { zh: '测试', en: 'Test' }, description: { zh: '测试', en: 'Test' }, steps });
  const scenario = readScenario('test.yaml', text, { topology: world.topology, seed: 1 });
  const stage = createStage([{ name: 'test', scenario, problem: null }], 1, () => START);
  stage.start('test');
  const momentOf = createMoments('Asia/Shanghai');
  for (const second of atS) {
    const values = new Map<string, number>();
    for (const again of [0, 1]) {
      const at = START + second * 1_000 + again;
      stage.enact(at, world.situation);
      for (const model of models) {
        const out = new Float64Array(model.metrics.length);
        model.resources.forEach(({ id }, i) => {
          model.step(i, momentOf(at), out, 0);
          if (world.situation.silent.has(id)) out.fill(Number.NaN);
          model.metrics.forEach((metric, m) => {
            values.set(`${metric} ${id}`, out[m]!);
          });
        });
      }
    }
    see((metric, resource) => {
      const value = values.get(`${metric} ${resource}`);
      if (value === undefined) throw new Error(`${resource} has no ${metric}`);
      return value;
    }, second);
  }
}
