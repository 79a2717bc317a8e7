import { setImmediate } from 'node:timers/promises';
import type { DoorReply, DoorRequest, IngestDoor, IngestSource, ReadingBatch } from '../ports.ts';
import { type BatchIdentity, identityOf } from './body/body-identity.ts';
import { BodyProblem } from './body/body-problem.ts';
import { header } from './body/header.ts';
import { ColumnPool, type ReadingColumns } from './body/reading-columns.ts';
import { MetricsDecoder } from './otlp/decode.ts';
import { JsonTranscoder } from './otlp/json.ts';
import { PointSeries } from './otlp/point-series.ts';
import { Slots } from './otlp/slots.ts';
import { type Encoding, encodingOf, exportReply, statusReply } from './otlp/status.ts';
import { unpackGzip } from './otlp/unpack.ts';

const PROTOCOL = 'otlp';
/** Before and after decompression. */
const PACKED_LIMIT_BYTES = 16 * 1024 * 1024;
const BODY_LIMIT_BYTES = 64 * 1024 * 1024;
/** Bodies that are unpacked in memory at once. */
const UNPACKED_AT_ONCE = 4;
/** Series that are known at a time of a source without limits; beyond it new ones are refused (`series-limit`). */
const SERIES_LIMIT = 50_000;

/** OpenTelemetry metrics over HTTP at `POST /v1/metrics`: protobuf and JSON, plain and gzip. */
export const otlp = createOtlp();

/** The same with a limit of series for every source, whatever its token allows. */
export function createOtlp(seriesLimit?: number): IngestDoor {
  return {
    protocol: PROTOCOL,
    start(context) {
      const known = new Map<string, PointSeries>();
      const pool = new ColumnPool();
      const slots = new Slots(UNPACKED_AT_ONCE);
      const write = async (request: DoorRequest): Promise<DoorReply> => {
        const encoding = checkType(header(request, 'content-type'));
        const isPacked = checkEncoding(header(request, 'content-encoding'));
        const source = context.registry.source(request.source, PROTOCOL);
        const series = known.get(request.source) ?? new PointSeries();
        known.set(request.source, series);
        const body = await request.body(isPacked ? PACKED_LIMIT_BYTES : BODY_LIMIT_BYTES);
        const columns = pool.take();
        try {
          const decoder = await slots.run(async () => {
            const bytes = isPacked ? await unpackGzip(body, BODY_LIMIT_BYTES) : body;
            series.begin(context.clock(), seriesLimit ?? source.limits?.series ?? SERIES_LIMIT);
            return decode(encoding === 'json' ? await toProtobuf(bytes) : bytes, series, source, columns);
          });
          return await store(source, columns, decoder, await identityOf(body), encoding);
        } finally {
          pool.give(columns);
        }
      };
      context.post('/v1/metrics', (request) => refusing(request, write), {
        overRateStatus: 429,
        refusal: (status, body, headers) => statusReply(status, body, replyEncoding(headers)),
      });
      return { stop: async () => known.clear() };
    },
  };
}

async function refusing(request: DoorRequest, write: (request: DoorRequest) => Promise<DoorReply>): Promise<DoorReply> {
  try {
    return await write(request);
  } catch (error) {
    if (!(error instanceof BodyProblem)) throw error;
    return statusReply(error.status, error.body, replyEncoding(request.headers));
  }
}

async function toProtobuf(json: Uint8Array): Promise<Uint8Array> {
  const transcoder = new JsonTranscoder(json);
  while (!transcoder.read()) await setImmediate();
  return transcoder.finish();
}

/** The whole request is decoded before anything of it is stored: a malformed one leaves nothing. */
async function decode(
  bytes: Uint8Array,
  series: PointSeries,
  source: IngestSource,
  columns: ReadingColumns,
): Promise<MetricsDecoder> {
  const decoder = new MetricsDecoder(bytes, series, source, columns);
  const turns = decoder.read();
  while (!turns.next().done) await setImmediate();
  return decoder;
}

async function store(
  source: IngestSource,
  { handle, at, value, stale, since, delta, length }: ReadingColumns,
  { refused, hasStarts, hasDeltas }: MetricsDecoder,
  identity: BatchIdentity,
  encoding: Encoding,
): Promise<DoorReply> {
  const batch: ReadingBatch = {
    ...{ handle, at, value, stale, length, identity },
    ...(hasStarts ? { since } : {}),
    ...(hasDeltas ? { delta } : {}),
  };
  const receipt = length > 0 ? await source.accept(batch) : undefined;
  for (const { reason, count, example } of refused.list()) source.refuse(reason, count, example);
  return exportReply([...refused.list(), ...(receipt?.rejected ?? [])], encoding);
}

function checkType(given: string): Encoding {
  const encoding = encodingOf(given);
  if (encoding !== undefined) return encoding;
  throw new BodyProblem(415, {
    code: 'wrong-type',
    message: `Content-Type must be application/x-protobuf or application/json, not ${given || 'absent'}`,
    field: 'Content-Type',
    limit: 'application/x-protobuf',
  });
}

/** True for gzip. */
function checkEncoding(given: string): boolean {
  if (given === 'gzip') return true;
  if (given === '' || given === 'identity') return false;
  const message = `Content-Encoding must be gzip, identity or absent, not ${given}`;
  throw new BodyProblem(415, { code: 'wrong-encoding', message, field: 'Content-Encoding', limit: 'gzip' });
}

/** Answers are in the request's encoding; in JSON where that is neither. */
function replyEncoding(headers: DoorRequest['headers']): Encoding {
  return encodingOf(String(headers['content-type'] ?? '')) ?? 'json';
}
