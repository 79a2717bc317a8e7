import { expect, test } from 'vitest';
import { readScenario, ScenarioError } from '../../../../../server/ingest/simulator/scenarios/read-scenario.ts';
import { createTopology } from '../../../../../server/ingest/simulator/topology.ts';
import { wholeZone } from '../zone.ts';

const zone = { topology: createTopology(wholeZone()), seed: 1 };
const HEAD = 'title: { zh: 测试, en: Test }\ndescription: { zh: 测试, en: Test }\n';

function problemsOf(text: string): readonly string[] {
  try {
    readScenario('test.yaml', text, zone);
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
  return [];
}

test.each([
  [
    'an unknown resource',
    'steps: [{ fault: feed-loss, resource: hall/dc/none }]',
    'test.yaml step 1: resource hall/dc/none is not in this zone',
  ],
  [
    'an unknown fault',
    'steps: [{ fault: flood, resource: site/s1 }]',
    /^test\.yaml step 1: there is no fault "flood"; known: backhaul-cut, mains-loss/,
  ],
  [
    'a fault that cannot strike it',
    'steps: [{ fault: feed-loss, resource: site/s1 }]',
    'test.yaml step 1: feed-loss cannot strike site/s1; it strikes hall',
  ],
  [
    'wrong parameters',
    'steps: [{ fault: gnss-loss, resource: site/s1, params: { holdover_s: -1 } }]',
    /^test\.yaml step 1: params\.holdover_s: /,
  ],
  ['an unknown parameter', 'steps: [{ fault: carrier-cut, pick: { kind: site }, params: { x: 1 } }]', /params: .*x/],
  ['a negative time', 'steps: [{ at_s: -5, fault: feed-loss, resource: hall/dc/p1-h01 }]', /^test\.yaml step 1 at_s: /],
  [
    'neither resource nor pick',
    'steps: [{ fault: feed-loss }]',
    'test.yaml step 1 resource: name either a resource or a pick',
  ],
  [
    'more picked than there are',
    'steps: [{ fault: mains-loss, pick: { kind: datacentre, count: 2 } }]',
    /this zone has 1 of kind datacentre, the step picks 2/,
  ],
  ['no steps', 'steps: []', /^test\.yaml steps: /],
  ['an unknown key', 'steps: [{ fault: feed-loss, resource: hall/dc/p1-h01, speed: 3 }]', /^test\.yaml step 1: /],
])('%s is named with file, step and what it is', (_what, steps, problem) => {
  expect(problemsOf(HEAD + steps)[0]).toMatch(problem);
});

test('every unknown resource of a file is named at once', () => {
  const text = `${HEAD}steps:\n  - { fault: feed-loss, resource: hall/a }\n  - { fault: feed-loss, resource: hall/dc/p1-h01 }\n  - { fault: feed-loss, resource: hall/b }`;
  expect(problemsOf(text)).toEqual([
    'test.yaml step 1: resource hall/a is not in this zone',
    'test.yaml step 3: resource hall/b is not in this zone',
  ]);
});

test('what is not YAML is a problem of the file', () => {
  expect(problemsOf('steps: [')[0]).toMatch(/^test\.yaml: /);
});

test('a pick is the same for the same seed, and another step picks others', () => {
  const text = `${HEAD}steps:\n  - { fault: sleeping-cell, pick: { kind: cell, count: 3 } }\n  - { fault: sleeping-cell, pick: { kind: cell, count: 3 } }`;
  const picked = (seed: number) => readScenario('test.yaml', text, { ...zone, seed }).steps.map((step) => step.targets);
  expect(picked(1)).toEqual(picked(1));
  expect(picked(1)[0]).toHaveLength(3);
  expect(picked(1)[1]).not.toEqual(picked(1)[0]);
  expect(picked(7)).not.toEqual(picked(1));
});

test('it lasts until the last step is mended and its trace is gone; a step without an end lasts until it is stopped', () => {
  const length = (steps: string) => readScenario('test.yaml', HEAD + steps, zone).lengthS;
  expect(length('steps: [{ at_s: 30, fault: feed-loss, resource: hall/dc/p1-h01, for_s: 60 }]')).toBe(90);
  expect(length('steps: [{ fault: feed-loss, resource: hall/dc/p1-h01 }]')).toBeNull();
});
