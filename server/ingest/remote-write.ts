import { setImmediate } from 'node:timers/promises';
import { rowsRejected } from '../../shared/wire/rows-rejected.ts';
import type { DoorReply, DoorRequest, IngestContext, IngestDoor, IngestSource, ReadingBatch } from '../ports.ts';
import { type BatchIdentity, identityOf } from './body/body-identity.ts';
import { BodyProblem } from './body/body-problem.ts';
import { freeAtOnce } from './body/free-at-once.ts';
import { header } from './body/header.ts';
import { KeyTable } from './body/key-table.ts';
import { ColumnPool, type ReadingColumns } from './body/reading-columns.ts';
import { unpackBlock } from './remote-write/block.ts';
import { WriteRequestDecoder } from './remote-write/decode-v1.ts';
import { RequestDecoder } from './remote-write/decode-v2.ts';
import { SymbolSeries } from './remote-write/symbols.ts';

const PROTOCOL = 'remote-write';
const BODY_LIMIT_BYTES = 8 * 1024 * 1024;
const UNCOMPRESSED_LIMIT_BYTES = 32 * 1024 * 1024;
/** Readings that are decoded before other work gets its turn. */
const ROWS_PER_TURN = 20_000;
/** Series that are known at a time of a source without limits; beyond it new ones are refused (`series-limit`). */
const SERIES_LIMIT = 50_000;

/** Prometheus remote write 1.0 and 2.0 at `POST /api/v1/write`. */
export const remoteWrite = createRemoteWrite();

/** What is known of a source's series, by version: 1.0 sends labels in full, 2.0 as references. */
interface KnownSeries {
  readonly v1: KeyTable;
  readonly v2: SymbolSeries;
}

/** The same with a limit of series for every source, whatever its token allows. */
export function createRemoteWrite(seriesLimit?: number): IngestDoor {
  return {
    protocol: PROTOCOL,
    start(context) {
      const limitOf = ({ limits }: IngestSource): number => seriesLimit ?? limits?.series ?? SERIES_LIMIT;
      const known = new Map<string, KnownSeries>();
      const pool = new ColumnPool();
      context.post('/api/v1/write', async (request) => {
        let version: 1 | 2 = 1;
        try {
          version = versionOf(header(request, 'content-type'));
          checkEncoding(header(request, 'content-encoding'));
          const series = known.get(request.source) ?? { v1: new KeyTable(), v2: new SymbolSeries() };
          known.set(request.source, series);
          return await write(context, request, version, series, limitOf, pool);
        } catch (error) {
          if (!(error instanceof BodyProblem)) throw error;
          return { status: error.status, ...(version === 2 ? { headers: written(0) } : {}), body: error.body };
        }
      });
      return { stop: async () => known.clear() };
    },
  };
}

async function write(
  { registry, clock }: IngestContext,
  request: DoorRequest,
  version: 1 | 2,
  { v1, v2 }: KnownSeries,
  limitOf: (source: IngestSource) => number,
  pool: ColumnPool,
): Promise<DoorReply> {
  const body = await request.body(BODY_LIMIT_BYTES);
  const bytes = await unpackBlock(body, UNCOMPRESSED_LIMIT_BYTES);
  const source = registry.source(request.source, PROTOCOL);
  const columns = pool.take();
  try {
    // The whole request is decoded before anything of it is stored: a malformed one leaves nothing.
    const decoder =
      version === 1
        ? new WriteRequestDecoder(bytes, v1, source, columns)
        : new RequestDecoder(bytes, v2, source, columns);
    (version === 1 ? v1 : v2).begin(clock(), limitOf(source));
    while (!decoder.read(ROWS_PER_TURN)) await setImmediate();
    const { reply, samplesWritten } = await store(source, columns, decoder, await identityOf(body));
    return version === 1 ? reply : { ...reply, headers: written(samplesWritten) };
  } finally {
    pool.give(columns);
    freeAtOnce(bytes);
  }
}

async function store(
  source: IngestSource,
  { handle, at, value, stale, since, length }: ReadingColumns,
  { refused, unsupported, hasStarts }: WriteRequestDecoder | RequestDecoder,
  identity: BatchIdentity,
): Promise<{ readonly reply: DoorReply; readonly samplesWritten: number }> {
  const batch: ReadingBatch = { handle, at, value, stale, length, identity, ...(hasStarts ? { since } : {}) };
  const receipt = length > 0 ? await source.accept(batch) : undefined;
  for (const { reason, count, example } of [...refused.list(), ...unsupported.list()]) {
    source.refuse(reason, count, example);
  }
  const refusedHere = receipt?.rejected ?? [];
  const rejected = [...refused.list(), ...refusedHere];
  // Names that no rule knows and what came before are written as far as the sender is concerned.
  const samplesWritten = length - refusedHere.reduce((sum, { count }) => sum + count, 0);
  if (rejected.length === 0) return { reply: { status: 204 }, samplesWritten };
  return { reply: { status: 400, body: rowsRejected(rejected, receipt?.stored ?? 0) }, samplesWritten };
}

/** What 2.0 wants to be told: senders take what is missing here for lost. */
function written(samples: number): Readonly<Record<string, string>> {
  return {
    'X-Prometheus-Remote-Write-Samples-Written': String(samples),
    'X-Prometheus-Remote-Write-Histograms-Written': '0',
    'X-Prometheus-Remote-Write-Exemplars-Written': '0',
  };
}

function checkEncoding(encoding: string): void {
  if (encoding === 'snappy') return;
  const message = `Content-Encoding must be snappy, not ${encoding || 'absent'}`;
  throw new BodyProblem(415, { code: 'wrong-encoding', message, field: 'Content-Encoding', limit: 'snappy' });
}

/** 1.0 is the type alone, or with `proto=prometheus.WriteRequest`; 2.0 names its message. Throws BodyProblem 415. */
function versionOf(given: string): 1 | 2 {
  const [type = '', ...parameters] = given.split(';').map((text) => text.trim().replaceAll('"', ''));
  const message = parameters.find((text) => text.startsWith('proto='))?.slice('proto='.length);
  if (type === 'application/x-protobuf') {
    if (message === undefined || message === 'prometheus.writerequest') return 1;
    if (message === 'io.prometheus.write.v2.request') return 2;
  }
  throw new BodyProblem(415, {
    code: 'wrong-type',
    message: `Content-Type must be application/x-protobuf, remote write 1.0 or 2.0, not ${given || 'absent'}`,
    field: 'Content-Type',
    limit: 'application/x-protobuf;proto=io.prometheus.write.v2.Request',
  });
}
