import type { MetricDefinition, Unit } from './metric.ts';

const intervalMs = 10_000;

function count(name: string, zh: string, en: string, input: string, equals?: number): MetricDefinition {
  return {
    id: `zone.${name}`,
    kind: 'zone',
    unit: 'count',
    label: { zh, en },
    range: [0, 1e9],
    resolution: 1,
    intervalMs,
    derive: { over: 'below', aggregate: 'count', input, ...(equals === undefined ? {} : { equals }) },
  };
}

function sum(name: string, unit: Unit, zh: string, en: string, input: string): MetricDefinition {
  return {
    id: `zone.${name}`,
    kind: 'zone',
    unit,
    label: { zh, en },
    range: [0, 1e18],
    resolution: 1,
    intervalMs,
    derive: { over: 'below', aggregate: 'sum', input },
  };
}

/** The zone's own numbers: all of them roll-ups of what is below it. */
export const ZONE_METRICS: readonly MetricDefinition[] = [
  count('sites-on-air', '在网基站', 'Sites on air', 'site.cells-enabled', 100),
  count('cells-enabled', '在服小区', 'Cells enabled', 'cell.operational-state', 1),
  sum('users', 'count', '在线用户', 'Users', 'cell.users'),
  sum('traffic-dl', 'bit/s', '5G 下行流量', '5G DL traffic', 'cell.traffic-dl'),
  sum('radio-power', 'W', '基站功耗', 'Radio power', 'cell.power'),
  count('racks-live', '在线机柜', 'Racks reporting', 'rack.inlet'),
  sum('it-power', 'W', 'IT 负载', 'IT load', 'rack.power'),
  sum('egress-in', 'bit/s', '出口入流量', 'Egress in', 'uplink.in'),
  sum('egress-out', 'bit/s', '出口出流量', 'Egress out', 'uplink.out'),
  count('connectors-live', '在线充电枪', 'Connectors online', 'connector.status'),
  count('connectors-available', '空闲充电枪', 'Connectors available', 'connector.status', 0),
  count('connectors-charging', '充电中', 'Connectors charging', 'connector.status', 2),
  count('connectors-faulted', '故障充电枪', 'Connectors faulted', 'connector.status', 8),
  sum('charging-power', 'W', '充电功率', 'Charging power', 'connector.power'),
];
