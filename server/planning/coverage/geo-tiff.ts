/** Where a raster lies: degrees WGS84, rows from the north, columns from the west, evenly in degrees. */
export interface GeoTiffPlace {
  readonly rows: number;
  readonly columns: number;
  readonly north: number;
  readonly west: number;
  readonly south: number;
  readonly east: number;
}

/** Types of TIFF 6.0 §2, with the bytes that one value takes. */
const TYPES = { ascii: [2, 1], short: [3, 2], long: [4, 4], double: [12, 8] } as const;
interface Tag {
  readonly tag: number;
  readonly type: keyof typeof TYPES;
  readonly values: readonly number[];
}

/** Adobe deflate, TIFF Technical Note 2; floating point, TIFF 6.0 §19; what GDAL reads as no data. */
const DEFLATE = 8;
const IEEE_FLOAT = 3;
const GDAL_NODATA = 42_113;

/**
 * GeoKeys of OGC 19-008r4 §7: a geographic system, pixels that are areas, EPSG:4326. Each is key, 0 (the value is here),
 * one value, value; before them version 1, revision 1.0 and their number.
 */
const GEO_KEYS = [
  [1, 1, 0, 3],
  [1024, 0, 1, 2],
  [1025, 0, 1, 1],
  [2048, 0, 1, 4326],
].flat();

/**
 * One band of float32 as GeoTIFF (OGC 19-008r4 on TIFF 6.0, little endian): one strip, deflated by the caller. NaN is no
 * data. `says` is text for whoever opens it, ASCII.
 */
export function geoTiff(place: GeoTiffPlace, deflated: Uint8Array, says: string): Uint8Array {
  const { rows, columns, north, west, south, east } = place;
  const ascii = (text: string): number[] => [...text, '\0'].map((character) => character.charCodeAt(0) & 0x7f);
  const tags: Tag[] = [
    { tag: 256, type: 'long', values: [columns] },
    { tag: 257, type: 'long', values: [rows] },
    { tag: 258, type: 'short', values: [32] },
    { tag: 259, type: 'short', values: [DEFLATE] },
    // Photometric interpretation: the least value is black.
    { tag: 262, type: 'short', values: [1] },
    { tag: 270, type: 'ascii', values: ascii(says) },
    { tag: 273, type: 'long', values: [0] },
    { tag: 277, type: 'short', values: [1] },
    { tag: 278, type: 'long', values: [rows] },
    { tag: 279, type: 'long', values: [deflated.length] },
    { tag: 339, type: 'short', values: [IEEE_FLOAT] },
    // Degrees of a pixel, and the place of the upper left corner.
    { tag: 33_550, type: 'double', values: [(east - west) / columns, (north - south) / rows, 0] },
    { tag: 33_922, type: 'double', values: [0, 0, 0, west, north, 0] },
    { tag: 34_735, type: 'short', values: GEO_KEYS },
    { tag: GDAL_NODATA, type: 'ascii', values: ascii('nan') },
  ];
  return assemble(tags, deflated);
}

const HEADER = 8;
const ENTRY = 12;

/** Header, directory, values that do not fit their entries, strip. */
function assemble(tags: readonly Tag[], strip: Uint8Array): Uint8Array {
  const sizeOf = ({ type, values }: Tag): number => values.length * TYPES[type][1];
  const even = (at: number): number => at + (at % 2);
  const stripAt = tags.reduce(
    (at, tag) => (sizeOf(tag) > 4 ? even(at + sizeOf(tag)) : at),
    HEADER + 2 + tags.length * ENTRY + 4,
  );
  const bytes = new Uint8Array(stripAt + strip.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x4949, true);
  view.setUint16(2, 42, true);
  view.setUint32(4, HEADER, true);
  view.setUint16(HEADER, tags.length, true);
  let free = HEADER + 2 + tags.length * ENTRY + 4;
  tags.forEach((tag, index) => {
    const entry = HEADER + 2 + index * ENTRY;
    view.setUint16(entry, tag.tag, true);
    view.setUint16(entry + 2, TYPES[tag.type][0], true);
    view.setUint32(entry + 4, tag.values.length, true);
    const values = tag.tag === 273 ? [stripAt] : tag.values;
    const inEntry = sizeOf(tag) <= 4;
    write(view, inEntry ? entry + 8 : free, tag.type, values);
    if (inEntry) return;
    view.setUint32(entry + 8, free, true);
    free = even(free + sizeOf(tag));
  });
  bytes.set(strip, stripAt);
  return bytes;
}

function write(view: DataView, at: number, type: Tag['type'], values: readonly number[]): void {
  values.forEach((value, index) => {
    const place = at + index * TYPES[type][1];
    if (type === 'ascii') view.setUint8(place, value);
    else if (type === 'short') view.setUint16(place, value, true);
    else if (type === 'long') view.setUint32(place, value, true);
    else view.setFloat64(place, value, true);
  });
}
