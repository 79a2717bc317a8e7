import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { Columns } from './columns.ts';
import type { Downtime } from './freshness.ts';

/**
 * Live state as bytes: "SKL1", CRC-32 of the rest, length of a JSON header, the header, then columns of the series that
 * have data, then columns of all resources. Little-endian, unaligned.
 */
export interface Saved {
  readonly version: string;
  readonly sourceNames: readonly string[];
  readonly downtime: Downtime;
  /** Series that have data, ascending, and their columns. */
  readonly series: Uint32Array;
  readonly value: Float64Array;
  readonly at: Float64Array;
  readonly receivedAt: Float64Array;
  readonly intervalMs: Float64Array;
  readonly flags: Uint16Array;
  readonly source: Uint16Array;
  readonly held: Uint8Array;
  /** By resource. */
  readonly state: Uint8Array;
  readonly since: Float64Array;
}

const MAGIC = 0x314c4b53;
const FIXED = 12;

const headerSchema = z.object({
  version: z.string(),
  sourceNames: z.array(z.string()),
  downtime: z.object({ startedAt: z.number(), downFrom: z.number(), heardAt: z.number() }),
  series: z.number().int().min(0),
  resources: z.number().int().min(0),
});

/** Takes the series with data out of the columns. */
export function collect(columns: Columns): Omit<Saved, 'version' | 'sourceNames' | 'downtime' | 'state' | 'since'> {
  const { at } = columns;
  let count = 0;
  for (let s = 0; s < at.length; s++) if (at[s] !== 0) count++;
  const series = new Uint32Array(count);
  for (let s = 0, n = 0; s < at.length; s++) if (at[s] !== 0) series[n++] = s;
  const pick = <T extends Float64Array | Uint16Array | Uint8Array>(from: T, to: T): T => {
    for (let i = 0; i < count; i++) to[i] = from[series[i]!]!;
    return to;
  };
  return {
    series,
    value: pick(columns.value, new Float64Array(count)),
    at: pick(at, new Float64Array(count)),
    receivedAt: pick(columns.receivedAt, new Float64Array(count)),
    intervalMs: pick(columns.intervalMs, new Float64Array(count)),
    flags: pick(columns.flags, new Uint16Array(count)),
    source: pick(columns.source, new Uint16Array(count)),
    held: pick(columns.held, new Uint8Array(count)),
  };
}

export function encodeSaved(saved: Saved): Uint8Array {
  const header = Buffer.from(
    JSON.stringify({
      version: saved.version,
      sourceNames: saved.sourceNames,
      downtime: saved.downtime,
      series: saved.series.length,
      resources: saved.state.length,
    }),
  );
  const { series, value, at, receivedAt, intervalMs, flags, source, held, state, since } = saved;
  const columns = [series, value, at, receivedAt, intervalMs, flags, source, held, state, since];
  const size = columns.reduce((sum, column) => sum + column.byteLength, FIXED + header.length);
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32LE(MAGIC, 0);
  bytes.writeUInt32LE(header.length, 8);
  bytes.set(header, FIXED);
  let p = FIXED + header.length;
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), p);
    p += column.byteLength;
  }
  bytes.writeUInt32LE(crc32(bytes.subarray(8)), 4);
  return bytes;
}

/** Null for anything that is not a whole, undamaged section. */
export function decodeSaved(bytes: Uint8Array): Saved | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < FIXED || view.readUInt32LE(0) !== MAGIC) return null;
  if (view.readUInt32LE(4) !== crc32(view.subarray(8))) return null;
  const header = readHeader(view);
  if (header === null) return null;
  const { version, sourceNames, downtime, series: n, resources: r } = header;
  let p = FIXED + view.readUInt32LE(8);
  if (view.length !== p + n * (4 + 4 * 8 + 2 * 2 + 1) + r * 9) return null;
  const take = (length: number): ArrayBuffer => {
    // A copy, since the columns are not aligned.
    const part = new Uint8Array(length);
    part.set(view.subarray(p, p + length));
    p += length;
    return part.buffer;
  };
  return {
    version,
    sourceNames,
    downtime,
    series: new Uint32Array(take(n * 4)),
    value: new Float64Array(take(n * 8)),
    at: new Float64Array(take(n * 8)),
    receivedAt: new Float64Array(take(n * 8)),
    intervalMs: new Float64Array(take(n * 8)),
    flags: new Uint16Array(take(n * 2)),
    source: new Uint16Array(take(n * 2)),
    held: new Uint8Array(take(n)),
    state: new Uint8Array(take(r)),
    since: new Float64Array(take(r * 8)),
  };
}

function readHeader(view: Buffer): z.infer<typeof headerSchema> | null {
  const length = view.readUInt32LE(8);
  if (FIXED + length > view.length) return null;
  try {
    const parsed = headerSchema.safeParse(JSON.parse(view.toString('utf8', FIXED, FIXED + length)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
