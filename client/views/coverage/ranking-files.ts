import type { RankingResult } from '../../../shared/wire/planning.ts';

const COLUMNS = [
  'rank',
  'phase',
  'site',
  'lat',
  'lon',
  'gain_area_km2',
  'gain_people',
  'rsrp_share',
  'profile_share',
  'synthetic',
] as const;

type Row = readonly (string | number)[];

function rows({ ranked, synthetic }: RankingResult): readonly Row[] {
  return ranked.map((each) => [
    each.rank,
    each.phase,
    each.site ?? '',
    each.position.lat,
    each.position.lon,
    each.gainAreaKm2,
    each.gainPeople,
    each.rsrpShare,
    each.profileShare,
    synthetic ? 1 : 0,
  ]);
}

/** What a spreadsheet would run as a formula begins with one of these. */
const FORMULA = /^[=+\-@\t\r]/;

function field(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A ranking as CSV (RFC 4180): positions WGS84, areas km², shares 0…1. */
export function rankingCsv(result: RankingResult): string {
  return `${[COLUMNS, ...rows(result)].map((row) => row.map(field).join(',')).join('\r\n')}\r\n`;
}

/** A ranking as GeoJSON (RFC 7946): a point per site, with the certificates beside the features. */
export function rankingGeoJson(result: RankingResult): string {
  const features = rows(result).map((row) => {
    const named = new Map(COLUMNS.map((column, i) => [column, row[i]]));
    const coordinates = [named.get('lon'), named.get('lat')];
    named.delete('lat');
    named.delete('lon');
    return {
      type: 'Feature',
      geometry: { type: 'Point', coordinates },
      properties: { ...Object.fromEntries(named), synthetic: result.synthetic },
    };
  });
  return `${JSON.stringify({ type: 'FeatureCollection', certificates: result.certificates, features })}\n`;
}
