import { expect, test } from 'vitest';
import type { SeriesPanel } from '../../../client/charts/panel.ts';
import { panelOption, partialRuns } from '../../../client/charts/panel-option.ts';
import { bucketAt, linePoints } from '../../../client/charts/panel-points.ts';
import { saidAt } from '../../../client/charts/panel-words.ts';
import { valueScale } from '../../../client/charts/value-scale.ts';
import { findMetric } from '../../../shared/metrics/index.ts';
import { packQuality } from '../../../shared/model/sample.ts';
import { FROM, GOOD, MINUTE, panelOf, STALE } from './panels.ts';

const look = {
  span: { from: FROM, to: FROM + 60 * MINUTE },
  timeZone: 'Asia/Shanghai',
  language: 'en',
  theme: 'dark',
  fontFamily: 'sans-serif',
  ticks: 5,
} as const;

interface DrawnSeries {
  readonly id: string;
  readonly data: readonly (readonly [number, number | null] | { readonly value: readonly [number, number] })[];
  readonly stack?: string;
  readonly connectNulls?: boolean;
  readonly markLine?: {
    readonly data: readonly { readonly yAxis: number; readonly label: { readonly formatter: string } }[];
  };
  readonly markArea?: { readonly data: readonly (readonly { readonly xAxis: number }[])[] };
}

function drawn(panel: SeriesPanel): Map<string, DrawnSeries> {
  const { series } = panelOption(panel, look) as { series: readonly DrawnSeries[] };
  return new Map(series.map((one) => [one.id, one]));
}
const numbersOf = (series: DrawnSeries | undefined) =>
  series?.data.map((item) => ('value' in item ? item.value[1] : (item as readonly [number, number | null])[1]));

test('a gap stays a gap: the line breaks where buckets are missing and is never drawn through', () => {
  const panel = panelOf([
    [0, 20, 21, 22],
    [5, 20, 22, 24],
    [30, 20, 23, 25],
    [35, 20, 24, 26],
  ]);
  const line = drawn(panel).get('line-0')!;
  expect(line.connectNulls).toBe(false);
  expect(numbersOf(line)).toEqual([21, 22, null, 23, 24]);
});

test('a bucket that only bad samples fell into is a gap, not a zero', () => {
  const panel = panelOf([
    [0, 20, 21, 22],
    [5, null, null, null],
    [10, 20, 23, 25],
  ]);
  expect(numbersOf(drawn(panel).get('line-0'))).toEqual([21, null, 23]);
});

test('merged points have their minimum and maximum as a band under the mean, whatever the sign', () => {
  const panel = panelOf([
    [0, -110, -105, -95],
    [5, -108, -104, -90],
  ]);
  const series = drawn(panel);
  expect(numbersOf(series.get('low-0'))).toEqual([-110, -108]);
  expect(numbersOf(series.get('band-0'))).toEqual([15, 18]);
  expect(series.get('low-0')!.stack).toBe(series.get('band-0')!.stack);
  expect(numbersOf(series.get('line-0'))).toEqual([-105, -104]);
});

test('single samples have no band', () => {
  expect([...drawn(panelOf([[0, 20, 20, 20]], { stepMs: 0 })).keys()]).toEqual(['line-0', 'uncertain-0', 'marks']);
});

test('stale values are drawn apart from good ones, joined to them', () => {
  const panel = panelOf([
    [0, 20, 21, 22],
    [5, 20, 22, 24, STALE],
    [10, 20, 23, 25, STALE],
    [15, 20, 24, 26],
  ]);
  const series = drawn(panel);
  expect(numbersOf(series.get('line-0'))).toEqual([21, null, null, 24]);
  expect(numbersOf(series.get('uncertain-0'))).toEqual([21, 22, 23, 24]);
});

test('a value that stands alone between gaps is a dot', () => {
  const panel = panelOf([
    [0, 20, 21, 22],
    [30, 20, 22, 24],
  ]);
  expect(drawn(panel).get('line-0')!.data[0]).toMatchObject({ symbol: 'circle' });
});

test('thresholds of the catalogue are lines with their limit', () => {
  const inlet = findMetric('rack.inlet')!;
  const panel = panelOf([[0, 20, 21, 22]], { ladder: inlet.ladder, unit: '°C' });
  const lines = drawn(panel).get('marks')!.markLine!.data;
  expect(lines.map(({ yAxis }) => yAxis)).toEqual(inlet.ladder!.steps.map(({ raise }) => raise));
  expect(lines[0]!.label.formatter).toBe('> 27.0 °C');
});

test('times when not all readings came are marked, neighbours as one', () => {
  const panel = panelOf([
    [0, 20, 21, 22, GOOD, 1],
    [5, 20, 21, 22, GOOD, 0.4],
    [10, 20, 21, 22, GOOD, 0.5],
    [15, 20, 21, 22, GOOD, null],
    [20, 20, 21, 22, GOOD, 0.1],
  ]);
  expect(partialRuns(panel.lines[0]!, panel.stepMs)).toEqual([
    [FROM + 5 * MINUTE, FROM + 15 * MINUTE],
    [FROM + 20 * MINUTE, FROM + 25 * MINUTE],
  ]);
});

test('a bucket of one and a half intervals that holds one reading is whole', () => {
  const panel = panelOf([[0, 20, 21, 22, GOOD, 0.67]], { stepMs: 15_000 });
  expect(partialRuns(panel.lines[0]!, panel.stepMs)).toEqual([]);
});

test('a state is the last of its bucket, never the mean of two states', () => {
  const states = findMetric('cell.operational-state')?.states;
  expect(states).toBeDefined();
  const panel = panelOf([[0, 0, 0.4, 1]], { states, unit: 'state' });
  expect(linePoints(panel, panel.lines[0]!)[0]!.value).toBe(1);
  expect([...drawn(panel).keys()]).not.toContain('band-0');
});

test('the pointer reads the bucket that it is in, and nothing in a gap', () => {
  const panel = panelOf([
    [0, 20, 21, 22],
    [30, 20, 22, 24],
  ]);
  const line = panel.lines[0]!;
  expect(bucketAt(panel, line, FROM + 2 * MINUTE)).toBe(0);
  expect(bucketAt(panel, line, FROM + 12 * MINUTE)).toBe(-1);
  expect(bucketAt(panel, line, FROM + 31 * MINUTE)).toBe(1);
  expect(bucketAt(panel, line, FROM - MINUTE)).toBe(-1);
});

test('between two joined buckets the pointer reads the nearer', () => {
  const panel = panelOf(
    [
      [0, 20, 21, 22],
      [1, 20, 22, 24],
    ],
    { stepMs: 15_000 },
  );
  const line = { ...panel.lines[0]!, intervalMs: MINUTE };
  expect(bucketAt(panel, line, FROM + 20_000)).toBe(0);
  expect(bucketAt(panel, line, FROM + 50_000)).toBe(1);
  expect(bucketAt(panel, line, FROM + 2 * MINUTE)).toBe(-1);
});

test('a line of yesterday lies over today', () => {
  const panel = panelOf([[0, 20, 21, 22]]);
  const shifted: SeriesPanel = { ...panel, lines: [{ ...panel.lines[0]!, shiftMs: 86_400_000 }] };
  expect(linePoints(shifted, shifted.lines[0]!)[0]!.at).toBe(FROM + 2.5 * MINUTE + 86_400_000);
  expect(bucketAt(shifted, shifted.lines[0]!, FROM + MINUTE + 86_400_000)).toBe(0);
});

test('nothing in the option is a function that could return markup: labels of axes only, drawn on the canvas', () => {
  const option = panelOption(panelOf([[0, 20, 21, 22]]), look);
  expect(Object.keys(option)).not.toContain('tooltip');
  expect(packQuality('good')).toBe(GOOD);
});

test('another day is dashed in the colour of the line under it, and has no band', () => {
  const panel = panelOf([
    [0, 20, 21, 22],
    [5, 20, 22, 24],
  ]);
  const line = panel.lines[0]!;
  const before = { ...line, key: 'before', shiftMs: 86_400_000, colour: 0 };
  const series = drawn({ ...panel, lines: [line, before] });
  const styles = [0, 1].map((i) => (series.get(`line-${i}`) as unknown as { lineStyle: object }).lineStyle);
  expect(styles[1]).toMatchObject({ type: [9, 4], color: (styles[0] as { color: string }).color });
  expect(styles[0]).not.toHaveProperty('type');
  expect([series.has('band-0'), series.has('band-1')]).toEqual([true, false]);
});

test('many lines stand without bands, which would hide them, and on a scale of their own', () => {
  const one = panelOf([[0, 0, 21, 100]]).lines[0]!;
  const lines = Array.from({ length: 5 }, (_, i) => ({ ...one, key: String(i), name: String(i) }));
  const few = { ...panelOf([]), lines: lines.slice(0, 4) };
  const many = { ...panelOf([]), lines };
  expect(drawn(few).has('band-3')).toBe(true);
  expect([...drawn(many).keys()].filter((id) => id.startsWith('band'))).toEqual([]);
  expect(valueScale(many).max).toBeLessThan(50);
});

test('a time when the server itself was away is framed where it lies in the span, and read as such', () => {
  const whole = panelOf([
    [0, 20, 21, 22],
    [40, 20, 23, 25],
  ]);
  const panel = {
    ...whole,
    downtime: [
      { from: FROM - 60 * MINUTE, to: FROM - 50 * MINUTE },
      { from: FROM + 10 * MINUTE, to: FROM + 30 * MINUTE },
      { from: FROM + 55 * MINUTE, to: FROM + 90 * MINUTE },
    ],
  };
  const areas = drawn(panel)
    .get('marks')
    ?.markArea?.data.map((ends) => ends.map(({ xAxis }) => (xAxis - FROM) / MINUTE));
  expect(areas).toEqual([
    [10, 30],
    [55, 60],
  ]);
  const say = (key: string) => key;
  const at = (minute: number) => saidAt(panel, panel.lines[0]!, FROM + minute * MINUTE, say, 'en');
  expect(at(20)).toContain('chart.off');
  expect(at(35)).not.toContain('chart.off');
  expect(at(2)).toContain('21');
});
