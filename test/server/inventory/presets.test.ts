import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { loadZone } from '../../../server/inventory/index.ts';
import { createMapping } from '../../../server/normalize/mapping.ts';
import { QINGDAO } from './edited-pack.ts';

const inventory = await loadZone({ folder: QINGDAO });
const map = createMapping(inventory);

function lead(name: string, labels: Record<string, string>): readonly [string, string] | string {
  const mapped = map({ by: 'labels', name, labels: Object.entries({ __name__: name, ...labels }) });
  if (!mapped.mapped) return mapped.example;
  return [inventory.resourceOf(mapped.series).id, inventory.metricOf(mapped.series).id];
}

test('every preset is used by the demo zone, whose mapping.yaml shows how', () => {
  const presets = readdirSync(resolve(import.meta.dirname, '../../../server/inventory/presets'));
  const used = new Set(inventory.mapping.map(({ where }) => /^presets\/(.*) rule/.exec(where)?.[1]));
  for (const preset of presets) expect(used.has(preset), preset).toBe(true);
});

test.each<[string, Record<string, string>, string, string]>([
  ['upsEstimatedMinutesRemaining', { instance: 'qy-ups-a1' }, 'ups/qingyun/a1', 'ups.battery-runtime'],
  ['upsOutputSource', { instance: 'qy-ups-b4' }, 'ups/qingyun/b4', 'ups.state'],
  ['instance:upsOutputPower:sum', { instance: 'qy-ups-b4' }, 'ups/qingyun/b4', 'ups.power'],
  ['power_meter_watts', { dc: 'qingyun', element: 'utility', id: 'u1' }, 'utility/qingyun/u1', 'utility.power'],
  ['power_meter_watts', { dc: 'qingyun', element: 'pdu', id: 'p1-h03-a' }, 'pdu/qingyun/p1-h03-a', 'pdu.power'],
  [
    'power_energized',
    { dc: 'qingyun', element: 'power-feed', hall: 'p1-h03', feed: 'a' },
    'power-feed/qingyun/p1-h03/a',
    'power-feed.state',
  ],
  [
    'crah_supply_air_celsius',
    { dc: 'qingyun', hall: 'p1-h03', unit: 'crah-5' },
    'cooling-unit/qingyun/p1-h03/crah-5',
    'cooling-unit.supply',
  ],
  ['Hostname:DCGM_FI_DEV_GPU_UTIL:avg', { Hostname: 'gpu-001' }, 'gpu-node/qingyun/gpu-001', 'gpu-node.utilization'],
  ['backhaul_link_in_bytes_total', { ring: 'ring-2', link: 'l3' }, 'backhaul-link/ring-2/l3', 'backhaul-link.in'],
  ['router_up', { router: 'qy-er-1' }, 'router/qingyun/r1', 'router.operational-state'],
  [
    'power_phase_amperes',
    { dc: 'qingyun', element: 'power-feed', hall: 'p1-h03', feed: 'a', phase: 'L2' },
    'power-feed/qingyun/p1-h03/a',
    'power-feed.current-l2',
  ],
  ['site_rectifier_working', { site: 'qd-ht-019' }, 'site/qd-ht-019', 'site.rectifier'],
  ['site_radio_backup_seconds', { site: 'qd-ht-019' }, 'site/qd-ht-019', 'site.radio-backup-left'],
  ['site_mains_present', { site: 'qd-ht-019' }, 'site/qd-ht-019', 'site.mains'],
])('%s %o is %s %s', (name, labels, resource, metric) => {
  expect(lead(name, labels)).toEqual([resource, metric]);
});

test('RFC 1628: minutes become seconds, and sources of the output states of the catalogue', () => {
  const rule = (name: string) => inventory.mapping.find((each) => each.name === name)!;
  expect(rule('upsEstimatedMinutesRemaining').scale).toBe(60);
  expect([...rule('upsOutputSource').states!]).toEqual([
    [2, 3],
    [3, 0],
    [4, 2],
    [5, 1],
    [6, 0],
    [7, 0],
  ]);
});

test('a series per GPU is no value of its node: it leads nowhere', () => {
  expect(lead('DCGM_FI_DEV_GPU_UTIL', { Hostname: 'gpu-001', gpu: '3' })).toContain('DCGM_FI_DEV_GPU_UTIL');
});
