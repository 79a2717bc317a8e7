import { freshnessOf, isSimulated, qualityOf, reasonOf } from '../../shared/model/sample.ts';
import type { SnapshotColumns, SnapshotContent } from '../../shared/wire/snapshots.ts';
import type { ExportInput } from '../ports.ts';

/**
 * Places as GeoJSON (RFC 7946, WGS84), with their values, ages and quality, and the holes of the coverage; what has no
 * position is not in it.
 */
export function writeGeojson({ content, sha256 }: ExportInput): Uint8Array {
  const { id, at, counts, coveragePct, product, zone } = content;
  const collection = {
    type: 'FeatureCollection',
    skyrack: {
      snapshot: id,
      sha256,
      at: new Date(at).toISOString(),
      zone: zone.id,
      version: product.version,
      coveragePct,
      simulatedValues: counts.simulated,
      syntheticResources: counts.synthetic,
      attribution: zone.attribution,
      coverage: content.coverage?.summary.now ?? null,
    },
    features: [...content.kinds.flatMap((kind) => featuresOf(kind, content)), ...holesOf(content)],
  };
  return Buffer.from(JSON.stringify(collection), 'utf8');
}

function featuresOf(kind: SnapshotColumns, content: SnapshotContent): object[] {
  return kind.id.flatMap((id, row) => {
    const lat = kind.lat[row] ?? null;
    const lon = kind.lon[row] ?? null;
    if (lat === null || lon === null) return [];
    const properties = {
      kind: kind.kind,
      name_zh: kind.zh[row],
      name_en: kind.en[row],
      lifecycle: kind.lifecycle[row],
      state: kind.state[row],
      synthetic: kind.synthetic[row],
      simulated: kind.metrics.some(({ flags }) => isSimulated(flags[row]!)),
      // A list: names come from outside, and `__proto__` would be lost as a key.
      attributes: kind.attributes.flatMap(({ name, value }) => {
        const given = value[row] ?? null;
        return given === null ? [] : [{ name, value: given }];
      }),
      values: kind.metrics.map((metric) => readingOf(metric, row, content)),
    };
    return [{ type: 'Feature', id, geometry: { type: 'Point', coordinates: [lon, lat] }, properties }];
  });
}

function holesOf({ coverage }: SnapshotContent): object[] {
  return (coverage?.holes.holes ?? [])
    .filter(({ polygons }) => polygons.length > 0)
    .map(({ id, cause, resource, areaKm2, people, since, simulated, polygons }) => ({
      type: 'Feature',
      id: `hole/${id}`,
      geometry: { type: 'MultiPolygon', coordinates: polygons },
      properties: { kind: 'coverage-hole', cause, resource, areaKm2, people, since, simulated },
    }));
}

function readingOf(
  { metric, value, ageMs, flags }: SnapshotColumns['metrics'][number],
  row: number,
  content: SnapshotContent,
) {
  const word = flags[row]!;
  return {
    metric,
    unit: content.metrics.find(({ id }) => id === metric)?.unit,
    value: value[row],
    ageMs: ageMs[row],
    quality: qualityOf(word),
    reason: reasonOf(word),
    freshness: freshnessOf(word),
    simulated: isSimulated(word),
  };
}
