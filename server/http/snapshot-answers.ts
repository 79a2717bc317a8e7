import type { Request, Response } from 'express';
import { SNAPSHOT_FORMATS } from '../../shared/wire/snapshot-schemas.ts';
import { SNAPSHOT_ACTION, type SnapshotFormat, type SnapshotSummary } from '../../shared/wire/snapshots.ts';
import { SnapshotRefused } from '../ports.ts';
import { actionBody, fresh, refused } from './action.ts';
import { HttpError } from './errors.ts';

/** A file is for keeping, not for a page of ours: nothing in it may run here. */
export function sendFile(response: Response, bytes: Uint8Array, type: string, name: string): void {
  fresh(response).setHeader('Content-Disposition', `attachment; filename="${name}"`);
  response.setHeader('Content-Security-Policy', 'sandbox');
  response.type(type).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/** The JSON that comes with an action on snapshots. Throws HttpError. */
export function bodyOf(request: Request): Promise<unknown> {
  return actionBody(request, SNAPSHOT_ACTION);
}

/** Runs a question of snapshots; its refusals become replies. */
export async function answering<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof SnapshotRefused ? refused(statusOf(error.code), error) : error;
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
