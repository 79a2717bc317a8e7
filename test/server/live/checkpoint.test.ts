import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLive } from '../../../server/live/index.ts';
import { originOf } from '../../../shared/model/sample.ts';
import { createBed, SIMULATED, START, seriesOf } from './bed.ts';
import { smallInventory } from './inventory.ts';

const RACK = 'rack/dc/p1-h01/r01/01';

function filled() {
  const bed = createBed();
  bed.live.apply({ type: 'start', at: START - 1000, epoch: 1 });
  bed.feed([{ resource: RACK, metric: 'rack.inlet-middle', value: 36, quality: SIMULATED }], 'simulator');
  bed.feed([{ resource: 'connector/s1/1', metric: 'connector.status', value: 2 }], 'ocpp');
  bed.tick();
  return bed;
}

test('a checkpoint restores values, states, sources and their beginnings', () => {
  const bed = filled();
  const copy = createBed();
  copy.now = START + 4000;
  expect(copy.live.load(bed.live.save())).toBe(true);
  copy.tick();
  expect(copy.read(RACK, 'rack.inlet')).toMatchObject({ value: 36, at: START });
  expect(originOf(copy.read(RACK, 'rack.inlet').flags)).toBe(1);
  expect(copy.live.sourceNames[copy.live.source[seriesOf(copy.inventory, RACK, 'rack.inlet')]!]).toBe('simulator');
  expect(copy.live.attention().worst[0]).toMatchObject({ resource: RACK, severity: 'critical', since: START });
  expect(copy.read('zone/test', 'zone.connectors-charging').value).toBe(1);
});

test('after a load every restored series is in the first tick, so that viewers of it are told', () => {
  const copy = createBed();
  copy.live.load(filled().live.save());
  copy.tick();
  expect(copy.read(RACK, 'rack.inlet').changedTick).toBe(1);
});

test('a checkpoint of another inventory is refused and changes nothing', () => {
  const other = createBed(smallInventory({ halls: 3, racksPerHall: 4 }));
  expect(other.live.load(filled().live.save())).toBe(false);
  expect(other.live.at.every((at) => at === 0)).toBe(true);
});

test('a checkpoint with any byte changed or cut off is refused, not believed', () => {
  const bytes = filled().live.save();
  const { inventory } = createBed();
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, flip, cut) => {
      const damaged = cut ? bytes.slice(0, at) : bytes.slice();
      if (!cut) damaged[at] = damaged[at]! ^ flip;
      const live = createLive({ inventory, clock: () => START });
      expect(live.load(damaged)).toBe(false);
    }),
    { numRuns: 60 },
  );
});
