import { expect, test } from 'vitest';
import {
  RESIDUAL_EDGES_DB,
  residualClass,
  residualColour,
  residualShape,
} from '../../../client/map/residual-classes.ts';

test('a residual lies in the class whose lower edge it reaches', () => {
  expect([-40, -9.01, -9, -3.01, -3, 0, 2.99, 3, 8.9, 9, 40].map(residualClass)).toEqual([
    0, 0, 1, 1, 2, 2, 2, 3, 3, 4, 4,
  ]);
});

test('no two classes look alike, with colour or without', () => {
  const classes = [...RESIDUAL_EDGES_DB.keys(), RESIDUAL_EDGES_DB.length];
  for (const theme of ['dark', 'light'] as const) {
    expect(new Set(classes.map((each) => residualColour(theme, each))).size).toBe(classes.length);
  }
  expect(new Set(classes.map((each) => JSON.stringify(residualShape(each)))).size).toBe(classes.length);
});
