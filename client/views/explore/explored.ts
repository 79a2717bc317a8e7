import { findMetric } from '../../../shared/metrics/index.ts';
import { isResourceId, type ResourceKind } from '../../../shared/model/resource.ts';
import type { PastAggregate } from '../../../shared/wire/history.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';

export type Grouping = PastAggregate['by'];
export const GROUPINGS: readonly Grouping[] = ['hall', 'phase', 'carrier', 'band'];

/** What is shown: a metric of one resource, or of all resources of its kind by what contains them. */
export interface Entry {
  readonly metric: string;
  /** A resource id (has a slash) or a grouping. */
  readonly of: string;
}

/** At most so many entries: beyond that lines cannot be told apart, and one question would be refused anyway. */
export const MAX_ENTRIES = 60;

/** What an address asks for, and what of it nothing here is called. */
export interface Explored {
  readonly entries: readonly Entry[];
  readonly unknown: readonly string[];
}

export function entryKey({ metric, of }: Entry): string {
  return `${metric}:${of}`;
}

export function isGrouping(of: string): of is Grouping {
  return (GROUPINGS as readonly string[]).includes(of);
}

/** `rack.inlet:rack/qingyun/p1-h03/r12/08,rack.inlet:hall` → entries, each once, in order. */
export function readEntries(text: string | null): Explored {
  const entries = new Map<string, Entry>();
  const unknown: string[] = [];
  for (const part of (text ?? '').split(',').filter((one) => one !== '')) {
    const entry = readEntry(part);
    if (entry === undefined || entries.size >= MAX_ENTRIES) unknown.push(part);
    else entries.set(entryKey(entry), entry);
  }
  return { entries: [...entries.values()], unknown };
}

function readEntry(text: string): Entry | undefined {
  const cut = text.indexOf(':');
  const [metric, of] = [text.slice(0, cut), text.slice(cut + 1)];
  const definition = findMetric(metric);
  if (cut < 0 || definition === undefined) return undefined;
  const fits = isGrouping(of) || (isResourceId(of) && of.startsWith(`${definition.kind}/`));
  return fits ? { metric, of } : undefined;
}

/** Null for none: the address then says nothing. */
export function writeEntries(entries: readonly Entry[]): string | null {
  return entries.length === 0 ? null : entries.map(entryKey).join(',');
}

/** The entries with one more, or without it where it is among them; one too many is left out. */
export function toggled(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  const key = entryKey(entry);
  const rest = entries.filter((one) => entryKey(one) !== key);
  if (rest.length < entries.length) return rest;
  return entries.length >= MAX_ENTRIES ? entries : [...entries, entry];
}

/** The groupings that a kind has in this zone: the containers on the way up from its first resource; cells have bands. */
export function groupingsOf(index: InventoryIndex, kind: ResourceKind): readonly Grouping[] {
  if (index.count(kind) === 0) return [];
  const containers = new Set<string>(index.path(index.id(kind, 0)).map((place) => place.kind));
  return GROUPINGS.filter((grouping) => (grouping === 'band' ? kind === 'cell' : containers.has(grouping)));
}

/** How far back what is compared lies, ms, by its name in the address. */
export const SHIFTS_MS = { '1d': 86_400_000, '7d': 7 * 86_400_000 } as const;
export type ShiftName = keyof typeof SHIFTS_MS;
export const SHIFT_NAMES = Object.keys(SHIFTS_MS) as readonly ShiftName[];

/** `1d,7d` → their names, each once, the nearer first. */
export function readShifts(text: string | null): readonly ShiftName[] {
  const named = new Set((text ?? '').split(','));
  return SHIFT_NAMES.filter((name) => named.has(name));
}

export function writeShifts(shifts: readonly ShiftName[]): string | null {
  return shifts.length === 0 ? null : SHIFT_NAMES.filter((name) => shifts.includes(name)).join(',');
}
