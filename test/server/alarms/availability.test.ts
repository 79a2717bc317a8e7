import { describe, expect, test } from 'vitest';
import { availabilitySchema } from '../../../shared/wire/availability-schemas.ts';
import { type AlarmBed, createAlarmBed, LI, START, wellRows } from './bed.ts';

const CELL = 'cell/s1/1';

function watching(): AlarmBed {
  const bed = createAlarmBed();
  bed.record({ type: 'start', at: bed.now, epoch: 7 });
  bed.feed(wellRows(bed.inventory));
  return bed;
}

/** Every ten seconds, all is well but what is said otherwise. */
const saying =
  (bed: AlarmBed, ...rows: readonly (readonly [string, string, number])[]) =>
  () => [
    ...wellRows(bed.inventory).filter(([id, metric]) => !rows.some((row) => row[0] === id && row[1] === metric)),
    ...rows,
  ];

const of = (bed: AlarmBed, resource: string, from = START, to = bed.now) =>
  availabilitySchema.parse(bed.alarms.availability({ resource, from, to, limit: 50 }));

test('a cell that was out for two of ten minutes was available for eight tenths, from event time to event time', () => {
  const bed = watching();
  bed.pass(240, saying(bed));
  bed.pass(120, saying(bed, [CELL, 'cell.operational-state', 0]));
  bed.pass(240, saying(bed));
  const { kinds, resources, watchedMs } = of(bed, CELL);
  expect(watchedMs).toBe(600_000);
  expect(resources).toMatchObject([{ resource: CELL, outages: 1, downMs: 120_000, excludedMs: 0, unknownMs: 0 }]);
  expect(resources[0]?.availability).toBeCloseTo(0.8, 10);
  expect(kinds).toMatchObject([{ kind: 'cell', resources: 1, downMs: 120_000 }]);
});

test('an outage within maintenance is excluded and counts for nothing', () => {
  const bed = watching();
  bed.pass(60, saying(bed));
  bed.alarms.openMaintenance(
    {
      title: 'antenna',
      reason: 'swap',
      scope: { resources: [CELL], labels: [] },
      schedule: { type: 'once', from: bed.now, to: bed.now + 120_000 },
    },
    LI,
  );
  bed.pass(180, saying(bed, [CELL, 'cell.operational-state', 0]));
  bed.pass(60, saying(bed));
  const [cell] = of(bed, CELL).resources;
  expect(cell?.excludedMs).toBeGreaterThan(100_000);
  expect(cell?.downMs).toBeGreaterThan(50_000);
  expect((cell?.excludedMs ?? 0) + (cell?.downMs ?? 0)).toBe(180_000);
  expect(cell?.availability).toBeCloseTo(1 - cell!.downMs / (300_000 - cell!.excludedMs), 10);
});

test('silence is unknown time: of the site that is silent, and of every cell of it', () => {
  const bed = watching();
  bed.pass(600);
  const unheard = of(bed, CELL);
  expect(unheard.resources[0]).toMatchObject({ resource: CELL, downMs: 0, outages: 0 });
  expect(unheard.resources[0]?.unknownMs).toBeGreaterThan(300_000);
  expect(unheard.resources[0]?.availability).toBe(1);
});

test('what happened while this server was away nobody knows: it is not watched', () => {
  const bed = watching();
  bed.pass(100, saying(bed));
  bed.now += 400_000;
  bed.record({ type: 'start', at: bed.now, epoch: 8 });
  bed.pass(100, saying(bed));
  expect(of(bed, CELL)).toMatchObject({
    watchedMs: 200_000,
    resources: [],
    kinds: [{ resources: 1, availability: 1 }],
  });
  expect(of(bed, CELL, START + 150_000, START + 300_000)).toMatchObject({
    watchedMs: 0,
    kinds: [{ availability: null }],
  });
});

test('an outage that began before the period counts from its beginning, one that lasts counts to now', () => {
  const bed = watching();
  bed.pass(60, saying(bed));
  bed.pass(300, saying(bed, [CELL, 'cell.operational-state', 0]));
  const inside = of(bed, CELL, START + 100_000, START + 200_000);
  expect(inside.resources).toMatchObject([{ downMs: 100_000, outages: 1, availability: 0 }]);
  expect(of(bed, CELL, START, START + 9_000_000)).toMatchObject({ to: bed.now, resources: [{ downMs: 290_000 }] });
});

test('kinds are summed over what is in service; a kind that no rule can find out of service is absent', () => {
  const bed = watching();
  bed.pass(100, saying(bed, [CELL, 'cell.operational-state', 0]));
  const all = bed.alarms.availability({ from: START, to: bed.now, limit: 1 });
  const cells = all.kinds.find(({ kind }) => kind === 'cell')!;
  const inService = bed.inventory.ofKind('cell').filter(({ lifecycle }) => lifecycle === 'in-service');
  expect(cells.resources).toBe(inService.length);
  expect(cells.availability).toBeCloseTo(1 - cells.downMs / (100_000 * inService.length), 10);
  expect(all.kinds.map(({ kind }) => kind)).not.toContain('row');
  expect(all.resources).toHaveLength(1);
  expect(() => bed.alarms.availability({ resource: 'cell/none', from: 0, to: 1, limit: 1 })).toThrow(
    'no such resource',
  );
});

test('a server that was starved or asleep was not watching either, without a start', () => {
  const bed = watching();
  bed.pass(100, saying(bed));
  bed.now += 400_000;
  bed.pass(100, saying(bed));
  expect(of(bed, CELL)).toMatchObject({ resources: [], kinds: [{ availability: 1 }] });
  expect(of(bed, CELL).watchedMs).toBeLessThanOrEqual(200_000);
});

describe('racks and halls', () => {
  const HALL = 'hall/dc/h1';
  /** The only one with a single cord: on feed A. */
  const SINGLE = 'rack/dc/h1/r01/01';
  const DUAL = 'rack/dc/h1/r01/02';
  const dead = (feed: 'a' | 'b'): readonly (readonly [string, string, number])[] => [
    [`power-feed/dc/h1/${feed}`, 'power-feed.state', 0],
    [`power-feed/dc/h1/${feed}`, 'power-feed.power', 0],
    [SINGLE, `rack.power-${feed}`, 0],
    [DUAL, `rack.power-${feed}`, 0],
  ];

  test('a rack is out while all that it is plugged into is dead, a hall while all its feeds are', () => {
    const bed = watching();
    bed.pass(100, saying(bed));
    bed.pass(100, saying(bed, ...dead('a')));
    bed.pass(200, saying(bed, ...dead('a'), ...dead('b')));
    bed.pass(100, saying(bed));
    const downMs = (resource: string) => of(bed, resource).resources.find((one) => one.resource === resource)?.downMs;
    expect(downMs(SINGLE)).toBe(300_000);
    expect(downMs(DUAL)).toBe(200_000);
    expect(downMs(HALL)).toBe(200_000);
    const { kinds } = of(bed, HALL);
    expect(kinds.find(({ kind }) => kind === 'hall')).toMatchObject({ resources: 1, availability: 0.6 });
    expect(kinds.find(({ kind }) => kind === 'rack')).toMatchObject({ resources: 20, outages: 2 });
  });

  test('within maintenance of the hall it is excluded; a silent hall is unknown', () => {
    const bed = watching();
    bed.pass(100, saying(bed));
    const window = { type: 'once', from: bed.now, to: bed.now + 200_000 } as const;
    const scope = { resources: [HALL], labels: [] };
    bed.alarms.openMaintenance({ title: 'feeds', reason: 'test', scope, schedule: window }, LI);
    bed.pass(100, saying(bed, ...dead('a'), ...dead('b')));
    bed.pass(100, saying(bed));
    for (const resource of [HALL, SINGLE, DUAL]) {
      const one = of(bed, resource).resources.find((each) => each.resource === resource);
      expect(one).toMatchObject({ downMs: 0, excludedMs: 100_000, availability: 1 });
    }
    bed.pass(300, () => wellRows(bed.inventory).filter(([id]) => !id.startsWith('rack')));
    const silent = of(bed, DUAL).resources.find(({ resource }) => resource === DUAL);
    expect(silent?.unknownMs).toBeGreaterThan(200_000);
    expect(silent?.downMs).toBe(0);
  });
});
