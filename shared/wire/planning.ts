import type { z } from 'zod';
import type { Wire } from './http.ts';
import type { auditQuerySchema, auditSchema } from './planning-audit-schemas.ts';
import type {
  measurementImportSchema,
  measurementSetSchema,
  measurementSetsSchema,
  modelResidualsSchema,
} from './planning-measured-schemas.ts';
import type {
  networkPlanRequestSchema,
  networkPlanSchema,
  networkPlansSchema,
  planChangeSchema,
  planWhatIfReplySchema,
  planWhatIfSchema,
} from './planning-plan-schemas.ts';
import type {
  certificateSchema,
  coverageFiguresSchema,
  coverageFileQuerySchema,
  coverageQuerySchema,
  coverageSummarySchema,
  holeSchema,
  holesSchema,
  n1Schema,
  planSchema,
  planSiteSchema,
  predictedHoleSchema,
  rankingRequestSchema,
  rankingResultSchema,
  rankingSchema,
  rankingsSchema,
  whatIfReplySchema,
  whatIfSchema,
} from './planning-schemas.ts';
import type {
  tableExportQuerySchema,
  tableImportSchema,
  tableImportStateSchema,
  tableNameSchema,
} from './planning-table-schemas.ts';

/** The types of coverage and roll-out, from the schemas and without them: importing this loads no zod. */
/** Of a request, not of JSON: what is optional may be undefined. */
export type CoverageQuery = Readonly<z.infer<typeof coverageQuerySchema>>;
export type RasterFormat = z.infer<typeof coverageFileQuerySchema>['format'];
export type CoverageState = CoverageQuery['state'];
export type CoverageLayer = CoverageQuery['layer'];
export type CoverageFigures = Wire<z.infer<typeof coverageFiguresSchema>>;
export type CoverageSummary = Wire<z.infer<typeof coverageSummarySchema>>;
export type CoverageHole = Wire<z.infer<typeof holeSchema>>;
export type PredictedHole = Wire<z.infer<typeof predictedHoleSchema>>;
export type CoverageHoles = Wire<z.infer<typeof holesSchema>>;
export type WhatIfRequest = Readonly<z.infer<typeof whatIfSchema>>;
export type WhatIfReply = Wire<z.infer<typeof whatIfReplySchema>>;
export type SiteLosses = Wire<z.infer<typeof n1Schema>>;
export type AuditQuery = Readonly<z.infer<typeof auditQuerySchema>>;
export type CoverageAudit = Wire<z.infer<typeof auditSchema>>;
export type RolloutPlan = Wire<z.infer<typeof planSchema>>;
export type PlanSite = Wire<z.infer<typeof planSiteSchema>>;
export type RankingRequest = Wire<z.infer<typeof rankingRequestSchema>>;
export type RankingResult = Wire<z.infer<typeof rankingResultSchema>>;
export type Certificate = Wire<z.infer<typeof certificateSchema>>;
export type Ranking = Wire<z.infer<typeof rankingSchema>>;
export type Rankings = Wire<z.infer<typeof rankingsSchema>>;
export type PlanChange = Readonly<z.infer<typeof planChangeSchema>>;
export type NetworkPlanRequest = Readonly<z.infer<typeof networkPlanRequestSchema>>;
export type NetworkPlan = Readonly<z.infer<typeof networkPlanSchema>>;
export type NetworkPlans = Readonly<z.infer<typeof networkPlansSchema>>;
export type PlanWhatIf = Readonly<z.infer<typeof planWhatIfSchema>>;
export type PlanComparison = Wire<z.infer<typeof planWhatIfReplySchema>>;
export type MeasurementSet = Wire<z.infer<typeof measurementSetSchema>>;
export type MeasurementSets = Wire<z.infer<typeof measurementSetsSchema>>;
export type MeasurementImport = Wire<z.infer<typeof measurementImportSchema>>;
export type ModelResiduals = Wire<z.infer<typeof modelResidualsSchema>>;
export type TableName = z.infer<typeof tableNameSchema>;
export type TableFormat = z.infer<typeof tableExportQuerySchema>['format'];
export type TableImport = Wire<z.infer<typeof tableImportSchema>>;
export type TableImportState = Wire<z.infer<typeof tableImportStateSchema>>;

/** What is said before the values of a coverage raster. */
export interface CoverageRasterHead {
  readonly state: CoverageState;
  readonly layer: CoverageLayer;
  /** Number of sites, for state `plan`. */
  readonly sites: number | null;
  readonly rows: number;
  readonly columns: number;
  readonly pixelM: number;
  /** Edges of the raster, degrees WGS84; rows run from the north, columns from the west, evenly in degrees. */
  readonly north: number;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  /** `uint16` for `best-server`, else `uint8`. */
  readonly type: 'uint8' | 'uint16';
  /** Stands for no value: sea, outside the outline, nobody in range. */
  readonly nothing: number;
  /** What a number means: offset + step · number. For classes and counts 0 and 1. */
  readonly offset: number;
  readonly step: number;
  /** dBm, dB, share, class, count, server or bits. */
  readonly unit: 'dBm' | 'dB' | 'share' | 'class' | 'count' | 'server' | 'bits';
  /** For `best-server`: cell ids by number. */
  readonly servers: readonly string[];
  readonly synthetic: boolean;
  /** Measured points that the levels were fitted to; absent where they are the model's alone. */
  readonly fittedPoints?: number;
}

/** A coverage raster as it came: `values` row by row from the north-west. */
export interface CoverageRaster extends CoverageRasterHead {
  readonly values: Uint8Array | Uint16Array;
}

/**
 * Bytes of a raster: uint32 length of the head (little endian, padded with spaces so that the values are aligned), the
 * head as JSON (ASCII: ids and numbers), the values in little endian.
 */
export function encodeCoverageRaster({ values, ...head }: CoverageRaster): Uint8Array {
  const json = JSON.stringify(head);
  const length = Math.ceil(json.length / 4) * 4;
  const bytes = new Uint8Array(4 + length + values.byteLength).fill(0x20, 0, 4 + length);
  new DataView(bytes.buffer).setUint32(0, length, true);
  for (let at = 0; at < json.length; at++) bytes[4 + at] = json.charCodeAt(at);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), 4 + length);
  return bytes;
}

/** Bytes are not a coverage raster. */
export class BadCoverageRaster extends Error {
  override readonly name = 'BadCoverageRaster';
}

/** Reads what `encodeCoverageRaster` wrote; the values are a view of the buffer. Throws BadCoverageRaster. */
export function decodeCoverageRaster(buffer: ArrayBuffer): CoverageRaster {
  const length = buffer.byteLength < 4 ? Number.POSITIVE_INFINITY : new DataView(buffer).getUint32(0, true);
  if (4 + length > buffer.byteLength) throw new BadCoverageRaster('the head is cut off');
  const head = parseHead(new Uint8Array(buffer, 4, length));
  const pixels = head.rows * head.columns;
  const size = head.type === 'uint16' ? 2 : 1;
  if (length % 4 !== 0 || buffer.byteLength !== 4 + length + pixels * size) {
    throw new BadCoverageRaster('there are not as many values as pixels');
  }
  const values = size === 2 ? new Uint16Array(buffer, 4 + length, pixels) : new Uint8Array(buffer, 4 + length, pixels);
  return { ...head, values };
}

function parseHead(bytes: Uint8Array): CoverageRasterHead {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  try {
    return JSON.parse(text) as CoverageRasterHead;
  } catch {
    throw new BadCoverageRaster('the head is not JSON');
  }
}
