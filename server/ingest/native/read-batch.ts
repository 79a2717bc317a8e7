import type { z } from 'zod';
import type { ErrorBody, RejectedRows } from '../../../shared/wire/http.ts';
import { nativeBatchSchema, nativeSampleSchema } from '../../../shared/wire/http-schemas.ts';

/** A native batch as columns: plain data that may come from another thread. */
export interface ReadBatch {
  readonly source: string;
  readonly epoch: string;
  readonly batch: string;
  /** What the rows are about, each pair once. */
  readonly names: readonly { readonly resource: string; readonly metric: string }[];
  /** Index into `names`, source time (UTC ms) and value per row, good rows only. */
  readonly name: Uint32Array;
  readonly at: Float64Array;
  readonly value: Float64Array;
  readonly length: number;
  /** Rows that are no samples. */
  readonly refused: readonly RejectedRows[];
}

export type BatchRead =
  | { readonly ok: true; readonly batch: ReadBatch }
  | { readonly ok: false; readonly body: ErrorBody };

/** Reads a JSON batch; its envelope is right or wrong as a whole, its rows are judged one by one. */
export function readBatch(body: Uint8Array): BatchRead {
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
  const { source, epoch, batch, samples } = checked.data;
  return { ok: true, batch: { source, epoch: String(epoch), batch: String(batch), ...readRows(samples) } };
}

function readRows(rows: readonly unknown[]): Omit<ReadBatch, 'source' | 'epoch' | 'batch'> {
  const names: { resource: string; metric: string }[] = [];
  const places = new Map<string, Map<string, number>>();
  const name = new Uint32Array(rows.length);
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
    let metrics = places.get(resource);
    if (metrics === undefined) {
      metrics = new Map();
      places.set(resource, metrics);
    }
    let place = metrics.get(metric);
    if (place === undefined) {
      place = names.push({ resource, metric }) - 1;
      metrics.set(metric, place);
    }
    name[length] = place;
    at[length] = checked.data.at;
    value[length++] = checked.data.value;
  }
  return { names, name, at, value, length, refused: bad > 0 ? [{ reason: 'bad-row', count: bad, example }] : [] };
}

function describeIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join('.') || 'value'}: ${issue.message}`.slice(0, 200) : 'not valid';
}
