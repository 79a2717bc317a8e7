import { deflateSync, gzipSync } from 'node:zlib';
import type { Thresholds } from '../../../shared/radio/coverage-bands.ts';
import {
  type CoverageQuery,
  type CoverageRaster,
  encodeCoverageRaster,
  type RasterFormat,
} from '../../../shared/wire/planning.ts';
import { classesGeojson, classesKml } from './class-file.ts';
import { geoTiff } from './geo-tiff.ts';
import { type Colour, palettePng } from './palette-png.ts';
import { rasterLook } from './raster-look.ts';

/** What a layer becomes: what the client reads, gzipped, or a file that other programs open. */
export type RasterForm = 'gzip' | RasterFormat;

const KINDS: Readonly<Record<RasterFormat, { readonly type: string; readonly ending: string }>> = {
  bin: { type: 'application/octet-stream', ending: 'bin' },
  tiff: { type: 'image/tiff', ending: 'tif' },
  png: { type: 'image/png', ending: 'png' },
  geojson: { type: 'application/geo+json', ending: 'geojson' },
  kml: { type: 'application/vnd.google-earth.kml+xml', ending: 'kml' },
};

/** Media type and name of a layer’s file. */
export function rasterFileKind(
  { layer, fit }: Pick<CoverageQuery, 'layer' | 'fit'>,
  format: RasterFormat,
): { type: string; name: string } {
  const { type, ending } = KINDS[format];
  return { type, name: `coverage-${layer}${fit === 'true' ? '-fitted' : ''}.${ending}` };
}

/** Fast and good enough: a raster is mostly runs of like numbers. */
const GZIP_LEVEL = 4;

/** Bytes of a layer in a form. Takes as long as a region has pixels: for a worker. */
export function rasterBytes(raster: CoverageRaster, form: RasterForm, profile: Thresholds): Uint8Array {
  switch (form) {
    case 'gzip':
      return gzipSync(encodeCoverageRaster(raster), { level: GZIP_LEVEL });
    case 'bin':
      return encodeCoverageRaster(raster);
    case 'tiff':
      return tiffOf(raster);
    case 'png':
      return pngOf(raster, profile);
    case 'geojson':
      return classesGeojson(raster, rasterLook(raster, profile), factsOf(raster));
    case 'kml':
      return classesKml(raster, rasterLook(raster, profile), factsOf(raster));
  }
}

/** Values in the layer's unit, NaN where there is none; of `best-server` numbers, whose ids the description lists. */
function tiffOf(raster: CoverageRaster): Uint8Array {
  const { values, nothing, offset, step, servers } = raster;
  const floats = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((stored, pixel) => {
    floats.setFloat32(pixel * 4, stored === nothing ? Number.NaN : offset + step * stored, true);
  });
  const says = { ...factsOf(raster), ...(servers.length > 0 ? { servers } : {}) };
  return geoTiff(raster, deflateSync(new Uint8Array(floats.buffer)), JSON.stringify(says));
}

/** What no value of the picture says by itself. */
function factsOf({ layer, state, unit, pixelM, synthetic, fittedPoints }: CoverageRaster) {
  const fit = fittedPoints === undefined ? {} : { fittedPoints };
  return { product: 'Skyrack', layer, state, unit, pixelM, synthetic, predicted: true, ...fit };
}

const NONE: Colour = [0, 0, 0, 0];

/**
 * The map's bands in its colours, nothing where there is no value; the text `Legend` lists each band's colour and lower
 * edge, `Bounds` where the picture lies.
 */
function pngOf(raster: CoverageRaster, profile: Thresholds): Uint8Array {
  const { rows, columns, values, nothing, north, west, south, east } = raster;
  const { palette, bandOf, bands } = rasterLook(raster, profile);
  const lines = Buffer.alloc(rows * (columns + 1));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const stored = values[row * columns + column]!;
      // The first colour is none; a filter byte of 0 stands before each row.
      lines[row * (columns + 1) + 1 + column] = stored === nothing ? 0 : 1 + (bandOf(stored) % palette.length);
    }
  }
  const legend = bands.map(({ colour, from, server }) => (server === null ? { from, colour } : { server, colour }));
  return palettePng({
    rows,
    columns,
    palette: [NONE, ...palette],
    deflated: deflateSync(lines),
    says: [
      ['Software', 'Skyrack'],
      ['Bounds', JSON.stringify({ crs: 'EPSG:4326', north, west, south, east })],
      ['Legend', JSON.stringify({ ...factsOf(raster), bands: legend })],
    ],
  });
}
