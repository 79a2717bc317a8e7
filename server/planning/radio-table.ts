import type { Position, Resource } from '../../shared/model/resource.ts';
import { type RadioCell, RadioCellRefused, sectorFacts } from '../../shared/radio/radio-cell.ts';
import type { Inventory } from '../ports.ts';

/** Cells of the inventory as propagation sees them, numbered. */
export interface RadioTable {
  readonly cells: readonly RadioCell[];
  readonly resources: readonly Resource[];
  readonly ids: readonly string[];
  readonly numberOf: ReadonlyMap<string, number>;
  /** Sites that have such a cell, numbered; by cell the number of its site, by site its cells. */
  readonly sites: readonly Resource[];
  readonly siteOf: readonly number[];
  readonly cellsOf: readonly (readonly number[])[];
  readonly siteNumberOf: ReadonlyMap<string, number>;
  readonly onAir: readonly number[];
  /** Not retired, and nothing can be computed for them. */
  readonly refused: readonly string[];
}

/** Every cell that is not retired; those without a position, or with a channel that does not exist, are refused. */
export function createRadioTable(inventory: Inventory): RadioTable {
  const cells: RadioCell[] = [];
  const resources: Resource[] = [];
  const siteOf: number[] = [];
  const sites: Resource[] = [];
  const siteNumberOf = new Map<string, number>();
  const refused: string[] = [];
  for (const resource of inventory.ofKind('cell')) {
    if (resource.lifecycle === 'retired') continue;
    const site = inventory.find(resource.parent ?? '');
    const cell = site === undefined ? null : radioCellOf(resource, resource.position ?? site.position);
    if (cell === null || site === undefined) {
      refused.push(resource.id);
      continue;
    }
    let number = siteNumberOf.get(site.id);
    if (number === undefined) {
      number = sites.push(site) - 1;
      siteNumberOf.set(site.id, number);
    }
    cells.push(cell);
    resources.push(resource);
    siteOf.push(number);
  }
  const ids = resources.map(({ id }) => id);
  const cellsOf: number[][] = sites.map(() => []);
  siteOf.forEach((site, cell) => {
    cellsOf[site]!.push(cell);
  });
  return {
    cells,
    resources,
    ids,
    numberOf: new Map(ids.map((id, number) => [id, number])),
    sites,
    siteOf,
    cellsOf,
    siteNumberOf,
    onAir: [...cells.keys()].filter((cell) => resources[cell]!.lifecycle === 'in-service'),
    refused,
  };
}

/** Null for a cell that nothing can be computed for. */
export function radioCellOf({ attributes }: Resource, position: Position | undefined): RadioCell | null {
  if (position === undefined) return null;
  const number = (name: string): number => Number(attributes.get(name) ?? Number.NaN);
  const model = attributes.get('antenna_model');
  const beamwidthDeg = number('beamwidth_deg');
  const ssbArfcn = number('ssb_arfcn');
  const cell: RadioCell = {
    position,
    heightM: number('height_m'),
    azimuthDeg: number('azimuth_deg'),
    tiltDeg: number('mech_tilt_deg') + number('elec_tilt_deg'),
    gainDbi: number('gain_dbi'),
    txPowerDbm: number('tx_power_dbm'),
    bandwidthMhz: number('bw_mhz'),
    scsKhz: number('scs_khz'),
    nrArfcn: number('nr_arfcn'),
    ...(typeof model === 'string' ? { antennaModel: model } : {}),
    ...(Number.isFinite(beamwidthDeg) ? { beamwidthDeg } : {}),
    ...(Number.isFinite(ssbArfcn) ? { ssbArfcn } : {}),
  };
  try {
    sectorFacts(cell);
    return cell;
  } catch (error) {
    if (error instanceof RadioCellRefused) return null;
    throw error;
  }
}
