import type { PixelWindow, Served } from '../../../shared/radio/coverage.ts';
import type { CoverageHole } from '../../../shared/wire/planning.ts';
import { isCovered } from './figures.ts';
import type { Ground } from './ground.ts';
import type { Network, View } from './network.ts';
import { type Patch, polygonsOf } from './polygons.ts';

/** What one cause uncovers. */
export interface Hole extends Pick<CoverageHole, 'areaKm2' | 'people' | 'polygons' | 'inside'> {
  /** Cells (numbers of the setup) that take over what the lost ones served, and which share of it; most first. */
  readonly takers: readonly { readonly cell: number; readonly share: number }[];
}

/** What is covered before and not after, by cause. */
export interface Losses {
  readonly window: PixelWindow;
  /** By pixel of the window: cause + 1, 0 where nothing is lost. */
  readonly owner: Uint16Array;
  /** By cause: the rectangle around what it uncovers, in rows and columns of the raster. */
  readonly boxes: readonly Box[];
  readonly areaKm2: Float64Array;
  readonly people: Float64Array;
  /** By cause: demand that moved to a cell, by its place; and all demand that the lost cells had. */
  readonly moved: readonly ReadonlyMap<number, number>[];
  readonly demand: Float64Array;
}

interface Box {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

const MOST_TAKERS = 20;
const MOST_STATIONS = 100;

/**
 * Compares two states of a network inside the window of the second. A pixel that is uncovered belongs to the cause of
 * the cell that served it before: with that one up nothing would have changed there but for the better, so the holes of
 * several causes do not overlap. `causeOf` says the cause of each place, −1 for cells that are no cause.
 */
export function lossesBetween(
  network: Network,
  before: View,
  after: Served,
  causeOf: Int16Array,
  causes: number,
): Losses {
  const { window } = after;
  const { ground, setup } = network;
  const { rsrpDbm, sinrDb } = setup.settings.profile;
  const losses = {
    window,
    owner: new Uint16Array(window.rows * window.columns),
    boxes: Array.from({ length: causes }, emptyBox),
    areaKm2: new Float64Array(causes),
    people: new Float64Array(causes),
    moved: Array.from({ length: causes }, () => new Map<number, number>()),
    demand: new Float64Array(causes),
  };
  const weighsPeople = ground.totalPeople > 0;
  for (let row = 0, at = 0; row < window.rows; row++) {
    let pixel = (window.row + row) * ground.raster.columns + window.column;
    for (let column = 0; column < window.columns; column++, at++, pixel++) {
      const server = before.bestServer[pixel]!;
      if (server < 0 || causeOf[server]! < 0 || !isCovered(network, before, pixel)) continue;
      const cause = causeOf[server]!;
      const weight = weighsPeople ? ground.people[pixel]! : 1;
      losses.demand[cause]! += weight;
      if (after.rsrpDbm[at]! >= rsrpDbm && after.sinrDb[at]! >= sinrDb) {
        const taker = after.bestServer[at]!;
        losses.moved[cause]!.set(taker, (losses.moved[cause]!.get(taker) ?? 0) + weight);
        continue;
      }
      losses.owner[at] = cause + 1;
      widen(losses.boxes[cause]!, window.row + row, window.column + column);
      losses.areaKm2[cause]! += ground.pixelKm2;
      losses.people[cause]! += ground.people[pixel]!;
    }
  }
  return losses;
}

/** The hole of one cause: its outline, what lies in it, who takes the load. */
export function holeOf(network: Network, losses: Losses, cause: number): Hole {
  const patch = patchOf(losses, cause);
  return {
    areaKm2: losses.areaKm2[cause]!,
    people: losses.people[cause]!,
    polygons: polygonsOf(network.ground.raster, patch),
    inside: insideOf(network.ground, patch),
    takers: takersOf(network, losses, cause),
  };
}

function emptyBox(): Box {
  return { top: Number.POSITIVE_INFINITY, bottom: -1, left: Number.POSITIVE_INFINITY, right: -1 };
}

function widen(box: Box, row: number, column: number): void {
  if (row < box.top) box.top = row;
  if (row > box.bottom) box.bottom = row;
  if (column < box.left) box.left = column;
  if (column > box.right) box.right = column;
}

/** What a cause uncovers, in its own rectangle: of many causes each costs its hole and not the window of all. */
function patchOf({ window, owner, boxes }: Losses, cause: number): Patch {
  const { top, bottom, left, right } = boxes[cause]!;
  if (bottom < 0) return { row: 0, column: 0, rows: 0, columns: 0, values: new Uint8Array(0) };
  const [rows, columns] = [bottom - top + 1, right - left + 1];
  const values = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const from = (top - window.row + row) * window.columns + left - window.column;
    for (let column = 0; column < columns; column++) {
      if (owner[from + column] === cause + 1) values[row * columns + column] = 1;
    }
  }
  return { row: top, column: left, rows, columns, values };
}

function insideOf(ground: Ground, patch: Patch): Hole['inside'] {
  const isIn = (pixel: number): boolean => {
    if (pixel < 0) return false;
    const column = (pixel % ground.raster.columns) - patch.column;
    const row = Math.floor(pixel / ground.raster.columns) - patch.row;
    const isInside = column >= 0 && column < patch.columns && row >= 0 && row < patch.rows;
    return isInside && patch.values[row * patch.columns + column] === 1;
  };
  const places = ground.places.filter(({ pixel }) => isIn(pixel));
  const stations = places.filter(({ kind }) => kind === 'charging-station');
  const centres = places.filter(({ kind }) => kind === 'datacentre');
  return {
    stations: stations.slice(0, MOST_STATIONS).map(({ id }) => id),
    connectors: stations.reduce((sum, { count }) => sum + count, 0),
    dataCentres: centres.map(({ id }) => id),
    racks: centres.reduce((sum, { count }) => sum + count, 0),
    roads:
      ground.roads
        ?.map(({ road, pixel, pieceKm }) => ({
          name: road.name,
          class: road.class,
          km: pixel.reduce((sum, one) => sum + (isIn(one) ? pieceKm : 0), 0),
          schematic: road.schematic,
        }))
        .filter(({ km }) => km > 0) ?? null,
  };
}

function takersOf({ cells }: Network, { moved, demand }: Losses, cause: number): Hole['takers'] {
  const total = demand[cause]!;
  if (!(total > 0)) return [];
  return [...moved[cause]!]
    .map(([place, weight]) => ({ cell: cells[place]!, share: Math.min(1, weight / total) }))
    .sort((a, b) => b.share - a.share || a.cell - b.cell)
    .slice(0, MOST_TAKERS);
}
