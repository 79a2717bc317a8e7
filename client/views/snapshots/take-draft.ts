import type { ResourceKind } from '../../../shared/model/resource.ts';
import type { SnapshotRequest, SnapshotScope } from '../../../shared/wire/snapshots.ts';
import type { SnapshotWish } from '../../api/snapshots.ts';
import { localText, momentOfLocal } from '../../state/zone-time.ts';

export type When = 'now' | 'cursor' | 'moment' | 'period';

/** The form for a new snapshot as it is typed. Times are wall clock of the zone; '' is not given. */
export interface TakeDraft {
  readonly title: string;
  readonly when: When;
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly view: SnapshotScope['view'] | '';
  readonly kinds: readonly ResourceKind[];
  readonly hall: string;
  readonly carrier: string;
  readonly below: string;
  /** Exactly these, as Explore showed them; none for all. */
  readonly resources: readonly string[];
  /** As the alarm list was filtered; null for all alarms. */
  readonly alarms: SnapshotScope['alarms'] | null;
  /** What the map showed; null where it was not asked from there. */
  readonly viewport: SnapshotRequest['viewport'];
  readonly labelName: string;
  readonly labelValue: string;
  readonly keepDays: string;
}

/** The part that says which resources. */
export type ScopeDraft = Pick<
  TakeDraft,
  'view' | 'kinds' | 'hall' | 'carrier' | 'below' | 'resources' | 'alarms' | 'labelName' | 'labelValue'
>;

/** What is wrong with a draft, by the name of its words. */
export type DraftProblem = 'no-moment' | 'period-order' | 'half-label';

const HOUR_MS = 3_600_000;
const DEFAULT_KEEP_DAYS = 400;

/** What a screen showed beside its resources, UTC ms. */
export interface Seen {
  readonly viewport?: TakeDraft['viewport'];
  readonly period?: { readonly from: number; readonly to: number } | null;
}

/**
 * A draft of the scope that was asked for: of the period that was seen, else of the cursor's moment (UTC ms) where it is in
 * the past, else of now.
 */
export function newDraft(
  scope: SnapshotScope,
  now: number,
  cursorAt: number | null,
  timeZone: string,
  { viewport = null, period = null }: Seen = {},
): TakeDraft {
  const end = period?.to ?? cursorAt ?? now;
  const [label] = scope.labels ?? [];
  return {
    title: '',
    when: period !== null ? 'period' : cursorAt === null ? 'now' : 'cursor',
    at: localText(end, timeZone),
    from: localText(period?.from ?? end - 24 * HOUR_MS, timeZone),
    to: localText(end, timeZone),
    view: scope.view ?? '',
    kinds: scope.kinds ?? [],
    hall: scope.hall ?? '',
    carrier: scope.carrier ?? '',
    below: scope.below ?? '',
    resources: scope.resources ?? [],
    alarms: scope.alarms ?? null,
    viewport,
    labelName: label?.name ?? '',
    labelValue: label?.value ?? '',
    keepDays: String(DEFAULT_KEEP_DAYS),
  };
}

/** What a draft asks the server for, or what is wrong with it. Whether there is such a moment, the server says. */
export function wishOf(
  draft: TakeDraft,
  operator: string,
  cursorAt: number | null,
  timeZone: string,
): SnapshotWish | DraftProblem {
  const span = spanOf(draft, cursorAt, timeZone);
  if (typeof span === 'string') return span;
  const scope = scopeOf(draft);
  if (typeof scope === 'string') return scope;
  const viewport = draft.viewport === null ? {} : { viewport: draft.viewport };
  return { operator, title: draft.title.trim(), scope, ...viewport, keepDays: Number(draft.keepDays), ...span };
}

/** The scope that a draft describes. */
export function scopeOf(draft: ScopeDraft): SnapshotScope | 'half-label' {
  const { view, kinds, hall, carrier, below, resources, alarms } = draft;
  const name = draft.labelName.trim();
  const value = draft.labelValue.trim();
  if ((name === '') !== (value === '')) return 'half-label';
  return {
    ...(view === '' || view === undefined ? {} : { view }),
    ...(kinds.length === 0 ? {} : { kinds: [...kinds] }),
    ...(hall === '' ? {} : { hall }),
    ...(carrier === '' ? {} : { carrier }),
    ...(below === '' ? {} : { below }),
    ...(resources.length === 0 ? {} : { resources: [...resources] }),
    ...(alarms ? { alarms } : {}),
    ...(name === '' ? {} : { labels: [{ name, value }] }),
  };
}

function spanOf(
  draft: TakeDraft,
  cursorAt: number | null,
  timeZone: string,
): Pick<SnapshotWish, 'at' | 'from' | 'to'> | DraftProblem {
  switch (draft.when) {
    case 'now':
      return {};
    case 'cursor':
      return cursorAt === null ? 'no-moment' : { at: cursorAt };
    case 'moment': {
      const at = momentOfLocal(draft.at, timeZone);
      return at === null ? 'no-moment' : { at };
    }
    case 'period': {
      const from = momentOfLocal(draft.from, timeZone);
      const to = momentOfLocal(draft.to, timeZone);
      if (from === null || to === null) return 'no-moment';
      return from < to ? { from, to } : 'period-order';
    }
  }
}
