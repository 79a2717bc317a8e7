import type { z } from 'zod';
import type { Wire } from './http.ts';
import type {
  madeShareSchema,
  shareRequestSchema,
  snapshotScheduleListSchema,
  snapshotScheduleRequestSchema,
  snapshotScheduleSchema,
  snapshotShareListSchema,
  snapshotShareSchema,
} from './snapshot-schedule-schemas.ts';
import type {
  snapshotColumnsSchema,
  snapshotComparisonSchema,
  snapshotContentSchema,
  snapshotEventSchema,
  snapshotEventsSchema,
  snapshotFormatSchema,
  snapshotListSchema,
  snapshotMetricSchema,
  snapshotPeriodSeriesSchema,
  snapshotRequestSchema,
  snapshotScopeSchema,
  snapshotSummarySchema,
  snapshotVerificationSchema,
} from './snapshot-schemas.ts';

/** The types of snapshots, from the schemas and without them: importing this loads no zod. */
export type SnapshotFormat = Wire<z.infer<typeof snapshotFormatSchema>>;
export type SnapshotScope = Wire<z.infer<typeof snapshotScopeSchema>>;
export type SnapshotRequest = Wire<z.infer<typeof snapshotRequestSchema>>;
export type SnapshotSummary = Wire<z.infer<typeof snapshotSummarySchema>>;
export type SnapshotList = Wire<z.infer<typeof snapshotListSchema>>;
export type SnapshotEvent = Wire<z.infer<typeof snapshotEventSchema>>;
export type SnapshotEvents = Wire<z.infer<typeof snapshotEventsSchema>>;
export type SnapshotVerification = Wire<z.infer<typeof snapshotVerificationSchema>>;
export type SnapshotComparison = Wire<z.infer<typeof snapshotComparisonSchema>>;
export type SnapshotContent = Wire<z.infer<typeof snapshotContentSchema>>;
export type SnapshotColumns = Wire<z.infer<typeof snapshotColumnsSchema>>;
export type SnapshotMetric = Wire<z.infer<typeof snapshotMetricSchema>>;
export type SnapshotPeriodSeries = Wire<z.infer<typeof snapshotPeriodSeriesSchema>>;
export type SnapshotScheduleRequest = Wire<z.infer<typeof snapshotScheduleRequestSchema>>;
export type SnapshotSchedule = Wire<z.infer<typeof snapshotScheduleSchema>>;
export type SnapshotScheduleList = Wire<z.infer<typeof snapshotScheduleListSchema>>;
export type SnapshotShareRequest = Wire<z.infer<typeof shareRequestSchema>>;
export type SnapshotShare = Wire<z.infer<typeof snapshotShareSchema>>;
export type SnapshotShareList = Wire<z.infer<typeof snapshotShareListSchema>>;
export type MadeSnapshotShare = Wire<z.infer<typeof madeShareSchema>>;

/** What a snapshot's file says first: the document that is exported as JSON and that lies inside the HTML file. */
export interface SnapshotDocument {
  readonly format: typeof SNAPSHOT_DOCUMENT;
  readonly version: typeof SNAPSHOT_VERSION;
  /** SHA-256 of the content in canonical form (server/snapshots/canonical.ts), 64 hexadecimal digits. */
  readonly sha256: string;
  readonly content: SnapshotContent;
}

export const SNAPSHOT_DOCUMENT = 'skyrack-snapshot';
/** Of the document's layout. Old ones stay readable. */
export const SNAPSHOT_VERSION = 1;

/** 128 random bits. */
export const SNAPSHOT_ID = /^[0-9a-f]{32}$/;

/** Value of the header `X-Skyrack-Action` that whatever changes snapshots must carry. */
export const SNAPSHOT_ACTION = 'snapshot';

/** What each format's file is; `languages`: its words are in one of the two, else it has both or none. */
export const FORMAT_FILES: Readonly<
  Record<SnapshotFormat, { readonly type: string; readonly extension: string; readonly languages: boolean }>
> = {
  json: { type: 'application/json', extension: 'json', languages: false },
  csv: { type: 'application/zip', extension: 'zip', languages: true },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
    languages: true,
  },
  geojson: { type: 'application/geo+json', extension: 'geojson', languages: false },
  kml: { type: 'application/vnd.google-earth.kml+xml', extension: 'kml', languages: true },
  html: { type: 'text/html', extension: 'html', languages: true },
  pdf: { type: 'application/pdf', extension: 'pdf', languages: true },
  png: { type: 'image/png', extension: 'png', languages: true },
};

/** Where an HTML file has its document (gzip, base64), and what it says of its own text without that line. */
export const PAGE_DATA = /<script id="skyrack-snapshot" type="application\/gzip;base64">([A-Za-z0-9+/=\s]*)<\/script>/;
export const PAGE_SEAL = /<!-- skyrack page sha256 ([0-9a-f]{64}) -->\n?$/;
