import type { Severity } from '../../../shared/model/sample.ts';
import type { Language } from '../../../shared/text/format.ts';
import type { SourceView } from '../../../shared/wire/http.ts';

/** A source whose newest sample is further than this from the server's time when it arrives is marked. */
export const SKEW_LIMIT_MS = 5_000;
/** The window of a source's rate. */
const SILENT_MS = 60_000;
const RECENT_MS = 600_000;
/** Not refused for a fault: a real source reports this resource. */
const YIELDED = 'yielded';

/** What is to be said of a source, least first. */
export const CONDITIONS = ['revoked', 'receiving', 'unmapped', 'skewed', 'rejecting', 'silent'] as const;
export type Condition = (typeof CONDITIONS)[number];

/** Silence is unknown, what is lost is minor, what may be meant so a warning. */
export const CONDITION_STATE: Readonly<Record<Condition, Severity>> = {
  revoked: 'normal',
  receiving: 'normal',
  unmapped: 'warning',
  skewed: 'warning',
  rejecting: 'minor',
  silent: 'unknown',
};

export const COLUMNS = [
  'source',
  'state',
  'received',
  'rate',
  'lag',
  'resources',
  'series',
  'accepted',
  'duplicate',
  'rejected',
  'unmapped',
] as const;
export type Column = (typeof COLUMNS)[number];

export interface Order {
  readonly column: Column;
  readonly descending: boolean;
}
export const DEFAULT_ORDER: Order = { column: 'state', descending: true };

export interface SourceRow {
  readonly source: SourceView;
  readonly condition: Condition;
  readonly refused: number;
}

/** What a row needs to know beside its source. */
export interface Surroundings {
  readonly language: Language;
  /** The server's time, UTC ms. */
  readonly now: number;
  /** When the numbers were read, in words, for hovering. */
  readonly asOf: string;
  /** An instant in the zone's time. */
  readonly showTime: (at: number) => string;
}

/** Readings refused for a fault; what was left to a real source is none. */
function refusedOf({ rejected, rejectedTotal }: SourceView): number {
  const yielded = rejected.find(({ reason }) => reason === YIELDED)?.count ?? 0;
  return rejectedTotal - yielded;
}

/** The worst that is to be said of a source at `now`, the server's time. */
export function conditionOf(source: SourceView, now: number): Condition {
  if (source.revoked) return 'revoked';
  const faults = source.rejected.filter(({ reason }) => reason !== YIELDED);
  const lastFault = Math.max(0, ...faults.map(({ lastAt }) => lastAt));
  if (now - Math.max(source.lastReceivedAt ?? 0, lastFault) > SILENT_MS) return 'silent';
  if (lastFault > 0 && now - lastFault <= RECENT_MS) return 'rejecting';
  if (Math.abs(source.skewMs ?? 0) > SKEW_LIMIT_MS) return 'skewed';
  return source.unmappedTotal > 0 ? 'unmapped' : 'receiving';
}

/** True for a source that somebody should look at. */
export function wantsLook({ condition }: SourceRow): boolean {
  return condition !== 'receiving' && condition !== 'revoked';
}

/** Rows in an order; equal ones by id. What is not known sorts below every number. */
export function sourceRows(sources: readonly SourceView[], now: number, order: Order): SourceRow[] {
  const rows = sources.map((source) => ({ source, condition: conditionOf(source, now), refused: refusedOf(source) }));
  const sign = order.descending ? -1 : 1;
  return rows.sort((a, b) => {
    const byId = a.source.id < b.source.id ? -1 : 1;
    if (order.column === 'source') return sign * byId;
    return sign * (rankOf(a, order.column) - rankOf(b, order.column)) || byId;
  });
}

function rankOf({ source, condition, refused }: SourceRow, column: Exclude<Column, 'source'>): number {
  switch (column) {
    case 'state':
      return CONDITIONS.indexOf(condition);
    case 'received':
      return source.lastReceivedAt ?? -1;
    case 'lag':
      return Math.abs(source.skewMs ?? -1);
    case 'rejected':
      return refused;
    case 'unmapped':
      return source.unmappedTotal;
    default:
      return source[column];
  }
}

/** `rejected` or `-rejected` of the URL; anything else is the default order. */
export function readOrder(text: string | null): Order {
  const column = COLUMNS.find((candidate) => candidate === text?.replace(/^-/, ''));
  return column === undefined ? DEFAULT_ORDER : { column, descending: text?.startsWith('-') === true };
}

/** The URL's word for an order; null for the default. */
export function writeOrder({ column, descending }: Order): string | null {
  if (column === DEFAULT_ORDER.column && descending === DEFAULT_ORDER.descending) return null;
  return descending ? `-${column}` : column;
}
