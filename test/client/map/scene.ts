import { type Camera, worldPx } from '../../../client/map/camera.ts';
import { createPointState, type PointState } from '../../../client/map/point-state.ts';
import { createSectorState, LIFECYCLE, type SectorState } from '../../../client/map/sector-state.ts';

const ZOOM = 13;
const ORIGIN = { x: 1000, y: 1000 };

/** A camera whose canvas pixel (x, y) is world pixel (1000 + x, 1000 + y) at zoom 13. */
export function cameraAt(width: number, height: number, zoom = ZOOM): Camera {
  return { zoom, originX: ORIGIN.x, originY: ORIGIN.y, width, height, ratio: 1 };
}

export function worldAt(x: number, y: number, zoom = ZOOM): { x: number; y: number } {
  const side = worldPx(zoom);
  return { x: (ORIGIN.x + x) / side, y: (ORIGIN.y + y) / side };
}

/** Sites in service at canvas pixels of `cameraAt`, one cell of 65° per azimuth. */
export function sectorsAt(
  sites: readonly { readonly x: number; readonly y: number; readonly azimuths: readonly number[] }[],
  zoom = ZOOM,
): SectorState {
  const state = createSectorState(sites.length, sites.flatMap((site) => site.azimuths).length);
  let cell = 0;
  sites.forEach((site, i) => {
    const world = worldAt(site.x, site.y, zoom);
    state.siteX[i] = world.x;
    state.siteY[i] = world.y;
    state.lifecycle[i] = LIFECYCLE.inService;
    for (const azimuth of site.azimuths) {
      state.cellSite[cell] = i;
      state.azimuthDeg[cell] = azimuth;
      state.beamDeg[cell] = 65;
      cell++;
    }
  });
  return state;
}

export function stationsAt(stations: readonly { readonly x: number; readonly y: number }[], zoom = ZOOM): PointState {
  const state = createPointState(stations.length, 0, 0);
  stations.forEach((station, i) => {
    const world = worldAt(station.x, station.y, zoom);
    state.stationX[i] = world.x;
    state.stationY[i] = world.y;
  });
  return state;
}
