import { thresholdRule } from '../threshold-rule.ts';

/** A GPU that falls off the bus disappears: counted against the inventory. */
export const gpuMissing = thresholdRule(
  {
    name: 'gpu-missing',
    alarmType: 'equipment-alarm',
    probableCause: 'equipment-malfunction',
    effect: 'outage',
    holdRaiseMs: 30_000,
    holdClearMs: 30_000,
  },
  ['gpu-node.gpus-share'],
);
