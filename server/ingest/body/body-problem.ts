import type { ErrorBody } from '../../../shared/wire/http.ts';

/** A body that a door will not take at all, with its answer. Senders give the data up on each of these. */
export class BodyProblem extends Error {
  override readonly name = 'BodyProblem';
  constructor(
    readonly status: 400 | 413 | 415,
    readonly body: ErrorBody,
  ) {
    super(body.message);
  }
}

/** A body that is not what its headers say; nothing of it is stored. */
export function malformed(message: string): BodyProblem {
  return new BodyProblem(400, { code: 'malformed', message, field: 'body' });
}
