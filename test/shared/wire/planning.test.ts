import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BadCoverageRaster,
  type CoverageRaster,
  decodeCoverageRaster,
  encodeCoverageRaster,
} from '../../../shared/wire/planning.ts';

const HEAD = {
  state: 'plan',
  layer: 'best-server',
  sites: 40,
  pixelM: 20,
  north: 36.3,
  west: 120.2,
  south: 36.2,
  east: 120.3,
  offset: 0,
  step: 1,
  unit: 'server',
  synthetic: true,
} as const;

const rasters = fc
  .record({
    rows: fc.integer({ min: 1, max: 9 }),
    columns: fc.integer({ min: 1, max: 9 }),
    wide: fc.boolean(),
    servers: fc.array(fc.stringMatching(/^cell\/[a-z0-9-]{1,9}\/\d$/), { maxLength: 5 }),
  })
  .chain(({ rows, columns, wide, servers }) => {
    const size = { minLength: rows * columns, maxLength: rows * columns };
    return (wide ? fc.uint16Array(size) : fc.uint8Array(size)).map(
      (values): CoverageRaster => ({
        ...HEAD,
        rows,
        columns,
        servers,
        values: wide ? Uint16Array.from(values) : Uint8Array.from(values),
        type: wide ? 'uint16' : 'uint8',
        nothing: wide ? 65_535 : 255,
      }),
    );
  });

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

describe('the bytes of a coverage raster', () => {
  test('what is written is read', () => {
    fc.assert(
      fc.property(rasters, (raster) => {
        expect(decodeCoverageRaster(bufferOf(encodeCoverageRaster(raster)))).toEqual(raster);
      }),
    );
  });

  test('cut off anywhere, or with more behind, they are refused', () => {
    fc.assert(
      fc.property(rasters, fc.nat(), (raster, at) => {
        const bytes = encodeCoverageRaster(raster);
        expect(() => decodeCoverageRaster(bufferOf(bytes.subarray(0, at % bytes.length)))).toThrow(BadCoverageRaster);
        expect(() => decodeCoverageRaster(bufferOf(Uint8Array.of(...bytes, 0)))).toThrow(BadCoverageRaster);
      }),
    );
  });
});
