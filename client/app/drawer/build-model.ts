import { metricIndex, metricsOf } from '../../../shared/metrics/index.ts';
import { RESOURCE_KINDS, type ResourceKind } from '../../../shared/model/resource.ts';
import { qualityOf } from '../../../shared/model/sample.ts';
import type { Language } from '../../../shared/text/format.ts';
import type { ResourceDetail } from '../../../shared/wire/http.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import {
  type DrawerModel,
  type DrawerPart,
  type DrawerParts,
  type DrawerReading,
  NO_READING,
  worstState,
} from './model.ts';

/** The newest values by series number; `at` is source time, UTC ms. */
export interface LiveColumns {
  readonly value: Float32Array;
  readonly at: Float64Array;
  readonly flags: Uint16Array;
}

/** So many parts of a kind are listed; the others are counted. */
const PARTS_SHOWN = 60;
const HOTTEST_SHOWN = 5;
/** Attributes that heads draw from while the detail has not come yet. */
const DRAWN = [
  'azimuth_deg',
  'beamwidth_deg',
  'units',
  'rated_w',
  'capacity_bps',
  'rows',
  'racks_per_row',
  'progress_pct',
  'power_kw',
] as const;

export function liveReading(live: LiveColumns, series: number, nowMs: number, source: string | null): DrawerReading {
  const flags = series < 0 ? 0 : live.flags[series]!;
  const quality = qualityOf(flags);
  if (quality === 'none') return NO_READING;
  const value = quality === 'bad' ? null : live.value[series]!;
  return { value, flags, ageMs: Math.max(0, nowMs - live.at[series]!), source };
}

/**
 * Joins what the inventory knows at once, what moves over the stream, and the detail (facts, sources), which comes a
 * moment later and may fail. Undefined for an id that the inventory does not have.
 */
export function buildModel(
  index: InventoryIndex,
  live: LiveColumns,
  detail: ResourceDetail | undefined,
  id: string,
  nowMs: number,
  language: Language,
): DrawerModel | undefined {
  const place = index.ordinal(id);
  if (!place) return undefined;
  const { kind, ordinal } = place;
  const [zh, en] = index.name(kind, ordinal);
  const sources = new Map(detail?.values.map((value) => [value.metric, value.source]));
  return {
    id,
    kind,
    name: { zh, en },
    lifecycle: index.lifecycle(kind, ordinal),
    reporting: index.reporting(kind, ordinal),
    synthetic: detail?.synthetic ?? false,
    position: detail?.position ?? null,
    altResource: detail?.altResource ?? [],
    attributes: attributesOf(index, detail, kind, ordinal),
    path: index
      .path(id)
      .slice(0, -1)
      .map((above) => {
        const name = index.name(above.kind, above.ordinal);
        return { id: index.id(above.kind, above.ordinal), name: { zh: name[0], en: name[1] } };
      }),
    parts: partsOf(index, live, kind, ordinal, language),
    readings: new Map(
      metricsOf(kind).map((metric, i) => [
        metric.id,
        liveReading(live, index.dictionary.series(kind, ordinal, i), nowMs, sources.get(metric.id) ?? null),
      ]),
    ),
    hottest: kind === 'hall' ? hottestRacks(index, live, ordinal, nowMs) : [],
  };
}

function attributesOf(
  index: InventoryIndex,
  detail: ResourceDetail | undefined,
  kind: ResourceKind,
  ordinal: number,
): ReadonlyMap<string, string | number> {
  if (detail) return new Map(Object.entries(detail.attributes));
  const known = new Map<string, string | number>();
  for (const name of DRAWN) {
    const value = index.attribute(kind, ordinal, name);
    if (value !== null) known.set(name, value);
  }
  return known;
}

/** Which kinds hang directly under which, found once per inventory. */
const kindsBelow = new WeakMap<InventoryIndex, ReadonlyMap<ResourceKind, ReadonlySet<ResourceKind>>>();

function partKinds(index: InventoryIndex, kind: ResourceKind): ReadonlySet<ResourceKind> {
  let known = kindsBelow.get(index);
  if (!known) {
    const found = new Map(RESOURCE_KINDS.map((one) => [one, new Set<ResourceKind>()]));
    for (const child of RESOURCE_KINDS) {
      for (let i = 0; i < index.count(child); i++) {
        const above = index.parent(child, i);
        if (above) found.get(above.kind)?.add(child);
      }
    }
    known = found;
    kindsBelow.set(index, known);
  }
  return known.get(kind) ?? new Set();
}

/** Direct children by kind. */
function partsOf(
  index: InventoryIndex,
  live: LiveColumns,
  kind: ResourceKind,
  ordinal: number,
  language: Language,
): DrawerParts[] {
  const parts: DrawerParts[] = [];
  for (const child of partKinds(index, kind)) {
    const direct = index.children(kind, ordinal, child).filter((one) => {
      const above = index.parent(child, one);
      return above?.kind === kind && above.ordinal === ordinal;
    });
    if (direct.length === 0) continue;
    const shown = Array.from(direct.subarray(0, PARTS_SHOWN), (one) => partOf(index, live, child, one, language));
    parts.push({ kind: child, count: direct.length, shown });
  }
  return parts;
}

function partOf(
  index: InventoryIndex,
  live: LiveColumns,
  kind: ResourceKind,
  ordinal: number,
  language: Language,
): DrawerPart {
  const side = language === 'zh-CN' ? 0 : 1;
  const above = index.parent(kind, ordinal);
  const parentName = above ? index.name(above.kind, above.ordinal)[side] : '';
  const attributes = new Map<string, string | number>();
  for (const name of ['azimuth_deg', 'beamwidth_deg'] as const) {
    const value = index.attribute(kind, ordinal, name);
    if (value !== null) attributes.set(name, value);
  }
  return {
    id: index.id(kind, ordinal),
    kind,
    name: shortName(kind, index.name(kind, ordinal)[side], parentName),
    severity: worstState(kind, (metric) => live.flags[index.dictionary.series(kind, ordinal, metric)]!),
    attributes,
  };
}

/** A part's name beside its parent's: P1-H03-R12-08 → 08 in a row, "Core cell 1" → "cell 1" at site "Core". */
function shortName(kind: ResourceKind, name: string, parentName: string): string {
  if (kind === 'rack') return name.slice(name.lastIndexOf('-') + 1);
  const rest = name.startsWith(parentName) ? name.slice(parentName.length).trim() : '';
  return rest === '' ? name : rest;
}

function hottestRacks(index: InventoryIndex, live: LiveColumns, hall: number, nowMs: number): DrawerModel['hottest'] {
  const metric = metricIndex('rack.inlet');
  const known: { rack: number; reading: DrawerReading; value: number }[] = [];
  for (const rack of index.children('hall', hall, 'rack')) {
    const reading = liveReading(live, index.dictionary.series('rack', rack, metric), nowMs, null);
    if (reading.value !== null) known.push({ rack, reading, value: reading.value });
  }
  known.sort((a, b) => b.value - a.value);
  return known.slice(0, HOTTEST_SHOWN).map(({ rack, reading }) => ({
    id: index.id('rack', rack),
    name: index.name('rack', rack)[0],
    reading,
  }));
}
