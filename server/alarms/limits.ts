import type { LimitSource } from '../../shared/alarms/alarm.ts';
import type { Label } from '../../shared/model/resource.ts';
import type { LimitStep } from './settings.ts';

/** Limits with where they are from. */
export interface Limits {
  readonly direction: 'above' | 'below';
  /** Mildest first. */
  readonly steps: readonly LimitStep[];
  readonly source: LimitSource;
  readonly document: Label;
  readonly metric: string | null;
  readonly unit: string;
}
