import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Operator } from '../../shared/alarms/alarm.ts';
import { SNAPSHOT_FORMATS } from '../../shared/wire/snapshot-schemas.ts';
import { SNAPSHOT_ACTION, type SnapshotFormat, type SnapshotSummary } from '../../shared/wire/snapshots.ts';
import { SnapshotRefused } from '../ports.ts';
import { HttpError } from './errors.ts';
import { readJson } from './json-body.ts';

/** A form of another page can send neither this header nor any other of its own making. */
const HEADER = 'X-Skyrack-Action';

/** A file is for keeping, not for a page of ours: nothing in it may run here. */
export function sendFile(response: Response, bytes: Uint8Array, type: string, name: string): void {
  fresh(response).setHeader('Content-Disposition', `attachment; filename="${name}"`);
  response.setHeader('Content-Security-Policy', 'sandbox');
  response.type(type).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

export async function bodyOf(request: Request): Promise<unknown> {
  if (request.get(HEADER) !== SNAPSHOT_ACTION) {
    const message = `send the header ${HEADER}: ${SNAPSHOT_ACTION}`;
    throw new HttpError(403, { code: 'action-header-required', message, field: HEADER, limit: SNAPSHOT_ACTION });
  }
  return readJson(request);
}

export function operatorOf(request: Request, name: string): Operator {
  return { name, verified: false, from: request.socket.remoteAddress ?? '' };
}

export async function answering<T>(run: () => Promise<T>): Promise<T> {
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
    case 'no-such-share':
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

export function parseBody<T extends z.ZodType>(schema: T, body: unknown): z.infer<T> {
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

export function fresh(response: Response): Response {
  response.setHeader('Cache-Control', 'no-store');
  return response;
}

/** Throws HttpError 400. */
export function formatOf(text: string): SnapshotFormat {
  const format = SNAPSHOT_FORMATS.find((known) => known === text);
  if (format !== undefined) return format;
  const limit = SNAPSHOT_FORMATS.join(', ');
  throw new HttpError(400, { code: 'unknown-format', message: 'there is no such format', field: 'format', limit });
}

/** `skyrack-qingdao-20261124T082534Z-1a2b3c4d`: what it is of, and the begin of its id. */
export function nameOf({ zone, at, id }: SnapshotSummary): string {
  const moment = new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
  return `skyrack-${zone}-${moment}-${id.slice(0, 8)}`;
}
