import { expect, test } from 'vitest';
import { alignedEnd } from '../../../../client/app/aligned-end.ts';
import { areaUnder } from '../../../../client/app/time-bar/area-under.ts';
import { keyStep } from '../../../../client/app/time-bar/track-steps.ts';

test('arrows move by what the range shows, Shift by the second, Page by twelve', () => {
  expect(keyStep('ArrowLeft', false, '24h')).toBe(-300_000);
  expect(keyStep('ArrowRight', false, '1h')).toBe(10_000);
  expect(keyStep('ArrowRight', true, '7d')).toBe(1_000);
  expect(keyStep('PageDown', false, '6h')).toBe(-720_000);
});

test('other keys are the browser’s', () => {
  for (const key of ['Tab', 'a', 'Home', 'Enter', ' ']) expect(keyStep(key, false, '24h')).toBeNull();
});

test('a moving span is asked for once a point', () => {
  expect(alignedEnd(1_234_567, 60_000)).toBe(1_200_000);
  expect(alignedEnd(1_259_999, 60_000)).toBe(alignedEnd(1_200_000, 60_000));
});

test('the ground under a line ends where the line breaks', () => {
  expect(areaUnder('M0.0 5.0L10.0 2.0M50.0 3.0L60.0 4.0', 26)).toBe(
    'M0.0 26L0.0 5.0L10.0 2.0L10.0 26ZM50.0 26L50.0 3.0L60.0 4.0L60.0 26Z',
  );
  expect(areaUnder('', 26)).toBe('');
});
