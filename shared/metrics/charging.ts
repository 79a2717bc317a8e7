import type { MetricDefinition, StateValue } from './metric.ts';

const intervalMs = 10_000;

/** OCPP 1.6 §7.7 ChargePointStatus, in the order of the specification. */
const STATUS: readonly StateValue[] = [
  { value: 0, id: 'Available', label: { zh: '空闲', en: 'Available' }, severity: 'normal' },
  { value: 1, id: 'Preparing', label: { zh: '准备中', en: 'Preparing' }, severity: 'normal' },
  { value: 2, id: 'Charging', label: { zh: '充电中', en: 'Charging' }, severity: 'normal' },
  { value: 3, id: 'SuspendedEVSE', label: { zh: '桩侧暂停', en: 'Suspended by EVSE' }, severity: 'normal' },
  { value: 4, id: 'SuspendedEV', label: { zh: '车侧暂停', en: 'Suspended by EV' }, severity: 'normal' },
  { value: 5, id: 'Finishing', label: { zh: '结束中', en: 'Finishing' }, severity: 'normal' },
  { value: 6, id: 'Reserved', label: { zh: '已预约', en: 'Reserved' }, severity: 'normal' },
  { value: 7, id: 'Unavailable', label: { zh: '停用', en: 'Unavailable' }, severity: 'warning' },
  { value: 8, id: 'Faulted', label: { zh: '故障', en: 'Faulted' }, severity: 'major' },
];

export const CONNECTOR_METRICS: readonly MetricDefinition[] = [
  {
    id: 'connector.status',
    kind: 'connector',
    unit: 'state',
    label: { zh: '状态', en: 'Status' },
    range: [0, 8],
    resolution: 1,
    intervalMs,
    states: STATUS,
    standard: 'StatusNotification.status (OCPP 1.6 §7.7)',
  },
  {
    id: 'connector.power',
    kind: 'connector',
    unit: 'W',
    label: { zh: '充电功率', en: 'Charging power' },
    range: [0, 1e6],
    resolution: 10,
    intervalMs,
    standard: 'Power.Active.Import (OCPP 1.6 §7.31)',
  },
  {
    id: 'connector.energy',
    kind: 'connector',
    unit: 'Wh',
    label: { zh: '电表读数', en: 'Meter reading' },
    range: [0, 1e12],
    resolution: 1,
    intervalMs,
    standard: 'Energy.Active.Import.Register (OCPP 1.6 §7.31)',
  },
];

export const STATION_METRICS: readonly MetricDefinition[] = [
  {
    id: 'charging-station.available',
    kind: 'charging-station',
    unit: 'count',
    label: { zh: '空闲枪', en: 'Connectors available' },
    range: [0, 1000],
    resolution: 1,
    intervalMs,
    derive: { over: 'below', aggregate: 'count', input: 'connector.status', equals: 0 },
  },
  {
    id: 'charging-station.power',
    kind: 'charging-station',
    unit: 'W',
    label: { zh: '充电功率', en: 'Charging power' },
    range: [0, 1e8],
    resolution: 10,
    intervalMs,
    derive: { over: 'below', aggregate: 'sum', input: 'connector.power' },
  },
];
