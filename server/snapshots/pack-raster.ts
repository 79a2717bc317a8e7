import { gunzipSync } from 'node:zlib';
import { decodeCoverageRaster } from '../../shared/wire/planning.ts';
import type { SnapshotContent } from '../../shared/wire/snapshots.ts';

type PackedRaster = NonNullable<NonNullable<SnapshotContent['coverage']>['raster']>;

/** A coverage raster in runs of equal pixels: as text that lasts, a few kilobytes for a zone. */
export function packRaster(gzip: Uint8Array | null): PackedRaster | null {
  if (gzip === null) return null;
  const bytes = gunzipSync(gzip);
  const { values, rows, columns, pixelM, north, west, south, east, nothing } = decodeCoverageRaster(
    Uint8Array.from(bytes).buffer,
  );
  return { layer: 'covered', rows, columns, pixelM, north, west, south, east, nothing, runs: runsOf(values) };
}

function runsOf(values: Uint8Array | Uint16Array): number[] {
  const runs: number[] = [];
  for (const value of values) {
    if (runs.length > 0 && runs[runs.length - 2] === value) runs[runs.length - 1]!++;
    else runs.push(value, 1);
  }
  return runs;
}
