import type { EChartsCoreOption } from 'echarts/core';
import { formatWithUnit, type Language } from '../../shared/text/format.ts';
import { type Palette, palette, type Theme } from '../ui/palette.ts';
import { lineColour } from './line-colours.ts';
import type { PanelLine, SeriesPanel, Span } from './panel.ts';
import { hasBand, isPartial, linePoints, type Point } from './panel-points.ts';
import { timeTicks } from './time-ticks.ts';
import { shownStates, valueScale } from './value-scale.ts';

/** Room around the plot, CSS pixels: what lies over the canvas (cursor, readings) is placed by it. */
export const PLOT_INSETS = { left: 68, right: 10, top: 8, bottom: 20 } as const;

export interface PanelLook {
  readonly span: Span;
  readonly timeZone: string;
  readonly language: Language;
  readonly theme: Theme;
  /** The page's own, which a canvas does not inherit. */
  readonly fontFamily: string;
  /** Labels of the time axis at most. */
  readonly ticks: number;
}

const TEXT_PX = 10.5;

type Row = readonly [at: number, value: number | null];
type Item = Row | { readonly value: Row; readonly symbol: 'circle'; readonly symbolSize: number };

/** The ECharts option of a panel. Labels are drawn on the canvas as text; nothing in it is markup. */
export function panelOption(panel: SeriesPanel, look: PanelLook): EChartsCoreOption {
  const colours = palette(look.theme);
  return {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: look.fontFamily },
    grid: { ...PLOT_INSETS, containLabel: false, outerBoundsMode: 'none' },
    xAxis: timeAxis(look, colours),
    yAxis: valueAxis(panel, look, colours),
    series: panel.lines.flatMap((line, i) => [
      ...lineSeries(panel, line, lineColour(look.theme, line.colour ?? i), i),
      ...(i === 0 ? [marks(panel, line, look, colours)] : []),
    ]),
  };
}

function timeAxis({ span, timeZone, ticks }: PanelLook, colours: Palette) {
  const marks = timeTicks(span.from, span.to, timeZone, ticks);
  const labels = new Map(marks.map(({ at, label }) => [at, label]));
  const values = marks.map(({ at }) => at);
  return {
    type: 'value',
    min: span.from,
    max: span.to,
    axisLine: { show: true, onZero: false, lineStyle: { color: colours.hairline } },
    axisTick: { show: true, customValues: values, lineStyle: { color: colours.hairline } },
    axisLabel: {
      customValues: values,
      formatter: (at: number) => labels.get(at) ?? '',
      color: colours.faint,
      fontSize: TEXT_PX,
      hideOverlap: true,
      // In the middle of its tick it would be cut at the panel's edge.
      alignMaxLabel: 'right',
    },
    splitLine: { show: false },
  };
}

function valueAxis(panel: SeriesPanel, { language }: PanelLook, colours: Palette) {
  const names = new Map(shownStates(panel).map(({ value, label }) => [value, language === 'en' ? label.en : label.zh]));
  const { min, max, interval } = valueScale(panel);
  return {
    type: 'value',
    min,
    max,
    interval,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: {
      formatter: (value: number) =>
        names.size > 0 ? (names.get(value) ?? '') : formatWithUnit(value, panel.unit, language),
      ...(names.size > 0 && { customValues: [...names.keys()] }),
      color: colours.faint,
      fontSize: TEXT_PX,
      width: PLOT_INSETS.left - 8,
      overflow: names.size > 0 ? 'break' : 'truncate',
    },
    splitLine: { lineStyle: { color: colours.hairline, opacity: 0.6 } },
  };
}

/** Band, line, and the line's uncertain parts. */
function lineSeries(panel: SeriesPanel, line: PanelLine, colour: string, i: number) {
  const points = linePoints(panel, line);
  const faint = line.shiftMs !== undefined;
  const step = panel.states === undefined ? {} : { step: panel.stepMs === 0 ? 'end' : 'middle' };
  const base = { type: 'line', silent: true, symbol: 'none', connectNulls: false, ...step };
  const stroke = { color: colour, width: faint ? 1.4 : 1.6, opacity: faint ? 0.75 : 1 };
  // Longer dashes than those of values that are not to be trusted.
  const dash = faint ? { type: [9, 4] } : {};
  return [
    ...(hasBand(panel, line) ? band(points, colour, i, base) : []),
    {
      ...base,
      id: `line-${i}`,
      data: solid(points),
      lineStyle: { ...stroke, ...dash },
      itemStyle: { color: colour },
      z: 3,
    },
    {
      ...base,
      id: `uncertain-${i}`,
      data: dashed(points),
      lineStyle: { ...stroke, type: [4, 4], opacity: 0.55 },
      itemStyle: { color: colour, opacity: 0.55 },
      z: 3,
    },
  ];
}

/** Min–max as an area: what is below it is stacked under it and not drawn. */
function band(points: readonly Point[], colour: string, i: number, base: object) {
  const stack = { stack: `band-${i}`, stackStrategy: 'all', lineStyle: { opacity: 0 }, z: 1 };
  const height = ({ min, max }: Point) => (min === null || max === null ? null : max - min);
  return [
    { ...base, ...stack, id: `low-${i}`, data: points.map((point): Row => [point.at, point.min]) },
    {
      ...base,
      ...stack,
      id: `band-${i}`,
      data: points.map((point): Row => [point.at, height(point)]),
      areaStyle: { color: colour, opacity: 0.22 },
    },
  ];
}

/** Values that can be trusted. */
function solid(points: readonly Point[]): Item[] {
  return points.map((_, i) => item(points, i, !points[i]!.uncertain));
}

/** Values that cannot, with the trusted ones beside them so that the line does not break. */
function dashed(points: readonly Point[]): Item[] {
  const near = (i: number) => points[i]?.uncertain === true;
  return points.map((_, i) => item(points, i, near(i) || near(i - 1) || near(i + 1)));
}

/** One that stands alone between gaps has no line to be seen by and gets a dot. */
function item(points: readonly Point[], i: number, drawn: boolean): Item {
  const { at, value } = points[i]!;
  const alone = (points[i - 1]?.value ?? null) === null && (points[i + 1]?.value ?? null) === null;
  if (!drawn || value === null) return [at, null];
  return alone ? { value: [at, value], symbol: 'circle', symbolSize: 4 } : [at, value];
}

/** Thresholds as lines with their state's shape, times of partial coverage as areas: they carry no values of their own. */
function marks(panel: SeriesPanel, line: PanelLine, { language, span }: PanelLook, colours: Palette) {
  const { min, max } = valueScale(panel);
  // A label over a line at the top would be cut off.
  const place = (value: number) => ((value - min) / (max - min) > 0.75 ? 'insideEndBottom' : 'insideEndTop');
  const beyond = panel.ladder?.direction === 'below' ? '<' : '>';
  return {
    type: 'line',
    id: 'marks',
    silent: true,
    data: [],
    markLine: {
      silent: true,
      animation: false,
      symbol: 'none',
      data: (panel.ladder?.steps ?? []).map(({ severity, raise }) => ({
        yAxis: raise,
        lineStyle: { color: colours[severity], type: [6, 3], width: 1 },
        label: {
          position: place(raise),
          formatter: `${beyond} ${formatWithUnit(raise, panel.unit, language)}`,
          color: colours[severity],
          fontSize: TEXT_PX,
        },
      })),
    },
    markArea: {
      silent: true,
      animation: false,
      itemStyle: { color: colours.stale, opacity: 0.16 },
      data: [
        ...partialRuns(line, panel.stepMs).map(([from, to]) => [{ xAxis: from }, { xAxis: to }]),
        ...(panel.downtime ?? []).flatMap((away) => awayArea(away, span, colours)),
      ],
    },
  };
}

/** A time when this server was away, where it lies in what is drawn: framed, unlike what is only partial. */
function awayArea({ from, to }: Span, span: Span, colours: Palette) {
  if (to <= span.from || from >= span.to) return [];
  const itemStyle = {
    color: colours.faint,
    opacity: 0.2,
    borderColor: colours.muted,
    borderWidth: 1,
    borderType: 'dashed',
  };
  return [[{ xAxis: Math.max(from, span.from), itemStyle }, { xAxis: Math.min(to, span.to) }]];
}

/** Runs of buckets where fewer readings came than were expected. */
export function partialRuns(line: PanelLine, stepMs: number): readonly (readonly [from: number, to: number])[] {
  const runs: [number, number][] = [];
  const { at } = line.buckets;
  for (let i = 0; i < at.length; i++) {
    if (!isPartial(line, stepMs, i)) continue;
    const from = at[i]!;
    const last = runs.at(-1);
    if (last && last[1] === from) last[1] = from + stepMs;
    else runs.push([from, from + stepMs]);
  }
  return runs;
}
