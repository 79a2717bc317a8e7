import { originOf, qualityOf, severityOf } from '../../../shared/model/sample.ts';
import { formatCount, formatNumber, formatWithUnit, type Language, NO_VALUE } from '../../../shared/text/format.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import type { RackValues } from '../../map/floor/paint.ts';
import type { FloorWords, HallLabel, PhaseLabel, RackDetail } from '../../map/floor/state.ts';
import type { Say } from '../../ui/text.ts';
import type { FloorInventory } from './floor-plan.ts';
import { cellText, type LayerLook } from './layers.ts';
import { addCounts, countRacks } from './rack-counts.ts';

/** The newest values by series number. */
export interface LiveColumns {
  readonly value: Float32Array;
  readonly at: Float64Array;
  readonly flags: Uint16Array;
}

export interface WordsInput {
  readonly index: InventoryIndex;
  readonly floor: FloorInventory;
  readonly live: LiveColumns;
  readonly values: RackValues;
  readonly look: LayerLook;
  readonly language: Language;
  readonly text: Say;
}

/** Everything in words on the canvas, as of now. */
export function floorWords(input: WordsInput): FloorWords {
  const { index, floor, live, look, language } = input;
  const counts = floor.racksOf.map((racks, hall) => (floor.hallReports[hall] ? countRacks(input.values, racks) : null));
  return {
    halls: floor.plan.halls.map((_, hall) => hallLabel(input, hall)),
    phases: floor.hallsOf.map((halls, phase) => {
      const known = Array.from(halls, (hall) => counts[hall]).filter((one) => one !== null && one !== undefined);
      return phaseLabel(input, phase, halls, addCounts(known));
    }),
    rackNumber: (rack) => rackCode(index, rack, 1),
    rackCode: (rack) => rackCode(index, rack, 2),
    cellValue: (value) => cellText(look, value, language),
    detail: (rack) => rackDetail(index, live, rack, language),
  };
}

/** A value of live state by resource and metric; null without a number. */
export function liveNumber(index: InventoryIndex, live: LiveColumns, id: string, metric: string): number | null {
  const series = index.series(id, metric);
  return series >= 0 && isKnown(live.flags[series]!) ? live.value[series]! : null;
}

function hallLabel({ index, live, look, language, text }: WordsInput, hall: number): HallLabel {
  const id = index.id('hall', hall);
  const title = index.name('hall', hall)[language === 'zh-CN' ? 0 : 1];
  const number = /\d+/.exec(title)?.[0];
  const short = number === undefined ? title : text('floor.hall-short', { number });
  const lifecycle = index.lifecycle('hall', hall);
  if (lifecycle !== 'in-service') {
    const progress = index.attribute('hall', hall, 'progress_pct');
    const share = typeof progress === 'number' ? progress / 100 : null;
    const words =
      share === null
        ? text(`lifecycle.${lifecycle}`)
        : text('floor.progress', { percent: formatCount(share * 100, language) });
    return { title, short, value: '', severity: 'normal', building: { share, text: words } };
  }
  const value = liveNumber(index, live, id, look.ofHall.id);
  const series = index.series(id, look.ofHall.id);
  return {
    title,
    short,
    value: value === null ? NO_VALUE : hallValue(look, value, language),
    severity: value === null || series < 0 ? 'unknown' : severityOf(live.flags[series]!),
    building: null,
  };
}

function hallValue(look: LayerLook, value: number, language: Language): string {
  if (look.metric.unit === '°C') return `${formatNumber(value, 1, language)}°`;
  return formatWithUnit(value, look.ofHall.unit, language);
}

function phaseLabel(
  { index, language, text, floor }: WordsInput,
  phase: number,
  halls: Uint32Array,
  counts: ReturnType<typeof addCounts>,
): PhaseLabel {
  let racks = 0;
  for (const hall of halls) racks += floor.racksOf[hall]!.length;
  const title = text('floor.phase-title', {
    phase: index.name('phase', phase)[language === 'zh-CN' ? 0 : 1],
    racks: formatCount(racks, language),
    status: text(`lifecycle.${index.lifecycle('phase', phase)}`),
  });
  if (counts.racks === 0) return { title, note: '', brief: '' };
  const words = {
    live: formatCount(counts.live, language),
    racks: formatCount(counts.racks, language),
    late: formatCount(counts.late, language),
    stale: formatCount(counts.stale, language),
    none: formatCount(counts.none, language),
  };
  return { title, note: text('floor.phase-note', words), brief: text('floor.phase-brief', words) };
}

/** The last segments of a rack's name: P1-H03-R12-08 → 08, R12-08. */
function rackCode(index: InventoryIndex, rack: number, segments: number): string {
  return index.name('rack', rack)[0].split('-').slice(-segments).join('-');
}

const SENSORS = ['rack.inlet-top', 'rack.inlet-middle', 'rack.inlet-bottom'] as const;

function rackDetail(index: InventoryIndex, live: LiveColumns, rack: number, language: Language): RackDetail {
  const id = index.id('rack', rack);
  const max = index.series(id, 'rack.inlet');
  const hottest = isKnown(live.flags[max]!) ? originOf(live.flags[max]!) : -1;
  const inlets = SENSORS.map((metric, sensor) => {
    const own = index.series(id, metric);
    // The layer's own stream carries the hottest of the three even where the sensors are not watched.
    const series = sensor === hottest && !isKnown(live.flags[own]!) ? max : own;
    const known = isKnown(live.flags[series]!);
    return {
      text: known ? `${formatNumber(live.value[series]!, 1, language)}°` : NO_VALUE,
      severity: severityOf(live.flags[series]!),
    };
  });
  const units = index.attribute('rack', rack, 'units');
  return {
    inlets,
    hottest,
    feedA: formatWithUnit(liveNumber(index, live, id, 'rack.power-a'), 'W', language),
    feedB: formatWithUnit(liveNumber(index, live, id, 'rack.power-b'), 'W', language),
    units: typeof units === 'number' ? units : null,
  };
}

/** True for a value that carries a number. */
function isKnown(flags: number): boolean {
  const quality = qualityOf(flags);
  return quality === 'good' || quality === 'uncertain';
}
