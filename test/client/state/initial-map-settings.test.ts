import { expect, test } from 'vitest';
import { readMapChoices } from '../../../client/state/initial-map-settings.ts';

const DEFAULTS = { base: 'vectors', opacityPercent: 100, crs: 'WGS84' };

test('what was chosen is kept', () => {
  const chosen = { base: 'tiles', opacityPercent: 60, crs: 'GCJ-02' };
  expect(readMapChoices(JSON.stringify(chosen))).toEqual(chosen);
});

test.each([
  null,
  '',
  'garbage',
  '[]',
  '7',
  '{"base":"lava","opacityPercent":"60","crs":"EPSG:4326"}',
  '{"opacityPercent":-5}',
])('stored %s is as if nothing had been chosen', (stored) => {
  expect(readMapChoices(stored)).toEqual(DEFAULTS);
});

test('each part stands for itself', () => {
  expect(readMapChoices('{"crs":"BD-09","opacityPercent":900}')).toEqual({ ...DEFAULTS, crs: 'BD-09' });
});
