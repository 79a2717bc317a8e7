import { resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { createModels } from '../../../../server/ingest/simulator/index.ts';
import type { Model } from '../../../../server/ingest/simulator/model/model.ts';
import { loadZone } from '../../../../server/inventory/index.ts';
import type { Inventory } from '../../../../server/ports.ts';
import type { ResourceKind } from '../../../../shared/model/resource.ts';
import { HOUR_MS, MONDAY, run, times, total } from './model/run.ts';

let inventory: Inventory;
const model = (kind: ResourceKind): Model => createModels(1, inventory).find((each) => each.kind === kind)!;
const day = times(MONDAY, 24 * HOUR_MS, HOUR_MS);

beforeAll(async () => {
  inventory = await loadZone({ folder: resolve(import.meta.dirname, '../../../../server/zones/qingdao') });
});

test('the 8,000 racks of phase 1 draw 14–19 MW at every hour, and none of phase 2 reports', () => {
  expect(model('rack').resources).toHaveLength(8_000);
  run(model('rack'), day, (round) => {
    const megawatts = (total(round.get('rack.power-a')!) + total(round.get('rack.power-b')!)) / 1e6;
    expect(megawatts).toBeGreaterThan(14);
    expect(megawatts).toBeLessThan(19);
  });
});

test('eight racks are warmer than 27 °C, the rest lie mostly at 20–26 °C', () => {
  run(model('rack'), [MONDAY + 15 * HOUR_MS], (round) => {
    const top = round.get('rack.inlet-top')!;
    expect(top.filter((inlet) => inlet > 27)).toHaveLength(8);
    expect(top.filter((inlet) => inlet >= 20 && inlet <= 26).length).toBeGreaterThan(0.95 * top.length);
  });
});

test('egress peaks at about 11 Tbit/s out, below the N−1 limit of 12, within 20–23 h', () => {
  let peak = { bps: 0, hour: 0 };
  run(model('uplink'), day, (round, at) => {
    const bps = total(round.get('uplink.out')!);
    if (bps > peak.bps) peak = { bps, hour: (at - MONDAY) / HOUR_MS };
  });
  expect(peak.bps).toBeGreaterThan(10.5e12);
  expect(peak.bps).toBeLessThan(11.5e12);
  expect([20, 21, 22, 23]).toContain(peak.hour);
});

test('27 sites are on air: one of them wholly out of service, one with a cell out', () => {
  const cells = model('cell').resources;
  expect(new Set(cells.map((cell) => cell.parent)).size).toBe(27);
  run(model('cell'), [MONDAY + 10 * HOUR_MS], (round) => {
    const out = cells.filter((_, i) => round.get('cell.operational-state')![i] === 0);
    expect(new Set(out.map((cell) => cell.parent)).size).toBe(2);
  });
});

test('198 connectors: some free and some charging at noon, two or three faulted', () => {
  expect(model('connector').resources).toHaveLength(198);
  run(model('connector'), [MONDAY + 12 * HOUR_MS], (round) => {
    const count = (status: number) => round.get('connector.status')!.filter((each) => each === status).length;
    expect(count(0)).toBeGreaterThan(30);
    expect(count(2)).toBeGreaterThan(50);
    expect([2, 3]).toContain(count(8));
  });
});
