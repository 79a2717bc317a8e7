import { expect, test } from 'vitest';
import { MARK, styleOfFlags } from '../../../client/map/mark-style.ts';
import { packFlags, packQuality } from '../../../shared/model/sample.ts';

const flags = (...[quality, freshness]: [Parameters<typeof packQuality>[0], Parameters<typeof packFlags>[1]]) =>
  packFlags(packQuality(quality), freshness, 'normal');

test('live and late values are filled, stale ones hatched over the last colour', () => {
  expect(styleOfFlags(flags('good', 'live'))).toBe(MARK.filled);
  expect(styleOfFlags(flags('uncertain', 'late'))).toBe(MARK.filled);
  expect(styleOfFlags(flags('good', 'stale'))).toBe(MARK.hatched);
});

test('never heard of, or bad, is dashed: no number, no colour', () => {
  expect(styleOfFlags(0)).toBe(MARK.dashed);
  expect(styleOfFlags(flags('none', 'stale'))).toBe(MARK.dashed);
  expect(styleOfFlags(flags('bad', 'live'))).toBe(MARK.dashed);
});

test('simulated values are drawn as any other', () => {
  expect(styleOfFlags(packFlags(packQuality('good', 'none', true), 'live', 'minor'))).toBe(MARK.filled);
});
