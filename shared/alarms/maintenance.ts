import type { Operator } from './alarm.ts';

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/**
 * When a maintenance window is open. A subset of RFC 5545's RRULE: FREQ weekly or monthly, BYDAY (weekly `TU`; monthly
 * `3TU`, the third Tuesday, or `-1FR`, the last Friday), and hours of the day in a time zone. `to` at or before `from` is
 * the next day's.
 */
export type Schedule =
  | { readonly type: 'once'; readonly from: number; readonly to: number }
  | {
      readonly type: 'recurring';
      readonly freq: 'weekly' | 'monthly';
      readonly byDay: readonly string[];
      /** Wall-clock time, `02:00`. */
      readonly from: string;
      readonly to: string;
      /** IANA name, `Asia/Shanghai`. */
      readonly timeZone: string;
      /** UTC ms between which it recurs; null for no end. */
      readonly start: number;
      readonly end: number | null;
    };

/** What a window covers: any of these. A resource covers everything below it. */
export interface MaintenanceScope {
  readonly resources: readonly string[];
  /** Attributes of the inventory: `vendor` = `Vendor A`, `area` = `bay`. */
  readonly labels: readonly { readonly name: string; readonly value: string }[];
}

export interface MaintenanceWindow {
  readonly id: string;
  readonly title: string;
  readonly reason: string;
  readonly scope: MaintenanceScope;
  readonly schedule: Schedule;
  readonly createdAt: number;
  readonly by: Operator;
}
