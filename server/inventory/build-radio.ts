import type { Lifecycle, Position } from '../../shared/model/resource.ts';
import { bandProblem } from './bands.ts';
import type { ProblemList } from './problems.ts';
import type { Tables } from './read-tables.ts';
import { attributesOf, type ResourceList } from './resource-list.ts';

/** Adds sites and their cells. */
export function buildRadio(tables: Tables, zone: string, list: ResourceList, problems: ProblemList): void {
  const sites = new Map<string, { lifecycle: Lifecycle; position: Position; name: { zh: string; en: string } }>();
  for (const { file, line, value } of tables.sites.rows) {
    const position = { lat: value.lat, lon: value.lon };
    const name = { zh: value.site_name_zh, en: value.site_name_en };
    sites.set(value.site_id, { lifecycle: value.status, position, name });
    list.add(
      {
        id: `site/${value.site_id}`,
        kind: 'site',
        parent: zone,
        name,
        lifecycle: value.status,
        reports: value.status === 'in-service',
        synthetic: value.synthetic,
        position,
        attributes: attributesOf(value, SITE_ATTRIBUTES),
      },
      { file, row: line, column: 'site_id' },
    );
  }
  buildCells(tables, sites, list, problems);
}

const SITE_ATTRIBUTES = ['phase', 'on_air_date', 'area', 'backhaul_node', 'power_feed', 'vendor'] as const;
const CELL_ATTRIBUTES = [
  'cell_id',
  'gnb_id',
  'gnb_id_len',
  'nci',
  'tac',
  'pci',
  'band',
  'nr_arfcn',
  'ssb_arfcn',
  'scs_khz',
  'bw_mhz',
  'duplex',
  'tx_power_dbm',
  'antenna_model',
  'gain_dbi',
  'azimuth_deg',
  'beamwidth_deg',
  'height_m',
  'mech_tilt_deg',
  'elec_tilt_deg',
  'vendor',
] as const;

function buildCells(
  tables: Tables,
  sites: ReadonlyMap<string, { lifecycle: Lifecycle; position: Position; name: { zh: string; en: string } }>,
  list: ResourceList,
  problems: ProblemList,
): void {
  const nciRows = new Map<number, number>();
  for (const { file, line, value } of tables.cells.rows) {
    const site = sites.get(value.site_id);
    if (!site) {
      if (tables.sites.complete) {
        problems.add({ file, row: line, column: 'site_id' }, `${tables.sites.file} has no site ${value.site_id}`);
      }
      continue;
    }
    checkIdentity(value, { file, row: line }, nciRows, problems);
    for (const column of ['nr_arfcn', 'ssb_arfcn'] as const) {
      const problem = bandProblem(value.band, value[column]);
      if (problem !== undefined) problems.add({ file, row: line, column }, problem);
    }
    list.add(
      {
        id: `cell/${value.site_id}/${value.cell_id}`,
        kind: 'cell',
        parent: `site/${value.site_id}`,
        name: { zh: `${site.name.zh} ${value.cell_id} 小区`, en: `${site.name.en} cell ${value.cell_id}` },
        lifecycle: site.lifecycle,
        reports: site.lifecycle === 'in-service',
        synthetic: value.synthetic,
        position: site.position,
        attributes: attributesOf(value, CELL_ATTRIBUTES),
      },
      { file, row: line, column: 'cell_id' },
    );
  }
}

/** NCI = gNB id · 2^(36 − length of the gNB id) + cell, all of it unique (TS 38.413 §9.3.1.7). */
function checkIdentity(
  cell: { gnb_id: number; gnb_id_len: number; cell_id: number; nci: number },
  place: { file: string; row: number },
  nciRows: Map<number, number>,
  problems: ProblemList,
): void {
  const cellsPerGnb = 2 ** (36 - cell.gnb_id_len);
  if (cell.gnb_id >= 2 ** cell.gnb_id_len) {
    problems.add({ ...place, column: 'gnb_id' }, `${cell.gnb_id} does not fit ${cell.gnb_id_len} bits`);
  } else if (cell.cell_id >= cellsPerGnb) {
    problems.add({ ...place, column: 'cell_id' }, `${cell.cell_id} does not fit ${36 - cell.gnb_id_len} bits`);
  } else if (cell.nci !== cell.gnb_id * cellsPerGnb + cell.cell_id) {
    const expected = cell.gnb_id * cellsPerGnb + cell.cell_id;
    problems.add(
      { ...place, column: 'nci' },
      `${cell.nci} is not gnb_id · 2^(36 − gnb_id_len) + cell_id = ${expected}`,
    );
  }
  const first = nciRows.get(cell.nci);
  if (first === undefined) nciRows.set(cell.nci, place.row);
  else problems.add({ ...place, column: 'nci' }, `${cell.nci} stands in row ${first} already`);
}
