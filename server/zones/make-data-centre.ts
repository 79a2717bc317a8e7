import { DATA_CENTRE } from './areas.ts';
import { createRandom, type Random } from './random.ts';

const ROWS = 20;
const RACKS_PER_ROW = 25;
const TENANTS = 24;
/** √3 · 380 V · 4000 A, rounded. */
export const FEED_W = 2_630_000;
const PHASES = [
  { id: 'p1', halls: 16, firstHall: 1, floorColumns: 8, floorRow: 0, status: 'in_service' },
  { id: 'p2', halls: 24, firstHall: 17, floorColumns: 12, floorRow: 2, status: 'building' },
] as const;

type Phase = (typeof PHASES)[number];

/** Rows of datacentre, phases, halls, feeds and racks: 16 × 500 racks in service, 24 × 500 being built. */
export function makeDataCentre(seed: number) {
  const random = createRandom(seed, 'data-centre');
  const halls = PHASES.flatMap((phase) =>
    Array.from({ length: phase.halls }, (_, index) => ({ phase, index, row: hallRow(phase, index) })),
  );
  return {
    datacentreRows: [
      {
        datacentre: 'qingyun',
        name_zh: '青云数据中心',
        name_en: 'Qingyun data centre',
        lat: DATA_CENTRE.lat.toFixed(4),
        lon: DATA_CENTRE.lon.toFixed(4),
        status: 'in_service',
        synthetic: 1,
      },
    ],
    phaseRows: [
      phaseRow('p1', '一期', 'Phase 1', 'in_service', '2017-12-28'),
      phaseRow('p2', '二期', 'Phase 2', 'building', ''),
    ],
    hallRows: halls.map(({ row }) => row),
    feedRows: halls.flatMap(({ row }) => ['a', 'b'].map((feed) => feedRow(row.hall, feed, row.status))),
    rackRows: halls.flatMap(({ row, phase }) => hallRacks(row.hall, phase, random)),
  };
}

function phaseRow(phase: string, zh: string, en: string, status: string, date: string) {
  return { phase, datacentre: 'qingyun', name_zh: zh, name_en: en, status, in_service_date: date, synthetic: 1 };
}

function hallRow(phase: Phase, index: number) {
  const number = phase.firstHall + index;
  return {
    hall: `${phase.id}-h${twoDigits(number)}`,
    phase: phase.id,
    name_zh: `${number} 号机房`,
    name_en: `Hall ${number}`,
    status: phase.status,
    rows: ROWS,
    racks_per_row: RACKS_PER_ROW,
    // Halls are finished one after the other.
    progress_pct: phase.status === 'building' ? Math.max(0, Math.round(90 - index * 4.5)) : '',
    floor_col: index % phase.floorColumns,
    floor_row: phase.floorRow + Math.floor(index / phase.floorColumns),
    synthetic: 1,
  };
}

/** Busway per hall and side, three-phase 380 V: 0.8 · √3 · 380 V · 4000 A = 2.1 MW carries the hall when the other fails. */
function feedRow(hall: string, feed: string, status: string) {
  return { hall, feed, rating_a: 4000, voltage_v: 380, rating_w: FEED_W, status, synthetic: 1 };
}

function hallRacks(hall: string, phase: Phase, random: Random) {
  const aiRow = random.whole(1, ROWS);
  const tenants = [random.whole(1, TENANTS), random.whole(1, TENANTS), random.whole(1, TENANTS)];
  return Array.from({ length: ROWS }, (_, row) => row + 1).flatMap((row) => {
    const tenantOf = phase.status === 'in_service' ? fillRow(tenants, random) : [];
    return Array.from({ length: RACKS_PER_ROW }, (_, index) =>
      rackRow(hall, row, index + 1, phase, row === aiRow, tenantOf[index], random),
    );
  });
}

/** Racks are let in blocks of neighbours; about six in ten are taken. */
function fillRow(tenants: readonly number[], random: Random): readonly (number | undefined)[] {
  const row: (number | undefined)[] = [];
  while (row.length < RACKS_PER_ROW) {
    const tenant = random.next() < 0.6 ? random.pick(tenants) : undefined;
    for (let left = random.whole(2, 8); left > 0 && row.length < RACKS_PER_ROW; left--) row.push(tenant);
  }
  return row;
}

function rackRow(
  hall: string,
  row: number,
  rack: number,
  phase: Phase,
  ai: boolean,
  tenant: number | undefined,
  random: Random,
) {
  const ratedW = ai ? random.whole(30, 80) * 500 : ordinaryRackW(random);
  const ratingA = feedRatingA(ratedW);
  return {
    hall,
    row: `r${twoDigits(row)}`,
    rack: twoDigits(rack),
    status: phase.status,
    units: ai ? 47 : 42,
    feed_a: 'a',
    feed_b: 'b',
    feed_a_rating_a: ratingA,
    feed_b_rating_a: ratingA,
    rated_w: ratedW,
    occupied: tenant === undefined ? 0 : 1,
    tenant: tenant === undefined ? '' : `tenant-${twoDigits(tenant)}`,
    synthetic: 1,
  };
}

/** Lognormal around 4 kW within 2–8 kW, in steps of 50 W. */
function ordinaryRackW(random: Random): number {
  const watts = 4000 * Math.exp(0.35 * random.normal());
  return Math.round(Math.min(8000, Math.max(2000, watts)) / 50) * 50;
}

/** Usual breaker that carries the whole rack on one feed at 80 % of its rating, at 220 V, all phases together. */
function feedRatingA(ratedW: number): number {
  return [32, 63, 125, 250].find((ratingA) => ratingA * 220 * 0.8 >= ratedW) ?? 400;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
