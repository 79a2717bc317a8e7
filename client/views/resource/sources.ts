import type { ResourceDetail } from '../../../shared/wire/http.ts';

/** One sender of a resource's values. */
export interface SourceRow {
  readonly source: string;
  readonly count: number;
  /** Ages of its newest and oldest value by source time, and of the last that was received, ms. */
  readonly newestMs: number;
  readonly oldestMs: number;
  readonly receivedMs: number | null;
}

/** Who sends the values, who sends most first. */
export function sourceRows(values: ResourceDetail['values'], nowMs: number): readonly SourceRow[] {
  const rows = new Map<string, SourceRow>();
  for (const { source, at, receivedAt } of values) {
    if (source === null || at === null) continue;
    const age = Math.max(0, nowMs - at);
    const received = receivedAt === null ? null : Math.max(0, nowMs - receivedAt);
    const before = rows.get(source);
    rows.set(source, {
      source,
      count: (before?.count ?? 0) + 1,
      newestMs: Math.min(before?.newestMs ?? age, age),
      oldestMs: Math.max(before?.oldestMs ?? age, age),
      receivedMs: least(before?.receivedMs ?? null, received),
    });
  }
  return [...rows.values()].sort((a, b) => b.count - a.count);
}

function least(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
