import { expect, test } from 'vitest';
import { SEVERITIES } from '../../../shared/model/sample.ts';
import { type Bed, createBed, type Row, SIMULATED, START } from './bed.ts';

const RACK = 'rack/dc/p1-h01/r01/01';
const OTHER = 'rack/dc/p1-h01/r01/02';

/** Everything that must report sends something normal. */
function normal(bed: Bed, quality?: number): Row[] {
  const rows: Row[] = [];
  const add = (kind: 'rack' | 'cell' | 'uplink' | 'connector', metric: string, value: number): void => {
    for (const { id, reporting } of bed.inventory.ofKind(kind)) {
      if (reporting) rows.push({ resource: id, metric, value, ...(quality === undefined ? {} : { quality }) });
    }
  };
  add('rack', 'rack.inlet-top', 24);
  add('cell', 'cell.operational-state', 1);
  add('uplink', 'uplink.oper-status', 1);
  add('connector', 'connector.status', 0);
  return rows;
}

function counted(bed: Bed, kind: 'rack' | 'site' | 'cell' | 'connector'): Record<string, number> {
  const counts = bed.live.attention().counts[kind] ?? [];
  return Object.fromEntries(SEVERITIES.map((severity, i) => [severity, counts[i]!] as const).filter(([, n]) => n > 0));
}

test('before the first sample everything that must report is unknown and silent; what is planned is not counted', () => {
  const bed = createBed();
  bed.tick();
  expect(counted(bed, 'rack')).toEqual({ unknown: 12 });
  expect(counted(bed, 'cell')).toEqual({ unknown: 3 });
  expect(bed.live.attention()).toMatchObject({ simulated: 0, real: 0, stale: 20 });
  expect(bed.live.stateOf('cell/s2/1')).toBeNull();
  expect(bed.live.stateOf(RACK)).toBe('unknown');
});

test('one hot rack is one row: not its sensor, not its hall, not its data centre', () => {
  const bed = createBed();
  bed.feed(normal(bed));
  bed.tick();
  expect(bed.live.attention()).toMatchObject({ total: 0, worst: [] });
  bed.now += 1000;
  bed.feed([{ resource: RACK, metric: 'rack.inlet-top', value: 36 }]);
  bed.tick();
  expect(bed.live.stateOf(RACK)).toBe('critical');
  expect(bed.live.attention().worst).toEqual([
    {
      resource: RACK,
      kind: 'rack',
      severity: 'critical',
      metric: 'rack.inlet',
      value: 36,
      since: START + 1000,
      simulated: false,
    },
  ]);
  expect(counted(bed, 'rack')).toEqual({ normal: 11, critical: 1 });
});

test('worst first, newest first within a severity', () => {
  const bed = createBed();
  bed.feed(normal(bed));
  for (const [resource, value] of [
    [RACK, 28],
    [OTHER, 33],
    ['rack/dc/p1-h01/r01/03', 29],
  ] as const) {
    bed.now += 1000;
    bed.feed([{ resource, metric: 'rack.inlet-top', value }]);
    bed.tick();
  }
  expect(bed.live.attention().worst.map(({ resource }) => resource.slice(-2))).toEqual(['02', '03', '01']);
});

test('a state keeps its beginning while the value moves within it', () => {
  const bed = createBed();
  bed.feed([{ resource: RACK, metric: 'rack.inlet-top', value: 28 }]);
  bed.tick();
  bed.now += 5000;
  bed.feed([{ resource: RACK, metric: 'rack.inlet-top', value: 29 }]);
  bed.tick();
  const row = bed.live.attention().worst.find(({ resource }) => resource === RACK);
  expect(row).toMatchObject({ value: 29, since: START });
});

test('one cell out lists the cell; all cells out list the site alone', () => {
  const bed = createBed();
  const cells = (...values: number[]): Row[] =>
    values.map((value, i) => ({ resource: `cell/s1/${i + 1}`, metric: 'cell.operational-state', value }));
  bed.feed([...normal(bed)]);
  bed.tick();
  bed.now += 1000;
  bed.feed(cells(0, 1, 1));
  bed.tick();
  expect(bed.live.attention().worst.map(({ resource }) => resource)).toEqual(['cell/s1/1']);
  bed.now += 1000;
  bed.feed(cells(0, 0, 0));
  bed.tick();
  expect(bed.live.attention().worst.map(({ resource }) => resource)).toEqual(['site/s1']);
  expect(counted(bed, 'cell')).toEqual({ critical: 3 });
});

test('silence is listed as unknown and counted as stale', () => {
  const bed = createBed();
  bed.feed(normal(bed));
  bed.pass(25_000);
  bed.feed(normal(bed).filter(({ resource }) => resource !== RACK));
  bed.pass(10_000);
  const attention = bed.live.attention();
  expect(attention.worst).toMatchObject([{ resource: RACK, severity: 'unknown', value: 24 }]);
  expect(attention.stale).toBe(1);
});

test('a resource is simulated until a real source writes it; what the simulator left there no longer counts', () => {
  const bed = createBed();
  bed.feed(normal(bed, SIMULATED));
  bed.feed([{ resource: RACK, metric: 'rack.outlet', value: 35, quality: SIMULATED }]);
  bed.tick();
  expect(bed.live.attention()).toMatchObject({ simulated: 20, real: 0, stale: 0 });
  for (let i = 0; i < 5; i++) {
    bed.pass(10_000);
    bed.feed(normal(bed, SIMULATED).filter(({ resource }) => resource !== RACK));
    bed.feed([{ resource: RACK, metric: 'rack.inlet-top', value: 24 }], 'prometheus');
  }
  bed.tick();
  expect(bed.live.attention()).toMatchObject({ simulated: 19, real: 1, stale: 0, total: 0 });
  expect(bed.live.stateOf(RACK)).toBe('normal');
});

test('a sender of one sensor of many is enough for a state: nothing that was never sent makes it unknown', () => {
  const bed = createBed();
  bed.feed(normal(bed));
  bed.feed([{ resource: OTHER, metric: 'rack.inlet-top', value: 33 }]);
  bed.tick();
  expect([bed.live.stateOf(RACK), bed.live.stateOf(OTHER)]).toEqual(['normal', 'major']);
  // Its cells speak for the site, which never sent mains, battery or clock.
  expect(bed.live.stateOf('site/s1')).toBe('normal');
  expect(bed.live.attention()).toMatchObject({ stale: 0, real: 20 });
});

test('a site on battery is a row of its own, beside cells that are all right', () => {
  const bed = createBed();
  bed.feed(normal(bed));
  bed.feed([{ resource: 'site/s1', metric: 'site.mains', value: 0 }]);
  bed.tick();
  expect(bed.live.attention().worst).toMatchObject([{ resource: 'site/s1', severity: 'major', metric: 'site.mains' }]);
  expect(bed.live.attention().total).toBe(1);
});

test('a cell that is out is one row, not one for its site, too', () => {
  const bed = createBed();
  bed.feed(normal(bed));
  bed.feed([
    { resource: 'cell/s1/1', metric: 'cell.operational-state', value: 0 },
    { resource: 'site/s1', metric: 'site.mains', value: 1 },
  ]);
  bed.tick();
  expect(bed.live.stateOf('site/s1')).toBe('major');
  expect(bed.live.attention().worst.map(({ resource }) => resource)).toEqual(['cell/s1/1']);
});

test('a site whose mains are real and whose cells are simulated has the state of both', () => {
  const bed = createBed();
  bed.feed(normal(bed, SIMULATED));
  bed.feed([{ resource: 'site/s1', metric: 'site.mains', value: 1 }]);
  bed.feed(
    [1, 2, 3].map((cell) => ({
      resource: `cell/s1/${cell}`,
      metric: 'cell.operational-state',
      value: 0,
      quality: SIMULATED,
    })),
  );
  bed.tick();
  expect(bed.live.stateOf('site/s1')).toBe('critical');
});
