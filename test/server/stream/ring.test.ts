import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRing } from '../../../server/stream/ring.ts';

test('what is kept is complete from a sequence on, or said to be gone', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 30 }), fc.nat(40), (sizes, after) => {
      const ring = createRing(5, 8, 150);
      for (const [i, size] of sizes.entries()) ring.push(6 + i, new Uint8Array(size).fill(6 + i));
      const last = 5 + sizes.length;
      const frames = ring.after(after);
      if (frames === null) expect(after > last || after < Math.max(6, last) - 1).toBe(true);
      else
        expect(frames.map((frame) => frame[0])).toEqual(Array.from({ length: last - after }, (_, i) => after + 1 + i));
      expect(ring.bytes <= 150 || ring.after(last - 1)?.length === 1).toBe(true);
    }),
  );
});
