import { expect, test } from 'vitest';
import { findMetric } from '../../../shared/metrics/index.ts';
import { keptIntervalMs } from '../../../shared/metrics/kept-interval.ts';

test('what is sent is kept as often as it comes, what is derived with the ticks of the journal', () => {
  expect(keptIntervalMs(findMetric('rack.inlet-top')!)).toBe(findMetric('rack.inlet-top')!.intervalMs);
  expect(keptIntervalMs(findMetric('rack.inlet')!)).toBe(60_000);
  expect(keptIntervalMs({ intervalMs: 300_000, derive: { over: 'below', aggregate: 'sum', input: 'x' } })).toBe(
    300_000,
  );
});
