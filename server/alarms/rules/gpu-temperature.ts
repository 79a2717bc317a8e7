import { thresholdRule } from '../threshold-rule.ts';

export const gpuTemperature = thresholdRule(
  {
    name: 'gpu-temperature',
    alarmType: 'environmental-alarm',
    probableCause: 'temperature-unacceptable',
    effect: 'heat',
    holdRaiseMs: 30_000,
    holdClearMs: 60_000,
  },
  ['gpu-node.temperature'],
);
