/** Where a test may end the process: right before or after something becomes durable. */
export const HISTORY_CRASH_POINTS = [
  'history:before-commit',
  'history:written',
  'history:after-commit',
  'history:sealed-file',
  'history:before-seal',
  'history:after-seal',
  'history:merged-file',
  'history:before-merge',
  'history:after-merge',
  'history:before-retention',
  'history:retention',
] as const;

export type HistoryCrashPoint = (typeof HISTORY_CRASH_POINTS)[number];

/** Called with the name of the point that the work has come to. */
export type Reach = (point: HistoryCrashPoint) => void;
