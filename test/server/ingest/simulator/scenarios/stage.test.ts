import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSimulator } from '../../../../../server/ingest/simulator/index.ts';
import { listScenarios } from '../../../../../server/ingest/simulator/scenarios/scenario-list.ts';
import { createTopology } from '../../../../../server/ingest/simulator/topology.ts';
import { loadZone } from '../../../../../server/inventory/index.ts';
import { ScenarioRefused } from '../../../../../server/ports.ts';
import { recordingRegistry, wholeZone } from '../zone.ts';

const NOON = Date.UTC(2020, 5, 9, 4, 0, 0);
beforeEach(() => vi.useFakeTimers({ now: NOON }));
afterEach(() => vi.useRealTimers());

const HEAD = 'title: { zh: 测试, en: Test }\ndescription: { zh: 测试, en: Test }\n';
function fileOf(steps: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'skyrack-scenario-')), 'test.yaml');
  writeFileSync(file, HEAD + steps);
  return file;
}

function run(options: { scenario?: string; speed?: number; seed?: number } = {}) {
  const inventory = wholeZone();
  const recorder = recordingRegistry();
  const simulator = createSimulator({ inventory, clock: () => Date.now(), seed: 1, ...options });
  const context = { registry: recorder.registry, inventory, clock: Date.now, seed: 1, post: () => undefined };
  return { recorder, scenarios: simulator.scenarios, running: simulator.start(context) };
}

test('every scenario that ships runs in the demo zone, in both languages', async () => {
  const inventory = await loadZone({ folder: resolve(import.meta.dirname, '../../../../../server/zones/qingdao') });
  const listed = listScenarios({ topology: createTopology(inventory), seed: 1 });
  expect(listed.length).toBeGreaterThanOrEqual(10);
  for (const { name, problem, scenario } of listed) {
    expect(problem, name).toBeNull();
    expect(scenario?.lengthS, name).toBeLessThan(3_600);
    expect(scenario?.title.zh, name).not.toBe(scenario?.title.en);
  }
});

test('in a zone that lacks what it names a scenario is listed with its problem and does not start', () => {
  const { scenarios } = run();
  const backhaul = scenarios.list().find(({ name }) => name === 'backhaul')!;
  expect(backhaul.problem).toMatch(/^backhaul\.yaml step 1: resource backhaul-node\/ring-2\/n1 is not in this zone/);
  expect(() => scenarios.start('backhaul')).toThrow(ScenarioRefused);
  expect(scenarios.list().every(({ running }) => running === null)).toBe(true);
});

test('an unknown name is refused with the names that there are', () => {
  expect(() => run().scenarios.start('volcano')).toThrow(/no scenario "volcano"; known: .*carrier-cut, .*feed-a-loss/);
  expect(() => run({ scenario: 'volcano' })).toThrow(ScenarioRefused);
});

test('started it runs, is over by itself, and leaves nothing behind', async () => {
  const steps =
    'steps: [{ at_s: 10, fault: silent-source, resource: hall/dc/p1-h01, for_s: 20, params: { kind: rack } }]';
  const { recorder, scenarios, running } = run({ scenario: fileOf(steps) });
  const heardOfHall = async () => {
    recorder.heard.length = 0;
    await vi.advanceTimersByTimeAsync(10_000);
    return new Set(recorder.heard.map(({ resource }) => resource).filter((id) => id.startsWith('rack/dc/p1-h01'))).size;
  };
  expect(await heardOfHall()).toBe(250);
  expect(scenarios.list().find(({ name }) => name === 'test')?.running?.elapsedS).toBeCloseTo(10, 3);
  expect(await heardOfHall()).toBeLessThan(20);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await heardOfHall()).toBe(250);
  expect(scenarios.list().find(({ name }) => name === 'test')?.running).toBeNull();
  await running.stop();
});

test('stopped it ends at once; started again it begins anew', async () => {
  const { scenarios, running } = run({ scenario: fileOf('steps: [{ fault: feed-loss, resource: hall/dc/p1-h01 }]') });
  await vi.advanceTimersByTimeAsync(30_000);
  expect(scenarios.stop('test').running).toBeNull();
  expect(scenarios.start('test').running).toEqual({ startedAt: NOON + 30_000, elapsedS: 0 });
  await running.stop();
});

test('speed scales the clock of the scenario only: stamps stay those of the wall clock', async () => {
  const steps = 'steps: [{ at_s: 600, fault: feed-loss, resource: hall/dc/p1-h01, for_s: 600 }]';
  const { recorder, scenarios, running } = run({ scenario: fileOf(steps), speed: 60 });
  await vi.advanceTimersByTimeAsync(15_000);
  expect(scenarios.list().find(({ name }) => name === 'test')?.running?.elapsedS).toBeCloseTo(900, 3);
  const state = recorder.heard.filter(
    ({ metric, resource }) => metric === 'power-feed.state' && resource.endsWith('p1-h01/a'),
  );
  expect(state.at(-1)).toMatchObject({ value: 0 });
  for (const { at } of recorder.heard) expect(at).toBeLessThanOrEqual(NOON + 15_000);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(scenarios.list().find(({ name }) => name === 'test')?.running).toBeNull();
  await running.stop();
});

test('the same seed and scenario give the same run; another seed another one', async () => {
  const steps =
    'steps:\n  - { fault: mains-loss, pick: { kind: site }, for_s: 30, params: { battery_s: 20 } }\n  - { at_s: 5, fault: cooling-trip, pick: { kind: cooling-unit }, for_s: 30 }';
  const file = fileOf(steps);
  const heard = async (seed: number) => {
    vi.setSystemTime(NOON);
    const { recorder, running } = run({ scenario: file, seed });
    await vi.advanceTimersByTimeAsync(45_000);
    await running.stop();
    return recorder.heard;
  };
  const first = await heard(3);
  expect(await heard(3)).toEqual(first);
  expect(await heard(4)).not.toEqual(first);
});
