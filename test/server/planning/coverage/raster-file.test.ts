import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { rasterBytes } from '../../../../server/planning/coverage/raster-file.ts';
import { type CoverageRaster, decodeCoverageRaster, type RasterFormat } from '../../../../shared/wire/planning.ts';

const PROFILE = { rsrpDbm: -105, sinrDb: -3 };
const RASTER: CoverageRaster = {
  state: 'now',
  layer: 'rsrp',
  sites: null,
  rows: 2,
  columns: 3,
  pixelM: 20,
  north: 36.3,
  west: 120.2,
  south: 36.2,
  east: 120.5,
  type: 'uint8',
  nothing: 255,
  offset: -150,
  step: 0.5,
  unit: 'dBm',
  servers: [],
  synthetic: true,
  // −150, −105.5, −105, −85, −70 dBm, none.
  values: Uint8Array.of(0, 89, 90, 130, 160, 255),
};
const SERVERS: CoverageRaster = {
  ...RASTER,
  layer: 'best-server',
  type: 'uint16',
  nothing: 65_535,
  offset: 0,
  step: 1,
  unit: 'server',
  servers: Array.from({ length: 301 }, (_, place) => `cell/s${place}/1`),
  values: Uint16Array.of(0, 1, 7, 300, 65_535, 2),
};

const fileOf = (raster: CoverageRaster, format: RasterFormat) => rasterBytes(raster, format, PROFILE);

/** A reader of TIFF 6.0: header §2, image file directory, values in the entry where they fit. */
function readTiff(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  expect([view.getUint16(0, true), view.getUint16(2, true)]).toEqual([0x4949, 42]);
  const tags = new Map<number, number[]>();
  const directory = view.getUint32(4, true);
  const count = view.getUint16(directory, true);
  for (let entry = 0; entry < count; entry++) {
    const at = directory + 2 + entry * 12;
    const [type, length] = [view.getUint16(at + 2, true), view.getUint32(at + 4, true)];
    const size = { 2: 1, 3: 2, 4: 4, 12: 8 }[type]!;
    const from = size * length <= 4 ? at + 8 : view.getUint32(at + 8, true);
    // §2: offsets of values are even.
    expect(from % 2).toBe(0);
    const read = (place: number): number =>
      type === 2
        ? view.getUint8(place)
        : type === 3
          ? view.getUint16(place, true)
          : type === 4
            ? view.getUint32(place, true)
            : view.getFloat64(place, true);
    tags.set(
      view.getUint16(at, true),
      Array.from({ length }, (_, i) => read(from + i * size)),
    );
  }
  // §2: entries ascend; no other directory follows.
  expect([...tags.keys()]).toEqual([...tags.keys()].sort((a, b) => a - b));
  expect(view.getUint32(directory + 2 + count * 12, true)).toBe(0);
  const [stripAt, stripBytes] = [tags.get(273)![0]!, tags.get(279)![0]!];
  expect(stripAt + stripBytes).toBe(bytes.length);
  const plain = inflateSync(bytes.subarray(stripAt, stripAt + stripBytes));
  const floats = new DataView(plain.buffer, plain.byteOffset, plain.byteLength);
  return { tags, values: Array.from({ length: plain.length / 4 }, (_, i) => floats.getFloat32(i * 4, true)) };
}

describe('issue 7: GeoTIFF of the raster', () => {
  test('one band of float32, deflated, in the layer’s unit, NaN for nothing', () => {
    const { tags, values } = readTiff(fileOf(RASTER, 'tiff'));
    expect([256, 257, 258, 259, 277, 278, 339].map((tag) => tags.get(tag))).toEqual([
      [3],
      [2],
      [32],
      [8],
      [1],
      [2],
      [3],
    ]);
    expect(values).toEqual([-150, -105.5, -105, -85, -70, Number.NaN]);
    expect(String.fromCharCode(...tags.get(42_113)!)).toBe('nan\0');
    const says = JSON.parse(String.fromCharCode(...tags.get(270)!.slice(0, -1)));
    expect(says).toMatchObject({ layer: 'rsrp', unit: 'dBm', synthetic: true, predicted: true });
  });

  test('OGC 19-008r4: pixel scale, tie point and GeoKeys of EPSG:4326, pixels as areas', () => {
    const { tags } = readTiff(fileOf(RASTER, 'tiff'));
    const [x, y, z] = tags.get(33_550)!;
    expect(x).toBeCloseTo(0.1, 12);
    expect(y).toBeCloseTo(0.05, 12);
    expect(z).toBe(0);
    expect(tags.get(33_922)).toEqual([0, 0, 0, 120.2, 36.3, 0]);
    const [version, revision, minor, count, ...keys] = tags.get(34_735)!;
    expect([version, revision, minor, count]).toEqual([1, 1, 0, 3]);
    expect(keys).toEqual([1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326]);
  });

  test('best server: numbers, and their cells in the description', () => {
    const { tags, values } = readTiff(fileOf(SERVERS, 'tiff'));
    expect(values).toEqual([0, 1, 7, 300, Number.NaN, 2]);
    const says = JSON.parse(String.fromCharCode(...tags.get(270)!.slice(0, -1)));
    expect(says.servers[300]).toBe('cell/s300/1');
  });
});

/** ISO/IEC 15948: signature, chunks; every CRC is checked by whoever decodes it. */
function readPng(bytes: Uint8Array) {
  expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: { type: string; data: Uint8Array }[] = [];
  for (let at = 8; at < bytes.length; at += 12 + chunks.at(-1)!.data.length) {
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    chunks.push({ type, data: bytes.subarray(at + 8, at + 8 + view.getUint32(at)) });
  }
  const of = (type: string) => chunks.filter((chunk) => chunk.type === type).map(({ data }) => data);
  const texts = of('tEXt').map((data) => String.fromCharCode(...data).split('\0') as [string, string]);
  return { types: chunks.map(({ type }) => type), of, texts: new Map(texts), pixels: inflateSync(of('IDAT')[0]!) };
}

describe('issue 7: PNG of the raster', () => {
  test('bands of the profile in the map’s colours, nothing is transparent; legend and bounds are told', () => {
    const { types, of, texts, pixels } = readPng(fileOf(RASTER, 'png'));
    expect([types[0], types.at(-1)]).toEqual(['IHDR', 'IEND']);
    expect(of('tRNS')[0]?.[0]).toBe(0);
    // A filter byte before each row; half a step below the threshold is the band below it.
    expect([...pixels]).toEqual([0, 1, 2, 3, 0, 5, 6, 0]);
    const { bands } = JSON.parse(texts.get('Legend')!);
    expect(bands.map(({ from }: { from: number | null }) => from)).toEqual([null, -115, -105, -95, -85, -75]);
    expect(JSON.parse(texts.get('Bounds')!)).toEqual({
      crs: 'EPSG:4326',
      north: 36.3,
      west: 120.2,
      south: 36.2,
      east: 120.5,
    });
  });

  test('more servers than colours begin anew', () => {
    const { pixels, of } = readPng(fileOf(SERVERS, 'png'));
    expect([...pixels]).toEqual([0, 1, 2, 1, 0, 1 + (300 % 7), 0, 3]);
    expect(of('PLTE')[0]?.length).toBe(8 * 3);
  });
});

test('bytes stay what they were', () => {
  const bytes = fileOf(RASTER, 'bin');
  const buffer = new ArrayBuffer(bytes.length);
  new Uint8Array(buffer).set(bytes);
  expect(decodeCoverageRaster(buffer)).toEqual(RASTER);
});

interface Feature {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: { readonly type: string; readonly coordinates: readonly (readonly (readonly number[][])[])[] };
}
const featuresOf = (raster: CoverageRaster): readonly Feature[] =>
  JSON.parse(Buffer.from(fileOf(raster, 'geojson')).toString()).features;

describe('issue 7: coverage classes as GeoJSON and KML', () => {
  test('RFC 7946: a multipolygon for each class that is there, with its edges, area and colour; nothing is in none', () => {
    const features = featuresOf(RASTER);
    expect(features.map(({ properties: { from, to, areaKm2 } }) => [from, to, areaKm2])).toEqual([
      [null, -115, 0.0004],
      [-115, -105, 0.0004],
      [-105, -95, 0.0004],
      [-85, -75, 0.0004],
      [-75, null, 0.0004],
    ]);
    const [first] = features;
    expect(first!.properties).toMatchObject({ layer: 'rsrp', unit: 'dBm', synthetic: true, predicted: true });
    expect(first!.properties.colour).toMatch(/^#[0-9a-f]{6}$/);
    expect(first!.geometry.type).toBe('MultiPolygon');
    // The north-western pixel.
    const [[ring]] = first!.geometry.coordinates as unknown as [[number[][]]];
    expect(ring).toHaveLength(5);
    expect(new Set(ring!.map(String))).toEqual(new Set(['120.2,36.3', '120.2,36.25', '120.3,36.25', '120.3,36.3']));
  });

  test('best server: a class for each cell that serves somewhere, by its id', () => {
    expect(featuresOf(SERVERS).map(({ properties }) => properties.server)).toEqual([
      'cell/s0/1',
      'cell/s1/1',
      'cell/s2/1',
      'cell/s7/1',
      'cell/s300/1',
    ]);
  });

  test('OGC 12-007: a placemark for each class with style, edges and rings', () => {
    const kml = Buffer.from(fileOf(RASTER, 'kml')).toString();
    expect(kml.match(/<Placemark>/g)).toHaveLength(5);
    expect(kml).toContain('<name>rsrp -105 … -95 dBm</name>');
    expect(kml).toContain('<name>rsrp &lt; -115 dBm</name>');
    expect(kml).toContain('<Data name="from"><value>-105</value></Data>');
    expect(kml.match(/<LinearRing>/g)).toHaveLength(5);
    expect(kml).toMatch(/<color>b0[0-9a-f]{6}<\/color>/);
  });
});
