import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  FRESHNESS,
  freshnessOf,
  isSimulated,
  originOf,
  packFlags,
  packQuality,
  QUALITIES,
  qualityOf,
  REASONS,
  reasonOf,
  SEVERITIES,
  SEVERITY_RANK,
  severityOf,
  worse,
} from '../../../shared/model/sample.ts';

test('flags carry quality, reason, simulated, freshness, severity and origin without touching each other', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...QUALITIES),
      fc.constantFrom(...REASONS),
      fc.boolean(),
      fc.constantFrom(...FRESHNESS),
      fc.constantFrom(...SEVERITIES),
      fc.nat(3),
      (quality, reason, simulated, freshness, severity, origin) => {
        const byte = packQuality(quality, reason, simulated);
        expect(byte).toBeLessThan(256);
        const flags = packFlags(byte, freshness, severity, origin);
        expect(flags).toBeLessThan(65_536);
        expect([qualityOf(flags), reasonOf(flags), isSimulated(flags)]).toEqual([quality, reason, simulated]);
        expect([freshnessOf(flags), severityOf(flags), originOf(flags)]).toEqual([freshness, severity, origin]);
        expect(qualityOf(byte)).toBe(quality);
      },
    ),
  );
});

test('the worse of two states is the one of higher rank; unknown is worse than normal and better than any fault', () => {
  const state = fc.constantFrom(...SEVERITIES);
  fc.assert(
    fc.property(state, state, (a, b) => {
      expect(SEVERITY_RANK[worse(a, b)]).toBe(Math.max(SEVERITY_RANK[a], SEVERITY_RANK[b]));
    }),
  );
  expect(worse('normal', 'unknown')).toBe('unknown');
  expect(worse('warning', 'unknown')).toBe('warning');
});
