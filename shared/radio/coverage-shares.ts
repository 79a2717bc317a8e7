import type { Served } from './coverage.ts';
import type { Raster } from './raster.ts';
import { type SectorTables, wholeMetres } from './sector-tables.ts';
import { shareAbove } from './shadowing.ts';

/**
 * Probability of coverage by pixel of the window, 0…1: the share of places in the pixel where the best server's SS-RSRP
 * reaches the threshold under log-normal shadowing, in sight and without by the LOS probability. NaN where there is no
 * server.
 */
export function coverageShares(
  raster: Raster,
  tables: SectorTables,
  { window, bestServer, rsrpDbm }: Pick<Served, 'window' | 'bestServer' | 'rsrpDbm'>,
  thresholdDbm: number,
): Float32Array {
  const shares = new Float32Array(bestServer.length);
  for (let pixel = 0; pixel < shares.length; pixel++) {
    const cell = bestServer[pixel]!;
    if (cell < 0) {
      shares[pixel] = Number.NaN;
      continue;
    }
    const row = window.row + Math.floor(pixel / window.columns);
    const column = window.column + (pixel % window.columns);
    const site = tables.siteOf[cell]!;
    const eastM = raster.westM + (column + 0.5) * raster.pixelM - tables.siteXM[site]!;
    const northM = raster.northM - (row + 0.5) * raster.pixelM - tables.siteYM[site]!;
    const at = tables.loss[cell]! + wholeMetres(eastM, northM, tables.rangeM);
    shares[pixel] = shareAt(tables, at, rsrpDbm[pixel]!, thresholdDbm);
  }
  return shares;
}

/** The map's level is the mean of both levels in dB, weighted by how likely each is; here they are taken apart again. */
function shareAt(tables: SectorTables, at: number, rsrpDbm: number, thresholdDbm: number): number {
  const losShare = tables.losShare[at]!;
  const excessDb = tables.nlosExcessDb[at]!;
  const losDbm = rsrpDbm + (1 - losShare) * excessDb;
  const nlosDbm = losDbm - excessDb;
  return (
    losShare * shareAbove(losDbm, thresholdDbm, tables.losSigmaDb[at]!) +
    (1 - losShare) * shareAbove(nlosDbm, thresholdDbm, tables.nlosSigmaDb[at]!)
  );
}
