import type { ErrorBody } from '../../../shared/wire/http.ts';

/** A request that the door will not take at all, with its answer. Senders give the data up on each of these. */
export class WriteProblem extends Error {
  override readonly name = 'WriteProblem';
  constructor(
    readonly status: 400 | 413 | 415,
    readonly body: ErrorBody,
  ) {
    super(body.message);
  }
}

/** A body that is not what its headers say; nothing of it is stored. */
export function malformed(message: string): WriteProblem {
  return new WriteProblem(400, { code: 'malformed', message, field: 'body' });
}
