import { metresBetween } from '../../shared/geo/distance.ts';
import type { Position } from '../../shared/model/resource.ts';
import { AREAS, areaOf, DATA_CENTRE } from './areas.ts';
import { type Ground, nearestM } from './ground.ts';
import { createRandom, type Random } from './random.ts';

const PLANNED = 76;
const BUILDING = 12;
const ON_AIR_SPACING_M = 520;
const SPACING_M = 320;

/**
 * n41 as China Mobile runs it: 2515–2615 MHz, centre 2565 MHz = NR-ARFCN 513000, SSB on the synchronization raster at
 * 2524.95 MHz (GSCN 6312) = 504990, 30 kHz, 64T64R.
 */
const CARRIER = {
  band: 'n41',
  nr_arfcn: 513_000,
  ssb_arfcn: 504_990,
  scs_khz: 30,
  bw_mhz: 100,
  duplex: 'TDD',
} as const;
const GNB_ID_LENGTH = 24;
const FIRST_GNB_ID = 5_931_000;
const FIRST_TAC = 0x5a1300;

interface Site {
  readonly position: Position;
  readonly status: 'on_air' | 'building' | 'planned';
}

/** Rows of sites.csv and cells.csv: 27 sites on air, 12 building, 64 planned, three cells each. */
export function makeRadio(ground: Ground, seed: number, nodeFor: (position: Position) => string) {
  const random = createRandom(seed, 'radio');
  const sites = placeSites(ground, random);
  const groups = planPci(
    sites.map(({ position }) => position),
    random,
  );
  const siteRows = sites.map((site, index) => siteRow(site, index, nodeFor(site.position), random));
  const cellRows = sites.flatMap((_, index) => cellRows3(siteRows[index]!, index, groups[index]!, random));
  return { siteRows, cellRows };
}

/** On air first, then what is being built, then the rest from the inside out: the order of the roll-out. */
function placeSites(ground: Ground, random: Random): readonly Site[] {
  const onAir: Position[] = [];
  for (const area of AREAS) {
    for (let placed = 0; placed < area.onAir; ) {
      const position = ground.near(random, area.centre, area.spreadM);
      if (nearestM(position, onAir) < ON_AIR_SPACING_M) continue;
      onAir.push(position);
      placed++;
    }
  }
  const planned: Position[] = [];
  while (planned.length < PLANNED) {
    const position = farthestOf(60, () => ground.anywhere(random), [...onAir, ...planned]);
    if (nearestM(position, [...onAir, ...planned]) >= SPACING_M) planned.push(position);
  }
  planned.sort((a, b) => metresBetween(a, DATA_CENTRE) - metresBetween(b, DATA_CENTRE));
  return [
    ...onAir.map((position) => ({ position, status: 'on_air' as const })),
    ...planned.map((position, index) => ({ position, status: index < BUILDING ? 'building' : 'planned' }) as const),
  ];
}

/** Best-candidate sampling: of several draws the one farthest from what stands already. */
function farthestOf(draws: number, draw: () => Position, others: readonly Position[]): Position {
  let best = draw();
  for (let i = 1; i < draws; i++) {
    const candidate = draw();
    if (nearestM(candidate, others) > nearestM(best, others)) best = candidate;
  }
  return best;
}

const NEIGHBOURS = 6;
const PCI_GROUPS = 336;

/**
 * A PCI group per site (PCI = 3 · group + sector), each used once, whose remainder by ten differs from the nearest
 * sites', so that neighbours differ in PCI mod 3, mod 30 and in the PCI itself.
 */
function planPci(positions: readonly Position[], random: Random): readonly number[] {
  const free = Array.from({ length: PCI_GROUPS }, (_, group) => group);
  const groups: number[] = [];
  positions.forEach((position, index) => {
    const near = positions
      .slice(0, index)
      .map((other, at) => ({ distance: metresBetween(position, other), group: groups[at]! }))
      .sort((a, b) => a.distance - b.distance)
      .slice(0, NEIGHBOURS);
    const taken = new Set(near.map(({ group }) => group % 10));
    const choice = random.pick(free.filter((group) => !taken.has(group % 10)));
    free.splice(free.indexOf(choice), 1);
    groups.push(choice);
  });
  return groups;
}

const PHASE_OF_STATUS = { on_air: '1', building: '2', planned: '3' } as const;

function siteRow({ position, status }: Site, index: number, backhaulNode: string, random: Random) {
  const code = `qd-ht-${String(index + 1).padStart(3, '0')}`;
  const area = areaOf(position);
  return {
    site_id: code,
    site_name_zh: `${code.toUpperCase()} ${area.zh}`,
    site_name_en: `${code.toUpperCase()} ${area.en}`,
    lat: position.lat.toFixed(5),
    lon: position.lon.toFixed(5),
    crs: 'WGS84',
    status,
    phase: PHASE_OF_STATUS[status],
    on_air_date: airDate(status, index, random),
    area: area.id,
    backhaul_node: backhaulNode,
    power_feed: `mains-${area.id}`,
    vendor: AREAS.indexOf(area) % 2 === 0 ? 'Vendor A' : 'Vendor B',
    synthetic: 1,
  };
}

/** Day of the year-end plan, or of the start of service. */
function airDate(status: Site['status'], index: number, random: Random): string {
  const ranges = { on_air: ['2019-10-01', 240], building: ['2020-07-01', 60], planned: ['2020-09-01', 1.7] } as const;
  const [from, span] = ranges[status];
  // Planned sites follow each other; the others are spread over their period.
  const days = status === 'planned' ? Math.floor((index - 39) * span) + random.whole(0, 12) : random.whole(0, span);
  return new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function cellRows3(site: ReturnType<typeof siteRow>, index: number, pciGroup: number, random: Random) {
  const gnbId = FIRST_GNB_ID + index + 1;
  const firstAzimuth = random.whole(0, 11) * 10;
  const height = random.whole(25, 45);
  const power = random.pick(['53.0', '53.8']);
  return [1, 2, 3].map((cell) => ({
    site_id: site.site_id,
    cell_id: cell,
    gnb_id: gnbId,
    gnb_id_len: GNB_ID_LENGTH,
    nci: gnbId * 2 ** (36 - GNB_ID_LENGTH) + cell,
    tac: FIRST_TAC + AREAS.findIndex(({ id }) => id === site.area),
    pci: 3 * pciGroup + cell - 1,
    ...CARRIER,
    tx_power_dbm: power,
    antenna_model: 'AAU-64T64R',
    gain_dbi: 24,
    azimuth_deg: (firstAzimuth + (cell - 1) * 120 + random.whole(-5, 5) + 360) % 360,
    beamwidth_deg: 65,
    height_m: height,
    mech_tilt_deg: random.whole(2, 5),
    elec_tilt_deg: random.whole(3, 7),
    vendor: site.vendor,
    synthetic: 1,
  }));
}
