import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openOfficeLosProbability } from '../../../shared/radio/inh.ts';
import { mixedLoss, pathLoss, propagationModel } from '../../../shared/radio/path-loss.ts';
import { type Link, SCENARIOS, type Scenario, urbanBreakpointM } from '../../../shared/radio/propagation-model.ts';
import { ruralBreakpointM } from '../../../shared/radio/rma.ts';
import { validityNames } from '../../../shared/radio/validity.ts';

/** Heights that each scenario is made for. */
const BASE: Readonly<Record<Scenario, Link>> = {
  UMa: { distance2dM: 0, baseHeightM: 25, terminalHeightM: 1.5, frequencyGhz: 3.5 },
  UMi: { distance2dM: 0, baseHeightM: 10, terminalHeightM: 1.5, frequencyGhz: 3.5 },
  RMa: { distance2dM: 0, baseHeightM: 35, terminalHeightM: 1.5, frequencyGhz: 0.7 },
  InH: { distance2dM: 0, baseHeightM: 3, terminalHeightM: 1, frequencyGhz: 3.5 },
};
const at = (scenario: Scenario, distance2dM: number): Link => ({ ...BASE[scenario], distance2dM });

describe('numbers worked by hand from TR 38.901 Table 7.4.1-1, within 0.01 dB', () => {
  test.each([
    // d3D = √(500² + 23.5²) = 500.552 m, d'BP = 4·24·0.5·3.5e9/3e8 = 560 m: 28 + 22·2.69945 + 10.88136.
    ['UMa', 'los', 500, 98.2692],
    // 13.54 + 39.08·2.69945 + 10.88136.
    ['UMa', 'nlos', 500, 129.9158],
    // Beyond d'BP: 28 + 40·lg 2000.138 + 10.88136 − 9·lg(560² + 23.5²).
    ['UMa', 'los', 2000, 121.4495],
    ['UMa', 'nlos', 2000, 153.4268],
    // d'BP = 4·9·0.5·3.5e9/3e8 = 210 m, d3D = 100.361 m: 32.4 + 21·2.00156 + 10.88136.
    ['UMi', 'los', 100, 85.3142],
    // 22.4 + 35.3·2.00156 + 21.3·0.54407.
    ['UMi', 'nlos', 100, 104.6438],
    // 32.4 + 40·lg 1000.036 + 10.88136 − 9.5·lg(210² + 8.5²).
    ['UMi', 'los', 1000, 119.1531],
    ['UMi', 'nlos', 1000, 139.8892],
    // d3D = 501.121 m, dBP = 2π·35·1.5·0.7e9/3e8 = 769.7 m, h = 5: 20·lg(40π·501.121·0.7/3) + 0.4778·lg d3D − 0.7008 + …
    ['RMa', 'los', 500, 84.6325],
    // PL1(dBP) + 40·lg(3000.187/770.418).
    ['RMa', 'los', 3000, 112.4508],
    ['RMa', 'nlos', 500, 104.8433],
    ['RMa', 'nlos', 3000, 134.8694],
    // d3D = 50.040 m: 32.4 + 17.3·1.69932 + 10.88136 and 38.3·1.69932 + 17.3 + 24.9·0.54407.
    ['InH', 'los', 50, 72.6795],
    ['InH', 'nlos', 50, 95.9311],
  ] as const)('%s %s at %i m: %d dB', (scenario, sight, distance2dM, lossDb) => {
    const loss = pathLoss(scenario, sight, at(scenario, distance2dM));
    expect(loss.lossDb).toBeCloseTo(lossDb, 3);
    expect(validityNames(loss.validity)).toEqual([]);
  });
});

test('both sides of a breakpoint meet, within 0.01 dB', () => {
  for (const [scenario, breakpointM] of [
    ['UMa', urbanBreakpointM(BASE.UMa)],
    ['UMi', urbanBreakpointM(BASE.UMi)],
    ['RMa', ruralBreakpointM(BASE.RMa)],
  ] as const) {
    const before = propagationModel(scenario).losDb(at(scenario, breakpointM));
    const beyond = propagationModel(scenario).losDb(at(scenario, breakpointM + 1e-6));
    expect(Math.abs(beyond - before)).toBeLessThan(0.01);
  }
  expect(urbanBreakpointM(BASE.UMa)).toBeCloseTo(560, 9);
  expect(ruralBreakpointM(BASE.RMa)).toBeCloseTo(769.69, 2);
});

test('loss grows with distance, and is never smaller without sight than with', () => {
  const scenario = fc.constantFrom(...SCENARIOS);
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const frequencyGhz = fc.double({ min: 0.5, max: 30, noNaN: true });
  fc.assert(
    fc.property(scenario, share, share, frequencyGhz, (name, one, other, ghz) => {
      const model = propagationModel(name);
      const distanceM = (of: number) => 10 + of * (model.maxDistanceM - 10);
      const [near, far] = [Math.min(one, other), Math.max(one, other)].map((of) => ({
        ...at(name, distanceM(of)),
        frequencyGhz: ghz,
      })) as [Link, Link];
      expect(model.losDb(far)).toBeGreaterThanOrEqual(model.losDb(near) - 1e-9);
      expect(model.nlosDb(far)).toBeGreaterThanOrEqual(model.nlosDb(near) - 1e-9);
      expect(model.nlosDb(near)).toBeGreaterThanOrEqual(model.losDb(near));
    }),
  );
});

describe('LOS probability (TR 38.901 Table 7.4.2-1)', () => {
  test('is 1 near the mast, never negative, and goes to 0', () => {
    for (const scenario of SCENARIOS) {
      const { losProbability } = propagationModel(scenario);
      expect(losProbability(0, 1.5)).toBe(1);
      expect(losProbability(1, 1.5)).toBe(1);
      expect(losProbability(1e5, 1.5)).toBeGreaterThanOrEqual(0);
      expect(losProbability(1e5, 1.5)).toBeLessThan(0.001);
    }
    expect(openOfficeLosProbability(5)).toBe(1);
  });

  test('numbers worked by hand', () => {
    // 0.18 + e^(−100/63)·0.82, and with hUT 23 (C' = 1) times 1 + 1.25·e^(−100/150).
    expect(propagationModel('UMa').losProbability(100, 1.5)).toBeCloseTo(0.34767, 5);
    expect(propagationModel('UMa').losProbability(100, 23)).toBeCloseTo(0.5708, 4);
    expect(propagationModel('UMi').losProbability(100, 1.5)).toBeCloseTo(0.23098, 5);
    expect(propagationModel('RMa').losProbability(1000, 1.5)).toBeCloseTo(0.37158, 5);
    expect(propagationModel('InH').losProbability(4, 1)).toBeCloseTo(0.55115, 5);
    expect(propagationModel('InH').losProbability(10, 1)).toBeCloseTo(0.28742, 5);
    expect(openOfficeLosProbability(20)).toBeCloseTo(0.80907, 5);
    expect(openOfficeLosProbability(100)).toBeCloseTo(0.42439, 5);
  });

  test('is continuous where its formulas meet', () => {
    for (const [scenario, edgeM] of [
      ['UMa', 18],
      ['UMi', 18],
      ['RMa', 10],
    ] as const) {
      expect(propagationModel(scenario).losProbability(edgeM + 1e-9, 1.5)).toBeCloseTo(1, 6);
    }
  });
});

test('a place that may or may not see the mast has the weighted mean of both losses', () => {
  const link = at('UMa', 100);
  const mixed = mixedLoss('UMa', 'mixed', link);
  expect(mixed.losShare).toBeCloseTo(0.34767, 5);
  expect(mixed.lossDb).toBeCloseTo(0.34767 * mixed.losDb + 0.65233 * mixed.nlosDb, 3);
  expect(mixedLoss('UMa', 'los', link).lossDb).toBe(pathLoss('UMa', 'los', link).lossDb);
  expect(mixedLoss('UMa', 'nlos', link).lossDb).toBe(pathLoss('UMa', 'nlos', link).lossDb);
});

test('shadowing of the table; RMa in sight has more beyond the breakpoint', () => {
  expect(propagationModel('UMa').sigmaDb('los', at('UMa', 100))).toBe(4);
  expect(propagationModel('UMa').sigmaDb('nlos', at('UMa', 100))).toBe(6);
  expect(propagationModel('UMi').sigmaDb('nlos', at('UMi', 100))).toBe(7.82);
  expect(propagationModel('RMa').sigmaDb('los', at('RMa', 700))).toBe(4);
  expect(propagationModel('RMa').sigmaDb('los', at('RMa', 800))).toBe(6);
  expect(propagationModel('RMa').sigmaDb('nlos', at('RMa', 800))).toBe(8);
  expect(propagationModel('InH').sigmaDb('los', at('InH', 10))).toBe(3);
});

test('outside its range a value names what is outside', () => {
  const flags = (scenario: Scenario, sight: 'los' | 'nlos', change: Partial<Link>) =>
    validityNames(pathLoss(scenario, sight, { ...at(scenario, 100), ...change }).validity);
  expect(flags('UMa', 'los', {})).toEqual([]);
  expect(flags('UMa', 'los', { distance2dM: 9.9 })).toEqual(['too-near']);
  expect(flags('UMa', 'los', { distance2dM: 5001 })).toEqual(['too-far']);
  expect(flags('UMa', 'los', { baseHeightM: 33 })).toEqual(['base-height']);
  expect(flags('UMa', 'los', { terminalHeightM: 1 })).toEqual(['terminal-height']);
  expect(flags('UMa', 'los', { terminalHeightM: 13 })).toEqual(['effective-height']);
  expect(flags('UMa', 'los', { frequencyGhz: 0.45 })).toEqual(['frequency']);
  expect(flags('UMi', 'los', { baseHeightM: 25 })).toEqual(['base-height']);
  expect(flags('RMa', 'los', { distance2dM: 9000 })).toEqual([]);
  expect(flags('RMa', 'nlos', { distance2dM: 9000 })).toEqual(['too-far']);
  expect(flags('RMa', 'los', { frequencyGhz: 31, streetWidthM: 60 })).toEqual(['frequency', 'surroundings']);
  expect(flags('InH', 'los', { distance2dM: 200 })).toEqual(['too-far']);
  expect(flags('UMa', 'los', { distance2dM: Number.NaN })).toEqual(['too-near', 'too-far']);
});
