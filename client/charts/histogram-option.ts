import type { EChartsCoreOption } from 'echarts/core';
import { formatCount, formatNumber, type Language } from '../../shared/text/format.ts';
import { type Palette, palette, type Theme } from '../ui/palette.ts';

/** Counts in bins of one width. */
export interface HistogramData {
  /** Lower edge of the first bin. */
  readonly from: number;
  readonly step: number;
  readonly counts: readonly number[];
  /** A line at a value, with its words. */
  readonly mark?: { readonly value: number; readonly words: string };
}

export interface HistogramLook {
  readonly language: Language;
  readonly theme: Theme;
  /** The page's own, which a canvas does not inherit. */
  readonly fontFamily: string;
  /** CSS colour of a bin, by the value in its middle. */
  readonly colourOf: (value: number) => string;
}

const TEXT_PX = 10.5;

/** The ECharts option of a histogram. Labels are drawn on the canvas as text; nothing in it is markup. */
export function histogramOption(data: HistogramData, look: HistogramLook): EChartsCoreOption {
  const { from, step, counts, mark } = data;
  const colours = palette(look.theme);
  const middle = (bin: number): number => from + (bin + 0.5) * step;
  return {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: look.fontFamily },
    grid: { left: 44, right: 12, top: 20, bottom: 20, containLabel: false, outerBoundsMode: 'none' },
    xAxis: valueAxis(colours, {
      min: from,
      max: from + step * counts.length,
      ...labels(colours, (value) => signed(value, look.language)),
      splitLine: { show: false },
    }),
    yAxis: valueAxis(colours, {
      minInterval: 1,
      splitNumber: 3,
      ...labels(colours, (value) => formatCount(value, look.language)),
      splitLine: { lineStyle: { color: colours.hairline, opacity: 0.6 } },
    }),
    series: [
      {
        type: 'bar',
        silent: true,
        barWidth: '99%',
        data: counts.map((count, bin) => ({
          value: [middle(bin), count],
          itemStyle: { color: look.colourOf(middle(bin)) },
        })),
        ...(mark && { markLine: markLine(mark, colours) }),
      },
    ],
  };
}

function valueAxis(colours: Palette, more: object) {
  return {
    type: 'value',
    axisLine: { show: true, onZero: false, lineStyle: { color: colours.hairline } },
    axisTick: { show: false },
    ...more,
  };
}

function labels(colours: Palette, formatter: (value: number) => string) {
  return { axisLabel: { formatter, color: colours.faint, fontSize: TEXT_PX, hideOverlap: true } };
}

function markLine({ value, words }: NonNullable<HistogramData['mark']>, colours: Palette) {
  return {
    silent: true,
    animation: false,
    symbol: 'none',
    data: [{ xAxis: value }],
    lineStyle: { color: colours.text, type: [5, 3], width: 1.2 },
    label: { formatter: words, color: colours.text, fontSize: TEXT_PX },
  };
}

function signed(value: number, language: Language): string {
  return `${value < 0 ? '−' : value > 0 ? '+' : ''}${formatNumber(Math.abs(value), 0, language)}`;
}
