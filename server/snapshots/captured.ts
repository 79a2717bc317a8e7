import type { Resource, ResourceKind } from '../../shared/model/resource.ts';
import type { SnapshotContent, SnapshotPeriodSeries, SnapshotSummary } from '../../shared/wire/snapshots.ts';

/** What a snapshot is before it is put together: plain data, as it goes to the worker. */

/** Columns of all series of the dictionary, copied in one turn. */
export interface CapturedColumns {
  readonly value: Float64Array;
  readonly at: Float64Array;
  readonly flags: Uint16Array;
  readonly source: Uint16Array;
}

/** Resources of one kind, and where their series are. */
export interface CapturedKind {
  readonly kind: ResourceKind;
  /** First series number of the kind. */
  readonly base: number;
  readonly ordinals: Uint32Array;
  /** Place in SEVERITIES of each resource's state, 255 for null. */
  readonly state: Uint8Array;
}

export type CapturedHead = Pick<
  SnapshotContent,
  | 'id'
  | 'title'
  | 'at'
  | 'from'
  | 'past'
  | 'tier'
  | 'takenAt'
  | 'takenBy'
  | 'scope'
  | 'sequence'
  | 'missing'
  | 'product'
  | 'zone'
  | 'dictionary'
  | 'viewport'
  | 'alarms'
  | 'plan'
>;

export interface Captured {
  readonly coverage: Omit<NonNullable<SnapshotContent['coverage']>, 'raster'> | null;
  /** As planning gives it: gzip of `encodeCoverageRaster`; null for none. */
  readonly raster: Uint8Array | null;
  readonly head: CapturedHead;
  readonly basemap: SnapshotContent['basemap'];
  readonly sources: readonly string[];
  readonly columns: CapturedColumns;
  readonly kinds: readonly CapturedKind[];
  readonly period: readonly SnapshotPeriodSeries[] | null;
}

/** In the order of the ordinals of `Captured.kinds`. */
export type CapturedResources = ReadonlyMap<ResourceKind, readonly Resource[]>;

/** What the content says about itself, for the index. */
export type SealedFacts = Pick<
  SnapshotSummary,
  'counts' | 'coveragePct' | 'missing' | 'sha256' | 'bytes' | 'alarms' | 'kpis'
>;

export const NO_STATE = 255;
