import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { append, type Edit, editedPack, loadError, problemLines, QINGDAO, replace, SMALL_PACK } from './edited-pack.ts';

const CELL_3 = 'hb-2,1,4661,22,76365825,100,6,n78,630000,,30,100,TDD,50,,24,0,65,30,2,4,,0';

const cases: [string, Record<string, Edit>, string[]][] = [
  [
    'a site twice',
    { 'sites.csv': append('hb-1,Again,又,-9.12,38.72,WGS84,planned,0') },
    ['sites.csv row 4 column site_id: duplicate id: site/hb-1 stands in row 2 already'],
  ],
  [
    'a cell twice',
    { 'cells.csv': append(CELL_3) },
    [
      'cells.csv row 5 column nci: 76365825 stands in row 4 already',
      'cells.csv row 5 column cell_id: duplicate id: cell/hb-2/1 stands in row 4 already',
    ],
  ],
  [
    'a rack twice',
    { 'racks.csv': replace('h1,r2,02', 'h1,r2,01') },
    ['racks.csv row 5 column rack: duplicate id: rack/dock/h1/r2/01 stands in row 4 already'],
  ],
  [
    'a hall twice',
    { 'halls.csv': append('h1,p1,1 号机房,Hall 1,in_service,2,2,,0,0,0') },
    ['halls.csv row 3 column hall: duplicate id: hall h1 stands in the file already'],
  ],
  [
    'a rack without a hall',
    { 'racks.csv': replace('h1,r2,02', 'h9,r2,02') },
    ['racks.csv row 5 column hall: halls.csv has no hall h9'],
  ],
  [
    'a cell of no site',
    { 'cells.csv': replace('hb-2,1,4661', 'hb-7,1,4661') },
    ['cells.csv row 4 column site_id: sites.csv has no site hb-7'],
  ],
  [
    'a feed that the hall does not have',
    { 'racks.csv': replace('h1,r2,01,in_service,42,a,b', 'h1,r2,01,in_service,42,a,c') },
    ['racks.csv row 4 column feed_b: feeds.csv has no feed c of hall h1'],
  ],
  [
    'an uplink to no carrier',
    { 'uplinks.csv': replace('one-2,one,', 'one-2,two,'), 'mapping.yaml': () => '' },
    ['uplinks.csv row 3 column carrier: carriers.csv has no carrier two'],
  ],
  [
    'a phase of no data centre',
    { 'phases.csv': replace('p1,dock', 'p1,pier'), 'links.csv': () => 'from,to,role\n' },
    ['phases.csv row 2 column datacentre: datacentre.csv has no datacentre pier'],
  ],
  [
    'a connector of no station',
    { 'connectors.csv': replace('q1,2', 'q2,2') },
    ['connectors.csv row 3 column station: stations.csv has no station q2'],
  ],
  [
    'more racks than the hall has places',
    { 'racks.csv': append('h1,r3,01,planned,42,a,b,32,32,4000,0,,0\nh1,r2,03,planned,42,a,b,32,32,4000,0,,0') },
    [
      'racks.csv row 6 column row: r3 is more than the 2 rows of hall h1',
      'racks.csv row 7 column rack: 03 is more than the 2 racks of a row in hall h1',
    ],
  ],
  [
    'numbers that are none or out of range',
    {
      'sites.csv': replace('38.71', '95'),
      'cells.csv': replace('76349441,100,1,', '76349441,16777216,1008,'),
      'racks.csv': replace('32,32,4000', '32,32,NaN'),
    },
    [
      'sites.csv row 3 column lat: "95" is not a number from -90 to 90',
      'cells.csv row 2 column tac: "16777216" is not a whole number from 0 to 16777215',
      'cells.csv row 2 column pci: "1008" is not a whole number from 0 to 1007',
      'racks.csv row 2 column rated_w: "NaN" is not a number from 0 to 1000000',
    ],
  ],
  [
    'an azimuth beyond 360° and an empty required cell',
    { 'cells.csv': replace('24,120,65,30', '24,361,,30') },
    [
      'cells.csv row 3 column azimuth_deg: "361" is not a number from 0 to 360',
      'cells.csv row 3 column beamwidth_deg: is empty: a number from 1 to 360 is expected',
    ],
  ],
  [
    'an unknown status',
    { 'sites.csv': replace('planned', 'dreamt') },
    ['sites.csv row 3 column status: "dreamt" is not one of planned, building, on_air, in_service, retired'],
  ],
  [
    'an NCI that is not gNB id and cell',
    { 'cells.csv': replace('76349442', '76349443') },
    ['cells.csv row 3 column nci: 76349443 is not gnb_id · 2^(36 − gnb_id_len) + cell_id = 76349442'],
  ],
  [
    'a gNB id that is longer than its length says',
    { 'cells.csv': replace('hb-2,1,4661,22', 'hb-2,1,4194304,22') },
    ['cells.csv row 4 column gnb_id: 4194304 does not fit 22 bits'],
  ],
  [
    'a channel outside its band',
    { 'cells.csv': replace('n78,630000', 'n41,630000') },
    ['cells.csv row 2 column nr_arfcn: 630000 is 3450.00 MHz, outside n41 (2496–2690 MHz)'],
  ],
  [
    'a link to nothing',
    { 'links.csv': replace('carrier/one', 'carrier/two') },
    ['links.csv row 3 column to: carrier/two names no resource'],
  ],
  [
    'missing, unknown and doubled columns',
    { 'feeds.csv': replace('hall,feed,rating_a,voltage_v', 'hall,feed,feed,volts') },
    [
      'feeds.csv row 1 column feed: stands twice in the header',
      'feeds.csv row 1 column "volts": is not a known column',
      'feeds.csv row 1 column rating_a: is missing',
      'feeds.csv row 1 column voltage_v: is missing',
    ],
  ],
  ['a row that is too short', { 'links.csv': append('a,b') }, ['links.csv row 4: has 2 cells where the header has 3']],
  [
    'an open quote',
    { 'stations.csv': replace('Quay', '"Quay') },
    ['stations.csv row 2: is not well-formed CSV (CSV_QUOTE_NOT_CLOSED)'],
  ],
  ['an empty file', { 'links.csv': () => '' }, ['links.csv row 1: is empty: the header is missing']],
  [
    'coordinates of another system',
    { 'sites.csv': replace('38.71,WGS84', '38.71,GCJ-02') },
    ['sites.csv row 3 column crs: "GCJ-02" is not one of WGS84'],
  ],
  [
    'an id with capitals',
    { 'sites.csv': replace('hb-2,', 'HB 2,'), 'cells.csv': replace(`${CELL_3}\n`, '') },
    ['sites.csv row 3 column site_id: "HB 2" is not an id of a–z, 0–9 and -'],
  ],
  [
    'zone.json whose coverage profile has a share in percent and a threshold of another name',
    { 'zone.json': replace('"targets"', '"coverage": {"profile": {"target_share": 95, "rssi": 1}}, "targets"') },
    [
      'zone.json column coverage.profile.target_share: Too big: expected number to be <=1',
      'zone.json column coverage.profile: Unrecognized key: "rssi"',
    ],
  ],
  [
    'zone.json with an unknown time zone and no targets',
    { 'zone.json': () => '{"id":"x","name":{"zh":"x","en":"x"},"time_zone":"Mars/Base"}' },
    [
      'zone.json column time_zone: is not an IANA time zone such as Asia/Shanghai',
      'zone.json column targets: Invalid input: expected object, received undefined',
    ],
  ],
];

describe('a pack is refused with file, row and column', () => {
  test.each(cases)('%s', async (_, edits, expected) => {
    expect(await problemLines(edits)).toEqual(expected);
  });

  test('a row that is wrong does not make what refers to it wrong too', async () => {
    const lines = await problemLines({ 'halls.csv': replace('in_service,2,2', 'in_service,two,2') });
    expect(lines).toEqual(['halls.csv row 2 column rows: "two" is not a whole number from 1 to 1000']);
  });

  test('rows are counted by lines, over empty lines and line breaks in cells', async () => {
    const lines = await problemLines({
      'sites.csv': append(
        '\nhb-3,"Three\nlines\nlong",三,-9.1,38.7,WGS84,planned,0\nhb-4,Four,四,-9.1,x,WGS84,planned,0',
      ),
    });
    expect(lines).toEqual(['sites.csv row 8 column lat: "x" is not a number from -90 to 90']);
  });

  test('text that is not UTF-8', async () => {
    const folder = await editedPack(SMALL_PACK, {});
    const { writeFile } = await import('node:fs/promises');
    await writeFile(join(folder, 'links.csv'), Buffer.from([0xc7, 0xe0, 0xb5, 0xba]));
    expect((await loadError(folder)).message).toContain('links.csv: is not UTF-8 text');
  });

  test('problems of all files come together, and the message stops at fifty', async () => {
    const bad = Array.from({ length: 60 }, (_, i) => `x${i},one,1,1,WGS84`).join('\n');
    const error = await loadError(
      await editedPack(SMALL_PACK, { 'sites.csv': append(bad), 'links.csv': append('a,b') }),
    );
    expect(error.problems).toHaveLength(61);
    expect(error.problems[0]).toEqual({ file: 'sites.csv', row: 4, message: 'has 5 cells where the header has 8' });
    const lines = error.message.split('\n');
    expect(lines).toHaveLength(52);
    expect(lines.at(-1)).toBe('… and 11 more');
  });

  test('a folder that is no pack', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'skyrack-pack-'));
    expect((await loadError(folder)).problems).toEqual([
      { file: 'zone.json', message: `is missing: ${folder} is not a zone pack` },
    ]);
    expect((await loadError(join(folder, 'nowhere'))).problems).toHaveLength(1);
  });
});

describe('positions are checked against outline and land mask', () => {
  test('a site in the sea, a site outside the outline, a charger in the sea', async () => {
    const moved = (lat: string, lon: string): Edit => {
      return (text) => text.replace(/^(qd-ht-001,[^,]*,[^,]*|cs-001,[^,]*,[^,]*),[\d.]+,[\d.]+/m, `$1,${lat},${lon}`);
    };
    expect(await problemLines({ 'sites.csv': moved('36.3', '120.25') }, QINGDAO)).toEqual([
      "sites.csv row 2 column lat: 36.3, 120.25 is outside the zone's outline",
    ]);
    expect(
      await problemLines({ 'sites.csv': moved('36.15', '120.25'), 'stations.csv': moved('36.15', '120.26') }, QINGDAO),
    ).toEqual([
      'sites.csv row 2 column lat: 36.15, 120.25 is in the sea',
      'stations.csv row 2 column lat: 36.15, 120.26 is in the sea',
    ]);
  });

  test('a land mask whose size is not what its header says, a layer that is missing', async () => {
    const lines = await problemLines(
      {
        'basemap/landmask_3s.json': replace('385', '386'),
        'zone.json': replace('"places"', '"places", "rivers"'),
      },
      QINGDAO,
    );
    expect(lines).toEqual([
      'basemap/rivers.geojson: is missing, but zone.json lists it under basemap',
      'basemap/landmask_3s.bin: has 120505 bytes where basemap/landmask_3s.json says 120818',
    ]);
  });
});
