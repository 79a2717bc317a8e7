import { expect, test } from 'vitest';
import { COVERS, sourceOf } from '../../../../client/views/operations/covers.ts';
import { COVERAGE_LAYERS } from '../../../../shared/wire/planning-schemas.ts';

test('each cover but none is drawn from a layer that the API has', () => {
  expect(sourceOf('none')).toBeNull();
  for (const cover of COVERS.slice(1)) expect(COVERAGE_LAYERS).toContain(sourceOf(cover)?.layer);
});

test('the difference to plan is what all that is planned covers beside what is covered now', () => {
  expect(sourceOf('to-plan')).toEqual({ state: 'planned', layer: 'covered', before: 'now' });
});
