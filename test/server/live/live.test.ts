import { expect, test } from 'vitest';
import {
  freshnessOf,
  isSimulated,
  NO_DATA_FLAGS,
  originOf,
  packQuality,
  qualityOf,
  reasonOf,
  severityOf,
} from '../../../shared/model/sample.ts';
import { createBed, SIMULATED, START } from './bed.ts';

const RACK = 'rack/dc/p1-h01/r01/01';

test('a series that never had a sample has no quality, is stale and unknown', () => {
  const { flags, at } = createBed().read(RACK, 'rack.outlet');
  expect(flags).toBe(NO_DATA_FLAGS);
  expect(at).toBe(0);
});

test('a sample becomes the live value, with the tick that made it visible', () => {
  const bed = createBed();
  bed.feed([{ resource: RACK, metric: 'rack.outlet', value: 33.5 }]);
  bed.tick();
  expect(bed.read(RACK, 'rack.outlet')).toMatchObject({ value: 33.5, at: START, changedTick: 1 });
  bed.tick();
  expect(bed.read(RACK, 'rack.outlet').changedTick).toBe(1);
});

test('a late sample never moves live state back; one of the same time replaces', () => {
  const bed = createBed();
  bed.feed([{ resource: RACK, metric: 'rack.outlet', value: 30 }]);
  bed.feed([{ resource: RACK, metric: 'rack.outlet', value: 99, at: START - 1 }]);
  bed.tick();
  expect(bed.read(RACK, 'rack.outlet')).toMatchObject({ value: 30, at: START });
  bed.feed([{ resource: RACK, metric: 'rack.outlet', value: 31 }]);
  bed.tick();
  expect(bed.read(RACK, 'rack.outlet').value).toBe(31);
});

test('redelivery changes nothing: the same sample again is no change', () => {
  const bed = createBed();
  bed.feed([{ resource: RACK, metric: 'rack.outlet', value: 30 }]);
  bed.tick();
  bed.feed([{ resource: RACK, metric: 'rack.outlet', value: 30 }]);
  bed.tick();
  expect(bed.read(RACK, 'rack.outlet').changedTick).toBe(1);
});

test('a bad sample keeps the last number, and no-communication is stale and unknown at once', () => {
  const bed = createBed();
  bed.feed([{ resource: RACK, metric: 'rack.inlet-top', value: 24 }]);
  bed.tick();
  bed.now += 1000;
  bed.feed([{ resource: RACK, metric: 'rack.inlet-top', value: 0, quality: packQuality('bad', 'no-communication') }]);
  bed.pass(2000);
  const { value, flags } = bed.read(RACK, 'rack.inlet-top');
  expect(value).toBe(24);
  expect([qualityOf(flags), reasonOf(flags)]).toEqual(['bad', 'no-communication']);
  expect([freshnessOf(flags), severityOf(flags)]).toEqual(['stale', 'unknown']);
});

test('a bad number of a live sensor is unknown, not stale', () => {
  const bed = createBed();
  bed.feed([{ resource: RACK, metric: 'rack.inlet-top', value: 0, quality: packQuality('bad', 'out-of-range') }]);
  bed.tick();
  const { flags } = bed.read(RACK, 'rack.inlet-top');
  expect([freshnessOf(flags), severityOf(flags)]).toEqual(['live', 'unknown']);
});

test('hysteresis: a state raised above 27 holds down to 26.5, and silence does not clear it', () => {
  const bed = createBed();
  const severityAt = (value: number): string => {
    bed.now += 1000;
    bed.feed([{ resource: RACK, metric: 'rack.inlet-top', value }]);
    bed.tick();
    return severityOf(bed.read(RACK, 'rack.inlet-top').flags);
  };
  expect([27, 27.1, 26.6, 26.5, 26.8].map(severityAt)).toEqual(['normal', 'warning', 'warning', 'normal', 'normal']);
  expect([36, 34.6, 34.5, 31.6, 31.5].map(severityAt)).toEqual(['critical', 'critical', 'major', 'major', 'warning']);
  bed.pass(60_000);
  expect(severityOf(bed.read(RACK, 'rack.inlet-top').flags)).toBe('unknown');
  expect(severityAt(26.8)).toBe('warning');
});

test('an enumerated value has its severity from the catalogue', () => {
  const bed = createBed();
  bed.feed([
    { resource: 'connector/s1/1', metric: 'connector.status', value: 8 },
    { resource: 'connector/s1/2', metric: 'connector.status', value: 2 },
  ]);
  bed.tick();
  expect(severityOf(bed.read('connector/s1/1', 'connector.status').flags)).toBe('major');
  expect(severityOf(bed.read('connector/s1/2', 'connector.status').flags)).toBe('normal');
});

test('a maximum says which input gave it and follows it within one tick', () => {
  const bed = createBed();
  bed.feed([
    { resource: RACK, metric: 'rack.inlet-top', value: 24 },
    { resource: RACK, metric: 'rack.inlet-middle', value: 28, at: START - 5000 },
    { resource: RACK, metric: 'rack.inlet-bottom', value: 22 },
  ]);
  bed.tick();
  const inlet = bed.read(RACK, 'rack.inlet');
  expect(inlet).toMatchObject({ value: 28, at: START, changedTick: 1 });
  expect(originOf(inlet.flags)).toBe(1);
  expect(severityOf(inlet.flags)).toBe('warning');

  bed.now += 200;
  bed.feed([{ resource: RACK, metric: 'rack.inlet-top', value: 33 }]);
  bed.tick();
  expect(bed.read(RACK, 'rack.inlet').value).toBe(33);
  expect(originOf(bed.read(RACK, 'rack.inlet').flags)).toBe(0);
});

test('stale and bad inputs are left out of a maximum; with none left the last value stays, stale', () => {
  const bed = createBed();
  bed.feed([
    { resource: RACK, metric: 'rack.inlet-top', value: 40 },
    { resource: RACK, metric: 'rack.inlet-middle', value: 25, at: START + 29_000 },
  ]);
  bed.tick();
  expect(bed.read(RACK, 'rack.inlet').value).toBe(40);
  bed.pass(32_000);
  expect(bed.read(RACK, 'rack.inlet').value).toBe(25);
  bed.pass(30_000);
  const { value, flags } = bed.read(RACK, 'rack.inlet');
  expect(value).toBe(25);
  expect([freshnessOf(flags), severityOf(flags)]).toEqual(['stale', 'unknown']);
});

test('a sum that misses an input is uncertain, partial', () => {
  const bed = createBed();
  bed.feed([{ resource: RACK, metric: 'rack.power-a', value: 1500 }]);
  bed.tick();
  const { value, flags } = bed.read(RACK, 'rack.power');
  expect(value).toBe(1500);
  expect([qualityOf(flags), reasonOf(flags)]).toEqual(['uncertain', 'partial']);
  bed.feed([{ resource: RACK, metric: 'rack.power-b', value: 500 }]);
  bed.tick();
  expect(bed.read(RACK, 'rack.power').value).toBe(2000);
  expect(qualityOf(bed.read(RACK, 'rack.power').flags)).toBe('good');
});

test('utilization is the busier direction over the capacity of the pack', () => {
  const bed = createBed();
  bed.feed([
    { resource: 'uplink/alpha/1', metric: 'uplink.in', value: 40e9 },
    { resource: 'uplink/alpha/1', metric: 'uplink.out', value: 340e9 },
  ]);
  bed.tick();
  const { value, flags } = bed.read('uplink/alpha/1', 'uplink.utilization');
  expect(value).toBeCloseTo(85, 9);
  expect([severityOf(flags), originOf(flags)]).toEqual(['major', 1]);
});

test('a derived value is taken from no source', () => {
  const bed = createBed();
  bed.feed([{ resource: RACK, metric: 'rack.inlet', value: 99 }]);
  bed.tick();
  expect(bed.read(RACK, 'rack.inlet').flags).toBe(NO_DATA_FLAGS);
});

test('real beside simulated: the maximum is of the real inputs alone, at once and without the simulated mark', () => {
  const bed = createBed();
  const places = ['top', 'middle', 'bottom'].map((place) => `rack.inlet-${place}`);
  bed.feed(places.map((metric) => ({ resource: RACK, metric, value: 24, quality: SIMULATED })));
  bed.tick();
  expect(isSimulated(bed.read(RACK, 'rack.inlet').flags)).toBe(true);
  bed.feed([{ resource: RACK, metric: 'rack.inlet-bottom', value: 21, at: START + 1000 }]);
  bed.tick();
  const { value, flags } = bed.read(RACK, 'rack.inlet');
  expect({ value, simulated: isSimulated(flags), origin: originOf(flags) }).toEqual({
    value: 21,
    simulated: false,
    origin: 2,
  });
});
