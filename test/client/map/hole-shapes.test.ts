import { expect, test } from 'vitest';
import { holeAt } from '../../../client/map/hole-layer.ts';
import { changeShapes, holeShapes } from '../../../client/map/hole-shapes.ts';
import { toTile } from '../../../shared/geo/tiles.ts';
import { TEXT, type TextKey } from '../../../shared/text/index.ts';
import type { CoverageHole, PredictedHole } from '../../../shared/wire/planning.ts';

const MINUTE_MS = 60_000;
const say = (key: TextKey, values: Readonly<Record<string, string | number>> = {}) =>
  TEXT[key].en.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));

const square = (west: number): CoverageHole['polygons'] => [
  [
    [
      [west, 36],
      [west + 0.1, 36],
      [west + 0.1, 36.1],
      [west, 36.1],
    ],
  ],
];
const hole = (id: string, polygons: CoverageHole['polygons']): CoverageHole => ({
  id,
  cause: 'site',
  resource: 'site/a',
  cells: [],
  sites: ['site/a'],
  since: 0,
  simulated: true,
  areaKm2: 1.9,
  people: 1_240.4,
  polygons,
  inside: { stations: [], connectors: 4, dataCentres: [], racks: 0, roads: null },
  neighbours: [],
});

test('a battery’s countdown is written on the hole that it would open, beside what lies in it', () => {
  const due: PredictedHole = { ...hole('p', square(120)), countdown: 'battery', dueAt: 43 * MINUTE_MS };
  const [shape] = holeShapes({ holes: [], predicted: [due], asked: null }, 0, say, 'en');
  expect(shape).toMatchObject({ id: 'p', style: 'predicted' });
  expect(shape?.label).toBe('in 43 min · 1.90 km² · 1,240 people · 4 chargers');
});

test('people are named where there are some: without a demand layer nobody knows of any', () => {
  const empty = { ...hole('h', square(120)), people: 0 };
  const [shape] = holeShapes({ holes: [empty], predicted: [], asked: null }, 0, say, 'en');
  expect(shape?.label).toBe('1.90 km² · 4 chargers');
  // A tenth of a degree of a world that is 360 wide, drawn out northwards by web mercator.
  expect(shape?.extent).toBeCloseTo(0.1 / 360 / Math.cos((36.05 * Math.PI) / 180), 6);
});

test('when nobody knows when, that is said, and no time is made up', () => {
  const due: PredictedHole = { ...hole('p', square(120)), countdown: 'hold-over', dueAt: null };
  const [shape] = holeShapes({ holes: [], predicted: [due], asked: null }, 0, say, 'en');
  expect(shape?.label).toMatch(/^nobody knows when · /);
});

test('what is out lies over what will be; a hole that neighbours fill is not drawn', () => {
  const due: PredictedHole = { ...hole('p', square(120)), countdown: 'battery', dueAt: 1 };
  const shapes = holeShapes(
    { holes: [hole('h', square(120)), hole('filled', [])], predicted: [due], asked: null },
    0,
    say,
    'en',
  );
  expect(shapes.map(({ id }) => id)).toEqual(['p', 'h']);
  const { x, y } = toTile({ lat: 36.05, lon: 120.05 }, 0);
  expect(holeAt(shapes, x, y)?.id).toBe('h');
});

test('what a plan covers more and less is drawn apart, with its sign', () => {
  const shapes = changeShapes(
    {
      gained: { areaKm2: 2.96, people: 1_007, polygons: square(120) },
      lost: { areaKm2: 0.17, people: 226, polygons: square(121) },
    },
    say,
    'en',
  );
  expect(shapes.map(({ style, label }) => [style, label])).toEqual([
    ['lost', '−0.17 km² · 226 people'],
    ['gained', '+2.96 km² · 1,007 people'],
  ]);
});
