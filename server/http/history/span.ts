import { HttpError } from '../errors.ts';

const DEFAULT_SPAN_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** UTC ms; `to` is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The span that a query asks for: without `to` up to `now`, without `from` one hour. Throws HttpError 400. */
export function spanOf(
  query: { readonly from?: number | undefined; readonly to?: number | undefined },
  now: number,
  maxMs: number,
): Span {
  const to = query.to ?? now;
  const from = query.from ?? to - DEFAULT_SPAN_MS;
  if (!(from < to)) {
    throw new HttpError(400, { code: 'bad-span', message: 'from must be before to', field: 'from', limit: to });
  }
  if (to - from > maxMs) {
    const message = `the span is ${Math.ceil((to - from) / DAY_MS)} days long, at most ${maxMs / DAY_MS} are allowed`;
    throw new HttpError(400, { code: 'span-too-long', message, field: 'from', limit: to - maxMs });
  }
  return { from, to };
}
