import type { Request } from 'express';
import type { z } from 'zod';
import { PlanningRefused } from '../../ports.ts';
import { actionBody, parseBody, refused, requireAction } from '../action.ts';

const ACTION = 'plan';

/** Throws HttpError 403 without the header. */
export function requireHeader(request: Request): void {
  requireAction(request, ACTION);
}

/** The JSON body, checked. Throws HttpError. */
export async function bodyOf<T extends z.ZodType>(request: Request, schema: T): Promise<z.infer<T>> {
  return parseBody(schema, await actionBody(request, ACTION));
}

/** Runs a question of planning; its refusals become replies. */
export async function answering<T>(run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof PlanningRefused ? refused(statusOf(error.code), error) : error;
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
    case 'conflict':
    case 'not-kept':
      return 409;
    case 'too-large':
      return 413;
    case 'no-past':
    case 'no-coverage':
    case 'busy':
      return 503;
    default:
      return 400;
  }
}
