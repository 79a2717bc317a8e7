import { expect, test } from 'vitest';
import { metricsOfLayer, niceCeiling, SECTOR_LAYERS } from '../../../../client/views/operations/metric-layers.ts';

test('every layer but state has a cell and a site metric of one unit', () => {
  for (const layer of SECTOR_LAYERS) {
    const metrics = metricsOfLayer(layer);
    if (layer === 'state') expect(metrics).toBeNull();
    else expect(metrics!.cell.unit).toBe(metrics!.site.unit);
  }
});

test('scales end at round numbers', () => {
  expect([0, 1, 137, 201, 2.4e8, 6e8].map(niceCeiling)).toEqual([1, 1, 200, 250, 2.5e8, 1e9]);
});
