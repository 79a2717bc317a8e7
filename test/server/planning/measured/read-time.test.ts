import { expect, test } from 'vitest';
import { createTimeReader } from '../../../../server/planning/measured/read-time.ts';

const inShanghai = createTimeReader('Asia/Shanghai');
const inBerlin = createTimeReader('Europe/Berlin');

test.each([
  ['2026-11-24T02:03:04Z', Date.UTC(2026, 10, 24, 2, 3, 4)],
  ['2026-11-24T10:03:04+08:00', Date.UTC(2026, 10, 24, 2, 3, 4)],
  ['2026-11-24 10:03:04.250', Date.UTC(2026, 10, 24, 2, 3, 4, 250)],
  ['2026/11/24 10:03', Date.UTC(2026, 10, 24, 2, 3)],
  ['2026年11月24日 10:03:04', Date.UTC(2026, 10, 24, 2, 3, 4)],
  ['1795485784', 1_795_485_784_000],
  ['1795485784123', 1_795_485_784_123],
])('%s is read', (given, at) => {
  expect(inShanghai(given)).toBe(at);
});

test.each(['', 'yesterday', '2026-13-01 00:00', '2026-02-30 00:00', '2026-11-24 25:00', '12.5', '24/11/2026 10:00'])(
  '"%s" is no time',
  (given) => {
    expect(inShanghai(given)).toBeUndefined();
  },
);

test('summer and winter have their own offset; of the hour that comes twice the first', () => {
  expect(inBerlin('2026-07-01 12:00:00')).toBe(Date.UTC(2026, 6, 1, 10));
  expect(inBerlin('2026-12-01 12:00:00')).toBe(Date.UTC(2026, 11, 1, 11));
  expect(inBerlin('2026-10-25 02:30:00')).toBe(Date.UTC(2026, 9, 25, 0, 30));
});
