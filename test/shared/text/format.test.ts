import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Unit } from '../../../shared/metrics/metric.ts';
import {
  formatAge,
  formatAreaKm2,
  formatCount,
  formatDate,
  formatDuration,
  formatOffset,
  formatTime,
  formatValue,
  formatWithUnit,
} from '../../../shared/text/format.ts';

test.each<[number | null, Unit, string]>([
  [13.2e12, 'bit/s', '13.2 Tbit/s'],
  [1.84e10, 'bit/s', '18.4 Gbit/s'],
  [16_200_000, 'W', '16.2 MW'],
  [6050, 'W', '6.05 kW'],
  [412, 'W', '412 W'],
  [0, 'W', '0 W'],
  [999_600, 'W', '1.00 MW'],
  [99_960, 'W', '100 kW'],
  [61.84, '%', '61.8 %'],
  [29.55, '°C', '29.6 °C'],
  [-0.04, '°C', '0.0 °C'],
  [6214.4, 'count', '6,214'],
  [null, 'W', '–'],
  [Number.NaN, '°C', '–'],
])('%s %s reads "%s": meaningful figures, unit, never 0 for nothing', (value, unit, text) => {
  expect(formatWithUnit(value, unit, 'en')).toBe(text);
});

test('value and unit come apart, so that they can be set in two sizes', () => {
  expect(formatValue(16_200_000, 'W', 'zh-CN')).toEqual({ text: '16.2', unit: 'MW' });
  expect(formatValue(5, 'count', 'zh-CN')).toEqual({ text: '5', unit: '' });
  expect(formatCount(null, 'en')).toBe('–');
});

test('a prefixed value never has more than four digits and stays within rounding of the truth', () => {
  const factors: Record<string, number> = { W: 1, kW: 1e3, MW: 1e6, GW: 1e9, TW: 1e12, PW: 1e15 };
  fc.assert(
    fc.property(fc.double({ min: 1000, max: 9e17, noNaN: true }), (value) => {
      const { text, unit } = formatValue(value, 'W', 'en');
      expect(text.replace(/\D/g, '').length).toBeLessThanOrEqual(3);
      expect(Math.abs((Number(text) * factors[unit]!) / value - 1)).toBeLessThan(0.006);
    }),
  );
});

test.each([
  [400, '0.4 s', '0.4 秒'],
  [12_900, '12 s', '12 秒'],
  [5 * 60_000, '5 min', '5 分'],
  [130 * 60_000, '2 h 10 min', '2 小时 10 分'],
  [76 * 3_600_000, '3 d 4 h', '3 天 4 小时'],
  [-5, '0.0 s', '0.0 秒'],
  [Number.POSITIVE_INFINITY, '–', '–'],
])('%d ms lasts "%s"', (ms, en, zh) => {
  expect(formatDuration(ms, 'en')).toBe(en);
  expect(formatDuration(ms, 'zh-CN')).toBe(zh);
});

test('an age is whole and says that it is past', () => {
  expect(formatAge(3_400, 'en')).toBe('3 s ago');
  expect(formatAge(3_400, 'zh-CN')).toBe('3 秒前');
  expect(formatAge(125_000, 'en')).toBe('2 min ago');
  expect(formatAge(Number.POSITIVE_INFINITY, 'en')).toBe('–');
});

test('times are of the zone, not of the browser', () => {
  const at = Date.UTC(2020, 5, 8, 18, 26, 8);
  expect(formatTime(at, 'Asia/Shanghai')).toBe('02:26:08');
  expect(formatDate(at, 'Asia/Shanghai')).toBe('2020-06-09');
  expect(formatOffset(at, 'Asia/Shanghai')).toBe('UTC+8');
  expect(formatOffset(at, 'America/New_York')).toBe('UTC-4');
  expect(formatOffset(at, 'UTC')).toBe('UTC');
});

test('a small hole is not written as none', () => {
  expect([4.12, 0.1, 0.096, 0.02].map((km2) => formatAreaKm2(km2, 'en'))).toEqual(['4.1', '0.1', '0.10', '0.02']);
});
