import type { MetricDefinition, Unit } from './metric.ts';

const intervalMs = 10_000;

function gauge(
  name: string,
  unit: Unit,
  range: readonly [number, number],
  resolution: number,
  label: MetricDefinition['label'],
  standard: string,
): MetricDefinition {
  return { id: `gpu-node.${name}`, kind: 'gpu-node', unit, range, resolution, label, intervalMs, standard };
}

/** A node of several GPUs, by the names of DCGM: means and worst over its GPUs. */
export const GPU_NODE_METRICS: readonly MetricDefinition[] = [
  gauge('utilization', '%', [0, 100], 0.1, { zh: 'GPU 利用率', en: 'GPU utilization' }, 'DCGM_FI_DEV_GPU_UTIL, mean'),
  gauge('memory-used', '%', [0, 100], 0.1, { zh: '显存占用', en: 'GPU memory used' }, 'DCGM_FI_DEV_FB_USED / FB_TOTAL'),
  gauge('power', 'W', [0, 50_000], 1, { zh: '功率', en: 'Power' }, 'DCGM_FI_DEV_POWER_USAGE, sum'),
  {
    ...gauge('temperature', '°C', [0, 130], 1, { zh: '最高 GPU 温度', en: 'Hottest GPU' }, 'DCGM_FI_DEV_GPU_TEMP, max'),
    ladder: {
      direction: 'above',
      steps: [
        { severity: 'warning', raise: 83, clear: 80 },
        { severity: 'major', raise: 90, clear: 87 },
      ],
      source: {
        zh: '数据中心 GPU 常见降频阈值：83 与 90 °C，随硬件而定',
        en: 'Usual slowdown thresholds of data-centre GPUs: 83 and 90 °C; they depend on the hardware',
      },
    },
  },
  {
    ...gauge('gpus', 'count', [0, 64], 1, { zh: '可见 GPU', en: 'GPUs visible' }, 'Count of DCGM entities'),
  },
  {
    id: 'gpu-node.gpus-share',
    kind: 'gpu-node',
    unit: '%',
    label: { zh: '可见 GPU 占比', en: 'GPUs visible of installed' },
    range: [0, 200],
    resolution: 0.1,
    intervalMs,
    derive: { over: 'self', aggregate: 'ratio', inputs: ['gpu-node.gpus'], attribute: 'gpus' },
    ladder: {
      direction: 'below',
      steps: [{ severity: 'major', raise: 99.9, clear: 99.9 }],
      source: {
        zh: '掉卡的 GPU 会消失：与台账对比',
        en: 'A GPU that falls off the bus disappears: compared with the inventory',
      },
    },
  },
];
