import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askedSpan, stepFor } from '../../../../client/views/explore/asked-span.ts';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-11-24T08:30:17Z');

test('a chosen span is drawn whole, in steps that other days have at the same times', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_000, max: 300 * DAY_MS }), fc.nat({ max: 10 * DAY_MS }), (length, ago) => {
      const chosen = { from: NOW - ago - length, to: NOW - ago };
      const { from, to, stepMs, points } = askedSpan(chosen, false);
      expect(from).toBeLessThanOrEqual(chosen.from);
      expect(to).toBeGreaterThanOrEqual(chosen.to);
      expect(to - from).toBe(points * stepMs);
      expect(points).toBeLessThanOrEqual(302);
      expect(from % stepMs).toBe(0);
      expect((from - DAY_MS) % stepMs).toBe(0);
    }),
  );
});

test('a span that ends now ends with its last whole step, and is never empty', () => {
  const { to, stepMs } = askedSpan({ from: NOW - DAY_MS, to: NOW }, true);
  expect(stepMs).toBe(300_000);
  expect(to).toBe(Date.parse('2026-11-24T08:30:00Z'));
  expect(askedSpan({ from: NOW, to: NOW + 1 }, true).points).toBe(1);
});

test('ten years are cut into whole days', () => {
  expect(stepFor(3_650 * DAY_MS) % DAY_MS).toBe(0);
});
