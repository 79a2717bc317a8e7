import { expect, test } from 'vitest';
import {
  metricOfLayer,
  niceCeiling,
  SECTOR_LAYERS,
  startOfScale,
} from '../../../../client/views/operations/metric-layers.ts';
import { metricsOf } from '../../../../shared/metrics/index.ts';

test('state and every number of a cell in the catalogue is a layer', () => {
  expect(SECTOR_LAYERS[0]).toBe('state');
  expect(metricOfLayer('state')).toBeNull();
  const numbers = metricsOf('cell').filter(({ states }) => states === undefined);
  expect(SECTOR_LAYERS.slice(1).map(metricOfLayer)).toEqual(numbers);
  expect(metricOfLayer('no-such')).toBeNull();
});

test('percentages go to 100; what has no natural top begins small and grows', () => {
  expect(startOfScale('prb-dl')).toBe(100);
  expect(startOfScale('users')).toBe(10);
});

test('scales end at round numbers', () => {
  expect([0, 1, 137, 201, 2.4e8, 6e8].map(niceCeiling)).toEqual([1, 1, 200, 250, 2.5e8, 1e9]);
});
