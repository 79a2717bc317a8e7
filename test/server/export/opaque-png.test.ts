import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { opaquePng } from '../../../server/export/parts/opaque-png.ts';
import { printPdf } from '../../../server/export/parts/print.ts';

const size = fc.integer({ min: 1, max: 9 });

test('its rows are the red, green and blue of the pixels', () => {
  fc.assert(
    fc.property(size, size, fc.infiniteStream(fc.nat(255)), (width, height, bytes) => {
      const pixels = Uint8Array.from({ length: width * height * 4 }, () => bytes.next().value as number);
      const png = opaquePng(pixels, width, height);
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width, height]);
      const begin = png.indexOf('IDAT') + 4;
      const rows = inflateSync(png.subarray(begin, begin + png.readUInt32BE(begin - 8)));
      expect(rows.length).toBe(height * (1 + 3 * width));
      for (let i = 0; i < width * height; i++) {
        const at = Math.floor(i / width) * (1 + 3 * width) + 1 + 3 * (i % width);
        expect([...rows.subarray(at, at + 3)]).toEqual([...pixels.subarray(4 * i, 4 * i + 3)]);
      }
    }),
  );
});

test('issue 8: a document of many pictures, large and small, has the same bytes each time', {
  timeout: 60_000,
}, async () => {
  const pictures = Array.from({ length: 12 }, (_, i) => {
    const side = i % 2 === 0 ? 700 : 3;
    const pixels = Uint8Array.from({ length: side * side * 4 }, (_, at) => (at * (i + 7)) % 251);
    return { image: `data:image/png;base64,${opaquePng(pixels, side, side).toString('base64')}`, width: 100 };
  });
  const print = () => printPdf({ title: 'pictures', madeAt: 0, language: 'en' }, { content: pictures });
  const first = Buffer.from(await print());
  for (let again = 0; again < 3; again++) expect(first.equals(await print())).toBe(true);
});
