import type { ResourceKind } from '../../../shared/model/resource.ts';
import { formatCount, formatDate, formatNumber, formatTime, type Language } from '../../../shared/text/format.ts';
import { TEXT, type TextKey } from '../../../shared/text/index.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import type { SnapshotScope, SnapshotSummary } from '../../../shared/wire/snapshots.ts';
import { ApiError } from '../../api/request.ts';
import type { Say } from '../../ui/text.ts';

/** What the words of a snapshot depend on. */
export interface Around {
  readonly language: Language;
  /** IANA name of the zone's own time. */
  readonly timeZone: string;
}

/** "2026-11-24 11:12:08" in the zone's time. */
export function momentWords(at: number, timeZone: string): string {
  return `${formatDate(at, timeZone)} ${formatTime(at, timeZone)}`;
}

export function titleWords({ title }: Pick<SnapshotSummary, 'title'>, text: Say): string {
  return title === '' ? text('snapshot-screen.untitled') : title;
}

/** The conditions of a scope, largest part first: "Data centre · Hall 3 · Rack". */
export function scopeWords(scope: SnapshotScope, inventory: InventoryIndex, text: Say, language: Language): string {
  const words: string[] = [];
  if (scope.view !== undefined) words.push(text(`snapshot-screen.view.${scope.view}`));
  if (scope.hall !== undefined) words.push(nameOf(inventory, scope.hall, language));
  if (scope.carrier !== undefined) words.push(nameOf(inventory, scope.carrier, language));
  if (scope.below !== undefined) {
    words.push(text('snapshot-screen.below', { name: nameOf(inventory, scope.below, language) }));
  }
  if (scope.kinds !== undefined) words.push(kindsWords(scope.kinds, text));
  if (scope.resources !== undefined) {
    words.push(text('snapshot-screen.exactly', { count: formatCount(scope.resources.length, language) }));
  }
  for (const { name, value } of scope.labels ?? []) words.push(`${name} = ${value}`);
  if (scope.alarms !== undefined) words.push(alarmsWords(scope.alarms, inventory, text, language));
  return words.length === 0 ? text('snapshot-screen.whole-zone') : words.join(' · ');
}

/** The filter of a list of alarms: "Alarms: Open · Critical, Major · “hot”". */
export function alarmsWords(
  filter: NonNullable<SnapshotScope['alarms']>,
  inventory: InventoryIndex,
  text: Say,
  language: Language,
): string {
  const { show, severities = [], kind, resource, owner, text: part } = filter;
  const words: string[] = [text(`alarms.show.${show}`)];
  if (severities.length > 0) words.push(severities.map((severity) => text(`alarms.severity.${severity}`)).join(', '));
  if (kind !== undefined) words.push(kindWord(kind, text));
  if (resource !== undefined)
    words.push(text('snapshot-screen.below', { name: nameOf(inventory, resource, language) }));
  if (owner !== undefined) words.push(owner);
  if (part !== undefined) words.push(`“${part}”`);
  return text('snapshot-screen.alarms-of', { filter: words.join(' · ') });
}

function kindWord(kind: string, text: Say): string {
  const key = `kind.${kind}`;
  return isTextKey(key) ? text(key) : kind;
}

function kindsWords(kinds: readonly ResourceKind[], text: Say): string {
  return kinds.map((kind) => text(`kind.${kind}`)).join(', ');
}

/** A resource's name in one language; its id where the inventory has it no more. */
export function nameOf(inventory: InventoryIndex, id: string, language: Language): string {
  const place = inventory.ordinal(id);
  return place === undefined ? id : inventory.name(place.kind, place.ordinal)[language === 'en' ? 1 : 0];
}

/** A snapshot's coverage: "40.6 %", or that no value had come yet. */
export function coverageWords(
  { coveragePct, missing }: Pick<SnapshotSummary, 'coveragePct' | 'missing'>,
  text: Say,
  language: Language,
): string {
  const none = missing.some(({ part }) => part === 'values');
  return none ? text('snapshot-screen.no-values') : percentWords(coveragePct, language);
}

/** "40.6 %"; "–" where nothing is expected. */
export function percentWords(pct: number | null, language: Language): string {
  if (pct === null) return '–';
  // Nearly all is not all: 99.97 must not read 100.0.
  const shown = pct < 100 ? Math.min(pct, 99.9) : pct;
  return `${formatNumber(shown, 1, language)} %`;
}

/** "408 kB", "1.2 MB": decimal, as file managers of servers say it. */
export function sizeWords(bytes: number, language: Language): string {
  if (bytes < 1_000) return `${formatNumber(bytes, 0, language)} B`;
  if (bytes < 1_000_000) return `${formatNumber(bytes / 1_000, 0, language)} kB`;
  return `${formatNumber(bytes / 1_000_000, 1, language)} MB`;
}

/** Why the server did not do it, with its name for that and its limit. */
export function refusalWords(error: Error, text: Say, { timeZone }: Around): string {
  if (!(error instanceof ApiError)) return error.message;
  if (error.code === 'unreachable') return text('load.unreachable');
  const key = `snapshot-screen.refused.${error.code}`;
  if (!isTextKey(key)) return `${error.message} (${error.code})`;
  const limit = typeof error.limit === 'number' ? momentWords(error.limit, timeZone) : (error.limit ?? '–');
  return `${text(key, { limit })} (${error.code})`;
}

function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(TEXT, key);
}
