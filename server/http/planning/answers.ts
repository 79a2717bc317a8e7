import type { Request, Response } from 'express';
import type { z } from 'zod';
import { PlanningRefused } from '../../ports.ts';
import { HttpError } from '../errors.ts';
import { readJson } from '../json-body.ts';

/** A form of another page can send neither this header nor any other of its own making. */
const HEADER = 'X-Skyrack-Action';
const ACTION = 'plan';

/** Throws HttpError 403 without the header. */
export function requireHeader(request: Request): void {
  if (request.get(HEADER) === ACTION) return;
  const message = `send the header ${HEADER}: ${ACTION}`;
  throw new HttpError(403, { code: 'action-header-required', message, field: HEADER, limit: ACTION });
}

/** The JSON body, checked. Throws HttpError. */
export async function bodyOf<T extends z.ZodType>(request: Request, schema: T): Promise<z.infer<T>> {
  requireHeader(request);
  const parsed = schema.safeParse(await readJson(request));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  throw new HttpError(400, {
    code: unknownKey === undefined ? 'invalid-field' : 'unknown-field',
    message: issue.message,
    field: unknownKey ?? issue.path.join('.'),
  });
}

/** Runs a question of planning; its refusals become replies. */
export async function answering<T>(run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof PlanningRefused)) throw error;
    const { code, message, field, limit } = error;
    throw new HttpError(statusOf(code), {
      code,
      message,
      ...(field === undefined ? {} : { field }),
      ...(limit === undefined ? {} : { limit }),
    });
  }
}

function statusOf(code: PlanningRefused['code']): number {
  switch (code) {
    case 'no-such-cell':
    case 'no-such-site':
    case 'no-such-ranking':
    case 'no-such-plan':
    case 'no-such-milestone':
      return 404;
    case 'full':
      return 409;
    case 'no-coverage':
    case 'busy':
      return 503;
    default:
      return 400;
  }
}

export function fresh(response: Response): Response {
  response.setHeader('Cache-Control', 'no-store');
  return response;
}
