import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Operator } from '../../shared/alarms/alarm.ts';
import { HttpError } from './errors.ts';
import { readJson } from './json-body.ts';

/** A form of another page can send neither this header nor any other of its own making. */
const HEADER = 'X-Skyrack-Action';

/** What people do carries the header with the kind of action. Throws HttpError 403 without it. */
export function requireAction(request: Request, action: string): void {
  if (request.get(HEADER) === action) return;
  const message = `send the header ${HEADER}: ${action}`;
  throw new HttpError(403, { code: 'action-header-required', message, field: HEADER, limit: action });
}

/** The JSON that comes with an action. Throws HttpError 400, 403 or 415, and BodyTooLarge. */
export async function actionBody(request: Request, action: string): Promise<unknown> {
  requireAction(request, action);
  return readJson(request);
}

/** Checks a body against its schema. Throws HttpError 400 that names the first wrong field. */
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

/** Who acts; unverified until accounts exist. */
export function operatorOf(request: Request, name: string): Operator {
  return { name, verified: false, from: request.socket.remoteAddress ?? '' };
}

/** What a stage has refused, as an answer. */
export function refused(
  status: number,
  {
    code,
    message,
    field,
    limit,
  }: { code: string; message: string; field?: string | undefined; limit?: number | undefined },
): HttpError {
  return new HttpError(status, {
    code,
    message,
    ...(field === undefined ? {} : { field }),
    ...(limit === undefined ? {} : { limit }),
  });
}

/** Says that no copy of the answer is to be kept. */
export function fresh(response: Response): Response {
  response.setHeader('Cache-Control', 'no-store');
  return response;
}
