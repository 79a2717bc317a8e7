import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mhzOfNrArfcn, nrArfcnOfMhz } from '../../../shared/radio/nr-arfcn.ts';

test.each([
  // Band, channel, MHz: 5 kHz steps below 3 GHz, 15 kHz from 3 GHz, 60 kHz from 24.25 GHz.
  ['n3', 368_500, 1842.5],
  ['n1', 428_000, 2140],
  ['n41', 503_000, 2515],
  ['n41, the demo zone', 513_000, 2565],
  ['n78', 620_000, 3300],
  ['n78', 633_333, 3499.995],
  ['n79', 723_333, 4849.995],
  ['n261', 2_079_166, 28_000.02],
])('%s: NR-ARFCN %i is %d MHz and back (TS 38.104 Table 5.4.2.1-1)', (_band, nrArfcn, mhz) => {
  expect(mhzOfNrArfcn(nrArfcn)).toBe(mhz);
  expect(nrArfcnOfMhz(mhz)).toBe(nrArfcn);
});

test('3.5 GHz is no channel: the nearest is 633333', () => {
  expect(nrArfcnOfMhz(3500)).toBe(633_333);
});

test('the ends of the three ranges', () => {
  expect(mhzOfNrArfcn(0)).toBe(0);
  expect(mhzOfNrArfcn(599_999)).toBe(2999.995);
  expect(mhzOfNrArfcn(600_000)).toBe(3000);
  expect(mhzOfNrArfcn(2_016_666)).toBe(24_249.99);
  expect(mhzOfNrArfcn(2_016_667)).toBe(24_250.08);
  expect(mhzOfNrArfcn(3_279_165)).toBe(99_999.96);
  // Between the last 15 kHz channel and the first of 60 kHz the nearer one is taken.
  expect(nrArfcnOfMhz(24_250.02)).toBe(2_016_666);
  expect(nrArfcnOfMhz(24_250.06)).toBe(2_016_667);
});

test('what is no channel has no frequency, and what is outside 0–100 GHz no channel', () => {
  for (const nrArfcn of [-1, 3_279_166, 0.5, Number.NaN]) expect(mhzOfNrArfcn(nrArfcn)).toBeUndefined();
  for (const mhz of [-0.001, 100_000.1, Number.NaN]) expect(nrArfcnOfMhz(mhz)).toBeUndefined();
});

test('every channel survives the way to MHz and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3_279_165 }), (nrArfcn) => {
      expect(nrArfcnOfMhz(mhzOfNrArfcn(nrArfcn)!)).toBe(nrArfcn);
    }),
  );
});
