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
export type Message = ReadonlyMap<string, Field>;

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
function one(number: number, message: Message): Field {
  return { tag: (number << 3) | WIRE_TYPES.message, kind: 'message', message, repeated: false };
}
function many(number: number, message: Message): Field {
  return { ...one(number, message), repeated: true };
}

// The messages of opentelemetry-proto 1.x as far as the decoder reads them; every other key is passed over.
const anyValue = new Map<string, Field>([
  ['stringValue', scalar(1, 'text')],
  ['boolValue', scalar(2, 'bool')],
  ['intValue', scalar(3, 'varint')],
  ['doubleValue', scalar(4, 'double')],
  ['bytesValue', scalar(7, 'bytes')],
]);
const keyValue: Message = new Map([
  ['key', scalar(1, 'text')],
  ['value', one(2, anyValue)],
]);
const values = (item: Message): Message => new Map([['values', many(1, item)]]);
anyValue.set('arrayValue', one(5, values(anyValue)));
anyValue.set('kvlistValue', one(6, values(keyValue)));

const numberPoint: Message = new Map([
  ['startTimeUnixNano', scalar(2, 'fixed64')],
  ['timeUnixNano', scalar(3, 'fixed64')],
  ['asDouble', scalar(4, 'double')],
  ['asInt', scalar(6, 'fixed64')],
  ['attributes', many(7, keyValue)],
  ['flags', scalar(8, 'varint')],
]);
/** Points that are counted only. */
const countedPoints: Message = new Map([['dataPoints', many(1, new Map())]]);

const metric: Message = new Map([
  ['name', scalar(1, 'text')],
  ['gauge', one(5, new Map([['dataPoints', many(1, numberPoint)]]))],
  [
    'sum',
    one(
      7,
      new Map([
        ['dataPoints', many(1, numberPoint)],
        ['aggregationTemporality', scalar(2, 'varint')],
        ['isMonotonic', scalar(3, 'bool')],
      ]),
    ),
  ],
  ['histogram', one(9, countedPoints)],
  ['exponentialHistogram', one(10, countedPoints)],
  ['summary', one(11, countedPoints)],
]);

const resource: Message = new Map([['attributes', many(1, keyValue)]]);
const scope: Message = new Map([
  ['name', scalar(1, 'text')],
  ['version', scalar(2, 'text')],
  ['attributes', many(3, keyValue)],
]);

/** ExportMetricsServiceRequest */
export const EXPORT_REQUEST: Message = new Map([
  [
    'resourceMetrics',
    many(
      1,
      new Map([
        ['resource', one(1, resource)],
        [
          'scopeMetrics',
          many(
            2,
            new Map([
              ['scope', one(1, scope)],
              ['metrics', many(2, metric)],
            ]),
          ),
        ],
      ]),
    ),
  ],
]);
