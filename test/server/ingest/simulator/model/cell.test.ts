import { expect, test } from 'vitest';
import { cellModel } from '../../../../../server/ingest/simulator/model/cell.ts';
import { createWorld } from '../../../../../server/ingest/simulator/world.ts';
import { inventoryOf, smallZone } from '../zone.ts';
import { HOUR_MS, MONDAY, run, times, total } from './run.ts';

const zone = smallZone();
const cells = zone.filter((each) => each.kind === 'cell' && each.reporting);
const make = (seed = 1, of = cells) => cellModel(seed, of, createWorld(seed, inventoryOf(zone)));

test('users follow the working day: peaks 10–11 h and 15–16 h, local time', () => {
  const byHour = new Map<number, number>();
  run(make(), times(MONDAY, 24 * HOUR_MS, 60_000), (round, at) => {
    const hour = Math.floor((at - MONDAY) / HOUR_MS);
    byHour.set(hour, (byHour.get(hour) ?? 0) + total(round.get('cell.users')!) / 60);
  });
  const users = (hour: number) => byHour.get(hour)!;
  const before = [7, 8, 9].map(users);
  expect(Math.max(users(10), users(11))).toBeGreaterThan(Math.max(...before));
  expect(users(15)).toBeGreaterThan(users(13));
  expect(users(10)).toBeGreaterThan(users(13));
  expect(users(15)).toBeGreaterThan(users(18));
  expect(users(3)).toBeLessThan(0.15 * users(10));
});

test('a Saturday is quieter than a Monday', () => {
  const users: number[] = [];
  run(make(), [MONDAY + 10.5 * HOUR_MS, MONDAY + (5 * 24 + 10.5) * HOUR_MS], (round) => {
    users.push(total(round.get('cell.users')!));
  });
  expect(users[1]).toBeLessThan(0.7 * users[0]!);
});

test('PRB use is a whole percentage below the 90 % threshold, and energy and traffic follow it', () => {
  run(make(), times(MONDAY, 24 * HOUR_MS, HOUR_MS), (round) => {
    cells.forEach((_, i) => {
      const prb = round.get('cell.prb-dl')![i]!;
      expect(Number.isInteger(prb)).toBe(true);
      expect(prb).toBeLessThan(90);
      if (round.get('cell.operational-state')![i] === 0) return;
      expect(round.get('cell.power')![i]).toBeCloseTo(550 + 6.5 * (prb + 0.5), -1);
      expect(round.get('cell.traffic-dl')![i]).toBeGreaterThan(round.get('cell.traffic-ul')![i]!);
    });
  });
});

test('exactly one site and one cell of another site are disabled, and carry nothing', () => {
  for (const seed of [1, 2, 3, 99]) {
    run(make(seed), [MONDAY + 10 * HOUR_MS], (round) => {
      const disabled = cells.filter((_, i) => round.get('cell.operational-state')![i] === 0);
      const bySite = new Map<string | null, number>();
      for (const cell of disabled) bySite.set(cell.parent, (bySite.get(cell.parent) ?? 0) + 1);
      expect([...bySite.values()].sort()).toEqual([1, 3]);
      cells.forEach((cell, i) => {
        if (disabled.includes(cell)) expect(round.get('cell.users')![i]).toBe(0);
        else expect(round.get('cell.users')![i]).toBeGreaterThan(0);
      });
    });
  }
});

test('a zone of two sites has none disabled', () => {
  const few = cells.filter((cell) => cell.parent === 'site/s1' || cell.parent === 'site/s2');
  run(make(1, few), [MONDAY], (round) => expect(round.get('cell.operational-state')).toEqual(few.map(() => 1)));
});
