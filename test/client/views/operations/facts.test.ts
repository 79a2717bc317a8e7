import { expect, test } from 'vitest';
import { palette } from '../../../../client/ui/palette.ts';
import { anySimulated, countStates, factsOf, stateOf } from '../../../../client/views/operations/facts.ts';
import { updateLooks } from '../../../../client/views/operations/looks.ts';
import { SEVERITIES } from '../../../../shared/model/sample.ts';
import { smallWorld } from './zone.ts';

const pick = (kind: 'site' | 'cell' | 'station', index: number) => ({ kind, index, distancePx: 0 });

test('a value of bad quality has no number, an old one keeps it', () => {
  const world = smallWorld();
  world.set('cell/a/1', 'cell.prb-dl', 50, { freshness: 'stale', severity: 'unknown' });
  world.set('cell/a/1', 'cell.users', 0, { quality: 'bad' });
  const facts = factsOf(pick('cell', 0), world.inventory, world.live);
  const values = new Map(facts.map(({ metric, value }) => [metric.id, value]));
  expect(values.get('cell.prb-dl')).toBe(50);
  expect(values.get('cell.users')).toBeNull();
  expect(values.get('cell.operational-state')).toBeNull();
});

test('the simulated badge shows when any number shown is simulated', () => {
  const world = smallWorld();
  const facts = () => factsOf(pick('station', 0), world.inventory, world.live);
  expect(anySimulated(facts())).toBe(false);
  world.set('charging-station/s', 'charging-station.available', 2, { simulated: true });
  expect(anySimulated(facts())).toBe(true);
});

test('states are counted over sites in service; a planned site has none', () => {
  const world = smallWorld();
  world.set('cell/b/1', 'cell.operational-state', 0, { severity: 'critical' });
  world.set('site/b', 'site.cells-enabled', 0, { severity: 'critical' });
  updateLooks(world.model, world.inventory.dictionary, world.live, {
    layer: 'state',
    palette: palette('dark'),
    scaleTop: 100,
    language: 'en',
    outLabel: 'out',
    everySite: false,
  });
  const counts = countStates(world.model, { left: 0, top: 0, right: 1, bottom: 1 })!;
  expect(counts[SEVERITIES.indexOf('critical')]).toBe(1);
  expect(counts[SEVERITIES.indexOf('unknown')]).toBe(1);
  expect(counts.reduce((sum, count) => sum + count)).toBe(2);
  expect(stateOf(pick('site', 1), world.model)).toBe('critical');
  expect(stateOf(pick('site', 2), world.model)).toBeNull();
});
