import { createHash } from 'node:crypto';
import type { Position } from '../../../shared/model/resource.ts';
import { type RadioCell, RadioCellRefused, sectorFacts } from '../../../shared/radio/radio-cell.ts';
import type { NetworkPlan, PlanChange } from '../../../shared/wire/planning.ts';
import { PlanningRefused } from '../../ports.ts';
import type { Variant } from '../coverage/setup.ts';
import type { RadioTable } from '../radio-table.ts';

/** What changes are made to, and where sites may stand. */
export interface Drawing {
  readonly table: RadioTable;
  /** A cell on air that new sites are like; null where there is none. */
  readonly template: RadioCell | null;
  /** WGS84: no site stands outside. */
  readonly box: { readonly west: number; readonly east: number; readonly south: number; readonly north: number };
}

/** A plan's network, with the ids of its sites by number. */
export interface PlanNetwork extends Variant {
  readonly sites: readonly string[];
}

type Standing = Map<string, Map<string, RadioCell>>;

const SECTORS_DEG = [0, 120, 240];

/**
 * The network of a plan: its base with the changes made one after the other, then with `more` on top. Throws
 * PlanningRefused `unknown-site`, `unknown-cell` and `bad-change`; the field says which change, by its place in `more`
 * where it is of those.
 */
export function applyChanges(
  drawing: Drawing,
  base: NetworkPlan['base'],
  changes: readonly PlanChange[],
  more: readonly PlanChange[] = [],
): PlanNetwork {
  const standing = baseOf(drawing.table, base);
  for (const list of [changes, more]) {
    list.forEach((change, index) => {
      apply(drawing, standing, change, `changes.${index}`);
    });
  }
  const sites = [...standing.keys()];
  const placed = sites.flatMap((site, number) => [...standing.get(site)!].map(([id, cell]) => ({ id, cell, number })));
  const cells = placed.map(({ cell }) => cell);
  const ids = placed.map(({ id }) => id);
  return {
    key: createHash('sha256')
      .update(JSON.stringify([ids, cells]))
      .digest('base64url')
      .slice(0, 22),
    cells,
    ids,
    siteOf: placed.map(({ number }) => number),
    sites,
  };
}

function baseOf(table: RadioTable, base: NetworkPlan['base']): Standing {
  const standing: Standing = new Map();
  const cells = base === 'on-air' ? table.onAir : table.cells.keys();
  for (const cell of cells) {
    const site = table.sites[table.siteOf[cell]!]!.id;
    const some = standing.get(site) ?? new Map<string, RadioCell>();
    standing.set(site, some.set(table.ids[cell]!, table.cells[cell]!));
  }
  return standing;
}

function apply(drawing: Drawing, standing: Standing, change: PlanChange, field: string): void {
  switch (change.change) {
    case 'add':
      if (standing.has(change.site)) throw bad(`${change.site} stands already`, `${field}.site`);
      standing.set(change.site, cellsToAdd(drawing, change, field));
      return;
    case 'remove': {
      const { site, cells } = named(standing, change.resource, field);
      for (const id of cells) standing.get(site)!.delete(id);
      if (standing.get(site)!.size === 0) standing.delete(site);
      return;
    }
    case 'move':
      refuseOutside(drawing, change.position, field);
      alter(standing, named(standing, change.site, field, 'site'), { position: change.position }, field);
      return;
    case 'tilt':
      alter(standing, named(standing, change.resource, field), { tiltDeg: change.tiltDeg }, field);
      return;
    case 'turn':
      turn(standing, named(standing, change.resource, field), change.azimuthDeg, field);
      return;
    case 'power':
      alter(standing, named(standing, change.resource, field), { txPowerDbm: change.txPowerDbm }, field);
  }
}

interface Named {
  readonly site: string;
  readonly cells: readonly string[];
}

/** The cells that a change is about: all of a site, or one. */
function named(standing: Standing, resource: string, field: string, name = 'resource'): Named {
  const at = `${field}.${name}`;
  if (resource.startsWith('site/')) {
    const cells = standing.get(resource);
    if (cells === undefined) throw new PlanningRefused('unknown-site', `no site ${resource} stands in this plan`, at);
    return { site: resource, cells: [...cells.keys()] };
  }
  for (const [site, cells] of standing) if (cells.has(resource)) return { site, cells: [resource] };
  throw new PlanningRefused('unknown-cell', `no cell ${resource} stands in this plan`, at);
}

function alter(standing: Standing, { site, cells }: Named, to: Partial<RadioCell>, field: string): void {
  const some = standing.get(site)!;
  for (const id of cells) some.set(id, checked({ ...some.get(id)!, ...to }, field));
}

/** A cell to this azimuth; a site as a whole, its first cell to this azimuth. */
function turn(standing: Standing, { site, cells }: Named, azimuthDeg: number, field: string): void {
  const some = standing.get(site)!;
  const byDeg = azimuthDeg - some.get(cells[0]!)!.azimuthDeg;
  for (const id of cells) {
    const cell = some.get(id)!;
    some.set(id, checked({ ...cell, azimuthDeg: (cell.azimuthDeg + byDeg + 720) % 360 }, field));
  }
}

type Add = Extract<PlanChange, { change: 'add' }>;

function cellsToAdd(drawing: Drawing, change: Add, field: string): Map<string, RadioCell> {
  const { table, template } = drawing;
  const { site, position } = change;
  if (position !== undefined) refuseOutside(drawing, position, field);
  const given = {
    ...(position === undefined ? {} : { position }),
    ...(change.heightM === undefined ? {} : { heightM: change.heightM }),
    ...(change.tiltDeg === undefined ? {} : { tiltDeg: change.tiltDeg }),
    ...(change.txPowerDbm === undefined ? {} : { txPowerDbm: change.txPowerDbm }),
    ...(change.gainDbi === undefined ? {} : { gainDbi: change.gainDbi }),
  };
  const number = table.siteNumberOf.get(site);
  const known = number === undefined ? [] : table.cellsOf[number]!;
  if (known.length > 0 && change.azimuthsDeg === undefined) {
    return new Map(known.map((cell) => [table.ids[cell]!, checked({ ...table.cells[cell]!, ...given }, field)]));
  }
  const like = known.length > 0 ? table.cells[known[0]!]! : template;
  if (position === undefined && known.length === 0) {
    throw new PlanningRefused('unknown-site', `there is no site ${site}: a new one needs a position`, `${field}.site`);
  }
  if (like === null) throw bad('no cell on air says what a new site is like', field);
  const azimuths = change.azimuthsDeg ?? SECTORS_DEG;
  const cell = `cell${site.slice('site'.length)}`;
  return new Map(
    azimuths.map((azimuthDeg, sector) => [`${cell}/${sector + 1}`, checked({ ...like, ...given, azimuthDeg }, field)]),
  );
}

function refuseOutside({ box }: Drawing, { lat, lon }: Position, field: string): void {
  if (lon >= box.west && lon <= box.east && lat >= box.south && lat <= box.north) return;
  throw bad(`${lat}, ${lon} is not within the zone`, `${field}.position`);
}

function checked(cell: RadioCell, field: string): RadioCell {
  try {
    sectorFacts(cell);
    return cell;
  } catch (error) {
    if (error instanceof RadioCellRefused) throw bad(error.message, field);
    throw error;
  }
}

function bad(message: string, field: string): PlanningRefused {
  return new PlanningRefused('bad-change', message, field);
}
