/** How a field's value stands on the wire. `fixed64` and `varint` are integers of 64 bits, text or number in JSON. */
type Scalar = 'text' | 'bytes' | 'bool' | 'varint' | 'fixed64' | 'double';

export interface Field {
  /** field << 3 | wire type */
  readonly tag: number;
  readonly kind: Scalar | 'message';
  /** The fields of a message by their JSON names; null for a scalar. */
  readonly message: Message | null;
  readonly repeated: boolean;
}
/** The fields of a message by their JSON names; few, so that looking at each is fast. */
export type Message = readonly (readonly [name: Buffer, field: Field])[];

function message(...fields: readonly (readonly [string, Field])[]): Message {
  return fields.map(([name, field]) => [Buffer.from(name), field]);
}

/** The field that a key of JSON (its bytes [from, to)) names, null when there is none. */
export function findField(fields: Message, bytes: Uint8Array, from: number, to: number): Field | null {
  for (const [name, field] of fields) {
    if (name.length !== to - from) continue;
    let i = 0;
    while (i < name.length && name[i] === bytes[from + i]) i++;
    if (i === name.length) return field;
  }
  return null;
}

const WIRE_TYPES: Readonly<Record<Field['kind'], number>> = {
  varint: 0,
  bool: 0,
  fixed64: 1,
  double: 1,
  text: 2,
  bytes: 2,
  message: 2,
};

function scalar(number: number, kind: Scalar): Field {
  return { tag: (number << 3) | WIRE_TYPES[kind], kind, message: null, repeated: false };
}
function one(number: number, of: Message): Field {
  return { tag: (number << 3) | WIRE_TYPES.message, kind: 'message', message: of, repeated: false };
}
function many(number: number, of: Message): Field {
  return { ...one(number, of), repeated: true };
}

// The messages of opentelemetry-proto 1.x as far as the decoder reads them; every other key is passed over.
const anyValue: (readonly [Buffer, Field])[] = [
  ...message(
    ['stringValue', scalar(1, 'text')],
    ['boolValue', scalar(2, 'bool')],
    ['intValue', scalar(3, 'varint')],
    ['doubleValue', scalar(4, 'double')],
    ['bytesValue', scalar(7, 'bytes')],
  ),
];
const keyValue = message(['key', scalar(1, 'text')], ['value', one(2, anyValue)]);
// Values hold values.
anyValue.push(
  ...message(
    ['arrayValue', one(5, message(['values', many(1, anyValue)]))],
    ['kvlistValue', one(6, message(['values', many(1, keyValue)]))],
  ),
);

const numberPoint = message(
  ['attributes', many(7, keyValue)],
  ['startTimeUnixNano', scalar(2, 'fixed64')],
  ['timeUnixNano', scalar(3, 'fixed64')],
  ['asDouble', scalar(4, 'double')],
  ['asInt', scalar(6, 'fixed64')],
  ['flags', scalar(8, 'varint')],
);
/** Points that are counted only. */
const countedPoints = message(['dataPoints', many(1, [])]);

const sum = message(
  ['dataPoints', many(1, numberPoint)],
  ['aggregationTemporality', scalar(2, 'varint')],
  ['isMonotonic', scalar(3, 'bool')],
);
const metric = message(
  ['name', scalar(1, 'text')],
  ['gauge', one(5, message(['dataPoints', many(1, numberPoint)]))],
  ['sum', one(7, sum)],
  ['histogram', one(9, countedPoints)],
  ['exponentialHistogram', one(10, countedPoints)],
  ['summary', one(11, countedPoints)],
);
const scope = message(['name', scalar(1, 'text')], ['version', scalar(2, 'text')], ['attributes', many(3, keyValue)]);
const scopeMetrics = message(['scope', one(1, scope)], ['metrics', many(2, metric)]);
const resourceMetrics = message(
  ['resource', one(1, message(['attributes', many(1, keyValue)]))],
  ['scopeMetrics', many(2, scopeMetrics)],
);

/** ExportMetricsServiceRequest */
export const EXPORT_REQUEST = message(['resourceMetrics', many(1, resourceMetrics)]);
