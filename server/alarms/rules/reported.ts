import type { ReportedRule } from '../rule.ts';

const HOLDS = { holdRaiseMs: 0, holdClearMs: 0, by: 'report' } as const;

/** Faults that equipment reports itself; a source that never clears leaves it to the operator. */
export const external: ReportedRule = {
  name: 'external',
  alarmType: 'equipment-alarm',
  probableCause: 'indeterminate',
  effect: 'quality',
  clearable: true,
  ...HOLDS,
};

/** This server short of disk: the journal refuses before the last byte. */
export const ownDisk: ReportedRule = {
  name: 'own-disk',
  alarmType: 'processing-error-alarm',
  probableCause: 'storage-capacity-problem',
  effect: 'quality',
  clearable: false,
  ...HOLDS,
};

/** This server behind what it has taken. */
export const ownLag: ReportedRule = {
  name: 'own-lag',
  alarmType: 'processing-error-alarm',
  probableCause: 'system-resources-overload',
  effect: 'quality',
  clearable: false,
  ...HOLDS,
};

/** A source that raises more than its limit in a minute: the rest waits and is counted. */
export const alarmFlood: ReportedRule = {
  name: 'alarm-flood',
  alarmType: 'processing-error-alarm',
  probableCause: 'system-resources-overload',
  effect: 'quality',
  clearable: false,
  ...HOLDS,
};
