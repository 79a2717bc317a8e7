import { findMetric } from '../../../shared/metrics/index.ts';
import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import type { Severity } from '../../../shared/model/sample.ts';
import { formatNumber, type Language } from '../../../shared/text/format.ts';
import { FLOOR_LAYERS, type FloorLayer } from '../../../shared/wire/events.ts';

export const LAYERS = Object.keys(FLOOR_LAYERS) as readonly FloorLayer[];

export interface LayerLook {
  readonly id: FloorLayer;
  readonly metric: MetricDefinition;
  /** The roll-up that stands on a hall's frame. */
  readonly ofHall: MetricDefinition;
  /** Ends of the colour scale in the metric's base unit; what lies beyond has the end's colour. */
  readonly min: number;
  readonly max: number;
  /** Marks on the legend, ascending; those of the catalogue's ladder with their state. */
  readonly ticks: readonly { readonly value: number; readonly severity?: Severity }[];
  /** Shown unit = base unit / divisor. */
  readonly divisor: number;
}

function metric(id: string): MetricDefinition {
  const found = findMetric(id);
  if (!found) throw new Error(`the catalogue has no metric ${id}`);
  return found;
}

/** Plain marks together with the ladder's steps that lie on the scale; a step replaces a plain mark of its value. */
function ticks(of: MetricDefinition, plain: readonly number[], max: number): LayerLook['ticks'] {
  const steps = (of.ladder?.steps ?? []).filter((step) => step.raise <= max);
  const marks = plain.filter((value) => !steps.some((step) => step.raise === value)).map((value) => ({ value }));
  return [...marks, ...steps.map(({ raise, severity }) => ({ value: raise, severity }))].sort(
    (a, b) => a.value - b.value,
  );
}

const inlet = metric(FLOOR_LAYERS.inlet);
const power = metric(FLOOR_LAYERS.power);
/** Ordinary racks are rated 2–8 kW; the AI rows draw 15–40 and share the top colour. */
const POWER_TOP_W = 8_000;

export const LAYER_LOOKS: Readonly<Record<FloorLayer, LayerLook>> = {
  inlet: {
    id: 'inlet',
    metric: inlet,
    ofHall: metric('hall.inlet-max'),
    min: 16,
    max: 32,
    ticks: ticks(inlet, [16, 18, 21, 24], 32),
    divisor: 1,
  },
  power: {
    id: 'power',
    metric: power,
    ofHall: metric('hall.it-power'),
    min: 0,
    max: POWER_TOP_W,
    ticks: ticks(power, [0, 2000, 4000, 6000, POWER_TOP_W], POWER_TOP_W),
    divisor: 1000,
  },
};

/** A value as it stands in a cell: one decimal, no unit. */
export function cellText(look: LayerLook, value: number, language: Language): string {
  return formatNumber(value / look.divisor, 1, language);
}
