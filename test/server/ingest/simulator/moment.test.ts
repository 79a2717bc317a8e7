import { expect, test } from 'vitest';
import { createMoments } from '../../../../server/ingest/simulator/moment.ts';

test('the local hour is that of the zone, with its fraction', () => {
  const shanghai = createMoments('Asia/Shanghai');
  expect(shanghai(Date.UTC(2020, 5, 8, 2, 30)).hour).toBe(10.5);
  expect(shanghai(Date.UTC(2020, 5, 8, 2, 30, 36)).hour).toBeCloseTo(10.51, 10);
  expect(shanghai(Date.UTC(2020, 5, 8, 16, 0)).hour).toBe(0);
});

test('weekends are local: Friday evening in UTC is Saturday in Shanghai', () => {
  const shanghai = createMoments('Asia/Shanghai');
  expect(shanghai(Date.UTC(2020, 5, 12, 15, 59)).weekend).toBe(false);
  expect(shanghai(Date.UTC(2020, 5, 12, 16, 0)).weekend).toBe(true);
  expect(shanghai(Date.UTC(2020, 5, 14, 16, 0)).weekend).toBe(false);
});

test('summer time is followed', () => {
  const berlin = createMoments('Europe/Berlin');
  expect(berlin(Date.UTC(2024, 2, 31, 0, 59)).hour).toBeCloseTo(1 + 59 / 60, 10);
  expect(berlin(Date.UTC(2024, 2, 31, 1, 0)).hour).toBe(3);
});

test('an unknown time zone is an error at once', () => {
  expect(() => createMoments('Asia/Nowhere')).toThrow(RangeError);
});
