import fc from 'fast-check';
import { create } from 'qrcode';
import { expect, test } from 'vitest';
import { qrBars } from '../../../server/export/parts/qr.ts';

test('bars cover the dark modules of the code and nothing else, inside the quiet zone', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme-ascii' }), (text) => {
      const { modules } = create(text, { errorCorrectionLevel: 'M' });
      const dark = new Set<string>();
      for (const { x, y, w, h } of qrBars(text, modules.size + 8)) {
        expect(h).toBe(1);
        for (let i = 0; i < w; i++) dark.add(`${x + i - 4} ${y - 4}`);
      }
      const wanted = new Set<string>();
      for (let row = 0; row < modules.size; row++)
        for (let column = 0; column < modules.size; column++)
          if (modules.get(row, column)) wanted.add(`${column} ${row}`);
      expect(dark).toEqual(wanted);
    }),
    { numRuns: 30 },
  );
});
