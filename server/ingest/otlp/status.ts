import type { ErrorBody, RejectedRows } from '../../../shared/wire/http.ts';
import type { DoorReply } from '../../ports.ts';

export type Encoding = 'protobuf' | 'json';

const PROTOBUF_TYPE = 'application/x-protobuf';
const JSON_TYPE = 'application/json';

/** Codes of google.rpc.Code by the HTTP status that they stand for. */
const CODES: ReadonlyMap<number, number> = new Map([
  [400, 3], // INVALID_ARGUMENT
  [401, 16], // UNAUTHENTICATED
  [403, 7], // PERMISSION_DENIED
  [405, 12], // UNIMPLEMENTED
  [408, 4], // DEADLINE_EXCEEDED
  [413, 8], // RESOURCE_EXHAUSTED
  [415, 3],
  [429, 8],
  [503, 14], // UNAVAILABLE
]);
const INTERNAL = 13;

/** The encoding that a media type stands for, undefined for another. */
export function encodingOf(contentType: string): Encoding | undefined {
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if (type === PROTOBUF_TYPE) return 'protobuf';
  return type === JSON_TYPE ? 'json' : undefined;
}

/** A refusal as google.rpc.Status {code = 1, message = 2}. */
export function statusReply(status: number, { message }: ErrorBody, encoding: Encoding): DoorReply {
  const code = CODES.get(status) ?? INTERNAL;
  if (encoding === 'json') return { status, body: { code, message } };
  return protobuf(status, [...varintField(0x08, code), ...textField(0x12, message)]);
}

/**
 * ExportMetricsServiceResponse {partial_success = 1 {rejected_data_points = 1, error_message = 2}}: empty when all points
 * were taken.
 */
export function exportReply(rejected: readonly RejectedRows[], encoding: Encoding): DoorReply {
  const count = rejected.reduce((sum, row) => sum + row.count, 0);
  const reasons = rejected.map((row) => `${row.reason} ${row.count}${row.example ? ` (${row.example})` : ''}`);
  const message = `${count} data points rejected: ${reasons.join('; ')}`.slice(0, 2000);
  if (encoding === 'json') {
    const partialSuccess = { rejectedDataPoints: String(count), errorMessage: message };
    return { status: 200, body: count === 0 ? {} : { partialSuccess } };
  }
  if (count === 0) return protobuf(200, []);
  const partial = [...varintField(0x08, count), ...textField(0x12, message)];
  return protobuf(200, [0x0a, ...varint(partial.length), ...partial]);
}

function protobuf(status: number, bytes: readonly number[]): DoorReply {
  return { status, headers: { 'Content-Type': PROTOBUF_TYPE }, body: Uint8Array.from(bytes) };
}

function varintField(tag: number, value: number): number[] {
  return [tag, ...varint(value)];
}

function textField(tag: number, text: string): number[] {
  const bytes = Buffer.from(text);
  return [tag, ...varint(bytes.length), ...bytes];
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return [...bytes, rest];
}
