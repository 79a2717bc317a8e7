import { describe, expect, test } from 'vitest';
import { loadZone } from '../../../server/inventory/index.ts';
import { append, type Edit, EXAMPLE, editedPack, problemLines, replace } from './edited-pack.ts';

const cases: [string, Record<string, Edit>, string[]][] = [
  [
    'plant of no data centre',
    { 'utilities.csv': replace('mains,quay', 'mains,pier'), 'links.csv': () => 'from,to,role\n' },
    ['utilities.csv row 2 column datacentre: datacentre.csv has no datacentre pier'],
  ],
  [
    'the same UPS, cooling unit, router, node, link, GPU node twice',
    {
      'ups.csv': append('a,quay,x,x,60000,in_service,1'),
      'cooling.csv': append('ac-1,main,left,0.2,30000,in_service,1'),
      'routers.csv': append('edge,quay,x,x,,in_service,1'),
      'backhaul.csv': append('n1,1,38.7400,-9.1000,in_service,1'),
      'backhaul-links.csv': append('l1,1,backhaul-node/core/c1,backhaul-node/ring-1/n2,1000,in_service,1'),
      'gpu-nodes.csv': append('gpu-1,quay,rack/quay/main/b/1,4,in_service,1'),
    },
    [
      'backhaul.csv row 5 column node: duplicate id: backhaul-node/ring-1/n1 stands in row 3 already',
      'backhaul-links.csv row 5 column link: duplicate id: backhaul-link/ring-1/l1 stands in row 2 already',
      'ups.csv row 4 column ups: duplicate id: ups/quay/a stands in row 2 already',
      'routers.csv row 3 column router: duplicate id: router/quay/edge stands in row 2 already',
      'cooling.csv row 4 column unit: duplicate id: cooling-unit/quay/main/ac-1 stands in row 2 already',
      'gpu-nodes.csv row 3 column node: duplicate id: gpu-node/quay/gpu-1 stands in row 2 already',
    ],
  ],
  [
    'a cooling unit and a distribution unit of no hall',
    {
      'cooling.csv': replace('ac-2,main', 'ac-2,cellar'),
      'pdus.csv': () => 'pdu,hall,rating_w,status,synthetic\np-1,attic,1000,in_service,1\n',
      'links.csv': () => 'from,to,role\n',
    },
    [
      'pdus.csv row 2 column hall: halls.csv has no hall attic',
      'cooling.csv row 3 column hall: halls.csv has no hall cellar',
    ],
  ],
  [
    'a wall that halls do not have, a place beyond the wall, no cooling power',
    { 'cooling.csv': replace('ac-1,main,left,0.5,30000', 'ac-1,main,north,1.5,0') },
    [
      'cooling.csv row 2 column floor_side: "north" is not one of top, right, bottom, left',
      'cooling.csv row 2 column floor_position: "1.5" is not a number from 0 to 1',
      'cooling.csv row 2 column cooling_w: "0" is not a number from 1 to 10000000000',
    ],
  ],
  [
    'a rating that is missing or none',
    { 'ups.csv': replace('60000', ''), 'utilities.csv': replace('160000', 'lots') },
    [
      'utilities.csv row 2 column rating_w: "lots" is not a number from 1 to 10000000000',
      'ups.csv row 2 column rating_w: is empty: a number from 1 to 10000000000 is expected',
    ],
  ],
  [
    'a GPU node in no rack, one without GPUs',
    {
      'gpu-nodes.csv': append('gpu-2,quay,rack/quay/main/z/1,4,in_service,1\ngpu-3,quay,hall/quay/main,0,in_service,1'),
    },
    [
      'gpu-nodes.csv row 4 column gpus: "0" is not a whole number from 1 to 64',
      'gpu-nodes.csv row 3 column rack: rack/quay/main/z/1 names no rack',
    ],
  ],
  [
    'a link from a node that is not there, one to itself, one without capacity',
    {
      'backhaul-links.csv': append(
        'l4,1,backhaul-node/ring-9/n1,site/hc-1,1000,in_service,1\nl5,1,backhaul-node/ring-1/n1,backhaul-node/ring-1/n1,1000,in_service,1',
      ),
    },
    [
      'backhaul-links.csv row 5 column from: backhaul-node/ring-9/n1 names no node of backhaul.csv',
      'backhaul-links.csv row 5 column to: site/hc-1 names no node of backhaul.csv',
      'backhaul-links.csv row 6 column to: is the node that the link comes from',
    ],
  ],
  [
    'a backhaul node, a demand cell outside the outline; a ring that is no number',
    {
      'backhaul.csv': replace('c1,0,38.7450', 'c1,0,39.7450'),
      'demand.csv': replace('38.7420', '37.7420'),
      'backhaul-links.csv': replace('l2,1', 'l2,one'),
    },
    [
      'backhaul-links.csv row 3 column ring: "one" is not a whole number from 0 to 9999',
      "backhaul.csv row 2 column lat: 39.745, -9.1 is outside the zone's outline",
      "demand.csv row 2 column lat: 37.742, -9.106 is outside the zone's outline",
    ],
  ],
  [
    'a milestone of no site, a step twice, a day that is none',
    {
      'milestones.csv': append('hc-9,civil-works,1,1,1\nhc-3,commissioning,40,7,1\nhc-3,handover,soon,7,1'),
    },
    [
      'milestones.csv row 6 column offset_days: "soon" is not a whole number from -36500 to 36500',
      'milestones.csv row 4 column site: sites.csv has no site hc-9',
      'milestones.csv row 5 column step: commissioning of hc-3 stands in row 3 already',
    ],
  ],
  [
    'a demand cell twice, one with fewer than no people',
    { 'demand.csv': append('38.7420,-9.1060,3,1\n38.7421,-9.1060,-3,1') },
    [
      'demand.csv row 6 column people: "-3" is not a number from 0 to 10000000',
      'demand.csv row 5 column lat: 38.742, -9.106 stands in row 2 already',
    ],
  ],
  [
    'a dependency twice, on itself, on nothing, in no role',
    {
      'links.csv': append(
        'ups/quay/a,utility/quay/mains,power\nups/quay/a,ups/quay/a,power\nups/quay/a,generator/quay/g1,power',
      ),
    },
    [
      'links.csv row 20: the link stands in row 6 already',
      'links.csv row 21 column to: is what the link comes from',
      'links.csv row 22 column to: generator/quay/g1 names no resource',
    ],
  ],
  [
    'a role that is none',
    { 'links.csv': append('ups/quay/a,ups/quay/b,water') },
    ['links.csv row 20 column role: "water" is not one of power, cooling, transport, carrier, neighbour'],
  ],
];

describe('a table of plant, backhaul, plan or demand is refused with file, row and column', () => {
  test.each(cases)('%s', async (_, edits, expected) => {
    expect(await problemLines(edits, EXAMPLE)).toEqual(expected);
  });

  const HEADERS: [string, string, string][] = [
    ['utilities.csv', 'utility', 'utility,rating_w,datacentre,status,synthetic'],
    ['transformers.csv', 'transformer', 'transformer,rating_w,datacentre,status,synthetic'],
    ['generators.csv', 'generator', 'generator,rating_w,datacentre,status,synthetic'],
    ['ups.csv', 'ups', 'ups,rating_w,datacentre,status,synthetic'],
    ['pdus.csv', 'pdu', 'pdu,hall,rating_w,status,synthetic'],
    ['cooling.csv', 'unit', 'unit,hall,floor_side,floor_position,cooling_w,status,synthetic'],
    ['gpu-nodes.csv', 'node', 'node,rack,gpus,datacentre,status,synthetic'],
    ['routers.csv', 'router', 'router,datacentre,status,synthetic'],
    ['backhaul.csv', 'node', 'node,ring,lat,lon,status,synthetic'],
    ['backhaul-links.csv', 'link', 'link,ring,from,to,capacity_bps,status,synthetic'],
    ['milestones.csv', 'site', 'site,step,offset_days,lead_days,synthetic'],
    ['demand.csv', 'lat', 'lat,lon,people,synthetic'],
  ];
  test.each(HEADERS)('%s asks for its columns and knows no others', async (file, first, required) => {
    const header = required.split(',');
    const lines = await problemLines(
      { [file]: () => `${['colour', ...header.slice(1)].join(',')}\n`, 'links.csv': () => 'from,to,role\n' },
      EXAMPLE,
    );
    expect(lines).toEqual([
      `${file} row 1 column "colour": is not a known column`,
      `${file} row 1 column ${first}: is missing`,
    ]);
    expect(
      await problemLines({ [file]: () => `${first},colour\n`, 'links.csv': () => 'from,to,role\n' }, EXAMPLE),
    ).toEqual([
      `${file} row 1 column "colour": is not a known column`,
      ...header.slice(1).map((column) => `${file} row 1 column ${column}: is missing`),
    ]);
  });
});

test('equipment of which nothing is expected is in service and does not report; without a name it is named by its id', async () => {
  const folder = await editedPack(EXAMPLE, {
    'generators.csv': () =>
      'generator,datacentre,rating_w,status,reporting,alt,synthetic\ng-1,quay,200000,in_service,0,asset-77,0\ng-2,quay,200000,in_service,,,0\n',
  });
  const [first, second] = (await loadZone({ folder })).ofKind('generator');
  expect(first).toMatchObject({ lifecycle: 'in-service', reporting: false, altResource: ['asset-77'] });
  expect(second).toMatchObject({ reporting: true, name: { zh: 'G-2', en: 'G-2' } });
});
