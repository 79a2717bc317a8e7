import type { MetricDefinition } from './metric.ts';

const intervalMs = 10_000;

function celsius(name: string, zh: string, en: string): MetricDefinition {
  return {
    id: `cooling-unit.${name}`,
    kind: 'cooling-unit',
    unit: '°C',
    label: { zh, en },
    range: [-20, 80],
    resolution: 0.1,
    intervalMs,
  };
}

export const COOLING_UNIT_METRICS: readonly MetricDefinition[] = [
  {
    id: 'cooling-unit.state',
    kind: 'cooling-unit',
    unit: 'state',
    label: { zh: '状态', en: 'State' },
    range: [0, 2],
    resolution: 1,
    intervalMs,
    states: [
      { value: 0, id: 'standby', label: { zh: '备用', en: 'Standby' }, severity: 'normal' },
      { value: 1, id: 'running', label: { zh: '运行', en: 'Running' }, severity: 'normal' },
      { value: 2, id: 'tripped', label: { zh: '跳闸', en: 'Tripped' }, severity: 'major' },
    ],
  },
  celsius('supply', '送风温度', 'Supply air'),
  celsius('return', '回风温度', 'Return air'),
  {
    id: 'cooling-unit.fan',
    kind: 'cooling-unit',
    unit: '%',
    label: { zh: '风机转速', en: 'Fan speed' },
    range: [0, 100],
    resolution: 1,
    intervalMs,
  },
  {
    id: 'cooling-unit.power',
    kind: 'cooling-unit',
    unit: 'W',
    label: { zh: '功率', en: 'Power' },
    range: [0, 1e6],
    resolution: 10,
    intervalMs,
  },
];
