import { expect, test } from 'vitest';
import { coveredBand, shiftedSinrDb } from '../../../shared/radio/covered-band.ts';
import { dbmOfMw, mwOfDbm } from '../../../shared/radio/decibel.ts';

const NOISE = Float64Array.of(mwOfDbm(-120));
const PROFILE = { rsrpDbm: -105, sinrDb: -3 };

function band(levelsDbm: readonly number[], doubt: { shiftDb: number; sigmaDb: number }, sinrDb = 20) {
  const served = {
    rsrpDbm: Float32Array.from(levelsDbm),
    sinrDb: new Float32Array(levelsDbm.length).fill(sinrDb),
    bestServer: Int16Array.from(levelsDbm, (level) => (Number.isNaN(level) ? -1 : 0)),
  };
  return coveredBand(served, new Uint8Array(levelsDbm.length).fill(1), NOISE, { ...PROFILE, ...doubt });
}

test('without doubt the band is the share', () => {
  expect(band([-100, -104, -106, Number.NaN], { shiftDb: 0, sigmaDb: 0 })).toEqual({
    areaShare: 0.5,
    low: 0.5,
    high: 0.5,
  });
});

test('a shift takes those that are near the threshold, and gives them', () => {
  expect(band([-100, -104, -106, -110], { shiftDb: 2, sigmaDb: 0 })).toEqual({
    areaShare: 0.5,
    low: 0.25,
    high: 0.75,
  });
});

test('the spread of places counts by Φ: at the threshold half a pixel', () => {
  const { areaShare, low, high } = band([-105, -105], { shiftDb: 0, sigmaDb: 6 });
  expect(areaShare).toBe(1);
  expect(low).toBeCloseTo(0.5, 6);
  expect(high).toBe(1);
});

test('the share lies in its band, and the band grows with doubt', () => {
  const levels = Array.from({ length: 200 }, (_, i) => -125 + i * 0.2);
  let width = 0;
  for (const shiftDb of [0, 0.5, 1, 2, 4]) {
    const { areaShare, low, high } = band(levels, { shiftDb, sigmaDb: 6 });
    expect(low).toBeLessThanOrEqual(areaShare);
    expect(high).toBeGreaterThanOrEqual(areaShare);
    expect(high - low).toBeGreaterThanOrEqual(width);
    width = high - low;
  }
  expect(width).toBeGreaterThan(0.1);
});

test('SINR moves with the noise alone: interference moves with the signal', () => {
  const [signal, noise, interference] = [mwOfDbm(-100), mwOfDbm(-120), mwOfDbm(-105)];
  const sinrDb = dbmOfMw(signal / (noise + interference));
  expect(shiftedSinrDb(-100, sinrDb, noise, 6)).toBeCloseTo(
    dbmOfMw((signal * mwOfDbm(6)) / (noise + interference * mwOfDbm(6))),
    9,
  );
  // Noise alone: all of the shift. Interference alone: nothing of it.
  expect(shiftedSinrDb(-100, 20, noise, -6)).toBeCloseTo(14, 6);
  expect(shiftedSinrDb(-60, 5, noise, -6)).toBeCloseTo(5, 3);
});

test('sea is not counted; no pixel at all is no share', () => {
  const served = {
    rsrpDbm: Float32Array.of(-90, -90),
    sinrDb: Float32Array.of(9, 9),
    bestServer: Int16Array.of(0, 0),
  };
  const doubt = { ...PROFILE, shiftDb: 1, sigmaDb: 6 };
  expect(coveredBand(served, Uint8Array.of(1, 0), NOISE, { ...doubt, sigmaDb: 0 }).areaShare).toBe(1);
  expect(coveredBand(served, new Uint8Array(2), NOISE, doubt)).toEqual({ areaShare: 0, low: 0, high: 0 });
});
