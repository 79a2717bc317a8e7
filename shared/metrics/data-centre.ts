import type { Ladder, MetricDefinition, StateValue } from './metric.ts';

const intervalMs = 10_000;

/** ASHRAE TC 9.9 (2021): recommended up to 27 °C, class A1 allowable to 32, A2 to 35; hysteresis 0.5 °C. */
const inletLadder: Ladder = {
  direction: 'above',
  steps: [
    { severity: 'warning', raise: 27, clear: 26.5 },
    { severity: 'major', raise: 32, clear: 31.5 },
    { severity: 'critical', raise: 35, clear: 34.5 },
  ],
  source: {
    zh: 'ASHRAE TC 9.9 2021：推荐 ≤ 27 °C，A1 ≤ 32 °C，A2 ≤ 35 °C',
    en: 'ASHRAE TC 9.9 2021: recommended ≤ 27 °C, A1 ≤ 32 °C, A2 ≤ 35 °C',
  },
};

function inlet(position: string, zh: string, en: string): MetricDefinition {
  return {
    id: `rack.inlet-${position}`,
    kind: 'rack',
    unit: '°C',
    label: { zh: `进风温度（${zh}）`, en: `Inlet, ${en}` },
    range: [-20, 80],
    resolution: 0.1,
    intervalMs,
    ladder: inletLadder,
    standard: `GB 50462-2015 §12.2.2`,
  };
}

function perFeed(feed: 'a' | 'b', quantity: 'power' | 'current'): MetricDefinition {
  const upper = feed.toUpperCase();
  return {
    id: `rack.${quantity}-${feed}`,
    kind: 'rack',
    unit: quantity === 'power' ? 'W' : 'A',
    label:
      quantity === 'power'
        ? { zh: `${upper} 路功率`, en: `Power, feed ${upper}` }
        : { zh: `${upper} 路电流`, en: `Current, feed ${upper}` },
    range: quantity === 'power' ? [0, 100_000] : [0, 500],
    resolution: quantity === 'power' ? 1 : 0.1,
    intervalMs,
  };
}

export const RACK_METRICS: readonly MetricDefinition[] = [
  inlet('top', '上', 'top'),
  inlet('middle', '中', 'middle'),
  inlet('bottom', '下', 'bottom'),
  {
    id: 'rack.outlet',
    kind: 'rack',
    unit: '°C',
    label: { zh: '出风温度', en: 'Outlet' },
    range: [-20, 90],
    resolution: 0.1,
    intervalMs,
  },
  {
    id: 'rack.humidity',
    kind: 'rack',
    unit: '%',
    label: { zh: '相对湿度', en: 'Relative humidity' },
    range: [0, 100],
    resolution: 0.1,
    intervalMs,
    ladder: {
      direction: 'above',
      steps: [
        { severity: 'warning', raise: 70, clear: 68 },
        { severity: 'major', raise: 80, clear: 78 },
      ],
      source: {
        zh: 'ASHRAE TC 9.9 2021：推荐相对湿度 ≤ 70 %，A1 ≤ 80 %',
        en: 'ASHRAE TC 9.9 2021: recommended ≤ 70 % RH, A1 ≤ 80 %',
      },
    },
  },
  perFeed('a', 'power'),
  perFeed('b', 'power'),
  perFeed('a', 'current'),
  perFeed('b', 'current'),
  {
    id: 'rack.energy',
    kind: 'rack',
    unit: 'Wh',
    label: { zh: '累计电量', en: 'Energy' },
    range: [0, 1e12],
    resolution: 1,
    intervalMs,
  },
  {
    id: 'rack.inlet',
    kind: 'rack',
    unit: '°C',
    label: { zh: '进风温度（三点最高）', en: 'Inlet (max of three)' },
    range: [-20, 80],
    resolution: 0.1,
    intervalMs,
    ladder: inletLadder,
    derive: { over: 'self', aggregate: 'max', inputs: ['rack.inlet-top', 'rack.inlet-middle', 'rack.inlet-bottom'] },
  },
  {
    id: 'rack.power',
    kind: 'rack',
    unit: 'W',
    label: { zh: '功率 A + B', en: 'Power A + B' },
    range: [0, 200_000],
    resolution: 1,
    intervalMs,
    derive: { over: 'self', aggregate: 'sum', inputs: ['rack.power-a', 'rack.power-b'] },
  },
];

/** The same roll-ups of racks for a hall, a phase and the whole data centre. */
function ofRacks(kind: 'hall' | 'phase' | 'datacentre'): readonly MetricDefinition[] {
  return [
    {
      id: `${kind}.inlet-max`,
      kind,
      unit: '°C',
      label: { zh: '最高进风温度', en: 'Hottest inlet' },
      range: [-20, 80],
      resolution: 0.1,
      intervalMs,
      ladder: inletLadder,
      derive: { over: 'below', aggregate: 'max', input: 'rack.inlet' },
    },
    {
      id: `${kind}.inlet-mean`,
      kind,
      unit: '°C',
      label: { zh: '平均进风温度', en: 'Mean inlet' },
      range: [-20, 80],
      resolution: 0.1,
      intervalMs,
      derive: { over: 'below', aggregate: 'mean', input: 'rack.inlet' },
    },
    {
      id: `${kind}.it-power`,
      kind,
      unit: 'W',
      label: { zh: 'IT 负载', en: 'IT load' },
      range: [0, 1e9],
      resolution: 100,
      intervalMs,
      derive: { over: 'below', aggregate: 'sum', input: 'rack.power' },
    },
    {
      id: `${kind}.racks-live`,
      kind,
      unit: 'count',
      label: { zh: '在线机柜', en: 'Racks reporting' },
      range: [0, 1e6],
      resolution: 1,
      intervalMs,
      derive: { over: 'below', aggregate: 'count', input: 'rack.inlet' },
    },
  ];
}

export const HALL_METRICS = ofRacks('hall');
export const PHASE_METRICS = ofRacks('phase');
export const DATACENTRE_METRICS: readonly MetricDefinition[] = [
  ...ofRacks('datacentre'),
  {
    id: 'datacentre.total-power',
    kind: 'datacentre',
    unit: 'W',
    label: { zh: '总功率（市电）', en: 'Total power (utility)' },
    range: [0, 1e9],
    resolution: 1000,
    intervalMs,
    derive: { over: 'below', aggregate: 'sum', input: 'utility.power' },
  },
  {
    id: 'datacentre.pue',
    kind: 'datacentre',
    unit: 'ratio',
    label: { zh: 'PUE（瞬时，类别 2）', en: 'PUE (instantaneous, category 2)' },
    range: [0, 20],
    resolution: 0.01,
    intervalMs,
    derive: { over: 'self', aggregate: 'quotient', inputs: ['datacentre.total-power', 'datacentre.it-power'] },
    standard: 'ISO/IEC 30134-2, from power at one moment, IT metered at the PDU output',
  },
];

/** IF-MIB ifOperStatus, the two values a port on duty has. */
const OPER_STATUS: readonly StateValue[] = [
  { value: 1, id: 'up', label: { zh: '正常', en: 'Up' }, severity: 'normal' },
  { value: 2, id: 'down', label: { zh: '中断', en: 'Down' }, severity: 'critical' },
];

function traffic(kind: 'uplink' | 'carrier', direction: 'in' | 'out'): MetricDefinition {
  return {
    id: `${kind}.${direction}`,
    kind,
    unit: 'bit/s',
    label: direction === 'in' ? { zh: '入流量', en: 'Traffic in' } : { zh: '出流量', en: 'Traffic out' },
    range: [0, 1e14],
    resolution: 1e6,
    intervalMs,
    ...(kind === 'uplink'
      ? { standard: direction === 'in' ? 'ifHCInOctets (IF-MIB)' : 'ifHCOutOctets (IF-MIB)' }
      : { derive: { over: 'below', aggregate: 'sum', input: `uplink.${direction}` } as const }),
  };
}

export const UPLINK_METRICS: readonly MetricDefinition[] = [
  {
    id: 'uplink.oper-status',
    kind: 'uplink',
    unit: 'state',
    label: { zh: '端口状态', en: 'Port status' },
    range: [1, 7],
    resolution: 1,
    intervalMs,
    states: OPER_STATUS,
    standard: 'ifOperStatus (IF-MIB)',
  },
  traffic('uplink', 'in'),
  traffic('uplink', 'out'),
  {
    id: 'uplink.utilization',
    kind: 'uplink',
    unit: '%',
    label: { zh: '利用率（较忙方向）', en: 'Utilization (busier direction)' },
    range: [0, 200],
    resolution: 0.1,
    intervalMs,
    derive: { over: 'self', aggregate: 'ratio', inputs: ['uplink.in', 'uplink.out'], attribute: 'capacity_bps' },
    ladder: {
      direction: 'above',
      steps: [
        { severity: 'warning', raise: 70, clear: 68 },
        { severity: 'major', raise: 80, clear: 78 },
        { severity: 'critical', raise: 90, clear: 88 },
      ],
      source: {
        zh: '出口：连续三个 5 分钟均值，70 % 警告，80 % 重要，90 % 紧急',
        en: 'Egress, three means of 5 min in a row: 70 % warning, 80 % major, 90 % critical',
      },
    },
  },
];

export const CARRIER_METRICS: readonly MetricDefinition[] = [traffic('carrier', 'in'), traffic('carrier', 'out')];
