import { expect, test } from 'vitest';
import { rackModel } from '../../../../../server/ingest/simulator/model/rack.ts';
import { createWorld } from '../../../../../server/ingest/simulator/world.ts';
import { inventoryOf, smallZone } from '../zone.ts';
import { HOUR_MS, MONDAY, run, times, total } from './run.ts';

const zone = smallZone();
const racks = zone.filter((each) => each.kind === 'rack' && each.reporting);
const make = (seed = 1, of = racks) => rackModel(seed, of, createWorld(seed, inventoryOf(zone)));
const occupied = racks.map((rack) => rack.attributes.get('occupied') === 1);
const ratedW = racks.map((rack) => Number(rack.attributes.get('rated_w')));
const day = times(MONDAY, 24 * HOUR_MS, HOUR_MS / 2);

test('occupied racks draw between idle (0.45) and their rating, mostly 52–72 %; empty ones next to nothing', () => {
  run(make(), day, (round) => {
    const shares = racks.map((_, i) => (round.get('rack.power-a')![i]! + round.get('rack.power-b')![i]!) / ratedW[i]!);
    const used = shares.filter((_, i) => occupied[i]);
    expect(Math.max(...shares.filter((_, i) => !occupied[i]))).toBeLessThan(0.01);
    expect(Math.min(...used)).toBeGreaterThanOrEqual(0.449);
    expect(Math.max(...used)).toBeLessThanOrEqual(1);
    const usual = used.filter((share) => share >= 0.52 && share <= 0.76).length;
    expect(usual / occupied.filter(Boolean).length).toBeGreaterThan(0.8);
  });
});

test('feeds share the load about evenly and currents follow P / (230 V · 0.98)', () => {
  run(make(), [MONDAY], (round) => {
    const a = total(round.get('rack.power-a')!);
    const b = total(round.get('rack.power-b')!);
    expect(a / (a + b)).toBeGreaterThan(0.49);
    expect(a / (a + b)).toBeLessThan(0.51);
    racks.forEach((_, i) => {
      expect(round.get('rack.current-a')![i]).toBeCloseTo(round.get('rack.power-a')![i]! / (230 * 0.98), 0);
      expect(round.get('rack.current-b')![i]).toBeCloseTo(round.get('rack.power-b')![i]! / (230 * 0.98), 0);
    });
  });
});

test('energy is the integral of power and never falls', () => {
  const model = make();
  let before: readonly number[] | undefined;
  let first: readonly number[] = [];
  const wattHours = racks.map(() => 0);
  run(model, times(MONDAY, HOUR_MS, 10_000), (round) => {
    const energy = round.get('rack.energy')!;
    if (before === undefined) first = energy;
    else
      racks.forEach((_, i) => {
        if (energy[i]! < before![i]!) throw new Error(`meter ${i} turned back`);
        wattHours[i]! += ((round.get('rack.power-a')![i]! + round.get('rack.power-b')![i]!) * 10) / 3600;
      });
    before = energy;
  });
  const errors = racks.map((_, i) => Math.abs(before![i]! - first[i]! - wattHours[i]!));
  expect(Math.max(...errors)).toBeLessThanOrEqual(1);
});

test('inlets lie at 20–26 °C mostly, top above middle above bottom, humidity at 40–55 %', () => {
  let inlets = 0;
  let usual = 0;
  run(make(), day, (round) => {
    const odd = racks.filter((_, i) => {
      const [top, middle, bottom] = ['top', 'middle', 'bottom'].map((place) => round.get(`rack.inlet-${place}`)![i]!);
      const humidity = round.get('rack.humidity')![i]!;
      for (const inlet of [top!, middle!, bottom!]) {
        inlets++;
        if (inlet >= 20 && inlet <= 26) usual++;
      }
      const ordered = top! > middle! && middle! > bottom! && round.get('rack.outlet')![i]! > middle!;
      return !ordered || humidity < 40 || humidity > 55;
    });
    expect(odd).toEqual([]);
  });
  expect(usual / inlets).toBeGreaterThan(0.97);
});

test('about one rack in a thousand, and no other, is warmer than 27 °C', () => {
  const many = Array.from({ length: 8 }, (_, n) =>
    racks.map((rack) => ({ ...rack, id: rack.id.replace('dc', `dc${n}`), parent: `${rack.parent}-${n}` })),
  ).flat();
  run(make(1, many), times(MONDAY, 24 * HOUR_MS, 3 * HOUR_MS), (round) => {
    const warm = round.get('rack.inlet-top')!.filter((inlet) => inlet > 27);
    expect(warm).toHaveLength(Math.round(many.length / 1000));
    for (const inlet of warm) expect(inlet).toBeLessThan(32);
  });
});

test('row ends are warmer than row middles', () => {
  const warm = { end: [] as number[], middle: [] as number[] };
  run(make(), [MONDAY], (round) => {
    racks.forEach((rack, i) => {
      const place = Number(rack.id.slice(-2));
      const inlet = round.get('rack.inlet-bottom')![i]!;
      if (place === 1 || place === 25) warm.end.push(inlet);
      if (place === 12 || place === 14) warm.middle.push(inlet);
    });
  });
  expect(total(warm.end) / warm.end.length - total(warm.middle) / warm.middle.length).toBeGreaterThan(0.5);
});

test('racks of one tenant move together more than racks of two', () => {
  const series: number[][] = racks.map(() => []);
  run(make(), times(MONDAY, 2 * HOUR_MS, 10_000), (round) => {
    racks.forEach((_, i) => {
      series[i]!.push((round.get('rack.power-a')![i]! + round.get('rack.power-b')![i]!) / ratedW[i]!);
    });
  });
  const used = racks.map((_, i) => i).filter((i) => occupied[i]);
  const pairs = (same: boolean) => {
    const found: number[] = [];
    for (let n = 0; n < 300; n++) {
      const a = used[(n * 7) % used.length]!;
      const b = used[(n * 7 + 13 * (n % 11) + 1) % used.length]!;
      const tenants = [a, b].map((i) => racks[i]!.attributes.get('tenant'));
      if (a !== b && (tenants[0] === tenants[1]) === same) found.push(correlation(series[a]!, series[b]!));
    }
    return total(found) / found.length;
  };
  expect(pairs(true)).toBeGreaterThan(pairs(false));
});

test('a restart continues where it stopped: inlets differ by one step of the sensor at most', () => {
  const long = make();
  const at = MONDAY + 5 * HOUR_MS;
  let ran: readonly number[] = [];
  run(long, times(MONDAY, 5 * HOUR_MS + 10_000, 10_000), (round) => {
    ran = round.get('rack.inlet-top')!;
  });
  run(make(), [at], (round) => {
    const apart = round.get('rack.inlet-top')!.map((inlet, i) => Math.abs(inlet - ran[i]!));
    expect(Math.max(...apart)).toBeLessThanOrEqual(0.1001);
  });
});

function correlation(x: readonly number[], y: readonly number[]): number {
  const meanX = total(x) / x.length;
  const meanY = total(y) / y.length;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  x.forEach((value, i) => {
    xy += (value - meanX) * (y[i]! - meanY);
    xx += (value - meanX) ** 2;
    yy += (y[i]! - meanY) ** 2;
  });
  return xy / Math.sqrt(xx * yy);
}
