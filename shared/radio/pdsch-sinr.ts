import type { Coverage } from './coverage.ts';
import { dbmOfMw } from './decibel.ts';
import type { SectorTables } from './sector-tables.ts';

/** How busy the cells are, and what traffic beams add. */
export interface PdschSettings {
  /** By cell: share of its downlink resource blocks in use, 0…1; a cell that is down has 0. */
  readonly load: Float32Array;
  /** Gain of the serving beam over the SSB envelope, dB; cells that disturb are taken at the envelope. */
  readonly beamGainDb: number;
}

/**
 * PDSCH SINR of each pixel's strongest server, dB, NaN where there is none: power of the serving cell against noise plus
 * each other cell of the carrier times its PRB load. Kept servers count with their own load, the sum of the others with
 * the mean load of their group. SS-SINR is another thing (`Coverage.sinrDb`): SSBs collide whatever the traffic.
 */
export function pdschSinr(tables: SectorTables, coverage: Coverage, settings: PdschSettings): Float32Array {
  const { topK, servers, serversMw, restMw, bestServer } = coverage;
  const { groupOf, count, pdschWeight } = tables.groups;
  const meanLoad = meanByGroup(groupOf, count, settings.load);
  const sinrDb = new Float32Array(bestServer.length).fill(Number.NaN);
  for (let pixel = 0; pixel < sinrDb.length; pixel++) {
    const first = pixel * topK;
    const best = servers[first]!;
    if (best < 0) continue;
    const weights = groupOf[best]! * count;
    let sumMw = tables.noiseMw[best]!;
    for (let at = first + 1; at < first + topK && servers[at]! >= 0; at++) {
      const other = servers[at]!;
      sumMw += pdschWeight[weights + groupOf[other]!]! * settings.load[other]! * serversMw[at]!;
    }
    for (let group = 0; group < count; group++) {
      sumMw += pdschWeight[weights + group]! * meanLoad[group]! * restMw[pixel * count + group]!;
    }
    sinrDb[pixel] = dbmOfMw(serversMw[first]! / sumMw) + settings.beamGainDb;
  }
  return sinrDb;
}

function meanByGroup(groupOf: Int32Array, count: number, load: Float32Array): Float64Array {
  const sums = new Float64Array(count);
  const cells = new Float64Array(count);
  groupOf.forEach((group, cell) => {
    sums[group]! += load[cell]!;
    cells[group]! += 1;
  });
  return sums.map((sum, group) => sum / cells[group]!);
}
