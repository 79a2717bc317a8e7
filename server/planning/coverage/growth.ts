import { bearingBin } from '../../../shared/radio/bearing-bin.ts';
import { mwOfDbm } from '../../../shared/radio/decibel.ts';
import { powerMwOf, type SectorTables, wholeMetres } from '../../../shared/radio/sector-tables.ts';
import type { Profile } from '../settings.ts';
import type { Ground } from './ground.ts';

/** Coverage of what has been added so far, km² and people: by SS-RSRP alone and by the profile. */
export interface Grown {
  readonly rsrpKm2: number;
  readonly rsrpPeople: number;
  readonly areaKm2: number;
  readonly people: number;
}

/**
 * Coverage of a network that grows site by site: the best power and the sum of all powers per pixel and SSB group, so
 * that a site costs its own reach and not the whole run again. The result does not depend on the order of what was added,
 * but for the rounding of 32-bit sums.
 */
export interface Growth {
  /** Adds cells that stand at one place. */
  add(cells: readonly number[]): void;
  /** By pixel: the strongest power of a resource element so far, mW. */
  readonly bestMw: Float32Array;
  measure(): Grown;
}

export function createGrowth(ground: Ground, tables: SectorTables, profile: Profile): Growth {
  const { raster, people, pixelKm2 } = ground;
  const { count, groupOf, ssbWeight } = tables.groups;
  const pixels = raster.mask.length;
  const best = new Int32Array(pixels).fill(-1);
  const bestMw = new Float32Array(pixels);
  const sumMw = new Float32Array(pixels * count);
  const rsrpMw = mwOfDbm(profile.rsrpDbm);
  const sinr = mwOfDbm(profile.sinrDb);

  const addAt = (cells: readonly number[], pixel: number, metres: number, bearing: number): void => {
    for (const cell of cells) {
      const powerMw = powerMwOf(tables, cell, metres, bearing);
      sumMw[pixel * count + groupOf[cell]!]! += powerMw;
      if (powerMw > bestMw[pixel]!) {
        best[pixel] = cell;
        bestMw[pixel] = powerMw;
      }
    }
  };

  const keepsSinr = (pixel: number): boolean => {
    const cell = best[pixel]!;
    const weights = groupOf[cell]! * count;
    // The best is in the sum of its own group, where SSBs of the same position collide.
    let disturbingMw = -ssbWeight[weights + groupOf[cell]!]! * bestMw[pixel]!;
    for (let group = 0; group < count; group++) {
      disturbingMw += ssbWeight[weights + group]! * sumMw[pixel * count + group]!;
    }
    return bestMw[pixel]! >= sinr * (tables.noiseMw[cell]! + Math.max(0, disturbingMw));
  };

  return {
    bestMw,
    add(cells) {
      if (cells.length === 0) return;
      const site = tables.siteOf[cells[0]!]!;
      eachInReach(ground, tables, site, (pixel, metres, bearing) => addAt(cells, pixel, metres, bearing));
    },
    measure() {
      const sum = { rsrp: 0, rsrpPeople: 0, covered: 0, people: 0 };
      for (let pixel = 0; pixel < pixels; pixel++) {
        if (bestMw[pixel]! < rsrpMw) continue;
        sum.rsrp += 1;
        sum.rsrpPeople += people[pixel]!;
        if (!keepsSinr(pixel)) continue;
        sum.covered += 1;
        sum.people += people[pixel]!;
      }
      return {
        rsrpKm2: sum.rsrp * pixelKm2,
        rsrpPeople: sum.rsrpPeople,
        areaKm2: sum.covered * pixelKm2,
        people: sum.people,
      };
    },
  };
}

/** Calls `visit` for each pixel of the mask in range of a site, with its distance and bearing bin from it. */
export function eachInReach(
  { raster }: Ground,
  tables: SectorTables,
  site: number,
  visit: (pixel: number, metres: number, bearing: number) => void,
): void {
  const { pixelM, westM, northM, rows, columns, mask } = raster;
  const { rangeM } = tables;
  const [siteXM, siteYM] = [tables.siteXM[site]!, tables.siteYM[site]!];
  const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));
  const top = clamp(Math.floor((northM - siteYM - rangeM) / pixelM) - 1, rows);
  const bottom = clamp(Math.ceil((northM - siteYM + rangeM) / pixelM) + 1, rows);
  const left = clamp(Math.floor((siteXM - rangeM - westM) / pixelM) - 1, columns);
  const right = clamp(Math.ceil((siteXM + rangeM - westM) / pixelM) + 1, columns);
  for (let row = top; row < bottom; row++) {
    const northOfSiteM = northM - (row + 0.5) * pixelM - siteYM;
    for (let column = left; column < right; column++) {
      const pixel = row * columns + column;
      if (mask[pixel] === 0) continue;
      const eastM = westM + (column + 0.5) * pixelM - siteXM;
      const metres = wholeMetres(eastM, northOfSiteM, rangeM);
      if (metres <= rangeM) visit(pixel, metres, bearingBin(eastM, northOfSiteM));
    }
  }
}
