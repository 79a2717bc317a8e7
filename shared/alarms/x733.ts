/** X.733 §8.1.1 eventType, the same in RFC 8632 and 3GPP TS 28.532 alarmType. */
export const ALARM_TYPES = [
  'communications-alarm',
  'quality-of-service-alarm',
  'processing-error-alarm',
  'equipment-alarm',
  'environmental-alarm',
] as const;
export type AlarmType = (typeof ALARM_TYPES)[number];

/** X.733 §8.1.2.1 and 3GPP TS 32.111-2 Annex B: the causes that the rules and the doors use. */
export const PROBABLE_CAUSES = [
  'link-failure',
  'loss-of-signal',
  'communications-subsystem-failure',
  'degraded-signal',
  'clock-synchronization-problem',
  'excessive-transmitter-temperature',
  'antenna-problem',
  'equipment-malfunction',
  'performance-degraded',
  'threshold-crossed',
  'congestion',
  'temperature-unacceptable',
  'humidity-unacceptable',
  'cooling-system-failure',
  'mains-breakdown-with-battery-backup',
  'low-battery-threshold',
  'rectifier-failure',
  'power-problem',
  'fan-failure',
  'enclosure-door-open',
  'flood-detected',
  'smoke-detected',
  'system-resources-overload',
  'storage-capacity-problem',
  'timing-problem',
  'software-error',
  'indeterminate',
] as const;
export type ProbableCause = (typeof PROBABLE_CAUSES)[number];

/** X.733 §8.1.2.6 trendIndication, against the last severity. */
export const TRENDS = ['more-severe', 'no-change', 'less-severe'] as const;
export type Trend = (typeof TRENDS)[number];
