import type { MetricDefinition, StateValue } from './metric.ts';

const intervalMs = 10_000;

/** TS 28.622 operationalState. */
const OPERATIONAL: readonly StateValue[] = [
  { value: 0, id: 'disabled', label: { zh: '退服', en: 'Disabled' }, severity: 'critical' },
  { value: 1, id: 'enabled', label: { zh: '正常', en: 'Enabled' }, severity: 'normal' },
];

const prbLadder = {
  direction: 'above',
  steps: [{ severity: 'warning', raise: 90, clear: 85 }],
  source: 'PRB > 90 %: threshold crossed',
} as const;

export const CELL_METRICS: readonly MetricDefinition[] = [
  {
    id: 'cell.operational-state',
    kind: 'cell',
    unit: 'state',
    label: { zh: '运行状态', en: 'Operational state' },
    range: [0, 1],
    resolution: 1,
    intervalMs,
    states: OPERATIONAL,
    standard: 'operationalState (TS 28.622)',
  },
  {
    id: 'cell.prb-dl',
    kind: 'cell',
    unit: '%',
    label: { zh: '下行 PRB 利用率', en: 'DL PRB use' },
    range: [0, 100],
    resolution: 1,
    intervalMs,
    ladder: prbLadder,
    standard: 'RRU.PrbTotDl (TS 28.552 §5.1.1.2.1)',
  },
  {
    id: 'cell.prb-ul',
    kind: 'cell',
    unit: '%',
    label: { zh: '上行 PRB 利用率', en: 'UL PRB use' },
    range: [0, 100],
    resolution: 1,
    intervalMs,
    ladder: prbLadder,
    standard: 'RRU.PrbTotUl (TS 28.552 §5.1.1.2.2)',
  },
  {
    id: 'cell.users',
    kind: 'cell',
    unit: 'count',
    label: { zh: '平均 RRC 用户数', en: 'Mean RRC users' },
    range: [0, 100_000],
    resolution: 0.1,
    intervalMs,
    standard: 'RRC.ConnMean (TS 28.552 §5.1.1.4.1)',
  },
  {
    id: 'cell.traffic-dl',
    kind: 'cell',
    unit: 'bit/s',
    label: { zh: '下行流量', en: 'DL traffic' },
    range: [0, 1e11],
    resolution: 1000,
    intervalMs,
    standard: 'DRB.PdcpSduVolumeDL per second (TS 28.552)',
  },
  {
    id: 'cell.traffic-ul',
    kind: 'cell',
    unit: 'bit/s',
    label: { zh: '上行流量', en: 'UL traffic' },
    range: [0, 1e11],
    resolution: 1000,
    intervalMs,
    standard: 'DRB.PdcpSduVolumeUL per second (TS 28.552)',
  },
  {
    id: 'cell.power',
    kind: 'cell',
    unit: 'W',
    label: { zh: '平均功耗', en: 'Mean power' },
    range: [0, 20_000],
    resolution: 1,
    intervalMs,
    standard: 'PEE.AvgPower (TS 28.552 §5.1.1.19)',
  },
];

export const SITE_METRICS: readonly MetricDefinition[] = [
  {
    id: 'site.cells-enabled',
    kind: 'site',
    unit: '%',
    label: { zh: '在服小区占比', en: 'Cells enabled' },
    range: [0, 100],
    resolution: 0.1,
    intervalMs,
    derive: { over: 'below', aggregate: 'share', input: 'cell.operational-state', equals: 1 },
    ladder: {
      direction: 'below',
      steps: [
        { severity: 'major', raise: 99.9, clear: 99.9 },
        { severity: 'critical', raise: 0.1, clear: 0.1 },
      ],
      source: 'Cell unavailable MAJOR, whole site unavailable CRITICAL',
    },
  },
  {
    id: 'site.users',
    kind: 'site',
    unit: 'count',
    label: { zh: 'RRC 用户数', en: 'RRC users' },
    range: [0, 1e6],
    resolution: 1,
    intervalMs,
    derive: { over: 'below', aggregate: 'sum', input: 'cell.users' },
  },
  {
    id: 'site.prb-dl',
    kind: 'site',
    unit: '%',
    label: { zh: '下行 PRB 利用率（最忙小区）', en: 'DL PRB use (busiest cell)' },
    range: [0, 100],
    resolution: 1,
    intervalMs,
    derive: { over: 'below', aggregate: 'max', input: 'cell.prb-dl' },
  },
  {
    id: 'site.traffic-dl',
    kind: 'site',
    unit: 'bit/s',
    label: { zh: '下行流量', en: 'DL traffic' },
    range: [0, 1e12],
    resolution: 1000,
    intervalMs,
    derive: { over: 'below', aggregate: 'sum', input: 'cell.traffic-dl' },
  },
  {
    id: 'site.power',
    kind: 'site',
    unit: 'W',
    label: { zh: '功耗', en: 'Power' },
    range: [0, 1e5],
    resolution: 1,
    intervalMs,
    derive: { over: 'below', aggregate: 'sum', input: 'cell.power' },
  },
];
