import { ownLimits } from '../ladder.ts';
import type { Limits } from '../limits.ts';
import type { ReportedRule } from '../rule.ts';

const HOLDS = { holdRaiseMs: 0, holdClearMs: 0, by: 'report' } as const;

/** Faults that equipment reports itself; a source that never clears leaves it to the operator. */
export const external: ReportedRule = {
  name: 'external',
  alarmType: 'equipment-alarm',
  probableCause: 'indeterminate',
  effect: 'quality',
  clearable: true,
  finds: 'any',
  occurrence: {
    severity: null,
    when: {
      zh: '驻波比、发射通道、RRU 过温等：由设备判断并上报，门限和级别以设备为准',
      en: 'VSWR, TX channels, RRU temperature and the like: judged and reported by the equipment, with its own limits',
    },
  },
  ...HOLDS,
};

/** This server short of disk: the journal refuses before the last byte. */
export const ownDisk: ReportedRule = {
  name: 'own-disk',
  alarmType: 'processing-error-alarm',
  probableCause: 'storage-capacity-problem',
  effect: 'quality',
  clearable: false,
  finds: ['server'],
  occurrence: {
    severity: 'critical',
    when: { zh: '磁盘空间不足，日志停止写入', en: 'The disk has no room; the journal takes nothing' },
  },
  ...HOLDS,
};

/** History that is further behind than `raise` is a lag; it is none any more below `clear`. */
export const OWN_LAG_LIMITS = {
  direction: 'above',
  metric: null,
  unit: 's',
  steps: [{ severity: 'major', raise: 60, clear: 20 }],
  document: { zh: '历史库落后于已接收的数据', en: 'History behind what was taken' },
} as const satisfies Omit<Limits, 'source'>;

/** This server behind what it has taken. */
export const ownLag: ReportedRule = {
  name: 'own-lag',
  alarmType: 'processing-error-alarm',
  probableCause: 'system-resources-overload',
  effect: 'quality',
  clearable: false,
  finds: ['server'],
  // A pack cannot change it: this server is not part of the zone.
  ladders: () => [ownLimits(OWN_LAG_LIMITS, {})],
  ...HOLDS,
};

/** A source that raises more than its limit in a minute: the rest waits and is counted. */
export const alarmFlood: ReportedRule = {
  name: 'alarm-flood',
  alarmType: 'processing-error-alarm',
  probableCause: 'system-resources-overload',
  effect: 'quality',
  clearable: false,
  finds: ['source'],
  occurrence: {
    severity: 'major',
    when: {
      zh: '一分钟内的告警超过单源上限，其余暂存',
      en: 'More raises in a minute than a source may have; the rest waits',
    },
  },
  ...HOLDS,
};
