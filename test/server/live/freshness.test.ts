import { expect, test } from 'vitest';
import { freshnessOf, severityOf } from '../../../shared/model/sample.ts';
import { createBed, START } from './bed.ts';

const RACK = 'rack/dc/p1-h01/r01/01';
const ROW = { resource: RACK, metric: 'rack.outlet', value: 30 };

test('live up to 1.5 intervals, late up to 3, stale beyond, by source time', () => {
  const bed = createBed();
  const freshness = (): string => freshnessOf(bed.read(RACK, 'rack.outlet').flags);
  bed.feed([ROW]);
  bed.pass(15_000);
  expect(freshness()).toBe('live');
  bed.pass(1_000);
  expect(freshness()).toBe('late');
  bed.pass(14_000);
  expect(freshness()).toBe('late');
  bed.pass(1_000);
  expect(freshness()).toBe('stale');
  expect(bed.read(RACK, 'rack.outlet').value).toBe(30);
  expect(severityOf(bed.read(RACK, 'rack.outlet').flags)).toBe('unknown');
});

test('silence of every series is noticed within 3 intervals + 2 s', () => {
  const bed = createBed();
  const racks = bed.inventory.ofKind('rack').filter((rack) => rack.reporting);
  bed.feed(racks.map((rack) => ({ resource: rack.id, metric: 'rack.outlet', value: 30 })));
  bed.pass(32_000);
  for (const rack of racks) expect(freshnessOf(bed.read(rack.id, 'rack.outlet').flags)).toBe('stale');
});

test('an interval that a mapping rule sets is used', () => {
  const bed = createBed();
  bed.live.intervalMs[bed.inventory.series(RACK, 'rack.outlet')] = 60_000;
  bed.feed([ROW]);
  bed.pass(80_000);
  expect(freshnessOf(bed.read(RACK, 'rack.outlet').flags)).toBe('live');
  bed.pass(101_000);
  expect(freshnessOf(bed.read(RACK, 'rack.outlet').flags)).toBe('stale');
});

test('a backlog is as old as its samples, however new its delivery', () => {
  const bed = createBed();
  bed.feed([{ ...ROW, at: START - 600_000 }]);
  bed.tick();
  expect(freshnessOf(bed.read(RACK, 'rack.outlet').flags)).toBe('stale');
});

test('our own downtime raises no staleness for three intervals after the start, and ages stay true', () => {
  const bed = createBed();
  bed.feed([ROW]);
  bed.tick();
  bed.now += 300_000;
  bed.live.apply({ type: 'start', at: bed.now, epoch: 2 });
  bed.tick();
  expect(freshnessOf(bed.read(RACK, 'rack.outlet').flags)).toBe('late');
  expect(bed.read(RACK, 'rack.outlet').at).toBe(START);
  bed.pass(30_000);
  expect(freshnessOf(bed.read(RACK, 'rack.outlet').flags)).toBe('late');
  bed.pass(1_200);
  expect(freshnessOf(bed.read(RACK, 'rack.outlet').flags)).toBe('stale');
});

test('what was silent before we went down stays silent after the start', () => {
  const bed = createBed();
  const other = 'rack/dc/p1-h01/r01/02';
  bed.feed([ROW]);
  bed.pass(60_000);
  bed.feed([{ ...ROW, resource: other }]);
  bed.tick();
  bed.now += 300_000;
  bed.live.apply({ type: 'start', at: bed.now, epoch: 2 });
  bed.tick();
  expect(freshnessOf(bed.read(RACK, 'rack.outlet').flags)).toBe('stale');
  expect(freshnessOf(bed.read(other, 'rack.outlet').flags)).toBe('late');
});

test('a second start right after the first is one downtime', () => {
  const bed = createBed();
  bed.feed([ROW]);
  bed.tick();
  bed.now += 300_000;
  bed.live.apply({ type: 'start', at: bed.now, epoch: 2 });
  bed.now += 5_000;
  bed.feed([{ ...ROW, resource: 'rack/dc/p1-h01/r01/02' }]);
  bed.now += 5_000;
  bed.live.apply({ type: 'start', at: bed.now, epoch: 3 });
  bed.tick();
  expect(freshnessOf(bed.read(RACK, 'rack.outlet').flags)).toBe('late');
});
