import { expect, test } from 'vitest';
import { histogramOption } from '../../../client/charts/histogram-option.ts';

const look = {
  language: 'en' as const,
  theme: 'dark' as const,
  fontFamily: 'sans-serif',
  colourOf: (value: number) => (value < 0 ? 'red' : 'blue'),
};

test('each bin stands over its middle, in the colour of its value', () => {
  const option = histogramOption({ from: -3, step: 2, counts: [4, 0, 7] }, look) as {
    series: { data: { value: [number, number]; itemStyle: { color: string } }[]; markLine?: unknown }[];
    xAxis: { min: number; max: number };
  };
  expect(option.xAxis).toMatchObject({ min: -3, max: 3 });
  expect(option.series[0]!.data.map(({ value, itemStyle }) => [...value, itemStyle.color])).toEqual([
    [-2, 4, 'red'],
    [0, 0, 'blue'],
    [2, 7, 'blue'],
  ]);
  expect(option.series[0]!.markLine).toBeUndefined();
});

test('a mark is a line at its value, with its words', () => {
  const mark = { value: -1.5, words: 'Median −1.5' };
  const option = histogramOption({ from: -3, step: 2, counts: [1], mark }, look) as {
    series: { markLine: { data: object[]; label: object } }[];
  };
  expect(option.series[0]!.markLine).toMatchObject({ data: [{ xAxis: -1.5 }], label: { formatter: 'Median −1.5' } });
});
