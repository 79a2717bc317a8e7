import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  freshnessOf,
  isSimulated,
  packQuality,
  qualityOf,
  reasonOf,
  severityOf,
} from '../../../shared/model/sample.ts';
import { type Bed, createBed, type Row, SIMULATED, START } from './bed.ts';

const racks = (bed: Bed): string[] =>
  bed.inventory
    .ofKind('rack')
    .filter((rack) => rack.reporting)
    .map(({ id }) => id);
const HALL = 'hall/dc/p1-h01';
const UP = ['hall/dc/p1-h01', 'phase/dc/p1', 'datacentre/dc'] as const;

test('racks roll up to hall, phase and data centre in one tick', () => {
  const bed = createBed();
  bed.feed(racks(bed).map((resource, i) => ({ resource, metric: 'rack.inlet-top', value: 20 + i })));
  bed.tick();
  for (const id of UP) {
    const kind = id.slice(0, id.indexOf('/'));
    expect(bed.read(id, `${kind}.inlet-max`).value).toBe(31);
    expect(bed.read(id, `${kind}.inlet-mean`).value).toBeCloseTo(25.5, 9);
    expect(bed.read(id, `${kind}.racks-live`).value).toBe(12);
    expect(qualityOf(bed.read(id, `${kind}.inlet-max`).flags)).toBe('good');
  }
  expect(bed.read('zone/test', 'zone.racks-live').value).toBe(12);
  expect(severityOf(bed.read(HALL, 'hall.inlet-max').flags)).toBe('warning');
});

test('a roll-up states its coverage: uncertain, partial while a rack that must report takes no part', () => {
  const bed = createBed();
  const [missing, ...present] = racks(bed);
  bed.feed(present.map((resource) => ({ resource, metric: 'rack.inlet-top', value: 24 })));
  bed.tick();
  const { flags } = bed.read(HALL, 'hall.inlet-mean');
  expect([qualityOf(flags), reasonOf(flags)]).toEqual(['uncertain', 'partial']);
  expect(bed.read(HALL, 'hall.racks-live').value).toBe(11);
  expect(qualityOf(bed.read(HALL, 'hall.racks-live').flags)).toBe('good');

  bed.feed([{ resource: missing!, metric: 'rack.inlet-top', value: 30 }]);
  bed.tick();
  expect(qualityOf(bed.read(HALL, 'hall.inlet-mean').flags)).toBe('good');
});

test('racks that need not report are not missed', () => {
  const bed = createBed();
  bed.feed(racks(bed).map((resource) => ({ resource, metric: 'rack.inlet-top', value: 24 })));
  bed.tick();
  expect(qualityOf(bed.read('phase/dc/p1', 'phase.inlet-max').flags)).toBe('good');
  expect(bed.read('hall/dc/p1-h02', 'hall.racks-live').at).toBe(0);
});

test('a load does not fall because sensors fall silent: their last value stays in the sum, partial, then stale', () => {
  const bed = createBed();
  const [first, ...rest] = racks(bed);
  const power = (resource: string): Row[] => [
    { resource, metric: 'rack.power-a', value: 1000 },
    { resource, metric: 'rack.power-b', value: 1000 },
    { resource, metric: 'rack.inlet-top', value: 24 },
  ];
  bed.feed([first!, ...rest].flatMap(power));
  bed.tick();
  expect(bed.read(HALL, 'hall.it-power').value).toBe(24_000);
  bed.pass(25_000);
  bed.feed(power(first!));
  bed.pass(10_000);
  expect(bed.read(HALL, 'hall.it-power').value).toBe(24_000);
  expect(reasonOf(bed.read(HALL, 'hall.it-power').flags)).toBe('partial');
  expect(bed.read(HALL, 'hall.racks-live').value).toBe(1);
  bed.pass(30_000);
  expect(bed.read(HALL, 'hall.it-power').value).toBe(24_000);
  expect(freshnessOf(bed.read(HALL, 'hall.it-power').flags)).toBe('stale');
  expect(bed.read(HALL, 'hall.racks-live').value).toBe(0);
  expect(freshnessOf(bed.read(HALL, 'hall.racks-live').flags)).toBe('live');
});

test('the share of enabled cells makes the state of a site, and the zone counts its sites in the same tick', () => {
  const bed = createBed();
  const cells = (...values: number[]): Row[] =>
    values.map((value, i) => ({ resource: `cell/s1/${i + 1}`, metric: 'cell.operational-state', value }));
  const state = (): unknown[] => {
    const { value, flags } = bed.read('site/s1', 'site.cells-enabled');
    return [Math.round(value), severityOf(flags), bed.read('zone/test', 'zone.sites-on-air').value];
  };
  bed.feed(cells(1, 1, 1));
  bed.tick();
  expect(state()).toEqual([100, 'normal', 1]);
  bed.now += 1000;
  bed.feed(cells(1, 0, 1));
  bed.tick();
  expect(state()).toEqual([67, 'major', 0]);
  bed.now += 1000;
  bed.feed(cells(0, 0, 0));
  bed.tick();
  expect(state()).toEqual([0, 'critical', 0]);
});

test('one simulated part makes the roll-up simulated; the worst quality wins; the newest time is shown', () => {
  const bed = createBed();
  const quality = packQuality('uncertain', 'suspect');
  bed.feed([
    { resource: 'uplink/alpha/1', metric: 'uplink.in', value: 1e9, quality: SIMULATED, at: START - 3000 },
    { resource: 'uplink/alpha/2', metric: 'uplink.in', value: 2e9, quality, at: START - 1000 },
  ]);
  bed.tick();
  const { value, at, flags } = bed.read('carrier/alpha', 'carrier.in');
  expect([value, at]).toEqual([3e9, START - 1000]);
  expect([qualityOf(flags), reasonOf(flags), isSimulated(flags)]).toEqual(['uncertain', 'suspect', true]);
});

test('after any sequence of samples and silence a roll-up equals the one worked out from scratch', () => {
  const step = fc.record({
    rack: fc.nat(11),
    value: fc.integer({ min: -20, max: 80 }),
    bad: fc.boolean(),
    waitMs: fc.constantFrom(0, 200, 9000, 20_000),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const bed = createBed();
      const ids = racks(bed);
      for (const { rack, value, bad, waitMs } of steps) {
        const quality = bad ? packQuality('bad', 'out-of-range') : packQuality('good');
        bed.feed([{ resource: ids[rack]!, metric: 'rack.inlet-top', value, quality }]);
        bed.pass(waitMs);
      }
      bed.pass(1000);
      const used = ids
        .map((id) => bed.read(id, 'rack.inlet'))
        .filter(({ flags }) => qualityOf(flags) !== 'none' && freshnessOf(flags) !== 'stale');
      const max = bed.read('datacentre/dc', 'datacentre.inlet-max');
      if (used.length === 0) expect(freshnessOf(max.flags)).toBe('stale');
      else expect(max.value).toBe(Math.max(...used.map(({ value }) => value)));
      expect(bed.read('zone/test', 'zone.racks-live').value).toBe(used.length);
    }),
    { numRuns: 40 },
  );
});
