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
  source: { zh: 'PRB > 90 %：越限', en: 'PRB > 90 %: threshold crossed' },
} as const;

/** States that are not faults: shown as such, outside outage and availability (TS 28.541, TS 28.310). */
const CELL_STATES: readonly MetricDefinition[] = [
  {
    id: 'cell.administrative-state',
    kind: 'cell',
    unit: 'state',
    label: { zh: '管理状态', en: 'Administrative state' },
    range: [0, 1],
    resolution: 1,
    intervalMs,
    states: [
      { value: 0, id: 'locked', label: { zh: '锁定', en: 'Locked' }, severity: 'normal' },
      { value: 1, id: 'unlocked', label: { zh: '解锁', en: 'Unlocked' }, severity: 'normal' },
    ],
    standard: 'administrativeState (TS 28.622)',
  },
  {
    id: 'cell.energy-saving',
    kind: 'cell',
    unit: 'state',
    label: { zh: '节能状态', en: 'Energy saving' },
    range: [0, 1],
    resolution: 1,
    intervalMs,
    states: [
      { value: 0, id: 'is-not-energy-saving', label: { zh: '未节能', en: 'Not saving' }, severity: 'normal' },
      { value: 1, id: 'is-energy-saving', label: { zh: '节能中', en: 'Saving energy' }, severity: 'normal' },
    ],
    standard: 'energySavingState (TS 28.310)',
  },
];

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
    standard: 'DRB.PdcpSduVolumeDL per second (TS 28.552 §5.1.2.1.1.1)',
  },
  {
    id: 'cell.traffic-ul',
    kind: 'cell',
    unit: 'bit/s',
    label: { zh: '上行流量', en: 'UL traffic' },
    range: [0, 1e11],
    resolution: 1000,
    intervalMs,
    standard: 'DRB.PdcpSduVolumeUL per second (TS 28.552 §5.1.2.1.2.1)',
  },
  {
    id: 'cell.power',
    kind: 'cell',
    unit: 'W',
    label: { zh: '平均功耗', en: 'Mean power' },
    range: [0, 20_000],
    resolution: 1,
    intervalMs,
    standard: 'PEE.AvgPower (TS 28.552 §5.1.1.19.2.1)',
  },
  ...CELL_STATES,
];

/** What a site itself reports, beside the roll-ups of its cells. */
const SITE_PLANT: readonly MetricDefinition[] = [
  {
    id: 'site.mains',
    kind: 'site',
    unit: 'state',
    label: { zh: '市电', en: 'Mains' },
    range: [0, 1],
    resolution: 1,
    intervalMs,
    states: [
      { value: 0, id: 'lost', label: { zh: '市电中断，电池供电', en: 'Lost, on battery' }, severity: 'major' },
      { value: 1, id: 'present', label: { zh: '正常', en: 'Present' }, severity: 'normal' },
    ],
  },
  {
    id: 'site.battery-runtime',
    kind: 'site',
    unit: 's',
    label: { zh: '电池剩余时间', en: 'Battery time left' },
    range: [0, 1e6],
    resolution: 1,
    intervalMs,
    ladder: {
      direction: 'below',
      steps: [{ severity: 'critical', raise: 3600, clear: 3900 }],
      source: {
        zh: '电池低阈值：不足 60 分钟，紧急',
        en: 'Low battery threshold: under 60 min, critical',
      },
    },
  },
  {
    id: 'site.rectifier',
    kind: 'site',
    unit: 'state',
    label: { zh: '整流器', en: 'Rectifier' },
    range: [0, 1],
    resolution: 1,
    intervalMs,
    states: [
      { value: 0, id: 'failed', label: { zh: '故障', en: 'Failed' }, severity: 'major' },
      { value: 1, id: 'working', label: { zh: '正常', en: 'Working' }, severity: 'normal' },
    ],
  },
  {
    id: 'site.clock',
    kind: 'site',
    unit: 'state',
    label: { zh: '时钟同步', en: 'Clock' },
    range: [0, 2],
    resolution: 1,
    intervalMs,
    states: [
      { value: 0, id: 'holdover', label: { zh: '保持（GNSS 丢失）', en: 'Hold-over (GNSS lost)' }, severity: 'major' },
      { value: 1, id: 'locked', label: { zh: '锁定', en: 'Locked' }, severity: 'normal' },
      { value: 2, id: 'free-running', label: { zh: '自由振荡', en: 'Free running' }, severity: 'critical' },
    ],
  },
  {
    id: 'site.holdover-left',
    kind: 'site',
    unit: 's',
    label: { zh: '时钟保持剩余时间', en: 'Hold-over time left' },
    range: [0, 1e6],
    resolution: 1,
    intervalMs,
  },
  {
    // Shedding is staged: radios first, transmission last. 0 once they are off.
    id: 'site.radio-backup-left',
    kind: 'site',
    unit: 's',
    label: { zh: '射频备电剩余时间', en: 'Battery time left for radios' },
    range: [0, 1e6],
    resolution: 1,
    intervalMs,
  },
];

export const SITE_METRICS: readonly MetricDefinition[] = [
  ...SITE_PLANT,
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
      source: {
        zh: '小区不可用为重要，全站不可用为紧急',
        en: 'Cell unavailable: major; whole site unavailable: critical',
      },
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
