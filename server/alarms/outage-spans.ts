import type { OutageRow } from './store.ts';

/** UTC ms; `to` is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Why a resource was not simply in service: out, out in a maintenance window, or nobody could say. */
export type SpanState = 'down' | 'excluded' | 'unknown';

export interface StateSpan extends Span {
  readonly state: SpanState;
}

/** How long a resource was in each state, ms, and how often it went out. */
export interface Tally {
  readonly outages: number;
  readonly downMs: number;
  readonly excludedMs: number;
  readonly unknownMs: number;
}

export const NOTHING_LOST: Tally = { outages: 0, downMs: 0, excludedMs: 0, unknownMs: 0 };

/**
 * What the steps of one record say of its resource up to `end` (UTC ms). A raise and a clear count from event time: holds
 * delay the alarm, not the outage; what is covered by maintenance when it is raised is excluded from event time on, too.
 * `silent`: a record of silence, which knows nothing of service.
 */
export function spansOf(rows: readonly OutageRow[], silent: boolean, end: number): readonly StateSpan[] {
  const spans: StateSpan[] = [];
  let state: SpanState | null = null;
  let since = 0;
  rows.forEach((row, i) => {
    const next = stateOf(row, silent);
    if (next === state) return;
    const before = rows[i - 1];
    if (row.transition === 'suppress' && before?.transition === 'raise' && before.at === row.at) {
      state = next;
      return;
    }
    const at = Math.max(since, eventTimeOf(row));
    if (state !== null && at > since) spans.push({ from: since, to: at, state });
    state = next;
    since = at;
  });
  if (state !== null && end > since) spans.push({ from: since, to: end, state });
  return spans;
}

function stateOf({ clearedAt, maintenance, unknownSince }: OutageRow, silent: boolean): SpanState | null {
  if (clearedAt !== null) return null;
  if (silent || unknownSince !== null) return 'unknown';
  return maintenance === null ? 'down' : 'excluded';
}

function eventTimeOf({ transition, at, changedAt, clearedAt, unknownSince }: OutageRow): number {
  if (transition === 'raise') return changedAt;
  if (transition === 'clear') return clearedAt ?? at;
  return transition === 'unknown' ? (unknownSince ?? at) : at;
}

/**
 * Adds spans up within those in which this server watched. Where several lie over one another, maintenance excuses what
 * is out, and what is known to be out is not unknown.
 */
export function tally(spans: readonly StateSpan[], watched: readonly Span[]): Tally {
  if (spans.length === 0) return NOTHING_LOST;
  const edges = spans
    .flatMap(({ from, to, state }) => [
      { at: from, state, by: 1 },
      { at: to, state, by: -1 },
    ])
    .sort((a, b) => a.at - b.at);
  const open: Record<SpanState, number> = { down: 0, excluded: 0, unknown: 0 };
  const sums: Record<SpanState, number> = { down: 0, excluded: 0, unknown: 0 };
  let outages = 0;
  let before: SpanState | null = null;
  edges.forEach(({ at, state, by }, i) => {
    open[state] += by;
    const to = edges[i + 1]?.at ?? at;
    if (to === at) return;
    const now = open.excluded > 0 ? 'excluded' : open.down > 0 ? 'down' : open.unknown > 0 ? 'unknown' : null;
    const ms = now === null ? 0 : overlapMs({ from: at, to }, watched);
    if (now === null || ms === 0) {
      before = null;
      return;
    }
    sums[now] += ms;
    if (now === 'down' && before !== 'down') outages++;
    before = now;
  });
  return { outages, downMs: sums.down, excludedMs: sums.excluded, unknownMs: sums.unknown };
}

/** Of a span, what lies within others that do not lie over one another, ms. */
export function overlapMs({ from, to }: Span, within: readonly Span[]): number {
  let ms = 0;
  for (const one of within) ms += Math.max(0, Math.min(to, one.to) - Math.max(from, one.from));
  return ms;
}
