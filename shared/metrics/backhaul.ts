import type { MetricDefinition, StateValue } from './metric.ts';

const intervalMs = 10_000;

const OPERATIONAL: readonly StateValue[] = [
  { value: 0, id: 'disabled', label: { zh: '中断', en: 'Down' }, severity: 'critical' },
  { value: 1, id: 'enabled', label: { zh: '正常', en: 'Up' }, severity: 'normal' },
];

function state(kind: 'backhaul-node' | 'backhaul-link' | 'router'): MetricDefinition {
  return {
    id: `${kind}.operational-state`,
    kind,
    unit: 'state',
    label: { zh: '运行状态', en: 'Operational state' },
    range: [0, 1],
    resolution: 1,
    intervalMs,
    states: OPERATIONAL,
    standard: 'operationalState (X.731)',
  };
}

function traffic(direction: 'in' | 'out'): MetricDefinition {
  return {
    id: `backhaul-link.${direction}`,
    kind: 'backhaul-link',
    unit: 'bit/s',
    label: direction === 'in' ? { zh: '入流量', en: 'Traffic in' } : { zh: '出流量', en: 'Traffic out' },
    range: [0, 1e13],
    resolution: 1e5,
    intervalMs,
    standard: direction === 'in' ? 'ifHCInOctets (IF-MIB)' : 'ifHCOutOctets (IF-MIB)',
  };
}

/** Transport between the core and the sites: rings of aggregation nodes. */
export const BACKHAUL_NODE_METRICS: readonly MetricDefinition[] = [state('backhaul-node')];

export const BACKHAUL_LINK_METRICS: readonly MetricDefinition[] = [
  state('backhaul-link'),
  traffic('in'),
  traffic('out'),
  {
    id: 'backhaul-link.utilization',
    kind: 'backhaul-link',
    unit: '%',
    label: { zh: '利用率（较忙方向）', en: 'Utilization (busier direction)' },
    range: [0, 200],
    resolution: 0.1,
    intervalMs,
    derive: {
      over: 'self',
      aggregate: 'ratio',
      inputs: ['backhaul-link.in', 'backhaul-link.out'],
      attribute: 'capacity_bps',
    },
    ladder: {
      direction: 'above',
      steps: [
        { severity: 'warning', raise: 70, clear: 68 },
        { severity: 'major', raise: 80, clear: 78 },
        { severity: 'critical', raise: 90, clear: 88 },
      ],
      source: {
        zh: '与出口相同：70 % 警告，80 % 重要，90 % 紧急',
        en: 'As for egress: 70 % warning, 80 % major, 90 % critical',
      },
    },
  },
];

export const ROUTER_METRICS: readonly MetricDefinition[] = [state('router')];
