import { expect, test } from 'vitest';
import { readBaseMap } from '../../../client/map/base-map.ts';
import { toWorld } from '../../../client/map/camera.ts';

const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
const feature = (geometry: unknown, properties: unknown = {}) => ({ type: 'Feature', properties, geometry });

test('polygons, lines and multi-lines become world paths', () => {
  const ring = [
    [120, 36],
    [121, 36],
    [121, 37],
    [120, 36],
  ];
  const map = readBaseMap(
    new Map<string, unknown>([
      ['sea', collection(feature({ type: 'Polygon', coordinates: [ring] }))],
      ['coastline', collection(feature({ type: 'MultiLineString', coordinates: [ring, ring] }))],
      ['transport_schematic', collection(feature({ type: 'LineString', coordinates: ring }, { class: 'rail' }))],
    ]),
  );
  expect(map.sea).toHaveLength(1);
  expect(map.coast).toHaveLength(2);
  expect(map.transport[0]).toMatchObject({ kind: 'rail' });
  const { x, y } = toWorld({ lon: 120, lat: 36 });
  expect([...map.sea[0]!.slice(0, 2)]).toEqual([x, y]);
});

test('places keep both names and the zoom from which they show; the demo data centre is drawn by its own layer', () => {
  const place = (name: string, kind: string) =>
    feature({ type: 'Point', coordinates: [120, 36] }, { name_zh: name, name_en: '', kind, minzoom: 11 });
  const map = readBaseMap(
    new Map([['places', collection(place('红岛', 'subdistrict'), place('x', 'demo_datacentre'))]]),
  );
  expect(map.places).toHaveLength(1);
  expect(map.places[0]).toMatchObject({ name: { zh: '红岛', en: '红岛' }, minZoom: 11 });
});

test('what has not the expected form is left out', () => {
  for (const broken of [
    null,
    3,
    {},
    { features: 'x' },
    collection(null, feature(null), feature({ type: 'Polygon' })),
  ]) {
    expect(readBaseMap(new Map<string, unknown>([['sea', broken]]))).toMatchObject({ sea: [] });
  }
  const nowhere = feature({ type: 'LineString', coordinates: [[120, 'x'], null, [120, 36]] });
  expect(readBaseMap(new Map<string, unknown>([['coastline', collection(nowhere)]])).coast).toEqual([]);
});
