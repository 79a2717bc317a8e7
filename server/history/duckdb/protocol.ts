import type {
  AggregateAnswer,
  AggregateQuery,
  HistoryStats,
  HistoryTier,
  PastBuckets,
  PastState,
  SeriesAnswer,
  SeriesQuery,
} from '../../ports.ts';

/** How much is kept, and when an hour is closed. */
export interface Keeping {
  /** Raw samples stay within these bytes, but never less than `rawMinHours`. */
  readonly rawBytes: number;
  readonly rawMinHours: number;
  readonly minuteDays: number;
  readonly hourDays: number;
  /** An hour is sealed when it has been over for so long … */
  readonly graceMs: number;
  /** … and nothing more has come of it for so long. */
  readonly quietMs: number;
  /** Rows of one file where the roll-ups of many days are merged: what is sorted at once, and what a late sample rewrites. */
  readonly mergedRows: number;
}

export const DEFAULT_KEEPING: Keeping = {
  rawBytes: 5e9,
  rawMinHours: 24,
  minuteDays: 90,
  hourDays: 5 * 365,
  graceMs: 5 * 60_000,
  quietMs: 30_000,
  mergedRows: 2_000_000,
};

/** What the worker needs to know of the inventory. Columns by series number of the dictionary. */
export interface SeriesTable {
  readonly version: string;
  readonly kinds: readonly {
    readonly resources: readonly string[];
    readonly metrics: readonly {
      readonly id: string;
      readonly unit: string;
      readonly resolution: number;
      readonly intervalMs: number;
    }[];
  }[];
  /** Cohort of each series; −1 for none. */
  readonly cohorts: Int32Array;
  /** Hash of which series belongs to which cohort, by name. */
  readonly cohortHash: string;
}

export interface WorkerSetup {
  readonly folder: string;
  readonly table: SeriesTable;
  readonly keeping: Keeping;
  readonly memoryMb: number;
  readonly queryBudgetMs: number;
  readonly now: number;
  /** Where given, the worker stops at named points until the other side has looked. */
  readonly points: Int32Array | null;
}

/** Samples of records up to `sequence`, in order. */
export interface Rows {
  readonly type: 'rows';
  readonly sequence: number;
  readonly series: Uint32Array;
  readonly at: Float64Array;
  readonly value: Float64Array;
  readonly quality: Uint8Array;
}

export const BYTES_PER_ROW = 8 + 8 + 4 + 1;

/** What a message of samples weighs while it waits. */
export function bytesOf({ series }: Pick<Rows, 'series'>): number {
  return series.length * BYTES_PER_ROW;
}

export type Question =
  | { readonly kind: 'series'; readonly query: SeriesQuery }
  | { readonly kind: 'state'; readonly at: number }
  | { readonly kind: 'aggregate'; readonly query: AggregateQuery }
  | { readonly kind: 'backfill'; readonly buckets: readonly PastBuckets[] }
  | { readonly kind: 'flush' }
  | { readonly kind: 'maintain' }
  | { readonly kind: 'close' };

/** Questions that only read. */
export type Query = Extract<Question, { kind: 'series' | 'state' | 'aggregate' }>;

export type Answer = SeriesAnswer | PastState | AggregateAnswer | null;

export type ToWorker =
  | Rows
  | { readonly type: 'clock'; readonly now: number }
  | { readonly type: 'ask'; readonly id: number; readonly question: Question }
  | { readonly type: 'cancel'; readonly id: number }
  /** Everything is closed: the thread may end. */
  | { readonly type: 'end' };

/** The part of HistoryStats that the worker knows. */
export interface EngineStats {
  readonly bytes: number;
  readonly tiers: HistoryStats['tiers'];
  readonly readOnly: boolean;
  readonly degraded: readonly string[];
}

export interface WireError {
  readonly name: string;
  readonly reason: string;
  readonly message: string;
  readonly field?: string | undefined;
  readonly limit?: number | undefined;
}

export type FromWorker =
  | { readonly type: 'opened'; readonly watermark: number; readonly stats: EngineStats }
  /** `buffers`: those of the samples' columns, to be filled again. */
  | {
      readonly type: 'committed';
      readonly watermark: number;
      readonly bytes: number;
      readonly buffers: readonly ArrayBuffer[];
      readonly stats: EngineStats;
    }
  | { readonly type: 'stats'; readonly stats: EngineStats }
  | { readonly type: 'answer'; readonly id: number; readonly answer: Answer }
  | { readonly type: 'refused'; readonly id: number; readonly error: WireError }
  | { readonly type: 'point'; readonly name: string }
  | { readonly type: 'failed'; readonly error: WireError };

/** Tiers of files: `moment` holds the last sample of each minute, sorted by time, for the state at a moment. */
export type TierName = HistoryTier | 'moment';

export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * HOUR_MS;
