import { isSimulated, qualityOf, reasonOf } from '../../shared/model/sample.ts';
import {
  formatDuration,
  formatNumber,
  formatValue,
  formatWithUnit,
  type Language,
  NO_VALUE,
} from '../../shared/text/format.ts';
import type { Say } from '../ui/text.ts';
import type { PanelLine, SeriesPanel } from './panel.ts';
import { bucketAt, isPartial, linePoints } from './panel-points.ts';

/** A number of the panel as people read it: a state by its name, else with its unit. */
export function saidNumber(panel: SeriesPanel, value: number | null | undefined, language: Language): string {
  if (value === null || value === undefined) return NO_VALUE;
  const state = panel.states?.find((known) => known.value === value);
  if (state) return language === 'en' ? state.label.en : state.label.zh;
  return formatWithUnit(value, panel.unit, language);
}

/** "22.1 – 24.0 °C"; each end with its unit where those differ. */
function saidRange(panel: SeriesPanel, low: number, high: number, language: Language): string {
  const from = formatValue(low, panel.unit, language);
  const to = formatValue(high, panel.unit, language);
  const first = from.unit === to.unit ? from.text : saidNumber(panel, low, language);
  return `${first} – ${saidNumber(panel, high, language)}`;
}

/** What a point of the chart stands for: "mean and min–max of 5 min". */
export function aggregation(panel: SeriesPanel, text: Say, language: Language): string {
  if (panel.stepMs === 0) return text('chart.samples');
  const step = formatDuration(panel.stepMs, language);
  return text(panel.states === undefined ? 'chart.mean-band' : 'chart.last-of', { step });
}

/** A quality byte in words. */
export function saidQuality(byte: number, text: Say): string {
  const reason = reasonOf(byte);
  return [
    text(`chart.quality-${qualityOf(byte)}`),
    ...(qualityOf(byte) !== 'good' && reason !== 'none' ? [text(`reason.${reason}`)] : []),
    ...(isSimulated(byte) ? [text('quality.simulated')] : []),
  ].join(' · ');
}

export function saidShare(share: number | null | undefined, language: Language): string {
  return share === null || share === undefined ? NO_VALUE : `${formatNumber(share * 100, 0, language)} %`;
}

/** What stands for a number at a moment without one: nothing, with the reason where it is our own. */
function saidGap({ downtime = [] }: SeriesPanel, moment: number, text: Say): string {
  const away = downtime.some(({ from, to }) => from <= moment && moment < to);
  return away ? `${NO_VALUE} · ${text('chart.off')}` : NO_VALUE;
}

/** What a line reads at a moment, in words. */
export function saidAt(panel: SeriesPanel, line: PanelLine, moment: number, text: Say, language: Language): string {
  const bucket = bucketAt(panel, line, moment);
  return bucket < 0 ? saidGap(panel, moment, text) : saidBucket(panel, line, bucket, text, language);
}

/** One bucket in words: "23.4 °C (22.9 – 24.1 °C)", with what makes it less than whole. */
export function saidBucket(panel: SeriesPanel, line: PanelLine, bucket: number, text: Say, language: Language): string {
  if (bucket < 0) return NO_VALUE;
  const { min, max, mean, last, coverage, quality } = line.buckets;
  const value = panel.states === undefined ? mean[bucket] : (last?.[bucket] ?? mean[bucket]);
  const low = min[bucket];
  const high = max[bucket];
  const spread =
    panel.stepMs > 0 &&
    low != null &&
    high != null &&
    saidNumber(panel, low, language) !== saidNumber(panel, high, language);
  const share = coverage[bucket];
  return [
    saidNumber(panel, value, language) + (spread ? ` (${saidRange(panel, low, high, language)})` : ''),
    ...(qualityOf(quality[bucket] ?? 0) === 'good' ? [] : [saidQuality(quality[bucket] ?? 0, text)]),
    ...(isPartial(line, panel.stepMs, bucket) ? [text('chart.coverage', { share: saidShare(share, language) })] : []),
  ].join(' · ');
}

/** How much of what is drawn is the simulator's. */
export function simulatedPart(panel: SeriesPanel): 'none' | 'some' | 'all' {
  let simulated = 0;
  let count = 0;
  for (const { buckets } of panel.lines) {
    for (const byte of buckets.quality) {
      count++;
      if (isSimulated(byte)) simulated++;
    }
  }
  if (simulated === 0) return 'none';
  return simulated === count ? 'all' : 'some';
}

/** Lowest, highest and newest number of what is drawn; null where there is none. */
export function extremes(panel: SeriesPanel): { min: number | null; max: number | null; last: number | null } {
  let min: number | null = null;
  let max: number | null = null;
  let last: number | null = null;
  for (const line of panel.lines) {
    for (const point of linePoints(panel, line)) {
      if (point.min !== null && (min === null || point.min < min)) min = point.min;
      if (point.max !== null && (max === null || point.max > max)) max = point.max;
      if (point.value !== null) last = line.buckets.last?.[point.bucket] ?? point.value;
    }
  }
  return { min, max, last };
}
