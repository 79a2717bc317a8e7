import { expect, test } from 'vitest';
import {
  noisePerReDbm,
  powerPerReDbm,
  puschSinrDb,
  type UplinkSettings,
  uplinkEdgeRsrpDbm,
} from '../../../shared/radio/link-budget.ts';
import { resourceBlocks } from '../../../shared/radio/resource-blocks.ts';

test('240 W over 273 resource blocks: 53.8 − 10·lg 3276 = 18.65 dBm in a resource element', () => {
  expect(resourceBlocks(100, 30, 2.565)).toBe(273);
  expect(powerPerReDbm(53.8, 273)).toBeCloseTo(18.6466, 4);
});

test('noise in a resource element: −129.2 dBm at 30 kHz and −132.2 at 15, plus the noise figure', () => {
  expect(noisePerReDbm(30, 0)).toBeCloseTo(-129.2288, 4);
  expect(noisePerReDbm(15, 0)).toBeCloseTo(-132.2391, 4);
  expect(noisePerReDbm(30, 9)).toBeCloseTo(-120.2288, 4);
});

test('resource blocks of TS 38.104 Tables 5.3.2-1 and 5.3.2-2; no such pair is no number', () => {
  expect(resourceBlocks(20, 15, 0.7)).toBe(106);
  expect(resourceBlocks(80, 30, 3.5)).toBe(217);
  expect(resourceBlocks(100, 60, 3.5)).toBe(135);
  expect(resourceBlocks(100, 60, 28)).toBe(132);
  expect(resourceBlocks(400, 120, 28)).toBe(264);
  expect(resourceBlocks(100, 15, 3.5)).toBeUndefined();
  expect(resourceBlocks(12, 30, 3.5)).toBeUndefined();
  expect(resourceBlocks(100, 30, 28)).toBeUndefined();
});

const UPLINK: UplinkSettings = {
  terminalPowerDbm: 23,
  resourceBlocks: 10,
  noiseFigureDb: 3.5,
  interferenceMarginDb: 2,
  requiredSinrDb: -4,
};

test('uplink: the loss between the antennas is what the downlink has lost', () => {
  const reference = { powerPerReDbm: powerPerReDbm(53.8, 273), scsKhz: 30 };
  // 23 − 10·lg 120 = 2.208 dBm sent; 18.647 + 110 = 128.647 dB lost; noise −129.229 + 5.5 = −123.729 dBm.
  expect(puschSinrDb(-110, reference, UPLINK)).toBeCloseTo(-2.7096, 4);
  const edgeDbm = uplinkEdgeRsrpDbm(reference, UPLINK);
  expect(edgeDbm).toBeCloseTo(-111.2904, 4);
  expect(puschSinrDb(edgeDbm, reference, UPLINK)).toBeCloseTo(-4, 9);
});

test('more downlink power moves no uplink edge outwards: its RSRP rises with it', () => {
  const edge = (dbm: number) => uplinkEdgeRsrpDbm({ powerPerReDbm: powerPerReDbm(dbm, 273), scsKhz: 30 }, UPLINK);
  expect(edge(56.8) - edge(53.8)).toBeCloseTo(3, 9);
});
