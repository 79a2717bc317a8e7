import { promisify } from 'node:util';
import { deflate, gunzip } from 'node:zlib';
import { cividis } from '../../../shared/metrics/cividis.ts';
import { bandEdges, type Thresholds } from '../../../shared/radio/coverage-bands.ts';
import { type CoverageRaster, decodeCoverageRaster, type RasterFormat } from '../../../shared/wire/planning.ts';
import type { DownloadFile } from '../../ports.ts';
import { geoTiff } from './geo-tiff.ts';
import { type Colour, palettePng } from './palette-png.ts';

const deflated = promisify(deflate);
const unzipped = promisify(gunzip);

/** A layer as `encodeCoverageRaster` wrote it, gzipped, as a file that other programs open. Compresses off the main thread. */
export async function rasterFile(gzip: Uint8Array, format: RasterFormat, profile: Thresholds): Promise<DownloadFile> {
  const plain = await unzipped(gzip);
  const name = (layer: string, ending: string): string => `coverage-${layer}.${ending}`;
  const buffer = new ArrayBuffer(plain.length);
  new Uint8Array(buffer).set(plain);
  const raster = decodeCoverageRaster(buffer);
  switch (format) {
    case 'bin':
      return { bytes: plain, type: 'application/octet-stream', name: name(raster.layer, 'bin') };
    case 'tiff':
      return { bytes: await tiffOf(raster), type: 'image/tiff', name: name(raster.layer, 'tif') };
    case 'png':
      return { bytes: await pngOf(raster, profile), type: 'image/png', name: name(raster.layer, 'png') };
  }
}

/** Values in the layer's unit, NaN where there is none; of `best-server` numbers, whose ids the description lists. */
async function tiffOf(raster: CoverageRaster): Promise<Uint8Array> {
  const { values, nothing, offset, step } = raster;
  const floats = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((stored, pixel) => {
    floats.setFloat32(pixel * 4, stored === nothing ? Number.NaN : offset + step * stored, true);
  });
  return geoTiff(raster, await deflated(new Uint8Array(floats.buffer)), JSON.stringify(factsOf(raster)));
}

/** What no value of the picture says by itself. */
function factsOf({ layer, state, unit, pixelM, synthetic, servers }: CoverageRaster) {
  return {
    product: 'Skyrack',
    layer,
    state,
    unit,
    pixelM,
    synthetic,
    predicted: true,
    ...(servers.length > 0 ? { servers } : {}),
  };
}

const NONE: Colour = [0, 0, 0, 0];
/** Servers side by side: after Okabe and Ito, apart for colour-blind eyes. */
const SERVERS: readonly Colour[] = [
  [0, 114, 178, 255],
  [230, 159, 0, 255],
  [86, 180, 233, 255],
  [204, 121, 167, 255],
  [0, 158, 115, 255],
  [240, 228, 66, 255],
  [213, 94, 0, 255],
];

/**
 * The map's bands in its colours, nothing where there is no value; the text `Legend` lists each band's colour and lower
 * edge, `Bounds` where the picture lies.
 */
async function pngOf(raster: CoverageRaster, profile: Thresholds): Promise<Uint8Array> {
  const { rows, columns, values, nothing, north, west, south, east } = raster;
  const { palette, bandOf, legend } = looksOf(raster, profile);
  const lines = Buffer.alloc(rows * (columns + 1));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const stored = values[row * columns + column]!;
      // The first colour is none; a filter byte of 0 stands before each row.
      lines[row * (columns + 1) + 1 + column] = stored === nothing ? 0 : 1 + bandOf(stored);
    }
  }
  return palettePng({
    rows,
    columns,
    palette: [NONE, ...palette],
    deflated: await deflated(lines),
    says: [
      ['Software', 'Skyrack'],
      ['Bounds', JSON.stringify({ crs: 'EPSG:4326', north, west, south, east })],
      ['Legend', JSON.stringify({ ...factsOf(raster), bands: legend })],
    ],
  });
}

function looksOf(raster: CoverageRaster, profile: Thresholds) {
  const { layer, offset, step, servers } = raster;
  const hex = ([red, green, blue]: Colour): string =>
    `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  if (layer === 'best-server') {
    const legend = servers.map((server, place) => ({ server, colour: hex(SERVERS[place % SERVERS.length]!) }));
    return { palette: SERVERS, bandOf: (stored: number) => stored % SERVERS.length, legend };
  }
  const edges = bandEdges(layer, profile);
  const palette = Array.from({ length: edges.length + 1 }, (_, band): Colour => [...cividis(band / edges.length), 255]);
  // Half a step below an edge that is not a whole step still belongs under it.
  const bands = Uint8Array.from({ length: 256 }, (_, stored) => {
    const value = offset + step * stored;
    return edges.filter((edge) => value >= edge - 1e-9).length;
  });
  const legend = palette.map((colour, band) => ({ from: edges[band - 1] ?? null, colour: hex(colour) }));
  return { palette, bandOf: (stored: number) => bands[stored]!, legend };
}
