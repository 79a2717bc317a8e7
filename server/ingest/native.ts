import type { z } from 'zod';
import type { ErrorBody, RejectedRows } from '../../shared/wire/http.ts';
import { nativeBatchSchema, nativeSampleSchema } from '../../shared/wire/http-schemas.ts';
import { rowsRejected } from '../../shared/wire/rows-rejected.ts';
import type { DoorHandler, DoorReply, DoorRequest, IngestDoor, IngestSource, ReadingBatch } from '../ports.ts';

const PROTOCOL = 'native';
const BODY_LIMIT_BYTES = 8 * 1024 * 1024;

type NativeBatch = z.infer<typeof nativeBatchSchema>;

/** Skyrack's own JSON batches at `POST /api/v1/samples`: `{source, epoch, batch, samples: [{resource, metric, at, value}]}`. */
export const native: IngestDoor = {
  protocol: PROTOCOL,
  start({ registry, post }) {
    const handler: DoorHandler = async (request) => {
      const wrong = wrongType(request);
      if (wrong) return { status: 415, body: wrong };
      const parsed = parseBatch(await request.body(BODY_LIMIT_BYTES), request.source);
      if (!parsed.ok) return { status: 400, body: parsed.body };
      return store(registry.source(request.source, PROTOCOL), parsed.batch);
    };
    post('/api/v1/samples', handler, { overRateStatus: 429 });
    return { stop: async () => undefined };
  },
};

async function store(source: IngestSource, { epoch, batch, samples }: NativeBatch): Promise<DoorReply> {
  const { readings, refused } = readRows(source, samples);
  const identity = { epoch: String(epoch), batch: String(batch) };
  const receipt = readings.length > 0 ? await source.accept({ ...readings, identity }) : undefined;
  if (receipt?.duplicate) return { status: 204, headers: { 'X-Duplicate': '1' } };
  for (const { reason, count, example } of refused) source.refuse(reason, count, example ?? '');
  const rejected = [...refused, ...(receipt?.rejected ?? [])];
  return rejected.length === 0 ? { status: 204 } : { status: 400, body: rowsRejected(rejected, receipt?.stored ?? 0) };
}

/** Checks the rows one by one: the good ones as columns, the others counted with the first as an example. */
function readRows(
  source: IngestSource,
  rows: readonly unknown[],
): { readings: ReadingBatch; refused: readonly RejectedRows[] } {
  const handle = new Uint32Array(rows.length);
  const at = new Float64Array(rows.length);
  const value = new Float64Array(rows.length);
  let length = 0;
  let bad = 0;
  let example = '';
  for (let row = 0; row < rows.length; row++) {
    const checked = nativeSampleSchema.safeParse(rows[row]);
    if (!checked.success) {
      if (bad++ === 0) example = `row ${row}: ${describeIssue(checked.error)}`;
      continue;
    }
    const { resource, metric } = checked.data;
    handle[length] = source.handle({ by: 'catalogue', resource, metric });
    at[length] = checked.data.at;
    value[length++] = checked.data.value;
  }
  return {
    readings: { handle, at, value, stale: new Uint8Array(length), length },
    refused: bad > 0 ? [{ reason: 'bad-row', count: bad, example }] : [],
  };
}

type Parsed = { readonly ok: true; readonly batch: NativeBatch } | { readonly ok: false; readonly body: ErrorBody };

/** The envelope only; rows are judged one by one. */
function parseBatch(body: Uint8Array, source: string): Parsed {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unreadable';
    return { ok: false, body: { code: 'malformed', message: `body is not JSON: ${why}`, field: 'body' } };
  }
  const checked = nativeBatchSchema.safeParse(json);
  if (!checked.success) {
    const field = checked.error.issues[0]?.path.join('.') || 'body';
    return { ok: false, body: { code: 'bad-request', message: describeIssue(checked.error), field } };
  }
  if (checked.data.source === source) return { ok: true, batch: checked.data };
  const message = `the token belongs to source ${source}`;
  return { ok: false, body: { code: 'wrong-source', message, field: 'source', limit: source } };
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

function describeIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join('.') || 'value'}: ${issue.message}`.slice(0, 200) : 'not valid';
}
