import type { Express, Request, Response } from 'express';
import type { z } from 'zod';
import type { Operator } from '../../shared/alarms/alarm.ts';
import {
  compareQuerySchema,
  deleteSnapshotSchema,
  exportQuerySchema,
  MAX_SNAPSHOTS,
  SNAPSHOT_FORMATS,
  snapshotRequestSchema,
} from '../../shared/wire/snapshot-schemas.ts';
import {
  FORMAT_FILES,
  SNAPSHOT_ACTION,
  type SnapshotFormat,
  type SnapshotRequest,
  type SnapshotSummary,
} from '../../shared/wire/snapshots.ts';
import { type Exports, SnapshotRefused, type Snapshots } from '../ports.ts';
import { HttpError, parseQuery } from './errors.ts';
import { readJson } from './json-body.ts';

/** A form of another page can send neither this header nor any other of its own making. */
const HEADER = 'X-Skyrack-Action';
const PATH = '/api/v1/snapshots';

export interface SnapshotStages {
  readonly snapshots: Snapshots;
  readonly exports: Exports;
}

/**
 * Snapshots and their files: reading is open; taking and deleting need a name (unverified until accounts exist) and the
 * header that only our own page can send.
 */
export function mountSnapshots(app: Express, { snapshots, exports }: SnapshotStages): void {
  app.get(PATH, (_request, response) => {
    const formats = SNAPSHOT_FORMATS.map((format) => ({ format, ...FORMAT_FILES[format] }));
    fresh(response).json({ snapshots: snapshots.list(), formats, limit: MAX_SNAPSHOTS });
  });
  app.post(PATH, async (request, response) => {
    // What was not sent is absent, not undefined.
    const wanted = parseBody(snapshotRequestSchema, await bodyOf(request)) as SnapshotRequest;
    const taken = await answering(() => snapshots.take(wanted, operatorOf(request, wanted.operator)));
    fresh(response).status(201).json(taken);
  });
  app.get(`${PATH}/compare`, async (request, response) => {
    const { a, b, format, language } = parseQuery(compareQuerySchema, request.query);
    const comparison = await answering(() => snapshots.compare(a, b));
    if (format === 'json') {
      fresh(response).json(comparison);
      return;
    }
    const bytes = await answering(() => exports.comparison(comparison, language));
    sendFile(response, bytes, FORMAT_FILES.csv.type, `skyrack-compare-${a.slice(0, 8)}-${b.slice(0, 8)}.zip`);
  });
  app.get(`${PATH}/events`, (_request, response) => {
    fresh(response).json(snapshots.events());
  });
  app.get(`${PATH}/:id`, async (request, response) => {
    fresh(response).json(await found(snapshots, request.params.id));
  });
  app.delete(`${PATH}/:id`, async (request, response) => {
    const { operator, reason } = parseBody(deleteSnapshotSchema, await bodyOf(request));
    const id = String(request.params.id);
    await answering(() => snapshots.remove(id, reason, operatorOf(request, operator)));
    fresh(response).json({ deleted: id });
  });
  app.get(`${PATH}/:id/verify`, async (request, response) => {
    fresh(response).json(await answering(() => snapshots.verify(request.params.id)));
  });
  app.get(`${PATH}/:id/export/:format`, async (request, response) => {
    const { language } = parseQuery(exportQuerySchema, request.query);
    const summary = await found(snapshots, request.params.id);
    const format = formatOf(request.params.format);
    const bytes = await answering(() => exports.write(snapshots.file(summary.id), format, language));
    const { type, extension } = FORMAT_FILES[format];
    sendFile(response, bytes, type, `${nameOf(summary)}.${extension}`);
  });
}

async function found(snapshots: Snapshots, id: string): Promise<SnapshotSummary> {
  const summary = snapshots.find(id);
  if (summary !== undefined) return summary;
  throw new HttpError(404, { code: 'no-such-snapshot', message: 'there is no such snapshot', field: 'id' });
}

function formatOf(text: string): SnapshotFormat {
  const format = SNAPSHOT_FORMATS.find((known) => known === text);
  if (format !== undefined) return format;
  const limit = SNAPSHOT_FORMATS.join(', ');
  throw new HttpError(400, { code: 'unknown-format', message: 'there is no such format', field: 'format', limit });
}

/** `skyrack-qingdao-20261124T082534Z-1a2b3c4d`: what it is of, and the begin of its id. */
function nameOf({ zone, at, id }: SnapshotSummary): string {
  const moment = new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
  return `skyrack-${zone}-${moment}-${id.slice(0, 8)}`;
}

/** A file is for keeping, not for a page of ours: nothing in it may run here. */
function sendFile(response: Response, bytes: Uint8Array, type: string, name: string): void {
  fresh(response).setHeader('Content-Disposition', `attachment; filename="${name}"`);
  response.setHeader('Content-Security-Policy', 'sandbox');
  response.type(type).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

async function bodyOf(request: Request): Promise<unknown> {
  if (request.get(HEADER) !== SNAPSHOT_ACTION) {
    const message = `send the header ${HEADER}: ${SNAPSHOT_ACTION}`;
    throw new HttpError(403, { code: 'action-header-required', message, field: HEADER, limit: SNAPSHOT_ACTION });
  }
  return readJson(request);
}

function operatorOf(request: Request, name: string): Operator {
  return { name, verified: false, from: request.socket.remoteAddress ?? '' };
}

async function answering<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof SnapshotRefused)) throw error;
    const { code, message, field, limit } = error;
    throw new HttpError(statusOf(code), {
      code,
      message,
      ...(field === undefined ? {} : { field }),
      ...(limit === undefined ? {} : { limit }),
    });
  }
}

function statusOf(code: SnapshotRefused['code']): number {
  switch (code) {
    case 'no-such-snapshot':
    case 'no-such-schedule':
      return 404;
    case 'full':
      return 409;
    case 'busy':
    case 'no-history':
      return 503;
    case 'failed':
      return 500;
    default:
      return 400;
  }
}

function parseBody<T extends z.ZodType>(schema: T, body: unknown): z.infer<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  throw new HttpError(400, {
    code: unknownKey === undefined ? 'invalid-field' : 'unknown-field',
    message: issue.message,
    field: unknownKey ?? issue.path.join('.'),
  });
}

function fresh(response: Response): Response {
  response.setHeader('Cache-Control', 'no-store');
  return response;
}
