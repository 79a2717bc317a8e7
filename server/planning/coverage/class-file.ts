import { escapeMarkup } from '../../../shared/text/escape-markup.ts';
import type { CoverageRaster } from '../../../shared/wire/planning.ts';
import { type ClassOutline, type Corner, classOutlines } from './class-outlines.ts';
import type { BandLook, RasterLook } from './raster-look.ts';

/** One class of a layer on the ground. */
interface ClassArea {
  readonly band: BandLook;
  readonly areaKm2: number;
  readonly outline: ClassOutline;
}

/** What every class of a file says of itself beside its own edges. */
export type ClassFacts = Readonly<Record<string, string | number | boolean | null>>;

/** The classes that lie somewhere, in ascending order; pixels without a value belong to none. */
function classAreas(raster: CoverageRaster, { bandOf, bands }: RasterLook): ClassArea[] {
  const { values, nothing, pixelM } = raster;
  const none = 65_535;
  const classes = Uint16Array.from(values, (stored) => (stored === nothing ? none : bandOf(stored)));
  return classOutlines({ ...raster, classes, nothing: none }).map((outline) => ({
    outline,
    band: bands[outline.class]!,
    areaKm2: round((outline.pixels * pixelM ** 2) / 1e6, 6),
  }));
}

function propertiesOf({ band, areaKm2 }: ClassArea, facts: ClassFacts): ClassFacts {
  const { from, to, server, colour } = band;
  return { ...facts, ...(server === null ? { from, to } : { server }), areaKm2, colour };
}

/** RFC 7946: a MultiPolygon for each class, with its edges in the layer’s unit (`from` ≤ value < `to`). */
export function classesGeojson(raster: CoverageRaster, look: RasterLook, facts: ClassFacts): Uint8Array {
  const place = placing(raster, ',');
  const features = classAreas(raster, look).map((area) => {
    const polygons = area.outline.polygons.map(
      (rings) => `[${rings.map((ring) => `[[${place(ring, '],[')}]]`).join()}]`,
    );
    const properties = JSON.stringify(propertiesOf(area, facts));
    return `{"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[${polygons.join()}]},"properties":${properties}}`;
  });
  return Buffer.from(`{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`, 'utf8');
}

/** KML 2.2 (OGC 12-007): a placemark for each class, in the map’s colours. */
export function classesKml(raster: CoverageRaster, look: RasterLook, facts: ClassFacts): Uint8Array {
  const place = placing(raster, ',');
  const ringOf = (ring: readonly Corner[]): string =>
    `<LinearRing><coordinates>${place(ring, ' ')}</coordinates></LinearRing>`;
  const marks = classAreas(raster, look).map((area) => {
    const data = Object.entries(propertiesOf(area, facts)).map(
      ([name, value]) =>
        `<Data name="${name}"><value>${escapeMarkup(value === null ? '' : String(value))}</value></Data>`,
    );
    const polygons = area.outline.polygons.map(
      ([outer, ...inner]) =>
        `<Polygon><outerBoundaryIs>${ringOf(outer!)}</outerBoundaryIs>` +
        `${inner.map((ring) => `<innerBoundaryIs>${ringOf(ring)}</innerBoundaryIs>`).join('')}</Polygon>`,
    );
    return (
      `<Placemark><name>${escapeMarkup(nameOf(area.band, raster))}</name>${styleOf(area.band)}` +
      `<ExtendedData>${data.join('')}</ExtendedData><MultiGeometry>${polygons.join('')}</MultiGeometry></Placemark>`
    );
  });
  const kml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>coverage ${raster.layer}</name>`,
    ...marks,
    '</Document></kml>',
  ];
  return Buffer.from(`${kml.join('\n')}\n`, 'utf8');
}

/** Numbers and signs alone: the file has no language. */
function nameOf({ from, to, server }: BandLook, { layer, unit }: CoverageRaster): string {
  if (server !== null) return server;
  const edges = from === null ? `< ${to}` : to === null ? `≥ ${from}` : `${from} … ${to}`;
  return `${layer} ${edges} ${unit}`;
}

/** KML counts opacity, blue, green, red. */
function styleOf({ colour }: BandLook): string {
  const [red, green, blue] = [colour.slice(1, 3), colour.slice(3, 5), colour.slice(5, 7)];
  return `<Style><LineStyle><width>0</width></LineStyle><PolyStyle><color>b0${blue}${green}${red}</color></PolyStyle></Style>`;
}

/** Corners as degrees WGS84, longitude first, a decimetre fine. */
function placing(raster: CoverageRaster, between: string): (ring: readonly Corner[], separator: string) => string {
  const { north, west, south, east, rows, columns } = raster;
  return (ring, separator) =>
    ring
      .map(([x, y]) => {
        const lon = round(west + (x / columns) * (east - west), 6);
        return `${lon}${between}${round(north - (y / rows) * (north - south), 6)}`;
      })
      .join(separator);
}

function round(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}
