import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CheckedMeasurements } from '../../../../server/planning/measured/check-measurements.ts';
import { importMeasurements } from '../../../../server/planning/measured/import-measurements.ts';
import { columnsOf } from '../../../../server/planning/measured/points.ts';
import { writeHistograms, writeMeasurements } from '../../../../server/planning/measured/write-measurements.ts';
import { type Crs, fromWgs84 } from '../../../../shared/geo/crs.ts';
import { MAX_MEASURED_ROWS } from '../../../../shared/wire/planning-measured-schemas.ts';
import { placeAt } from '../../../shared/radio/random-network.ts';
import { toGb18030 } from '../tables/gb18030.ts';

const STATE = {
  cells: new Set(['cell/s1/1', 'cell/s1/2']),
  box: { south: 36.24, west: 120.2, north: 36.28, east: 120.3 },
  timeZone: 'Asia/Shanghai',
};
const { lat, lon } = placeAt(0, 0);

function checkBytes(bytes: Uint8Array, crs: Crs = 'WGS84'): CheckedMeasurements {
  const answer = importMeasurements({ file: { bytes, crs }, state: STATE });
  if ('unreadable' in answer) throw new Error(`${answer.unreadable.code}: ${answer.unreadable.message}`);
  return answer.checked;
}
const check = (text: string, crs?: Crs) => checkBytes(Buffer.from(text), crs);
const said = (text: string) =>
  check(text).problems.map(({ row, column, code, values }) => ({ row, column, code, values }));

describe('issue 7, model honesty: logs of drive tests', () => {
  test.each([
    ['our own columns', 'lat,lon,ss_rsrp_dbm,ss_sinr_db,cell,pci,nr_arfcn'],
    ['a scanner’s', 'Latitude,Longitude,SS-RSRP (dBm),SS-SINR (dB),Cell ID,PCI,NR-ARFCN'],
    ['a phone’s', 'GPS Lat,GPS Lon,NR PCell SS-RSRP[dBm],NR PCell SS-SINR[dB],Serving Cell ID,NR PCI,SSB ARFCN'],
    [
      'a tool’s long names',
      'Lat,Lon,5G KPI PCell RF Serving SS-RSRP [dBm],5G KPI PCell RF Serving SS-SINR [dB],Cell,' +
        '5G KPI PCell RF Serving PCI,5G KPI PCell RF Serving NR-ARFCN',
    ],
    ['Chinese ones', '纬度,经度,主服小区RSRP(dBm),主服小区SINR(dB),小区ID,物理小区标识,频点'],
  ])('%s are understood', (_name, header) => {
    const { points, problems, ignored } = check(`${header}\n${lat},${lon},-87.5,12.25,s1/2,501,504990\n`);
    expect(problems).toEqual([]);
    expect(ignored).toEqual([]);
    expect(points.cells).toEqual(['cell/s1/2']);
    const column = (name: 'rsrpDbm' | 'sinrDb' | 'pci' | 'nrArfcn' | 'cell') => points[name][0];
    expect(['rsrpDbm', 'sinrDb', 'pci', 'nrArfcn', 'cell'].map((name) => column(name as 'cell'))).toEqual([
      -87.5, 12.25, 501, 504_990, 0,
    ]);
  });

  test('GB18030, a BOM, semicolons, units behind numbers, an unread column', () => {
    const text = `采集时间;经度;纬度;SS-RSRP;备注\n2026/11/24 10:00:00;${lon};${lat};-90.5dBm;路口\n`;
    for (const bytes of [toGb18030(text), Buffer.from(`\ufeff${text}`)]) {
      const { points, problems, ignored } = checkBytes(bytes);
      expect(problems).toEqual([]);
      expect(ignored).toEqual(['备注']);
      expect(points.rsrpDbm[0]).toBe(-90.5);
      // The zone's clock.
      expect(points.at[0]).toBe(Date.UTC(2026, 10, 24, 2, 0, 0));
    }
  });

  test.each(['GCJ-02', 'BD-09'] as const)('%s is taken off, from the form, the header or a column', (crs) => {
    const there = fromWgs84({ lat, lon }, crs);
    const row = `${there.lat},${there.lon},-90`;
    for (const [text, given] of [
      [`lat,lon,rsrp\n${row}\n`, crs],
      [`lat,lon,rsrp,crs\n${row},${crs}\n`, 'WGS84'],
      [`纬度(${crs}),经度,rsrp\n${row}\n`, 'WGS84'],
    ] as const) {
      const { points } = check(text, given);
      expect(points.lat[0]).toBeCloseTo(lat, 6);
      expect(points.lon[0]).toBeCloseTo(lon, 6);
    }
  });

  test('rows without a level or a position are counted, and no mistakes', () => {
    const text = `lat,lon,rsrp\n${lat},${lon},-90\n${lat},${lon},\n,,-91\n0,0,-92\n`;
    const { points, problems, skipped, rows } = check(text);
    expect(problems).toEqual([]);
    expect(rows).toBe(4);
    expect(points.lat.length).toBe(1);
    expect(skipped).toEqual({ noLevel: 1, noPosition: 2 });
  });

  test('an NR cell identity may stand as the cell; it is no cell of ours then', () => {
    const { points } = check(`lat,lon,rsrp,nci\n${lat},${lon},-90,68719476735\n`);
    expect(points.nci[0]).toBe(2 ** 36 - 1);
    expect(check(`lat,lon,rsrp,cell\n${lat},${lon},-90,4567\n`).points).toMatchObject({ cells: [] });
  });
});

describe('issue 7, model honesty: row-exact errors', () => {
  const row = `${lat},${lon}`;

  test('what cannot be read, by row, column, limit', () => {
    const text = [
      'lat,lon,rsrp,sinr,pci,nr_arfcn,cell,time,simulated',
      `${row},-20,,,,,,`,
      `${row},-90,N,,,,,`,
      `${row},-90,,1008,,,,`,
      `${row},-90,,,3.5,,,`,
      `91,${lon},-90,,,,,,`,
      `${row},-90,,,,Mast 7,,`,
      `${row},-90,,,,,yesterday,`,
      `${row},-90,,,,s9/1,,`,
      `${row},-90,,,,,,maybe`,
    ].join('\n');
    expect(said(text)).toEqual([
      { row: 2, column: 'ss_rsrp_dbm', code: 'not-number', values: { given: '-20', least: -156, most: -31 } },
      { row: 3, column: 'ss_sinr_db', code: 'not-number', values: { given: 'N', least: -50, most: 50 } },
      { row: 4, column: 'pci', code: 'not-whole', values: { given: '1008', least: 0, most: 1007 } },
      { row: 5, column: 'nr_arfcn', code: 'not-whole', values: { given: '3.5', least: 0, most: 3_279_165 } },
      { row: 6, column: 'lat', code: 'not-degrees', values: { given: '91', most: 90 } },
      { row: 7, column: 'cell', code: 'not-cell', values: { given: 'Mast 7' } },
      { row: 8, column: 'at', code: 'not-time', values: { given: 'yesterday' } },
      { row: 9, column: 'cell', code: 'unknown-cell', values: { given: 'cell/s9/1' } },
      { row: 10, column: 'simulated', code: 'not-flag', values: { given: 'maybe' } },
    ]);
  });

  test('another place, exchanged coordinates, an unknown system', () => {
    const text = `lat,lon,rsrp,crs\n39.9,116.4,-90,\n${lon},${lat},-90,\n${row},-90,UTM\n`;
    expect(said(text)).toEqual([
      { row: 2, column: 'lat', code: 'far-away', values: { given: '39.9, 116.4', most: 20 } },
      { row: 3, column: 'lat', code: 'exchanged', values: { given: String(lon) } },
      { row: 4, column: 'crs', code: 'not-crs', values: { given: 'UTM' } },
    ]);
    const west = { ...STATE, box: { south: 40, west: -3.8, north: 40.5, east: -3.6 } };
    const exchanged = importMeasurements({
      file: { bytes: Buffer.from('lat,lon,rsrp\n-3.7,40.2,-90\n'), crs: 'WGS84' },
      state: west,
    });
    expect(exchanged).toMatchObject({ checked: { problems: [{ row: 2, code: 'exchanged' }] } });
  });

  test('a missing column, one that stands twice, a short row, nothing at all', () => {
    expect(said('lat,lon,sinr\n1,2,3\n')).toEqual([
      { row: 1, column: 'ss_rsrp_dbm', code: 'missing-column', values: {} },
    ]);
    expect(said(`lat,纬度,lon,rsrp\n${lat},${lat},${lon},-90\n`)).toEqual([
      { row: 1, column: '纬度', code: 'column-twice', values: { column: 'lat' } },
    ]);
    expect(said(`lat,lon,rsrp\n${lat},${lon}\n`)).toEqual([
      { row: 2, column: null, code: 'wrong-cell-count', values: { count: 2, expected: 3 } },
    ]);
    expect(said('')).toEqual([{ row: 1, column: null, code: 'empty-file', values: {} }]);
  });

  test('more rows than the limit are refused by name', () => {
    const bytes = Buffer.from(`lat,lon,rsrp\n${`${row},-90\n`.repeat(MAX_MEASURED_ROWS + 1)}`);
    expect(importMeasurements({ file: { bytes, crs: 'WGS84' }, state: STATE })).toEqual({
      unreadable: {
        code: 'too-large',
        message: `the file has more than ${MAX_MEASURED_ROWS} rows`,
        limit: MAX_MEASURED_ROWS,
      },
    });
  });

  test('any bytes are an answer, never a crash', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const answer = importMeasurements({ file: { bytes, crs: 'WGS84' }, state: STATE });
        expect('unreadable' in answer || answer.checked.points.lat.length === 0).toBe(true);
      }),
    );
  });
});

test('what is kept is read again as the same points', () => {
  const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
  const point = fc.record({
    lat: fc.integer({ min: 362_400_000, max: 362_800_000 }).map((value) => value / 1e7),
    lon: fc.integer({ min: 1_202_000_000, max: 1_203_000_000 }).map((value) => value / 1e7),
    rsrpDbm: fc.integer({ min: -15_600, max: -3_100 }).map((value) => value / 100),
    sinrDb: optional(fc.integer({ min: -230, max: 400 }).map((value) => value / 10)),
    cell: optional(fc.constantFrom('cell/s1/1', 'cell/s1/2')),
    nci: optional(fc.integer({ min: 0, max: 2 ** 36 - 1 })),
    pci: optional(fc.integer({ min: 0, max: 1007 })),
    nrArfcn: optional(fc.integer({ min: 0, max: 3_279_165 })),
    at: optional(fc.integer({ min: 0, max: 4_000_000_000_000 })),
  });
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 40 }), fc.boolean(), (points, simulated) => {
      const columns = columnsOf(points);
      const again = checkBytes(writeMeasurements(columns, simulated));
      expect(again.problems).toEqual([]);
      expect(again.points).toEqual(columns);
      expect(again.simulated).toBe(simulated);
    }),
  );
});

describe('issue 7, model honesty: histograms of L1M.SS-RSRP (TS 28.552 §5.1.1.22.1)', () => {
  test('a row for each bin; an empty edge is open; an NCI names a cell', () => {
    const text = 'cell,nci,from_dbm,to_dbm,count\ns1/1,,,-110,5\ncell/s1/1,,-110,-100,20\n,4095,-100,,7\n';
    const { kind, bins, problems } = check(text);
    expect(problems).toEqual([]);
    expect(kind).toBe('histograms');
    expect(bins.cells).toEqual(['cell/s1/1', 4095]);
    expect([...bins.fromDbm]).toEqual([Number.NaN, -110, -100]);
    expect([...bins.toDbm]).toEqual([-110, -100, Number.NaN]);
    expect([...bins.count]).toEqual([5, 20, 7]);
  });

  test('what is kept is read again as the same bins', () => {
    const first = check('小区,下限(dBm),上限(dBm),样本数\ns1/1,,-110,5\ns1/2,-110,-100.5,20\n88,-100,,7\n');
    const again = checkBytes(writeHistograms(first.bins, true));
    expect(again.problems).toEqual([]);
    expect(again.bins).toEqual(first.bins);
    expect(again.simulated).toBe(true);
  });

  test('row-exact errors', () => {
    const rows = ['s9/1,-110,-100,1', ',-110,-100,1', 's1/1,,,1', 's1/1,-100,-110,1', 's1/1,-110,-100,'];
    const text = ['cell,from_dbm,to_dbm,count', ...rows, 's1/1,-110,-100,1.5'].join('\n');
    expect(said(text).map(({ row, column, code }) => [row, column, code])).toEqual([
      [2, 'cell', 'unknown-cell'],
      [3, 'cell', 'no-cell'],
      [4, 'from_dbm', 'no-edge'],
      [5, 'from_dbm', 'edges-exchanged'],
      [6, 'count', 'no-count'],
      [7, 'count', 'not-whole'],
    ]);
    expect(said('cell,from_dbm,count\ns1/1,-110,1\n')[0]).toMatchObject({ column: 'to_dbm', code: 'missing-column' });
  });
});
