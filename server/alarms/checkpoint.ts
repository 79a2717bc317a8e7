import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { RoundState } from './rule.ts';

/**
 * Alarm state as bytes: "SKA1", CRC-32 of the rest, length of a JSON header, the header, then the columns of the round
 * rules in the order in which the header names them. Little-endian.
 */
export interface SavedRounds {
  readonly [rule: string]: RoundState;
}

const MAGIC = 0x31414b53;
const FIXED = 12;
const headerSchema = z.object({
  version: z.string(),
  body: z.unknown(),
  columns: z.array(z.object({ rule: z.string(), name: z.string(), length: z.int().min(0) })),
});

export function encodeAlarms(version: string, body: unknown, rounds: SavedRounds): Uint8Array {
  const parts = Object.entries(rounds).flatMap(([rule, state]) =>
    Object.entries(state.columns ?? {}).map(([name, column]) => ({ rule, name, column })),
  );
  const columns = parts.map(({ rule, name, column }) => ({ rule, name, length: column.length }));
  const header = Buffer.from(JSON.stringify({ version, body, columns }));
  const size = parts.reduce((sum, { column }) => sum + column.byteLength, FIXED + header.length);
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32LE(MAGIC, 0);
  bytes.writeUInt32LE(header.length, 8);
  bytes.set(header, FIXED);
  let p = FIXED + header.length;
  for (const { column } of parts) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), p);
    p += column.byteLength;
  }
  bytes.writeUInt32LE(crc32(bytes.subarray(8)), 4);
  return bytes;
}

/** Null for anything that is not whole, undamaged and of this version. */
export function decodeAlarms(bytes: Uint8Array, version: string): { body: unknown; rounds: SavedRounds } | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < FIXED || view.readUInt32LE(0) !== MAGIC) return null;
  if (view.readUInt32LE(4) !== crc32(view.subarray(8))) return null;
  const end = FIXED + view.readUInt32LE(8);
  const header = headerSchema.safeParse(JSON.parse(view.toString('utf8', FIXED, end)));
  if (!header.success || header.data.version !== version) return null;
  const rounds: Record<string, { columns: Record<string, Float64Array> }> = Object.create(null);
  let p = end;
  for (const { rule, name, length } of header.data.columns) {
    // A copy, since the columns are not aligned.
    const part = new Uint8Array(length * 8);
    part.set(view.subarray(p, p + part.length));
    p += part.length;
    rounds[rule] ??= { columns: Object.create(null) as Record<string, Float64Array> };
    rounds[rule].columns[name] = new Float64Array(part.buffer);
  }
  return p === view.length ? { body: header.data.body, rounds } : null;
}
