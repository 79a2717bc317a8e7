import type { ErrorBody } from '../../shared/wire/http.ts';
import { rowsRejected } from '../../shared/wire/rows-rejected.ts';
import type { DoorHandler, DoorReply, DoorRequest, IngestDoor, IngestSource } from '../ports.ts';
import { BatchReader } from './native/batch-reader.ts';
import type { ReadBatch } from './native/read-batch.ts';

const PROTOCOL = 'native';
const BODY_LIMIT_BYTES = 8 * 1024 * 1024;

/** Skyrack's own JSON batches at `POST /api/v1/samples`: `{source, epoch, batch, samples: [{resource, metric, at, value}]}`. */
export const native: IngestDoor = {
  protocol: PROTOCOL,
  start({ registry, post }) {
    const reader = new BatchReader();
    const handler: DoorHandler = async (request) => {
      const wrong = wrongType(request);
      if (wrong) return { status: 415, body: wrong };
      const read = await reader.read(await request.body(BODY_LIMIT_BYTES));
      if (!read.ok) return { status: 400, body: read.body };
      if (read.batch.source !== request.source) return { status: 400, body: wrongSource(request.source) };
      return store(registry.source(request.source, PROTOCOL), read.batch);
    };
    post('/api/v1/samples', handler, { overRateStatus: 429 });
    return { stop: () => reader.stop() };
  },
};

async function store(source: IngestSource, read: ReadBatch): Promise<DoorReply> {
  const { epoch, batch, at, value, length, refused } = read;
  const handles = read.names.map(({ resource, metric }) => source.handle({ by: 'catalogue', resource, metric }));
  const handle = read.name.map((name) => handles[name] ?? 0);
  const readings = { handle, at, value, stale: new Uint8Array(length), length, identity: { epoch, batch } };
  const receipt = length > 0 ? await source.accept(readings) : undefined;
  if (receipt?.duplicate) return { status: 204, headers: { 'X-Duplicate': '1' } };
  for (const { reason, count, example } of refused) source.refuse(reason, count, example ?? '');
  const rejected = [...refused, ...(receipt?.rejected ?? [])];
  return rejected.length === 0 ? { status: 204 } : { status: 400, body: rowsRejected(rejected, receipt?.stored ?? 0) };
}

function wrongSource(source: string): ErrorBody {
  const message = `the token belongs to source ${source}`;
  return { code: 'wrong-source', message, field: 'source', limit: source };
}

/** Why the body cannot be read as JSON at all, naming what was expected. */
function wrongType({ headers }: DoorRequest): ErrorBody | undefined {
  const type = String(headers['content-type'] ?? '').toLowerCase();
  if (type.split(';')[0]?.trim() !== 'application/json') {
    const message = `Content-Type must be application/json, not ${type || 'absent'}`;
    return { code: 'wrong-type', message, field: 'Content-Type', limit: 'application/json' };
  }
  const encoding = String(headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding === 'identity') return undefined;
  const message = `Content-Encoding must be absent or identity, not ${encoding}`;
  return { code: 'wrong-encoding', message, field: 'Content-Encoding', limit: 'identity' };
}
