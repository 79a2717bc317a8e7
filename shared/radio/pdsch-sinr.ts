import type { Coverage } from './coverage.ts';
import { dbmOfMw } from './decibel.ts';
import type { SectorTables } from './sector-tables.ts';

/** How busy the cells are, and what traffic beams add. */
export interface PdschSettings {
  /** By cell: share of its downlink resource blocks in use, 0…1; a cell that is down must have 0. */
  readonly load: Float32Array;
  /** Gain of the serving beam over the SSB envelope, dB; cells that disturb are taken at the envelope. */
  readonly beamGainDb: number;
  /** By cell: 1 where it is down and serves nobody; none is when absent. */
  readonly isDown?: Uint8Array;
}

/**
 * PDSCH SINR by pixel of the run, dB: the strongest kept server that is up against noise plus each other cell of its
 * carrier times that cell's PRB load. Kept servers count with their own load, the sum of the others with the mean load of
 * their group. NaN where there is no server, and where all kept ones are down. SS-SINR is another thing
 * (`Served.sinrDb`): SSBs collide whatever the traffic.
 */
export function pdschSinr(tables: SectorTables, coverage: Coverage, settings: PdschSettings): Float32Array {
  const { load, beamGainDb, isDown } = settings;
  const { topK, servers, serversMw, restMw } = coverage;
  const { groupOf, count, pdschWeight } = tables.groups;
  const meanLoad = meanByGroup(groupOf, count, load);
  const sinrDb = new Float32Array(coverage.bestServer.length).fill(Number.NaN);
  for (let pixel = 0; pixel < sinrDb.length; pixel++) {
    const end = (pixel + 1) * topK;
    let serving = pixel * topK;
    while (serving < end && servers[serving]! >= 0 && isDown?.[servers[serving]!] === 1) serving++;
    if (serving === end || servers[serving]! < 0) continue;
    const best = servers[serving]!;
    const weights = groupOf[best]! * count;
    let sumMw = tables.noiseMw[best]!;
    for (let at = serving + 1; at < end && servers[at]! >= 0; at++) {
      const other = servers[at]!;
      sumMw += pdschWeight[weights + groupOf[other]!]! * load[other]! * serversMw[at]!;
    }
    for (let group = 0; group < count; group++) {
      sumMw += pdschWeight[weights + group]! * meanLoad[group]! * restMw[pixel * count + group]!;
    }
    sinrDb[pixel] = dbmOfMw(serversMw[serving]! / sumMw) + beamGainDb;
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
