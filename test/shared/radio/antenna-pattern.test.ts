import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ANTENNA_MODEL_IDS, antennaModel } from '../../../shared/radio/antenna-models.ts';
import {
  ANTENNA_ELEMENT,
  horizontalLossDb,
  patternLossDb,
  verticalLossDb,
  wrappedDeg,
} from '../../../shared/radio/antenna-pattern.ts';

describe('an element (TR 38.901 Table 7.3-1)', () => {
  test('has 8 dBi at boresight, half the power at half the beam width, 30 dB less behind', () => {
    expect(ANTENNA_ELEMENT.gainDbi - patternLossDb(ANTENNA_ELEMENT, 0, 0, 0)).toBe(8);
    expect(horizontalLossDb(ANTENNA_ELEMENT, 32.5)).toBeCloseTo(3, 9);
    expect(verticalLossDb(ANTENNA_ELEMENT, 32.5, 0)).toBeCloseTo(3, 9);
    expect(horizontalLossDb(ANTENNA_ELEMENT, 180)).toBe(30);
    // 12·(90/65)² = 23.006 dB to the side and to the ground: together no more than 30.
    expect(horizontalLossDb(ANTENNA_ELEMENT, 90)).toBeCloseTo(23.0059, 4);
    expect(patternLossDb(ANTENNA_ELEMENT, 90, 90, 0)).toBe(30);
  });
});

describe('the SSB envelope of a panel', () => {
  const panel = antennaModel('AAU-64T64R')!;

  test('has its maximum where the tilt points, and loses 3 dB at half its vertical width from there', () => {
    expect(patternLossDb(panel, 0, 9, 9)).toBe(0);
    expect(patternLossDb(panel, 0, 9 + panel.verticalWidthDeg / 2, 9)).toBeCloseTo(3, 9);
    expect(patternLossDb(panel, 0, 9 - panel.verticalWidthDeg / 2, 9)).toBeCloseTo(3, 9);
  });

  test('a re-tilt by 3° changes what the horizon gets', () => {
    const nearer = verticalLossDb(panel, 1, 9) - verticalLossDb(panel, 1, 6);
    expect(nearer).toBeGreaterThan(5);
  });

  test('is the same on both sides, repeats after a turn, and stays between 0 and the front-to-back ratio', () => {
    const angle = fc.double({ min: -720, max: 720, noNaN: true });
    const model = fc.constantFrom(...ANTENNA_MODEL_IDS.map((id) => antennaModel(id)!));
    fc.assert(
      fc.property(model, angle, fc.double({ min: -90, max: 90, noNaN: true }), (pattern, deg, depression) => {
        const loss = patternLossDb(pattern, deg, depression, 5);
        expect(patternLossDb(pattern, -deg, depression, 5)).toBeCloseTo(loss, 6);
        expect(patternLossDb(pattern, deg + 360, depression, 5)).toBeCloseTo(loss, 6);
        expect(loss).toBeGreaterThanOrEqual(0);
        expect(loss).toBeLessThanOrEqual(pattern.frontToBackDb);
      }),
    );
  });
});

test('an omnidirectional antenna has no back', () => {
  expect(horizontalLossDb(antennaModel('omni')!, 180)).toBe(0);
});

test('angles are wrapped to one turn', () => {
  expect([wrappedDeg(190), wrappedDeg(-190), wrappedDeg(180), wrappedDeg(-180), wrappedDeg(725)]).toEqual([
    -170, 170, 180, 180, 5,
  ]);
});

test('the registry has every antenna of the demo zone, and nothing for an unknown name', () => {
  const file = resolve(import.meta.dirname, '../../../server/zones/qingdao/cells.csv');
  const [header, ...rows] = readFileSync(file, 'utf8').trim().split('\n');
  const column = header!.split(',').indexOf('antenna_model');
  const ids = new Set(rows.map((row) => row.split(',')[column]!));
  expect(ids.size).toBeGreaterThan(0);
  for (const id of ids) expect(ANTENNA_MODEL_IDS).toContain(id);
  expect(antennaModel('constructor')).toBeUndefined();
});
