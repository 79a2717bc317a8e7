import { expect, test } from 'vitest';
import { holeOf } from '../../../../client/views/alarms/hole-of.ts';
import type { CoverageHole, PredictedHole } from '../../../../shared/wire/planning.ts';

function hole(id: string, resource: string, cells: readonly string[], filled = false): CoverageHole {
  const square: [number, number][] = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 0],
  ];
  return {
    id,
    cause: 'cell',
    resource,
    cells,
    sites: resource.startsWith('site/') ? [resource] : [],
    since: 0,
    simulated: true,
    areaKm2: filled ? 0 : 1,
    people: 0,
    polygons: filled ? [] : [[square]],
    inside: { stations: [], connectors: 0, dataCentres: [], racks: 0, roads: null },
    neighbours: [],
  };
}

const soon: PredictedHole = { ...hole('h9', 'site/d', ['cell/d/1']), countdown: 'battery', dueAt: 1 };
const known = {
  holes: [
    hole('h1', 'backhaul-node/n', ['cell/a/1', 'cell/a/2']),
    hole('h2', 'site/a', []),
    hole('h3', 'cell/f/1', [], true),
  ],
  predicted: [soon],
};

test('an alarm leads to the hole that its own resource is the cause of, before one that it is only a part of', () => {
  expect(holeOf(['site/a', 'cell/a/1'], known)).toEqual({ hole: known.holes[1], predicted: false });
});

test('a cut link leads to the hole of the cells that are folded under it', () => {
  expect(holeOf(['backhaul-link/l', 'cell/a/2'], known)).toEqual({ hole: known.holes[0], predicted: false });
});

test('a site on battery leads to the hole that is predicted, and says so', () => {
  expect(holeOf(['site/d'], known)).toEqual({ hole: soon, predicted: true });
});

test.each([['rack/x'], ['cell/f/1']])('%s leads nowhere: it has no hole, or neighbours fill it', (resource) => {
  expect(holeOf([resource], known)).toBeNull();
});
