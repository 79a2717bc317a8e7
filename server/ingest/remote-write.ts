import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { RejectedRows } from '../../shared/wire/http.ts';
import { rowsRejected } from '../../shared/wire/rows-rejected.ts';
import type { DoorReply, DoorRequest, IngestContext, IngestDoor, ReadingBatch } from '../ports.ts';
import { unpackBlock } from './remote-write/block.ts';
import { ColumnPool, type ReadingColumns } from './remote-write/columns.ts';
import { WriteRequestDecoder } from './remote-write/decode.ts';
import { SERIES_LIMIT, SeriesTable } from './remote-write/series-table.ts';
import { WriteProblem } from './remote-write/write-problem.ts';

const PROTOCOL = 'remote-write';
const BODY_LIMIT_BYTES = 8 * 1024 * 1024;
const UNCOMPRESSED_LIMIT_BYTES = 32 * 1024 * 1024;
/** Readings that are decoded before other work gets its turn. */
const ROWS_PER_TURN = 20_000;

/** Prometheus remote write 1.0 at `POST /api/v1/write`. */
export const remoteWrite = createRemoteWrite();

/**
 * The same with a limit of series per source. Without one it is 50,000, or as many as the zone has: the one ingest token
 * stands for all senders until tokens are given out per source.
 */
export function createRemoteWrite(seriesLimit?: number): IngestDoor {
  return {
    protocol: PROTOCOL,
    start(context) {
      const limit = seriesLimit ?? Math.max(SERIES_LIMIT, context.inventory.dictionary.seriesCount);
      const tables = new Map<string, SeriesTable>();
      const pool = new ColumnPool();
      const tableOf = (source: string): SeriesTable => {
        const known = tables.get(source);
        if (known) return known;
        const table = new SeriesTable(limit);
        tables.set(source, table);
        return table;
      };
      context.post('/api/v1/write', async (request) => {
        try {
          return await write(context, request, tableOf(request.source), pool);
        } catch (error) {
          if (error instanceof WriteProblem) return { status: error.status, body: error.body };
          throw error;
        }
      });
      return { stop: async () => tables.clear() };
    },
  };
}

async function write(
  context: IngestContext,
  request: DoorRequest,
  table: SeriesTable,
  pool: ColumnPool,
): Promise<DoorReply> {
  checkEncoding(header(request, 'content-encoding'));
  checkType(header(request, 'content-type'));
  const body = await request.body(BODY_LIMIT_BYTES);
  const bytes = await unpackBlock(body, UNCOMPRESSED_LIMIT_BYTES);
  const columns = pool.take();
  try {
    const decoder = await decode(context, request.source, bytes, table, columns);
    return await store(context, request.source, columns, decoder.refused, identityOf(body));
  } finally {
    pool.give(columns);
  }
}

/** Decodes the whole request before anything of it is stored: a malformed one leaves nothing. */
async function decode(
  { registry, clock }: IngestContext,
  source: string,
  bytes: Uint8Array,
  table: SeriesTable,
  columns: ReadingColumns,
): Promise<WriteRequestDecoder> {
  const decoder = new WriteRequestDecoder(bytes, table, registry.source(source, PROTOCOL), columns);
  table.begin(clock());
  while (!decoder.read(ROWS_PER_TURN)) await setImmediate();
  return decoder;
}

async function store(
  { registry }: IngestContext,
  sourceId: string,
  { handle, at, value, stale, length }: ReadingColumns,
  refused: readonly RejectedRows[],
  identity: BatchIdentity,
): Promise<DoorReply> {
  const source = registry.source(sourceId, PROTOCOL);
  const receipt = length > 0 ? await source.accept({ handle, at, value, stale, length, identity }) : undefined;
  for (const { reason, count, example } of refused) source.refuse(reason, count, example ?? '');
  const rejected = [...refused, ...(receipt?.rejected ?? [])];
  return rejected.length === 0 ? { status: 204 } : { status: 400, body: rowsRejected(rejected, receipt?.stored ?? 0) };
}

type BatchIdentity = NonNullable<ReadingBatch['identity']>;

/**
 * Remote write does not number its requests, but a sender that got no answer sends the same bytes again: their hash says
 * that it is the same request, also when the server died between storing it and answering.
 */
function identityOf(body: Uint8Array): BatchIdentity {
  return { epoch: 'sha256', batch: createHash('sha256').update(body).digest('base64').slice(0, 22) };
}

function checkEncoding(encoding: string): void {
  if (encoding === 'snappy') return;
  const message = `Content-Encoding must be snappy, not ${encoding || 'absent'}`;
  throw new WriteProblem(415, { code: 'wrong-encoding', message, field: 'Content-Encoding', limit: 'snappy' });
}

/** 1.0 is the type alone, or with `proto=prometheus.WriteRequest`. */
function checkType(given: string): void {
  const [type = '', ...parameters] = given.split(';').map((text) => text.trim().replaceAll('"', ''));
  const message = parameters.find((text) => text.startsWith('proto='));
  const isVersion1 = message === undefined || message === 'proto=prometheus.writerequest';
  if (type === 'application/x-protobuf' && isVersion1) return;
  throw new WriteProblem(415, {
    code: 'wrong-type',
    message: `Content-Type must be application/x-protobuf, remote write 1.0 only, not ${given || 'absent'}`,
    field: 'Content-Type',
    limit: 'application/x-protobuf;proto=prometheus.WriteRequest',
  });
}

/** A header's one value, lower-cased; empty when absent. */
function header(request: DoorRequest, name: string): string {
  const value = request.headers[name];
  return (Array.isArray(value) ? value.join(',') : (value ?? '')).trim().toLowerCase();
}
