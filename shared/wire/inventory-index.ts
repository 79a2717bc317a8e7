import { metricIndex, metricsOf } from '../metrics/index.ts';
import { createDictionary, type Dictionary } from '../model/dictionary.ts';
import { LIFECYCLES, type Lifecycle, type Position, RESOURCE_KINDS, type ResourceKind } from '../model/resource.ts';
import type { InventoryKind, InventoryView } from './http.ts';

/** A resource as screens hold it: its kind and its place among its kind. */
export interface Place {
  readonly kind: ResourceKind;
  readonly ordinal: number;
}

/** What exists, looked up. Ordinals outside a kind throw RangeError. */
export interface InventoryIndex {
  readonly version: string;
  readonly dictionary: Dictionary;
  count(kind: ResourceKind): number;
  id(kind: ResourceKind, ordinal: number): string;
  /** [zh, en]; racks and rows are named by their id (`P1-H03-R12-08`, `R12`). */
  name(kind: ResourceKind, ordinal: number): readonly [string, string];
  /** Place of a resource id, undefined when there is none. */
  ordinal(id: string): Place | undefined;
  /** Undefined for the zone. */
  parent(kind: ResourceKind, ordinal: number): Place | undefined;
  /** Ordinals of everything of `childKind` below, at any depth, ascending. */
  children(kind: ResourceKind, ordinal: number, childKind: ResourceKind): Uint32Array;
  /** From the zone down to the resource itself; empty for an unknown id. */
  path(id: string): readonly Place[];
  /** Its own position or that of the nearest resource above that has one (a cell stands at its site). */
  position(kind: ResourceKind, ordinal: number): Position | null;
  lifecycle(kind: ResourceKind, ordinal: number): Lifecycle;
  reporting(kind: ResourceKind, ordinal: number): boolean;
  /** Null when the pack does not say. */
  attribute(kind: ResourceKind, ordinal: number, name: string): string | number | null;
  /** Series number, −1 when the resource or the metric is unknown or they do not belong together. */
  series(id: string, metricId: string): number;
  /** Resources whose id or name contains the text, any case; those that begin with it first. */
  find(text: string, limit: number): readonly Place[];
}

/** Opens `GET /api/v1/inventory`. Pure; about 10 ms for 25,000 resources, `find` indexes at its first call. */
export function openInventory(view: InventoryView): InventoryIndex {
  const kinds = new Map(view.kinds.map((kind) => [kind.kind, kind]));
  const counts = new Map(view.kinds.map((kind) => [kind.kind, kind.id.length]));
  const dictionary = createDictionary(counts, metricsOf);
  const places = new Map<string, Place>();
  for (const { kind, id } of view.kinds) {
    for (let ordinal = 0; ordinal < id.length; ordinal++) places.set(id[ordinal]!, { kind, ordinal });
  }
  const below = new Map<string, readonly Uint32Array[]>();
  let texts: readonly SearchText[] | undefined;

  const columns = (kind: ResourceKind, ordinal: number): InventoryKind => {
    const block = kinds.get(kind);
    if (block === undefined || !(ordinal >= 0 && ordinal < block.id.length)) {
      throw new RangeError(`no ${kind} number ${ordinal}`);
    }
    return block;
  };
  const parent = (kind: ResourceKind, ordinal: number): Place | undefined => {
    const block = columns(kind, ordinal);
    const above = view.kinds[block.parentKind[ordinal]!];
    return above === undefined ? undefined : { kind: above.kind, ordinal: block.parent[ordinal]! };
  };
  const groups = (kind: ResourceKind, childKind: ResourceKind): readonly Uint32Array[] => {
    const key = `${kind} ${childKind}`;
    let found = below.get(key);
    if (found === undefined) {
      found = groupBelow(kind, kinds.get(childKind), counts.get(kind) ?? 0, parent);
      below.set(key, found);
    }
    return found;
  };
  const name = (kind: ResourceKind, ordinal: number): readonly [string, string] => {
    const block = columns(kind, ordinal);
    return block.name[ordinal] ?? nameById(kind, block.id[ordinal]!);
  };

  return {
    version: view.version,
    dictionary,
    count: (kind) => counts.get(kind) ?? 0,
    id: (kind, ordinal) => columns(kind, ordinal).id[ordinal]!,
    name,
    ordinal: (id) => places.get(id),
    parent,
    children(kind, ordinal, childKind) {
      columns(kind, ordinal);
      return groups(kind, childKind)[ordinal]!;
    },
    path(id) {
      const path: Place[] = [];
      for (let at = places.get(id); at !== undefined; at = parent(at.kind, at.ordinal)) path.unshift(at);
      return path;
    },
    position(kind, ordinal) {
      for (let at: Place | undefined = { kind, ordinal }; at !== undefined; at = parent(at.kind, at.ordinal)) {
        const own = columns(at.kind, at.ordinal).position[at.ordinal];
        if (own) return { lat: own[0], lon: own[1] };
      }
      return null;
    },
    lifecycle: (kind, ordinal) => LIFECYCLES[columns(kind, ordinal).lifecycle[ordinal]!] ?? 'planned',
    reporting: (kind, ordinal) => columns(kind, ordinal).reporting[ordinal] === 1,
    attribute(kind, ordinal, attribute) {
      const { attributes } = columns(kind, ordinal);
      return Object.hasOwn(attributes, attribute) ? (attributes[attribute]?.[ordinal] ?? null) : null;
    },
    series(id, metricId) {
      const place = places.get(id);
      const index = metricIndex(metricId);
      if (place === undefined || index < 0 || metricsOf(place.kind)[index]?.id !== metricId) return -1;
      return dictionary.series(place.kind, place.ordinal, index);
    },
    find(text, limit) {
      texts ??= searchTexts(view, name);
      return search(texts, text, limit);
    },
  };
}

/** Ordinals of a kind by the ordinal of their ancestor of another kind. */
function groupBelow(
  kind: ResourceKind,
  children: InventoryKind | undefined,
  count: number,
  parent: (kind: ResourceKind, ordinal: number) => Place | undefined,
): readonly Uint32Array[] {
  const groups: number[][] = Array.from({ length: count }, () => []);
  children?.id.forEach((_, ordinal) => {
    let above = parent(children.kind, ordinal);
    while (above !== undefined && above.kind !== kind) above = parent(above.kind, above.ordinal);
    if (above !== undefined) groups[above.ordinal]!.push(ordinal);
  });
  return groups.map((group) => Uint32Array.from(group));
}

/** `rack/qingyun/p1-h03/r12/08` → P1-H03-R12-08, `row/qingyun/p1-h03/r12` → R12, else the last segment. */
function nameById(kind: ResourceKind, id: string): readonly [string, string] {
  const segments = id.split('/');
  const text = (kind === 'rack' ? segments.slice(2).join('-') : segments.at(-1)!).toUpperCase();
  return [text, text];
}

/** A resource with its id and names in lower case, each between line breaks: a text that begins with one follows a break. */
interface SearchText extends Place {
  readonly text: string;
}

function searchTexts(
  view: InventoryView,
  name: (kind: ResourceKind, ordinal: number) => readonly [string, string],
): readonly SearchText[] {
  const order = new Map(RESOURCE_KINDS.map((kind, i) => [kind, i]));
  const kinds = [...view.kinds].sort((a, b) => order.get(a.kind)! - order.get(b.kind)!);
  const texts: SearchText[] = [];
  for (const { kind, id } of kinds) {
    for (let ordinal = 0; ordinal < id.length; ordinal++) {
      const [zh, en] = name(kind, ordinal);
      const names = zh === en ? zh : `${zh}\n${en}`;
      texts.push({ kind, ordinal, text: `\n${id[ordinal]!}\n${names}\n`.toLowerCase() });
    }
  }
  return texts;
}

/** What is called exactly so, by a name or by the last part of its id, then what begins with the text, then the rest. */
function search(texts: readonly SearchText[], text: string, limit: number): readonly Place[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '' || limit <= 0) return [];
  const [exact, beginning, later]: [SearchText[], SearchText[], SearchText[]] = [[], [], []];
  for (const candidate of texts) {
    const { text: own } = candidate;
    if (!own.includes(wanted)) continue;
    const isWhole = own.includes(`\n${wanted}\n`) || own.includes(`/${wanted}\n`);
    const list = isWhole ? exact : own.includes(`\n${wanted}`) ? beginning : later;
    if (list.length < limit) list.push(candidate);
    if (exact.length === limit) break;
  }
  return [...exact, ...beginning, ...later].slice(0, limit).map(({ kind, ordinal }) => ({ kind, ordinal }));
}
