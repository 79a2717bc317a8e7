import { describe, expect, test } from 'vitest';
import { checkTable } from '../../../../server/planning/tables/check-table.ts';
import { exportTable } from '../../../../server/planning/tables/export-table.ts';
import { fromWgs84 } from '../../../../shared/geo/crs.ts';
import { tableCheckSchema } from '../../../../shared/wire/planning-schemas.ts';
import { placeAt } from '../../../shared/radio/random-network.ts';
import { park } from '../park.ts';

const inventory = park();
const check = (table: 'sites' | 'cells', text: string, crs: 'WGS84' | 'GCJ-02' | 'BD-09' = 'WGS84') =>
  tableCheckSchema.parse(checkTable({ table, text, crs }, inventory));
const said = (table: 'sites' | 'cells', text: string) =>
  check(table, text).problems.map(({ row, column, message }) => `${row} ${column}: ${message}`);
const { lat, lon } = placeAt(1000, 200);

describe('issue 7: import and export of the site table', () => {
  test('export → check finds the identical table', () => {
    for (const table of ['sites', 'cells'] as const) {
      const found = check(table, exportTable(table, inventory));
      expect(found).toMatchObject({ problemCount: 0, ignored: [], diff: { added: [], changed: [], absent: [] } });
      expect(found.diff.same).toBe(found.rows);
    }
  });

  test('bad input: PCI 1008, azimuth "N", an unknown site: row and column of each', () => {
    const header = 'site_id,cell_id,pci,azimuth_deg';
    expect(said('cells', `${header}\ns1,1,1008,0\ns1,2,5,N\nnobody,1,5,0\n`)).toEqual([
      '2 pci: "1008" is not a whole number from 0 to 1007',
      '3 azimuth_deg: "N" is not a number from -360 to 720',
      '4 site_id: there is no site nobody',
    ]);
  });

  test('bad input: two sites with one id, coordinates in the sea, swapped, elsewhere', () => {
    const sea = placeAt(0, -1200);
    const rows = [
      `a,${lat},${lon}`,
      `a,${lat},${lon}`,
      `b,${sea.lat},${sea.lon}`,
      `c,${lon - 90},${lat}`,
      `d,${lat + 1},${lon}`,
    ];
    const problems = said('sites', ['site_id,lat,lon', ...rows].join('\r\n'));
    expect(problems[0]).toBe('3 site_id: site/a stands in row 2 already');
    expect(problems[1]).toMatch(/^4 lat: .* is in the sea$/);
    expect(problems[2]).toMatch(/^5 lat: .* is outside the zone$/);
    expect(problems[3]).toMatch(/^6 lat: .* is outside the zone$/);
  });

  test('empty files, missing columns, short rows and broken quotes are said, never thrown', () => {
    expect(said('sites', '')[0]).toBe('1 null: is empty: the header is missing');
    expect(said('sites', 'site_id,lat\nx,36\n')).toEqual(['1 lon: is missing']);
    expect(said('sites', `site_id,lat,lon\nx,${lat}\n`)).toEqual(['2 null: has 2 cells where the header has 3']);
    expect(said('sites', 'site_id,lat,lon\n"x,36,120\n')[0]).toMatch(/is not well-formed CSV/);
    expect(said('sites', `site_id,lat,lon,Latitude\nx,${lat},${lon},${lat}\n`)).toEqual([
      '1 Latitude: means lat, as another header does',
    ]);
  });

  test('headers of vendors and of Chinese engineering tables are understood, BOM and unknown ones too', () => {
    const found = check('cells', `\uFEFF站号,小区ID,PCI,方位角,挂高,机械下倾角,备注\ns1,1,1,360,25,2,x\n`);
    expect(found.problems).toEqual([]);
    expect(found.columns.map(({ column }) => column)).toEqual([
      'site_id',
      'cell_id',
      'pci',
      'azimuth_deg',
      'height_m',
      'mech_tilt_deg',
    ]);
    expect(found.ignored).toEqual(['备注']);
    // 360° is 0°.
    expect(found.diff).toMatchObject({ same: 1, changed: [] });
  });

  test('degrees, minutes and seconds, and shifted coordinates, are the same place', () => {
    const s1 = inventory.find('site/s1')!.position!;
    const dms = (value: number) => {
      const minutes = (value % 1) * 60;
      return `${Math.floor(value)}°${Math.floor(minutes)}′${((minutes % 1) * 60).toFixed(4)}″`;
    };
    expect(check('sites', `site_id,lat,lon\ns1,${dms(s1.lat)},${dms(s1.lon)}\n`).diff).toMatchObject({ same: 1 });
    const shifted = fromWgs84(s1, 'GCJ-02');
    const text = `site_id,lat,lon\ns1,${shifted.lat},${shifted.lon}\n`;
    expect(check('sites', text, 'GCJ-02').diff).toMatchObject({ same: 1, changed: [] });
    expect(check('sites', text).diff.changed).toEqual([{ id: 'site/s1', columns: ['lat', 'lon'] }]);
    expect(check('sites', `site_id,lat,lon,crs\ns1,${shifted.lat},${shifted.lon},GCJ02\n`).diff).toMatchObject({
      same: 1,
    });
    expect(said('sites', `site_id,lat,lon,crs\ns1,${s1.lat},${s1.lon},UTM\n`)[0]).toMatch(
      /^2 crs: "UTM" is not one of/,
    );
  });

  test('the difference names what would be new, changed and absent', () => {
    const text = `site_id,lat,lon,status\nnew,${lat},${lon},planned\ns6,${placeAt(-3800, -600).lat},${placeAt(-3800, -600).lon},building\n`;
    const { diff } = check('sites', text);
    expect(diff.added).toEqual(['site/new']);
    expect(diff.changed).toEqual([{ id: 'site/s6', columns: ['status'] }]);
    expect(diff.absent).toEqual(['site/s1', 'site/s2', 'site/s3', 'site/s4', 'site/s5']);
  });
});
