import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestOf } from '../../../shared/wire/digest.ts';

const SIZE = 50;
const state = fc.record({
  value: fc.float32Array({ minLength: SIZE, maxLength: SIZE, noNaN: true }),
  flags: fc.uint16Array({ minLength: SIZE, maxLength: SIZE }),
  series: fc.uniqueArray(fc.nat(SIZE - 1), { minLength: 1 }).map((ids) => Uint32Array.from(ids).sort()),
});

test('equal states have equal digests; one changed bit of a member changes it, of another series does not', () => {
  fc.assert(
    fc.property(state, fc.nat(), fc.nat(31), ({ value, flags, series }, pick, bit) => {
      const bits = new Uint32Array(value.buffer.slice(0));
      const before = digestOf(series, bits, flags);
      expect(digestOf(series, bits.slice(), flags.slice())).toBe(before);
      const member = series[pick % series.length]!;
      const changed = bits.slice();
      changed[member] = (changed[member]! ^ (1 << bit)) >>> 0;
      expect(digestOf(series, changed, flags)).not.toBe(before);
      const flagged = flags.slice();
      flagged[member] = flagged[member]! ^ (1 << (bit % 16));
      expect(digestOf(series, bits, flagged)).not.toBe(before);
      const stranger = [...Array(SIZE).keys()].find((id) => !series.includes(id));
      if (stranger === undefined) return;
      const elsewhere = bits.slice();
      elsewhere[stranger] = ~elsewhere[stranger]! >>> 0;
      expect(digestOf(series, elsewhere, flags)).toBe(before);
    }),
  );
});

test('a digest is an unsigned 32-bit number', () => {
  expect(digestOf(new Uint32Array(0), new Uint32Array(0), new Uint16Array(0))).toBe(0x811c9dc5);
});
