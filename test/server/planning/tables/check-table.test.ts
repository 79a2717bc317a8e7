import { describe, expect, test } from 'vitest';
import { exportTable } from '../../../../server/planning/tables/export-table.ts';
import { importFile } from '../../../../server/planning/tables/import-file.ts';
import { rowsOf, tableState } from '../../../../server/planning/tables/table-state.ts';
import type { TableFile } from '../../../../server/ports.ts';
import { fromWgs84 } from '../../../../shared/geo/crs.ts';
import { fill } from '../../../../shared/text/fill.ts';
import { TEXT } from '../../../../shared/text/index.ts';
import { tableProblemWords } from '../../../../shared/text/table-problem-words.ts';
import { placeAt } from '../../../shared/radio/random-network.ts';
import { park } from '../park.ts';
import { toGb18030 } from './gb18030.ts';

type Table = TableFile['table'];

const inventory = park();
const checkBytes = (table: Table, bytes: Uint8Array, crs: TableFile['crs'] = 'WGS84') => {
  const file = { table, bytes, crs, format: 'csv' } as const;
  const answer = importFile({ file, state: tableState(table, inventory, null) });
  if (!('checked' in answer)) throw new Error(answer.unreadable.message);
  return answer.checked;
};
const check = (table: Table, text: string, crs?: TableFile['crs']) => checkBytes(table, Buffer.from(text), crs);
const said = (table: Table, text: string) =>
  check(table, text).problems.map(({ row, column, message }) => `${row} ${column}: ${message}`);
const { lat, lon } = placeAt(1000, 200);
const SITE = `${lat},${lon},planned`;
const rows = (table: Table) => rowsOf(table, inventory, null);

describe('issue 7: import and export of the site table', () => {
  test('export → check finds the identical table', () => {
    for (const table of ['sites', 'cells'] as const) {
      const found = checkBytes(table, exportTable(table, 'csv', rows(table), rows('sites')).bytes);
      expect(found).toMatchObject({ problems: [], ignored: [], diff: { added: [], changed: [], absent: [] } });
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

  test('problems come as codes with their values, and are worded in either language', () => {
    const found = check('cells', 'site_id,cell_id,pci,azimuth_deg\ns1,1,1008,0\ns1,2,5,N\nnobody,1,5,0\n').problems;
    expect(found[0]).toMatchObject({
      code: 'unreadable',
      expected: 'whole',
      values: { given: '1008', least: 0, most: 1007 },
    });
    const inChinese = found.map((one) => tableProblemWords(one, (key, values) => fill(TEXT[key].zh, values)));
    expect(inChinese).toEqual(['“1008”不是0 到 1007 的整数', '“N”不是-360 到 720 的数', '没有基站 nobody']);
  });

  test('bad input: two sites with one id, coordinates in the sea, swapped, elsewhere', () => {
    const sea = placeAt(0, -1200);
    const lines = [
      `a,${SITE}`,
      `a,${SITE}`,
      `b,${sea.lat},${sea.lon},planned`,
      `c,${lon - 90},${lat},planned`,
      `d,${lat + 1},${lon},planned`,
    ];
    const problems = said('sites', ['site_id,lat,lon,status', ...lines].join('\r\n'));
    expect(problems[0]).toBe('3 site_id: site/a stands in row 2 already');
    expect(problems[1]).toMatch(/^4 lat: .* is in the sea$/);
    expect(problems[2]).toMatch(/^5 lat: .* is outside the zone$/);
    expect(problems[3]).toMatch(/^6 lat: .* is outside the zone$/);
  });

  test('empty files, missing columns, short rows are said with their row', () => {
    expect(said('sites', '')[0]).toBe('1 null: is empty: the header is missing');
    expect(said('sites', 'lat\n36\n')).toEqual(['1 site_id: is missing']);
    expect(said('sites', `site_id,lat,lon\nx,${lat}\n`)).toEqual(['2 null: has 2 cells where the header has 3']);
    expect(said('sites', `site_id,lat,lon,Latitude\ns1,${lat},${lon},${lat}\n`)).toEqual([
      '1 Latitude: means lat, as another header does',
    ]);
    expect(() => check('sites', 'site_id,lat,lon\n"x,36,120\n')).toThrow(/is not well-formed CSV/);
  });

  test('a new row needs what every row of a zone pack has; NCI and names follow from the rest', () => {
    expect(said('sites', 'site_id,lat,lon\nx,36.1,x\n')).toEqual([
      '2 lon: "x" is not degrees from −180 to 180, decimal or as 36°15′06″',
      '2 status: is missing: a new site needs it',
    ]);
    const found = check('cells', 'site_id,cell_id,gnb_id,gnb_id_len\ns1,9,5,24\n');
    expect(found.merged.get('cell/s1/9')?.get('nci')).toBe(5 * 2 ** 12 + 9);
    expect(found.problems.map(({ column }) => column)).toContain('pci');
    expect(check('sites', `site_id,lat,lon,status\nx,${SITE}\n`).merged.get('site/x')).toEqual(
      new Map<string, string | number>([
        ['site_id', 'x'],
        ['lat', Math.round(lat * 1e7) / 1e7],
        ['lon', Math.round(lon * 1e7) / 1e7],
        ['status', 'planned'],
        ['synthetic', 0],
        ['site_name_zh', 'x'],
        ['site_name_en', 'x'],
      ]),
    );
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
    expect(check('sites', text).diff.changed[0]?.fields.map(({ column }) => column)).toEqual(['lat', 'lon']);
    expect(check('sites', `site_id,lat,lon,crs\ns1,${shifted.lat},${shifted.lon},GCJ02\n`).diff).toMatchObject({
      same: 1,
    });
    expect(said('sites', `site_id,lat,lon,crs\ns1,${s1.lat},${s1.lon},UTM\n`)[0]).toMatch(
      /^2 crs: "UTM" is not one of/,
    );
  });

  test('a coordinate header may say its system: 经度(GCJ02)', () => {
    const s1 = inventory.find('site/s1')!.position!;
    const shifted = fromWgs84(s1, 'GCJ-02');
    const { diff } = check('sites', `站号,纬度(GCJ02),经度（GCJ-02）\ns1,${shifted.lat},${shifted.lon}\n`);
    expect(diff).toMatchObject({ same: 1, changed: [] });
  });

  test('the difference names what would be new, changed field by field, and absent', () => {
    const s6 = placeAt(-3800, -600);
    const text = `site_id,lat,lon,status\nnew,${SITE}\ns6,${s6.lat},${s6.lon},building\n`;
    const { diff, merged } = check('sites', text);
    expect(diff.added).toEqual(['site/new']);
    expect(diff.changed).toEqual([{ id: 'site/s6', fields: [{ column: 'status', from: 'planned', to: 'building' }] }]);
    expect(diff.absent).toEqual(['site/s1', 'site/s2', 'site/s3', 'site/s4', 'site/s5']);
    // Columns that the file does not have are as they were.
    expect(merged.get('site/s6')?.get('phase')).toBe('2');
  });

  test('an empty cell empties what may be empty, and is an error where it may not', () => {
    const { diff } = check('sites', 'site_id,phase\ns1,\n');
    expect(diff.changed).toEqual([{ id: 'site/s1', fields: [{ column: 'phase', from: '1', to: null }] }]);
    expect(said('sites', 'site_id,status\ns1,\n')).toEqual([
      '2 status: is empty: one of planned, building, on_air, retired is expected',
    ]);
  });
});

describe('issue 7: values of Chinese engineering tables (工参)', () => {
  test('a file in GB18030 with headers, units and words as they are written', () => {
    const text = [
      '基站编号,基站名称,经度(°),纬度(°),站点状态,开通日期,所属区县,设备厂家,备注',
      `S1,高新区 一号站,${placeAt(-2400, 0).lon}°,${placeAt(-2400, 0).lat}°,在网,2020/1/10,城阳区,华为,`,
      `QD_HT_900,"新站,东",${lon},${lat},规划,,城阳区,中兴,2025 期`,
    ].join('\r\n');
    const { problems, diff, merged, ignored } = checkBytes('sites', toGb18030(text));
    expect(problems).toEqual([]);
    expect(ignored).toEqual(['备注']);
    expect(diff.added).toEqual(['site/qd-ht-900']);
    expect(Object.fromEntries(merged.get('site/qd-ht-900')!)).toMatchObject({
      site_name_zh: '新站,东',
      status: 'planned',
      area: '城阳区',
      vendor: '中兴',
    });
    expect(diff.changed[0]?.fields.map(({ column }) => column)).toEqual(['site_name_zh', 'area', 'vendor']);
  });

  test.each([
    ['在网', 'on_air'],
    ['已开通', 'on_air'],
    ['ON_AIR', 'on_air'],
    ['On Air', 'on_air'],
    ['是', 'on_air'],
    ['Y', 'on_air'],
    ['规划', 'planned'],
    ['PLANNED', 'planned'],
    ['否', 'planned'],
    ['n', 'planned'],
    ['在建', 'building'],
    ['工程态', 'building'],
    ['退网', 'retired'],
    ['已拆除', 'retired'],
  ])('a site that is %s is %s', (word, status) => {
    const found =
      check('sites', `站号,状态\ns1,planned\ns6,${word}\n`).merged.get('site/s6') ?? rows('sites').get('site/s6');
    expect(found?.get('status')).toBe(status);
  });

  test('a word that says no state is an error of its row', () => {
    expect(said('sites', '站号,状态\ns1,正常\n')).toEqual([
      '2 status: "正常" is not one of planned, building, on_air, retired',
    ]);
  });

  test('numbers carry their units, in any width; another unit is an error of its row', () => {
    const header = '站号,本地小区标识,方位角（°）,挂高(米),机械下倾角【度】,电调下倾角,带宽/MHz,最大发射功率 (dBm)';
    const text = [header, 's1,1,１２０°,30m,3度,6,60M,53.8dBm', 's1,2,120,30ft,3,6,60,53'].join('\n');
    const { merged, problems, ignored } = check('cells', text);
    expect(ignored).toEqual([]);
    expect(Object.fromEntries(merged.get('cell/s1/1')!)).toMatchObject({
      azimuth_deg: 120,
      height_m: 30,
      mech_tilt_deg: 3,
      elec_tilt_deg: 6,
      bw_mhz: 60,
      tx_power_dbm: 53.8,
    });
    expect(problems).toMatchObject([{ row: 3, column: 'height_m', message: '"30ft" is not a number from 0 to 1000' }]);
  });

  test('dates in four spellings are one; the thirtieth of February is none', () => {
    for (const date of ['2020-06-08', '2020/6/8', '2020年6月8日', '20200608']) {
      expect(check('sites', `站号,入网时间\ns1,${date}\n`).merged.get('site/s1')?.get('on_air_date')).toBe(
        '2020-06-08',
      );
    }
    expect(said('sites', '站号,入网时间\ns1,2020-02-30\n')[0]).toMatch(/is not a date/);
  });

  test('a table of cells states each site many times: the same is one, different is an error', () => {
    const header = '站号,小区ID,状态';
    expect(said('sites', `${header}\ns1,1,在网\ns1,2,在网\n`)).toEqual([]);
    expect(said('sites', `${header}\ns1,1,在网\ns1,2,退网\n`)).toEqual(['3 site_id: site/s1 stands in row 2 already']);
  });
});
