import { metricIndex } from '../../../shared/metrics/index.ts';
import { originOf, qualityOf, severityOf } from '../../../shared/model/sample.ts';
import { formatCount, formatNumber, formatValue, type Language, NO_VALUE } from '../../../shared/text/format.ts';
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
    rackNumber: (rack) => index.id('rack', rack).slice(index.id('rack', rack).lastIndexOf('/') + 1),
    cellValue: (value) => cellText(look, value, language),
    detail: (rack) => rackDetail(index, live, rack, language),
  };
}

/** A value of live state by resource and metric; null without a number. */
export function liveNumber(index: InventoryIndex, live: LiveColumns, id: string, metric: string): number | null {
  const series = index.series(id, metric);
  if (series < 0) return null;
  const quality = qualityOf(live.flags[series]!);
  return quality === 'good' || quality === 'uncertain' ? live.value[series]! : null;
}

function hallLabel({ index, live, look, language, text }: WordsInput, hall: number): HallLabel {
  const id = index.id('hall', hall);
  const title = index.name('hall', hall)[language === 'zh-CN' ? 0 : 1];
  const short = /\d+/.exec(title)?.[0] ?? title;
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
  const parts = formatValue(value, look.ofHall.unit, language);
  return `${parts.text} ${parts.unit}`;
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

const SENSORS = ['rack.inlet-top', 'rack.inlet-middle', 'rack.inlet-bottom'] as const;

function rackDetail(index: InventoryIndex, live: LiveColumns, rack: number, language: Language): RackDetail {
  const id = index.id('rack', rack);
  const inlets: (number | null)[] = SENSORS.map((metric) => liveNumber(index, live, id, metric));
  const inletSeries = index.dictionary.series('rack', rack, metricIndex('rack.inlet'));
  const flags = live.flags[inletSeries]!;
  const known = qualityOf(flags) === 'good' || qualityOf(flags) === 'uncertain';
  const hottest = known ? originOf(flags) : -1;
  // The layer's own stream carries the hottest of the three even where the sensors are not watched.
  if (known && inlets[hottest] === null) inlets[hottest] = live.value[inletSeries]!;
  const units = index.attribute('rack', rack, 'units');
  const watts = (metric: string) => {
    const parts = formatValue(liveNumber(index, live, id, metric), 'W', language);
    return parts.unit === '' ? parts.text : `${parts.text} ${parts.unit}`;
  };
  return {
    inlets,
    hottest,
    feedA: watts('rack.power-a'),
    feedB: watts('rack.power-b'),
    units: typeof units === 'number' ? units : null,
  };
}
