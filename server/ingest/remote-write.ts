import { setImmediate } from 'node:timers/promises';
import { rowsRejected } from '../../shared/wire/rows-rejected.ts';
import type { DoorReply, DoorRequest, IngestContext, IngestDoor } from '../ports.ts';
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
export const remoteWrite = createRemoteWrite(SERIES_LIMIT);

/** The same with another limit of series per source. */
export function createRemoteWrite(seriesLimit: number): IngestDoor {
  return {
    protocol: PROTOCOL,
    start(context) {
      const tables = new Map<string, SeriesTable>();
      const pool = new ColumnPool();
      const tableOf = (source: string): SeriesTable => {
        const known = tables.get(source);
        if (known) return known;
        const table = new SeriesTable(seriesLimit);
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
  const bytes = await unpackBlock(await request.body(BODY_LIMIT_BYTES), UNCOMPRESSED_LIMIT_BYTES);
  const columns = pool.take();
  try {
    return await store(context, request.source, bytes, table, columns);
  } finally {
    pool.give(columns);
  }
}

/** Decodes the whole request before anything of it is stored: a malformed one leaves nothing. */
async function store(
  { registry, clock }: IngestContext,
  sourceId: string,
  bytes: Uint8Array,
  table: SeriesTable,
  columns: ReadingColumns,
): Promise<DoorReply> {
  const source = registry.source(sourceId, PROTOCOL);
  const decoder = new WriteRequestDecoder(bytes, table, source, columns);
  table.begin(clock());
  while (!decoder.read(ROWS_PER_TURN)) await setImmediate();
  const receipt = columns.length > 0 ? await source.accept(columns) : undefined;
  const { refused } = decoder;
  for (const { reason, count, example } of refused) source.refuse(reason, count, example ?? '');
  const rejected = [...refused, ...(receipt?.rejected ?? [])];
  return rejected.length === 0 ? { status: 204 } : { status: 400, body: rowsRejected(rejected, receipt?.stored ?? 0) };
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
