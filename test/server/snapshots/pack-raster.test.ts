import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawCoverage } from '../../../server/export/parts/coverage-drawing.ts';
import type { Projection } from '../../../server/export/parts/projection.ts';
import { packRaster } from '../../../server/snapshots/pack-raster.ts';
import { encodeCoverageRaster } from '../../../shared/wire/planning.ts';
import type { SnapshotContent } from '../../../shared/wire/snapshots.ts';

const pixels = fc
  .integer({ min: 1, max: 30 })
  .chain((columns) =>
    fc
      .integer({ min: 1, max: 20 })
      .chain((rows) =>
        fc
          .array(fc.constantFrom(0, 1, 1, 255), { minLength: rows * columns, maxLength: rows * columns })
          .map((values) => ({ rows, columns, values: Uint8Array.from(values) })),
      ),
  );

/** One unit a pixel, from the north-west. */
const PLAIN: Projection = {
  point: (lon, lat) => [lon, -lat],
  line: () => '',
  pixels: (metres) => metres,
};

function packed({ rows, columns, values }: { rows: number; columns: number; values: Uint8Array }) {
  const edges = { north: 0, west: 0, south: -rows, east: columns };
  const about = { state: 'now', layer: 'covered', sites: null, pixelM: 20, type: 'uint8', nothing: 255 } as const;
  const meaning = { offset: 0, step: 1, unit: 'class', servers: [], synthetic: true } as const;
  return packRaster(gzipSync(encodeCoverageRaster({ ...about, ...meaning, ...edges, rows, columns, values })))!;
}

test('runs of a coverage raster are its pixels', () => {
  fc.assert(
    fc.property(pixels, (raster) => {
      const { runs, rows, columns, nothing } = packed(raster);
      const values: number[] = [];
      for (let i = 0; i < runs.length; i += 2) for (let n = 0; n < runs[i + 1]!; n++) values.push(runs[i]!);
      expect(values).toEqual([...raster.values]);
      expect([rows, columns, nothing]).toEqual([raster.rows, raster.columns, 255]);
    }),
  );
  expect(packRaster(null)).toBeNull();
});

test('the map draws what is covered and nothing else', () => {
  fc.assert(
    fc.property(pixels, (raster) => {
      const coverage = { summary: {}, holes: { holes: [] }, raster: packed(raster) };
      const [path = ''] = drawCoverage({ coverage } as unknown as SnapshotContent, PLAIN);
      const drawn = new Set<number>();
      for (const [, x1, y1, x2] of path.matchAll(/M(-?\d+) (-?\d+)H(\d+)V\d+H-?\d+Z/g))
        for (let x = Number(x1); x < Number(x2); x++) drawn.add(Number(y1) * raster.columns + x);
      const covered = [...raster.values.keys()].filter((pixel) => raster.values[pixel] === 1);
      expect([...drawn].sort((a, b) => a - b)).toEqual(covered);
    }),
  );
});
