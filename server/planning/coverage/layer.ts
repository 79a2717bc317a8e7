import { pdschSinr } from '../../../shared/radio/pdsch-sinr.ts';
import { positionOfCorner } from '../../../shared/radio/raster.ts';
import type { CoverageQuery, CoverageRaster, CoverageRasterHead } from '../../../shared/wire/planning.ts';
import { isCovered, type Kept, lookAtKept } from './figures.ts';
import type { Network, View } from './network.ts';

type Layer = CoverageQuery['layer'];
type Scale = Pick<CoverageRasterHead, 'type' | 'nothing' | 'offset' | 'step' | 'unit'>;

const BYTE = { type: 'uint8', nothing: 255 } as const;
const SCALES: Readonly<Record<Layer, Scale>> = {
  rsrp: { ...BYTE, offset: -150, step: 0.5, unit: 'dBm' },
  sinr: { ...BYTE, offset: -20, step: 0.25, unit: 'dB' },
  'pdsch-sinr': { ...BYTE, offset: -20, step: 0.25, unit: 'dB' },
  uplink: { ...BYTE, offset: -30, step: 0.5, unit: 'dB' },
  probability: { ...BYTE, offset: 0, step: 0.005, unit: 'share' },
  'best-server': { type: 'uint16', nothing: 65_535, offset: 0, step: 1, unit: 'server' },
  'single-server': { ...BYTE, offset: 0, step: 1, unit: 'class' },
  overlap: { ...BYTE, offset: 0, step: 1, unit: 'count' },
  covered: { ...BYTE, offset: 0, step: 1, unit: 'class' },
  validity: { ...BYTE, offset: 0, step: 1, unit: 'bits' },
};

/** What a layer is drawn from. */
export interface Pictured {
  readonly view: View;
  readonly shares: Float32Array;
  readonly isDown: Uint8Array;
  /** PRB load of each cell of the setup, 0…1, NaN where none is heard. */
  readonly loads: Float32Array | null;
}

/**
 * One layer as numbers of one or two bytes. Classes: `covered` 1 where the profile is kept; `single-server` 0 below the
 * RSRP threshold, 1 where two sites keep it, 2 where only one does. `overlap` counts servers within 6 dB of the best.
 * Levels beyond the scale are drawn at its ends.
 */
export function layerOf(network: Network, pictured: Pictured, query: CoverageQuery): CoverageRaster {
  const { raster } = network.ground;
  const scale = SCALES[query.layer];
  const read = reader(network, pictured, query.layer);
  const size = raster.rows * raster.columns;
  const values = scale.type === 'uint16' ? new Uint16Array(size) : new Uint8Array(size);
  const most = scale.nothing - 1;
  for (let pixel = 0; pixel < size; pixel++) {
    const value = raster.mask[pixel] === 0 ? Number.NaN : read(pixel);
    values[pixel] = Number.isNaN(value)
      ? scale.nothing
      : Math.max(0, Math.min(most, Math.round((value - scale.offset) / scale.step)));
  }
  const northWest = positionOfCorner(raster, 0, 0);
  const southEast = positionOfCorner(raster, raster.columns, raster.rows);
  return {
    state: query.state,
    layer: query.layer,
    sites: query.sites ?? null,
    rows: raster.rows,
    columns: raster.columns,
    pixelM: raster.pixelM,
    north: northWest.lat,
    west: northWest.lon,
    south: southEast.lat,
    east: southEast.lon,
    ...scale,
    servers: query.layer === 'best-server' ? Array.from(network.cells, (cell) => network.setup.ids[cell]!) : [],
    synthetic: network.setup.synthetic,
    ...(network.setup.fittedPoints === undefined ? {} : { fittedPoints: network.setup.fittedPoints }),
    values,
  };
}

/** PDSCH SINR by pixel: cells that report no load are taken at the nominal one, those that are down at none. */
function trafficSinr({ tables, run, cells, setup }: Network, { isDown, loads }: Pictured): Float32Array {
  const load = Float32Array.from(cells, (cell, place) => {
    if (isDown[place] === 1) return 0;
    const heard = loads?.[cell] ?? Number.NaN;
    return Number.isNaN(heard) ? setup.settings.nominalLoad : heard;
  });
  return pdschSinr(tables, run, { load, beamGainDb: 0, isDown });
}

function reader(network: Network, pictured: Pictured, layer: Layer): (pixel: number) => number {
  const { view, shares, isDown } = pictured;
  const { run, setup } = network;
  const kept: Kept = { near: 0, single: false };
  const served = (pixel: number): boolean => view.bestServer[pixel]! >= 0;
  switch (layer) {
    case 'rsrp':
      return (pixel) => view.rsrpDbm[pixel]!;
    case 'sinr':
      return (pixel) => view.sinrDb[pixel]!;
    case 'pdsch-sinr': {
      const sinrDb = trafficSinr(network, pictured);
      return (pixel) => sinrDb[pixel]!;
    }
    case 'uplink': {
      const { requiredSinrDb } = setup.settings.uplink;
      // SINR and SS-RSRP differ by a number of the serving cell.
      return (pixel) =>
        served(pixel)
          ? view.rsrpDbm[pixel]! - network.uplinkEdgeDbm[view.bestServer[pixel]!]! + requiredSinrDb
          : Number.NaN;
    }
    case 'probability':
      return (pixel) => shares[pixel]!;
    case 'best-server':
      return (pixel) => (served(pixel) ? view.bestServer[pixel]! : Number.NaN);
    case 'covered':
      return (pixel) => (isCovered(network, view, pixel) ? 1 : 0);
    case 'validity':
      return (pixel) => (served(pixel) ? run.outOfValidity[pixel]! : Number.NaN);
    case 'overlap':
      return (pixel) => {
        lookAtKept(network, isDown, pixel, kept);
        return served(pixel) ? kept.near : Number.NaN;
      };
    case 'single-server':
      return (pixel) => {
        if (!(view.rsrpDbm[pixel]! >= setup.settings.profile.rsrpDbm)) return 0;
        lookAtKept(network, isDown, pixel, kept);
        return kept.single ? 2 : 1;
      };
  }
}
