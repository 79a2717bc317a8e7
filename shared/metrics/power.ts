import type { Ladder, MetricDefinition, StateValue } from './metric.ts';

const intervalMs = 10_000;

type PowerKind = 'utility' | 'transformer' | 'generator' | 'ups' | 'pdu' | 'power-feed';

function state(kind: PowerKind, states: readonly StateValue[]): MetricDefinition {
  return {
    id: `${kind}.state`,
    kind,
    unit: 'state',
    label: { zh: '状态', en: 'State' },
    range: [0, states.length - 1],
    resolution: 1,
    intervalMs,
    states,
  };
}

function power(kind: PowerKind): MetricDefinition {
  return {
    id: `${kind}.power`,
    kind,
    unit: 'W',
    label: { zh: '功率', en: 'Power' },
    range: [0, 1e9],
    resolution: 100,
    intervalMs,
  };
}

/** Breakers and transformers are derated to 80 %; the top step is the nameplate itself. */
const loadLadder: Ladder = {
  direction: 'above',
  steps: [
    { severity: 'warning', raise: 80, clear: 78 },
    { severity: 'critical', raise: 100, clear: 98 },
  ],
  source: { zh: '按额定值 0.8 降额；100 % 为铭牌值', en: 'Derating 0.8 of rating; 100 % is the nameplate' },
};

function load(kind: PowerKind): MetricDefinition {
  return {
    id: `${kind}.load`,
    kind,
    unit: '%',
    label: { zh: '负载率', en: 'Load' },
    range: [0, 300],
    resolution: 0.1,
    intervalMs,
    derive: { over: 'self', aggregate: 'ratio', inputs: [`${kind}.power`], attribute: 'rating_w' },
    ladder: loadLadder,
  };
}

const energized: readonly StateValue[] = [
  { value: 0, id: 'dead', label: { zh: '失电', en: 'Dead' }, severity: 'critical' },
  { value: 1, id: 'energized', label: { zh: '带电', en: 'Energized' }, severity: 'normal' },
];

export const UTILITY_METRICS: readonly MetricDefinition[] = [
  state('utility', energized),
  power('utility'),
  load('utility'),
];

export const TRANSFORMER_METRICS: readonly MetricDefinition[] = [
  state('transformer', energized),
  power('transformer'),
  load('transformer'),
];

export const GENERATOR_METRICS: readonly MetricDefinition[] = [
  state('generator', [
    { value: 0, id: 'standby', label: { zh: '备用', en: 'Standby' }, severity: 'normal' },
    { value: 1, id: 'running', label: { zh: '运行', en: 'Running' }, severity: 'warning' },
    { value: 2, id: 'failed', label: { zh: '启动失败', en: 'Failed' }, severity: 'major' },
  ]),
  power('generator'),
  load('generator'),
];

export const UPS_METRICS: readonly MetricDefinition[] = [
  state('ups', [
    { value: 0, id: 'online', label: { zh: '在线', en: 'Online' }, severity: 'normal' },
    { value: 1, id: 'on-battery', label: { zh: '电池供电', en: 'On battery' }, severity: 'major' },
    { value: 2, id: 'bypass', label: { zh: '旁路', en: 'Bypass' }, severity: 'minor' },
    { value: 3, id: 'failed', label: { zh: '故障', en: 'Failed' }, severity: 'critical' },
  ]),
  power('ups'),
  load('ups'),
  {
    id: 'ups.battery-runtime',
    kind: 'ups',
    unit: 's',
    label: { zh: '电池剩余时间', en: 'Battery time left' },
    range: [0, 1e6],
    resolution: 1,
    intervalMs,
    ladder: {
      direction: 'below',
      steps: [
        { severity: 'major', raise: 480, clear: 510 },
        { severity: 'critical', raise: 180, clear: 210 },
      ],
      source: {
        zh: '电池低阈值：不足 8 分钟重要，不足 3 分钟紧急',
        en: 'Low battery threshold: under 8 min major, under 3 min critical',
      },
    },
    standard: 'upsEstimatedMinutesRemaining (RFC 1628)',
  },
];

export const PDU_METRICS: readonly MetricDefinition[] = [state('pdu', energized), power('pdu'), load('pdu')];

function phaseCurrent(phase: 1 | 2 | 3): MetricDefinition {
  return {
    id: `power-feed.current-l${phase}`,
    kind: 'power-feed',
    unit: 'A',
    label: { zh: `L${phase} 相电流`, en: `Current, phase L${phase}` },
    range: [0, 10_000],
    resolution: 0.1,
    intervalMs,
  };
}

export const POWER_FEED_METRICS: readonly MetricDefinition[] = [
  state('power-feed', energized),
  power('power-feed'),
  load('power-feed'),
  phaseCurrent(1),
  phaseCurrent(2),
  phaseCurrent(3),
  {
    id: 'power-feed.phase-load',
    kind: 'power-feed',
    unit: '%',
    label: { zh: '最忙相电流占额定', en: 'Busiest phase of rated current' },
    range: [0, 300],
    resolution: 0.1,
    intervalMs,
    derive: {
      over: 'self',
      aggregate: 'ratio',
      inputs: ['power-feed.current-l1', 'power-feed.current-l2', 'power-feed.current-l3'],
      attribute: 'rating_a',
    },
    ladder: {
      ...loadLadder,
      source: {
        zh: '断路器按额定电流 0.8 降额，逐相；100 % 为铭牌值',
        en: 'Breakers derated to 0.8 of rated current, per phase; 100 % is the nameplate',
      },
    },
  },
];
