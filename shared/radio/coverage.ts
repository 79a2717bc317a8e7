import { dbmOfMw } from './decibel.ts';
import type { Raster } from './raster.ts';
import type { SectorTables } from './sector-tables.ts';

/** A rectangle of pixels. */
export interface PixelWindow {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** Numbers of cells, −1 for none: two bytes each where they suffice, which a region's memory feels. */
export type CellNumbers = Int16Array | Int32Array;
const MOST_IN_INT16 = 32_767;

/** Who serves each pixel of a window, row by row. */
export interface Served {
  readonly window: PixelWindow;
  /** SS-RSRP of the best server per resource element, dBm, median; NaN where no cell is in range, and off the mask. */
  readonly rsrpDbm: Float32Array;
  /** Number of the best cell, −1 where there is none. */
  readonly bestServer: CellNumbers;
  /** SS-SINR, dB; NaN where there is no server. */
  readonly sinrDb: Float32Array;
  /** Bits of `validity.ts` for the best server's value. */
  readonly outOfValidity: Uint8Array;
}

/** A coverage run over a raster, with enough kept to answer outages without computing it anew. */
export interface Coverage extends Served {
  /** Servers kept per pixel (K). */
  readonly topK: number;
  /** Cells, strongest first, at pixel · K + rank; −1 where there are fewer. */
  readonly servers: CellNumbers;
  /** Their received power per resource element, mW, in the same places. */
  readonly serversMw: Float32Array;
  /** Summed power of all cells that are not kept, mW, by SSB group, at pixel · groups + group. */
  readonly restMw: Float32Array;
}

/** The window that is the whole raster. */
export function wholeWindow({ rows, columns }: Raster): PixelWindow {
  return { row: 0, column: 0, rows, columns };
}

/**
 * Room for a coverage run, all of it without servers. `shared` puts it into shared memory, so that several workers fill
 * rows of the same run.
 */
export function createCoverage(raster: Raster, tables: SectorTables, topK: number, shared = false): Coverage {
  if (!(Number.isInteger(topK) && topK >= 1)) throw new RangeError('at least one server must be kept');
  const pixels = raster.rows * raster.columns;
  const room = (bytes: number) => (shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
  const numbers = (length: number): CellNumbers =>
    tables.cellCount <= MOST_IN_INT16 ? new Int16Array(room(2 * length)) : new Int32Array(room(4 * length));
  return {
    window: wholeWindow(raster),
    topK,
    rsrpDbm: new Float32Array(room(4 * pixels)).fill(Number.NaN),
    bestServer: numbers(pixels).fill(-1),
    sinrDb: new Float32Array(room(4 * pixels)).fill(Number.NaN),
    outOfValidity: new Uint8Array(room(pixels)),
    servers: numbers(pixels * topK).fill(-1),
    serversMw: new Float32Array(room(4 * pixels * topK)),
    restMw: new Float32Array(room(4 * pixels * tables.groups.count)),
  };
}

/** SS-RSRP of a kept server, dBm; −Infinity where fewer are kept. */
export function serverRsrpDbm({ serversMw, topK }: Coverage, pixel: number, rank: number): number {
  return dbmOfMw(serversMw[pixel * topK + rank]!);
}
