import { expect, test } from 'vitest';
import { connectorModel } from '../../../../../server/ingest/simulator/model/connector.ts';
import { createWorld } from '../../../../../server/ingest/simulator/world.ts';
import { inventoryOf, resource, smallZone } from '../zone.ts';
import { HOUR_MS, MONDAY, run, times } from './run.ts';

const AVAILABLE = 0;
const CHARGING = 2;
/** What may follow what; a state may always last. */
const NEXT = new Map([
  [AVAILABLE, [1]],
  [1, [CHARGING]],
  [CHARGING, [4, 5]],
  [4, [5]],
  [5, [AVAILABLE]],
]);

const connectors = Array.from({ length: 198 }, (_, n) =>
  resource(`connector/cs${Math.floor(n / 5)}/${n % 5}`, `charging-station/cs${Math.floor(n / 5)}`, {
    power_kw: n % 20 === 0 ? 120 : 7,
  }),
);
const make = (seed = 1) => connectorModel(seed, connectors, createWorld(seed, inventoryOf(smallZone())));
const count = (statuses: readonly number[], status: number) => statuses.filter((each) => each === status).length;

test('connectors go through OCPP states in order only', () => {
  let before: readonly number[] | undefined;
  const seen = new Set<number>();
  run(make(), times(MONDAY + 8 * HOUR_MS, 8 * HOUR_MS, 10_000), (round) => {
    const now = round.get('connector.status')!;
    now.forEach((status, i) => {
      seen.add(status);
      const was = before?.[i];
      if (was !== undefined && was !== status) expect(NEXT.get(was), `${was} → ${status}`).toContain(status);
    });
    before = now;
  });
  expect([...seen].sort()).toEqual([0, 1, 2, 4, 5, 7, 8]);
});

test('two or three are faulted, some unavailable, the same all day', () => {
  for (const seed of [1, 2, 3, 4]) {
    const sets = new Set<string>();
    run(make(seed), times(MONDAY, 24 * HOUR_MS, HOUR_MS), (round) => {
      const statuses = round.get('connector.status')!;
      expect([2, 3]).toContain(count(statuses, 8));
      expect(count(statuses, 7)).toBe(4);
      sets.add(statuses.map((status) => (status >= 7 ? status : 0)).join());
    });
    expect(sets.size).toBe(1);
  }
});

test('an office park: more cars charge around noon than at night, from the first look on', () => {
  const charging = new Map<number, number>();
  run(make(), times(MONDAY, 24 * HOUR_MS, 10_000), (round, at) => {
    const hour = Math.floor((at - MONDAY) / HOUR_MS);
    charging.set(hour, Math.max(charging.get(hour) ?? 0, count(round.get('connector.status')!, CHARGING)));
  });
  expect(charging.get(12)).toBeGreaterThan(60);
  expect(charging.get(3)).toBeLessThan(40);
  run(make(), [MONDAY + 12 * HOUR_MS], (round) => {
    expect(count(round.get('connector.status')!, CHARGING)).toBeGreaterThan(60);
    expect(count(round.get('connector.status')!, AVAILABLE)).toBeGreaterThan(30);
  });
});

test('only charging draws power, at most the rating, and the meter is its integral', () => {
  let before: readonly number[] | undefined;
  run(make(), times(MONDAY + 11 * HOUR_MS, HOUR_MS, 10_000), (round) => {
    const energy = round.get('connector.energy')!;
    const odd = connectors.filter((connector, i) => {
      const watts = round.get('connector.power')![i]!;
      const charging = round.get('connector.status')![i] === CHARGING;
      const metered = before === undefined ? watts / 360 : energy[i]! - before[i]!;
      const ratedW = 1000 * Number(connector.attributes.get('power_kw'));
      return charging !== watts > 0 || watts > ratedW || Math.abs(metered - watts / 360) > 1;
    });
    expect(odd).toEqual([]);
    before = energy;
  });
});
