import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createInventory } from '../../../server/inventory/create-inventory.ts';
import { createAnswers } from '../../../server/planning/coverage/answers.ts';
import type { Thread } from '../../../server/planning/coverage/ask.ts';
import type { Answered, Asked, CoverageAnswers } from '../../../server/planning/coverage/protocol.ts';
import type { CoverageSetup } from '../../../server/planning/coverage/setup.ts';
import { createPlanning } from '../../../server/planning/index.ts';
import { importMeasurements } from '../../../server/planning/measured/import-measurements.ts';
import type { RankingThread } from '../../../server/planning/ranking/jobs.ts';
import { rankSites } from '../../../server/planning/ranking/rank-sites.ts';
import { exportTable } from '../../../server/planning/tables/export-table.ts';
import { importFile } from '../../../server/planning/tables/import-file.ts';
import type { CoverageProfile, Inventory, Milestone, Planning, StateAt } from '../../../server/ports.ts';
import type { Lifecycle, Link, Resource, ResourceKind } from '../../../shared/model/resource.ts';
import { boxOutline, MACRO, placeAt } from '../../shared/radio/random-network.ts';
import { type Bed, createBed } from '../live/bed.ts';

/** A site of the park: metres east and north of its middle. */
export interface ParkSite {
  readonly id: string;
  readonly eastM: number;
  readonly northM: number;
  readonly lifecycle?: Lifecycle;
  readonly phase?: string;
  readonly onAirDate?: string;
}

export interface ParkShape {
  readonly sites?: readonly ParkSite[];
  readonly milestones?: readonly Milestone[];
  readonly people?: number;
  readonly coverageProfile?: CoverageProfile;
}

/** Four sites on air, so far apart that each leaves a hole; one that is being built, one that is planned. */
export const SITES: readonly ParkSite[] = [
  { id: 's1', eastM: -2400, northM: 0, phase: '1', onAirDate: '2020-01-10' },
  { id: 's2', eastM: -800, northM: 0, phase: '1', onAirDate: '2020-02-10' },
  { id: 's3', eastM: 800, northM: 0, phase: '1' },
  { id: 's4', eastM: 2400, northM: 0, phase: '1' },
  { id: 's5', eastM: 3800, northM: 600, lifecycle: 'building', phase: '2' },
  { id: 's6', eastM: -3800, northM: -600, lifecycle: 'planned', phase: '2' },
];

const WIDE_M = 9_000;
const HIGH_M = 3_000;
const DEMAND_M = 500;

/**
 * A flat park of 9 × 3 km with its southern fifth in the sea, s1 and s2 on node n1, s3 and s4 on n2, all nodes on one
 * ring; a charging station beside each site, a data centre beside s2, one road from west to east.
 */
export function park({ sites = SITES, milestones = [], people = 20, coverageProfile }: ParkShape = {}): Inventory {
  const resources = new Map<ResourceKind, Resource[]>();
  const links: Link[] = [];
  const add = (id: string, parent: string | null, more: Partial<Resource> = {}): string => {
    const kind = id.slice(0, id.indexOf('/')) as ResourceKind;
    const list = resources.get(kind) ?? [];
    resources.set(kind, list);
    const lifecycle = more.lifecycle ?? 'in-service';
    list.push({
      id,
      kind,
      parent,
      name: { zh: `名 ${id}`, en: `Name ${id}` },
      reporting: lifecycle === 'in-service',
      synthetic: true,
      attributes: new Map(),
      ...more,
      lifecycle,
    });
    return id;
  };
  const zone = add('zone/park', null);
  const node = (id: string, ring: number) =>
    add(`backhaul-node/${id}`, zone, { attributes: new Map([['ring', ring]]) });
  const nodes = [node('core/c1', 0), node('ring/n1', 1), node('ring/n2', 1)];
  [0, 1, 2].forEach((from) => {
    const ends = { from: nodes[from]!, to: nodes[(from + 1) % 3]! };
    add(`backhaul-link/ring/l${from + 1}`, zone, { attributes: new Map(Object.entries(ends)) });
  });
  for (const { id, eastM, northM, lifecycle = 'in-service', phase, onAirDate } of sites) {
    const position = placeAt(eastM, northM);
    const facts = Object.entries({ phase, on_air_date: onAirDate }).filter(
      (pair): pair is [string, string] => !!pair[1],
    );
    const site = add(`site/${id}`, zone, { position, lifecycle, attributes: new Map(facts) });
    links.push({ from: site, to: nodes[eastM < 0 ? 1 : 2]!, role: 'transport' });
    [0, 120, 240].forEach((azimuthDeg, sector) => {
      add(`cell/${id}/${sector + 1}`, site, { position, lifecycle, attributes: cellFacts(sector + 1, azimuthDeg) });
    });
    const station = add(`charging-station/${id}`, zone, { position: placeAt(eastM - 20, northM + 280) });
    for (const connector of [1, 2]) add(`connector/${id}/${connector}`, station);
  }
  const dc = add('datacentre/dc', zone, { position: placeAt(-800, 300) });
  const row = add('row/dc/h1/r1', add('hall/dc/h1', add('phase/dc/p1', dc)));
  for (const rack of [1, 2, 3]) add(`rack/dc/h1/r1/${rack}`, row);
  return createInventory({
    zone: {
      id: 'park',
      name: { zh: '园区', en: 'Park' },
      timeZone: 'Asia/Shanghai',
      outline: boxOutline(WIDE_M, HIGH_M),
      targets: { sites: 6, egressBps: 1, racks: 3, terminals: 2 },
      ...(coverageProfile ? { coverageProfile } : {}),
      attribution: { zh: '', en: '' },
      basemapLayers: ['sea', 'transport_schematic'],
    },
    resources,
    links,
    milestones,
    demand: demandGrid(people),
    mapping: [],
    basemap: new Map([
      ['sea', layerOf('Polygon', [ringOf(-6000, -3000, 6000, -900)], {})],
      ['transport_schematic', layerOf('LineString', lineOf(-4000, 100, 4000, 100), ROAD)],
    ]),
  });
}

const ROAD = { name_zh: '大道', name_en: 'Avenue', class: 'primary', schematic: true };

function cellFacts(cellId: number, azimuthDeg: number): Resource['attributes'] {
  return new Map<string, string | number>([
    ['cell_id', cellId],
    ['pci', cellId],
    ['height_m', MACRO.heightM],
    ['azimuth_deg', azimuthDeg],
    ['beamwidth_deg', 65],
    ['mech_tilt_deg', 2],
    ['elec_tilt_deg', 4],
    ['antenna_model', 'AAU-64T64R'],
    // Little, so that neighbours do not reach everywhere.
    ['gain_dbi', 10],
    ['tx_power_dbm', 50],
    ['bw_mhz', 100],
    ['scs_khz', 30],
    ['nr_arfcn', 513_000],
    ['ssb_arfcn', 504_990],
  ]);
}

function demandGrid(people: number) {
  const cells = [];
  for (let north = -HIGH_M / 2 + DEMAND_M / 2; north < HIGH_M / 2; north += DEMAND_M) {
    for (let east = -WIDE_M / 2 + DEMAND_M / 2; east < WIDE_M / 2; east += DEMAND_M) {
      cells.push({ ...placeAt(east, north), people, synthetic: true });
    }
  }
  return cells;
}

function lineOf(west: number, south: number, east: number, north: number): [number, number][] {
  return [placeAt(west, south), placeAt(east, north)].map(({ lat, lon }) => [lon, lat]);
}

function ringOf(west: number, south: number, east: number, north: number): [number, number][] {
  const corners = [placeAt(west, south), placeAt(east, south), placeAt(east, north), placeAt(west, north)];
  return [...corners, corners[0]!].map(({ lat, lon }) => [lon, lat]);
}

function layerOf(type: string, coordinates: unknown, properties: object): string {
  return JSON.stringify({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties, geometry: { type, coordinates } }],
  });
}

/** The thread's answers without a thread: each comes in a turn of its own. */
export function coverageHere(setup: CoverageSetup): Thread {
  let listener: (message: Answered) => void = () => undefined;
  let answering = 0;
  const answer = createAnswers(setup, (progress) => listener({ id: answering, workedMs: 0, progress }));
  return {
    on(event: string, given: (message: never) => void) {
      if (event === 'message') listener = given as (message: Answered) => void;
    },
    postMessage(message) {
      const { id, question } = structuredClone(message) as Asked;
      setImmediate(() => {
        answering = id;
        try {
          listener({ id, workedMs: 1, answer: structuredClone(answer(question)) as CoverageAnswers['begin'] });
        } catch (error) {
          listener({ id, workedMs: 1, failure: String(error) });
        }
      });
    },
    terminate: async () => undefined,
  };
}

export const rankingHere = (setup: Parameters<typeof rankSites>[0]): RankingThread => {
  let say: (message: never) => void = () => undefined;
  let ended = false;
  setImmediate(() => {
    const tell = (message: unknown): void => {
      if (!ended) say(structuredClone(message) as never);
    };
    rankSites(setup, (step, progress) => tell({ type: 'progress', step, progress })).then(
      (result) => tell({ type: 'done', result }),
      (error: unknown) => tell({ type: 'failed', failure: String(error) }),
    );
  });
  return {
    on(event: string, given: (message: never) => void) {
      if (event === 'message') say = given;
    },
    terminate: async () => {
      ended = true;
    },
  };
};

export interface PlanningBed extends Bed {
  readonly planning: Planning;
  /** The planning of a next start on the same data folder. */
  again(): Planning;
  /** Ticks until the answer to what is fed is there. */
  settle(): Promise<void>;
  /** Every cell on air reports that it serves. */
  serveAll(): void;
}

export function createPlanningBed(inventory: Inventory = park(), stateAt: StateAt | null = null): PlanningBed {
  const folder = mkdtempSync(join(tmpdir(), 'skyrack-planning-'));
  const live = createBed(inventory);
  const start = (): Planning => {
    const made = createPlanning({
      inventory,
      live: live.live,
      clock: () => live.now,
      folder,
      settings: { pixelM: 50 },
      startCoverage: coverageHere,
      startRanking: rankingHere,
      readTable: async (question) => importFile(structuredClone(question)),
      writeTable: async (question) => {
        const { table, format, rows, sites } = structuredClone(question);
        return exportTable(table, format, rows, sites);
      },
      readMeasurements: async (question) => importMeasurements(structuredClone(question)),
      stateAt,
    });
    onTestFinished(() => made.close());
    return made;
  };
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const planning = start();
  const onAir = inventory.ofKind('cell').filter(({ lifecycle }) => lifecycle === 'in-service');
  return Object.assign(live, {
    planning,
    again: start,
    async settle() {
      for (let turn = 0; turn < 40; turn++) {
        live.tick();
        await new Promise((done) => setImmediate(done));
      }
    },
    serveAll() {
      live.feed(
        onAir.flatMap(({ id }) => [
          { resource: id, metric: 'cell.operational-state', value: 1 },
          { resource: id, metric: 'cell.prb-dl', value: 30 },
        ]),
      );
    },
  });
}
