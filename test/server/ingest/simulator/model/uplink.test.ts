import { expect, test } from 'vitest';
import { uplinkModel } from '../../../../../server/ingest/simulator/model/uplink.ts';
import { createWorld } from '../../../../../server/ingest/simulator/world.ts';
import { inventoryOf, smallZone } from '../zone.ts';
import { HOUR_MS, MONDAY, run, times, total } from './run.ts';

const zone = smallZone();
const uplinks = zone.filter((each) => each.kind === 'uplink');
const make = (seed = 1) => uplinkModel(seed, uplinks, createWorld(seed, inventoryOf(zone)));

/** Total out and in of 20 ports of 1 Tbit/s, by local hour. */
function totals(seed = 1): { hour: number; out: number; in: number }[] {
  const found: { hour: number; out: number; in: number }[] = [];
  run(make(seed), times(MONDAY, 24 * HOUR_MS, HOUR_MS / 4), (round, at) => {
    const hour = (at - MONDAY) / HOUR_MS;
    found.push({ hour, out: total(round.get('uplink.out')!), in: total(round.get('uplink.in')!) });
  });
  return found;
}

test('20 Tbit/s of ports send about 11 T at the peak, 20–23 h, and never reach 12 T', () => {
  for (const seed of [1, 2, 3]) {
    const day = totals(seed);
    const peak = day.reduce((most, each) => (each.out > most.out ? each : most));
    expect(peak.out).toBeGreaterThan(10.7e12);
    expect(peak.out).toBeLessThan(11.5e12);
    expect(peak.hour).toBeGreaterThanOrEqual(20);
    expect(peak.hour).toBeLessThan(23.5);
  }
});

test('the trough lies at 04–06 h at 0.3–0.45 of the peak', () => {
  const day = totals();
  const peak = Math.max(...day.map((each) => each.out));
  const trough = day.reduce((least, each) => (each.out < least.out ? each : least));
  expect(trough.hour).toBeGreaterThanOrEqual(4);
  expect(trough.hour).toBeLessThanOrEqual(6);
  expect(trough.out / peak).toBeGreaterThan(0.3);
  expect(trough.out / peak).toBeLessThan(0.45);
});

test('three to five times as much goes out as in, on every port; ports are up and below 70 %', () => {
  run(make(), times(MONDAY, 24 * HOUR_MS, HOUR_MS), (round) => {
    expect(round.get('uplink.oper-status')).toEqual(uplinks.map(() => 1));
    uplinks.forEach((_, i) => {
      const ratio = round.get('uplink.out')![i]! / round.get('uplink.in')![i]!;
      expect(ratio).toBeGreaterThan(3);
      expect(ratio).toBeLessThan(5);
      expect(round.get('uplink.out')![i]).toBeLessThan(0.7e12);
    });
  });
});
