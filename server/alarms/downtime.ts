import type { Downtime } from '../../shared/wire/history.ts';

interface Query {
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

/** What lies between the times at which a server watched (UTC ms, ascending), within a span: the newest `limit`. */
export function downtimeOf(
  watched: readonly { readonly from: number; readonly to: number }[],
  { from, to, limit }: Query,
): Downtime {
  const spans: { from: number; to: number }[] = [];
  let watchedTo = watched[0]?.to ?? 0;
  for (const span of watched.slice(1)) {
    const gap = { from: Math.max(from, watchedTo), to: Math.min(to, span.from) };
    if (gap.to > gap.from) spans.push(gap);
    watchedTo = Math.max(watchedTo, span.to);
  }
  return { watchedSince: watched[0]?.from ?? null, spans: spans.slice(-limit), more: spans.length > limit };
}
