import { metricsOf } from '../../shared/metrics/index.ts';
import { type Position, RESOURCE_KINDS, type Resource, type ResourceKind } from '../../shared/model/resource.ts';
import type { Inventory, ZoneFacts } from '../ports.ts';
import { createInventory } from './create-inventory.ts';

const SITES = 10_000;
const CELLS_PER_SITE = 3;
const STATIONS = 400;
const CONNECTORS_PER_STATION = 5;
const TOWNS = 60;
const TENANTS = 40;
/** What every cell of the zone is: a 64T64R macro sector on the carrier of the demo's operator. */
const MACRO: readonly (readonly [string, string | number])[] = [
  ['beamwidth_deg', 65],
  ['mech_tilt_deg', 3],
  ['elec_tilt_deg', 5],
  ['antenna_model', 'AAU-64T64R'],
  ['gain_dbi', 24],
  ['tx_power_dbm', 53.8],
  ['band', 'n41'],
  ['nr_arfcn', 513_000],
  ['ssb_arfcn', 504_990],
  ['scs_khz', 30],
  ['bw_mhz', 100],
];
/** Half the side of the square that everything stands in, and half the width of the widest town, metres. */
const HALF_M = 50_000;
const TOWN_M = 9_000;
const METRES_PER_DEGREE = 111_195;

const ZONE = 'zone/stress';

/** Made anew here, or standing at places of the demo that this zone does not have. */
const REPLACED: ReadonlySet<ResourceKind> = new Set<ResourceKind>([
  'zone',
  'site',
  'cell',
  'backhaul-node',
  'backhaul-link',
  'charging-station',
  'connector',
]);

type Attributes = Resource['attributes'];

/**
 * The zone of SKYRACK_SIMULATE=stress: 10,000 sites with 30,000 cells and 400 stations with 2,000 connectors, strewn by
 * the seed over 100 × 100 km around the demo's data centre (land and sea alike), and that data centre with every hall in
 * service. Lives in memory only. Everything is invented and marked so.
 */
export function createStressZone(demo: Inventory, seed: number): Inventory {
  const centre = demo.ofKind('datacentre')[0]?.position ?? { lat: 0, lon: 0 };
  const random = createRandom(seed);
  const place = createPlaces(centre, random);
  const resources = new Map<ResourceKind, readonly Resource[]>(
    RESOURCE_KINDS.map((kind) => [kind, REPLACED.has(kind) ? [] : inService(kind, demo, random)]),
  );
  resources.set('zone', [zoneResource()]);
  const sites = Array.from({ length: SITES }, (_, index) => siteResource(index, place()));
  resources.set('site', sites);
  resources.set('cell', makeCells(sites, random));
  const stations = Array.from({ length: STATIONS }, (_, index) => stationResource(index, place()));
  resources.set('charging-station', stations);
  resources.set('connector', makeConnectors(stations));
  const known = new Set([...resources.values()].flatMap((ofKind) => ofKind.map(({ id }) => id)));
  const zone = zoneFacts(demo.zone, centre);
  return createInventory({
    zone,
    resources,
    links: demo.links.filter(({ from, to }) => known.has(from) && known.has(to)),
    mapping: demo.mapping,
    basemap: new Map([['zone', outlineLayer(zone)]]),
  });
}

/** The outline as the base map's only layer. */
function outlineLayer({ outline }: ZoneFacts): string {
  const geometry = { type: 'Polygon', coordinates: outline };
  return JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] });
}

function zoneFacts(demo: ZoneFacts, centre: Position): ZoneFacts {
  const [high, wide] = [HALF_M / METRES_PER_DEGREE, HALF_M / metresPerDegreeEast(centre)];
  const [south, north, west, east] = [centre.lat - high, centre.lat + high, centre.lon - wide, centre.lon + wide];
  return {
    ...demo,
    id: 'stress',
    name: STRESS_NAME,
    outline: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
    targets: { ...demo.targets, sites: SITES, terminals: STATIONS * CONNECTORS_PER_STATION },
    attribution: { zh: '全部为生成数据', en: 'Everything is generated' },
    basemapLayers: ['zone'],
  };
}

const STRESS_NAME = { zh: '压力测试区（生成）', en: 'Generated stress zone' };

function zoneResource(): Resource {
  const facts = { id: ZONE, kind: 'zone', parent: null, name: STRESS_NAME } as const;
  return Object.freeze({ ...facts, ...IN_SERVICE, attributes: NOTHING });
}

const IN_SERVICE = { lifecycle: 'in-service', reporting: true, synthetic: true } as const;
const NOTHING: Attributes = new Map();

/** The demo's resources of a kind, all in service; what reports in one of its halls reports in all. */
function inService(kind: ResourceKind, demo: Inventory, random: Random): readonly Resource[] {
  const share = createSharing();
  const resources = demo.ofKind(kind);
  const reporting = metricsOf(kind).length > 0 && resources.some((resource) => resource.reporting);
  return resources.map((resource) =>
    Object.freeze({
      ...resource,
      parent: resource.parent?.startsWith('zone/') ? ZONE : resource.parent,
      lifecycle: 'in-service' as const,
      reporting,
      synthetic: true,
      attributes: share(kind === 'rack' ? occupied(resource, random) : resource.attributes),
    }),
  );
}

/** Racks of halls that the demo is still building stand empty there; here somebody has moved in. */
function occupied({ attributes }: Resource, random: Random): Attributes {
  if (attributes.get('occupied') === 1) return attributes;
  const tenant = `tenant-${String(1 + Math.floor(random() * TENANTS)).padStart(2, '0')}`;
  return new Map([...attributes, ['occupied', 1], ['tenant', tenant]]);
}

function siteResource(index: number, position: Position): Resource {
  const number = String(index + 1).padStart(5, '0');
  return Object.freeze({
    id: `site/gen-${number}`,
    kind: 'site',
    parent: ZONE,
    name: { zh: `GEN-${number} 站`, en: `GEN-${number}` },
    ...IN_SERVICE,
    position,
    attributes: NOTHING,
  });
}

function makeCells(sites: readonly Resource[], random: Random): readonly Resource[] {
  const share = createSharing();
  return sites.flatMap((site) => {
    const first = Math.floor(random() * 12) * 10;
    const height = 25 + Math.floor(random() * 5) * 5;
    return Array.from({ length: CELLS_PER_SITE }, (_, sector) => {
      const cell = sector + 1;
      const azimuth = first + (360 / CELLS_PER_SITE) * sector;
      return Object.freeze({
        id: `cell${site.id.slice('site'.length)}/${cell}`,
        kind: 'cell' as const,
        parent: site.id,
        name: { zh: `${site.name.en} ${cell} 小区`, en: `${site.name.en} cell ${cell}` },
        ...IN_SERVICE,
        attributes: share(new Map<string, string | number>([['azimuth_deg', azimuth], ['height_m', height], ...MACRO])),
      });
    });
  });
}

function stationResource(index: number, position: Position): Resource {
  const number = String(index + 1).padStart(3, '0');
  return Object.freeze({
    id: `charging-station/gen-${number}`,
    kind: 'charging-station',
    parent: ZONE,
    name: { zh: `GEN-${number} 充电站`, en: `GEN-${number} station` },
    ...IN_SERVICE,
    position,
    attributes: NOTHING,
  });
}

/** Every third station is fast. */
function makeConnectors(stations: readonly Resource[]): readonly Resource[] {
  const slow: Attributes = new Map<string, string | number>([
    ['connector_type', 'AC'],
    ['power_kw', 7],
  ]);
  const fast: Attributes = new Map<string, string | number>([
    ['connector_type', 'DC'],
    ['power_kw', 120],
  ]);
  return stations.flatMap((station, index) =>
    Array.from({ length: CONNECTORS_PER_STATION }, (_, place) =>
      Object.freeze({
        id: `connector${station.id.slice('charging-station'.length)}/${place + 1}`,
        kind: 'connector' as const,
        parent: station.id,
        name: { zh: `${station.name.zh} ${place + 1} 号枪`, en: `${station.name.en} connector ${place + 1}` },
        ...IN_SERVICE,
        attributes: index % 3 === 0 ? fast : slow,
      }),
    ),
  );
}

/** Equal tables of attributes become one: 60,000 resources need a few thousand. */
function createSharing(): (attributes: Attributes) => Attributes {
  const known = new Map<string, Attributes>();
  return (attributes) => {
    const key = [...attributes].flat().join('\n');
    const same = known.get(key);
    if (same !== undefined) return same;
    known.set(key, attributes);
    return attributes;
  };
}

/** Two of three stand in towns, densest in the middle, the others anywhere in the square. */
function createPlaces(centre: Position, random: Random): () => Position {
  const spread = () => (2 * random() - 1) * HALF_M;
  const towns = Array.from({ length: TOWNS }, () => ({
    x: spread(),
    y: spread(),
    size: TOWN_M * (0.2 + 0.8 * random()),
  }));
  // A sum of three even draws is dense in the middle and ends at a town's edge.
  const near = () => random() + random() + random() - 1.5;
  // A town at the border is folded inwards.
  const within = (m: number) => (m > HALF_M ? 2 * HALF_M - m : m < -HALF_M ? -2 * HALF_M - m : m);
  return () => {
    const town = random() < 2 / 3 ? towns[Math.floor(random() * TOWNS)]! : undefined;
    const x = town === undefined ? spread() : within(town.x + near() * town.size);
    const y = town === undefined ? spread() : within(town.y + near() * town.size);
    return {
      lat: round(centre.lat + y / METRES_PER_DEGREE),
      lon: round(centre.lon + x / metresPerDegreeEast(centre)),
    };
  };
}

function metresPerDegreeEast({ lat }: Position): number {
  return METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
}

/** About a metre. */
function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}

/** Uniform in [0, 1), the same sequence for the same seed. */
type Random = () => number;

function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    // A Weyl sequence stirred by MurmurHash3's finalizer.
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
