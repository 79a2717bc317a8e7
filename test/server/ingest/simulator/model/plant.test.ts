import { expect, test } from 'vitest';
import { createModels } from '../../../../../server/ingest/simulator/index.ts';
import type { Model } from '../../../../../server/ingest/simulator/model/model.ts';
import { createMoments } from '../../../../../server/ingest/simulator/moment.ts';
import type { ResourceKind } from '../../../../../shared/model/resource.ts';
import { inventoryOf, smallPlant, smallZone, wholeZone } from '../zone.ts';
import { HOUR_MS, MONDAY, total } from './run.ts';

const moments = createMoments('Asia/Shanghai');

/** Steps every model twice, so that what depends on sums has seen them; gives the values of a metric by resource id. */
function settled(models: readonly Model[], at: number) {
  const values = new Map<string, Map<string, number>>();
  for (const again of [0, 10_000]) {
    for (const model of models) {
      const out = new Float64Array(model.metrics.length);
      model.resources.forEach(({ id }, i) => {
        model.step(i, moments(at + again), out, 0);
        model.metrics.forEach((metric, m) => {
          const column = values.get(metric) ?? new Map<string, number>();
          column.set(id, out[m]!);
          values.set(metric, column);
        });
      });
    }
  }
  return (metric: string) => values.get(metric)!;
}
const sum = (column: ReadonlyMap<string, number>) => total([...column.values()]);

test('a feed carries what its racks draw, and its distribution unit and UPS carry that on', () => {
  const of = settled(createModels(1, wholeZone()), MONDAY + 10 * HOUR_MS);
  const a = total([...of('rack.power-a')].filter(([id]) => id.includes('p1-h01')).map(([, watts]) => watts));
  expect(of('power-feed.power').get('power-feed/dc/p1-h01/a')).toBeCloseTo(a, -3);
  expect(of('pdu.power').get('pdu/dc/p1-h01-a')).toBeCloseTo(a, -3);
  const bothHalls = sum(of('rack.power-a'));
  expect(Math.abs(of('ups.power').get('ups/dc/a')! - bothHalls)).toBeLessThan(0.01 * bothHalls);
});

test('a feed says the amperes of each phase: together its power, uneven by a few per cent', () => {
  const of = settled(createModels(1, wholeZone()), MONDAY + 10 * HOUR_MS);
  for (const [id, watts] of of('power-feed.power')) {
    const phases = [1, 2, 3].map((phase) => of(`power-feed.current-l${phase}`).get(id)!);
    // The feeds of this zone name no voltage: 380 V between phases.
    const whole = (380 / Math.sqrt(3)) * 0.98 * total(phases);
    expect(Math.abs(whole - watts)).toBeLessThan(100 + 0.01 * watts);
    const mean = total(phases) / 3;
    for (const amperes of phases) expect(Math.abs(amperes - mean)).toBeLessThan(0.09 * mean + 0.1);
    expect(new Set(phases).size).toBeGreaterThan(1);
  }
});

test('what the utilities give is IT, losses and cooling: a PUE of 1.2–1.35 at every hour', () => {
  for (let hour = 0; hour < 24; hour += 3) {
    const of = settled(createModels(1, wholeZone()), MONDAY + hour * HOUR_MS);
    const pue = sum(of('utility.power')) / (sum(of('rack.power-a')) + sum(of('rack.power-b')));
    expect(pue).toBeGreaterThan(1.2);
    expect(pue).toBeLessThan(1.35);
  }
});

test('on an ordinary day all is energized, generators stand by, UPS are online with full batteries', () => {
  const of = settled(createModels(1, wholeZone()), MONDAY);
  const only = (metric: string) => new Set(of(metric).values());
  for (const kind of ['utility', 'transformer', 'pdu', 'power-feed'])
    expect(only(`${kind}.state`)).toEqual(new Set([1]));
  expect(only('generator.state')).toEqual(new Set([0]));
  expect(sum(of('generator.power'))).toBe(0);
  expect(only('ups.state')).toEqual(new Set([0]));
  for (const left of of('ups.battery-runtime').values()) expect(left).toBeGreaterThanOrEqual(600);
});

test('cooling is N+1: one unit a hall stands by, the others share the heat, return above supply', () => {
  const of = settled(createModels(1, wholeZone()), MONDAY + 10 * HOUR_MS);
  for (const hall of ['p1-h01', 'p1-h02']) {
    const states = [...of('cooling-unit.state')].filter(([id]) => id.includes(hall));
    expect(states.filter(([, state]) => state === 0)).toHaveLength(1);
    expect(states.filter(([, state]) => state === 1)).toHaveLength(4);
  }
  for (const [id, state] of of('cooling-unit.state')) {
    expect(of('cooling-unit.return').get(id)).toBeGreaterThan(of('cooling-unit.supply').get(id)!);
    expect(of('cooling-unit.fan').get(id)! > 0).toBe(state === 1);
  }
});

test('backhaul links carry the traffic of the sites behind them, most of it away from the core', () => {
  const of = settled(createModels(1, wholeZone()), MONDAY + 10 * HOUR_MS);
  const dl = sum(of('cell.traffic-dl'));
  const fromCore =
    of('backhaul-link.out').get('backhaul-link/ring-1/1')! + of('backhaul-link.in').get('backhaul-link/ring-1/4')!;
  expect(fromCore / dl).toBeGreaterThan(1.05);
  expect(fromCore / dl).toBeLessThan(1.2);
  const spur = total([1, 2, 3].map((cell) => of('cell.traffic-dl').get(`cell/s9/${cell}`)!));
  expect(of('backhaul-link.out').get('backhaul-link/ring-1/spur')! / spur).toBeCloseTo(1.12, 1);
});

test('GPU nodes are 40–95 % busy and hotter where they draw more', () => {
  const of = settled(createModels(1, wholeZone()), MONDAY);
  for (const [id, busy] of of('gpu-node.utilization')) {
    expect(busy).toBeGreaterThanOrEqual(40);
    expect(busy).toBeLessThanOrEqual(95);
    expect(of('gpu-node.temperature').get(id)).toBeLessThan(83);
    expect(of('gpu-node.gpus').get(id)).toBe(8);
  }
});

test.each(['utility', 'ups', 'cooling-unit', 'power-feed', 'backhaul-node', 'hall', 'site'] as const)(
  'a zone without any %s works all the same',
  (missing: ResourceKind) => {
    const { resources, links } = smallPlant();
    const kept = [...smallZone(), ...resources].filter(({ kind }) => kind !== missing);
    const known = new Set(kept.map(({ id }) => id));
    const left = links.filter(({ from, to }) => known.has(from) && known.has(to));
    const models = createModels(1, inventoryOf(kept, 'Asia/Shanghai', left));
    const of = settled(models, MONDAY);
    expect(sum(of('rack.power-a'))).toBeGreaterThan(0);
    for (const metric of models.flatMap((model) => model.metrics)) {
      if (models.some((model) => model.metrics.includes(metric) && model.resources.length === 0)) continue;
      for (const value of of(metric).values()) expect(Number.isFinite(value), metric).toBe(true);
    }
  },
);

test('a few per cent of the cells save energy from 0 to 6 h, on air and without users, and none by day', () => {
  const cell = smallZone().find(({ id }) => id === 'cell/s1/1')!;
  const many = Array.from({ length: 400 }, (_, n) => ({ ...cell, id: `cell/s${n}/1`, parent: `site/s${n}` }));
  const models = createModels(1, inventoryOf(many));
  const saving = (hour: number) =>
    [...settled(models, MONDAY + hour * HOUR_MS)('cell.energy-saving')].filter(([, on]) => on === 1).map(([id]) => id);
  expect(saving(12)).toEqual([]);
  const night = saving(3);
  expect(night.length).toBeGreaterThan(4);
  expect(night.length).toBeLessThan(40);
  const of = settled(models, MONDAY + 4 * HOUR_MS);
  for (const id of night) {
    expect(of('cell.users').get(id)).toBe(0);
    expect(of('cell.operational-state').get(id)).toBe(1);
  }
});
