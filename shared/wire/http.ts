import type { Label, Lifecycle, Position, ResourceKind } from '../model/resource.ts';
import type { Freshness, Quality, Reason, Severity } from '../model/sample.ts';
import type { WireError } from './events.ts';

/** Body of every 4xx and 5xx of the API. `rejected` lists rows that were refused while the rest was kept. */
export interface ErrorBody extends WireError {
  readonly rejected?: readonly RejectedRows[];
  readonly stored?: number;
}

export interface RejectedRows {
  readonly reason: string;
  readonly count: number;
  readonly example?: string;
}

export interface ResourceView {
  readonly id: string;
  readonly kind: ResourceKind;
  readonly parent: string | null;
  readonly name: Label;
  readonly lifecycle: Lifecycle;
  readonly reporting: boolean;
  readonly synthetic: boolean;
  readonly position: Position | null;
  readonly altResource: readonly string[];
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly state: Severity | null;
}

export interface ResourcePage {
  readonly resources: readonly ResourceView[];
  readonly total: number;
  /** Pass it back as `cursor` for the next page; null on the last. */
  readonly next: string | null;
}

export interface LatestValue {
  readonly resource: string;
  readonly metric: string;
  readonly unit: string;
  /** Null where the quality carries no number. */
  readonly value: number | null;
  /** Source time and receive time, UTC ms; null before the first sample. */
  readonly at: number | null;
  readonly receivedAt: number | null;
  readonly ageMs: number | null;
  readonly quality: Quality;
  readonly reason: Reason;
  readonly freshness: Freshness;
  readonly simulated: boolean;
  readonly severity: Severity;
  readonly source: string | null;
}

/** `GET /api/v1/resources/:id` */
export interface ResourceDetail extends ResourceView {
  /** From the zone down to the parent. */
  readonly path: readonly { readonly id: string; readonly name: Label }[];
  readonly children: readonly { readonly kind: ResourceKind; readonly count: number }[];
  readonly values: readonly LatestValue[];
}

/** `GET /api/v1/zone` */
export interface ZoneView {
  readonly id: string;
  readonly name: Label;
  readonly timeZone: string;
  readonly simulated: boolean;
  readonly version: string;
  readonly dictionary: string;
  /** Outline as [lon, lat] rings. */
  readonly outline: readonly (readonly (readonly [number, number])[])[];
  readonly targets: {
    readonly sites: number;
    readonly egressBps: number;
    readonly racks: number;
    readonly terminals: number;
  };
  /** What is there by kind and lifecycle. */
  readonly counts: Readonly<Partial<Record<ResourceKind, Readonly<Partial<Record<Lifecycle, number>>>>>>;
  /** Vector layers of the base map, each GeoJSON under /api/v1/zone/basemap/:layer. */
  readonly basemap: { readonly layers: readonly string[]; readonly attribution: Label };
}

/**
 * `GET /api/v1/inventory`: everything that screens draw, in columns, so that 20,000 racks stay small. Resources are in
 * the order of the dictionary. Cached under its version.
 */
export interface InventoryView {
  readonly version: string;
  readonly kinds: readonly InventoryKind[];
}

export interface InventoryKind {
  readonly kind: ResourceKind;
  readonly id: readonly string[];
  /** [zh, en], or null where the name is made from the id (racks, rows). */
  readonly name: readonly (readonly [string, string] | null)[];
  /** Index into `kinds`, then ordinal of the parent; −1, −1 for the zone. */
  readonly parentKind: readonly number[];
  readonly parent: readonly number[];
  /** Index into LIFECYCLES. */
  readonly lifecycle: readonly number[];
  /** [lat, lon] or null. */
  readonly position: readonly (readonly [number, number] | null)[];
  readonly reporting: readonly (0 | 1)[];
  readonly attributes: Readonly<Record<string, readonly (string | number | null)[]>>;
}

/** `GET /api/v1/sources` */
export interface SourceView {
  readonly id: string;
  readonly protocol: string;
  readonly simulated: boolean;
  readonly lastReceivedAt: number | null;
  /** Source clock minus ours at the last batch, ms; null before the first. */
  readonly skewMs: number | null;
  readonly series: number;
  readonly resources: number;
  readonly accepted: number;
  readonly duplicate: number;
  /** Samples per second over the last minute. */
  readonly rate: number;
  readonly unmapped: readonly { readonly name: string; readonly count: number; readonly example: string }[];
  readonly unmappedTotal: number;
  readonly rejected: readonly {
    readonly reason: string;
    readonly count: number;
    readonly example: string;
    readonly lastAt: number;
  }[];
  readonly rejectedTotal: number;
}
