import { type AlarmMarks, drawAlarmMark, rankOfMark } from './alarm-mark.ts';
import type { Camera } from './camera.ts';
import { type ClusterState, type PlacedMark, placeMarks, type WorldBox } from './cluster-state.ts';
import type { MapPaint } from './map-paint.ts';
import { BADGE_ZOOM, centrePoint, type PointState, stationPoint } from './point-state.ts';
import { placeOf } from './sector-layer.ts';
import { type SectorState, sitesInView } from './sector-state.ts';
import { wedgeRadius } from './wedge.ts';

/** Which sites, stations and data centres have a standing alarm, of their own or of what they contain. */
export interface AlarmMarkState {
  visible: boolean;
  site: AlarmMarks;
  station: AlarmMarks;
  centre: AlarmMarks;
}

export function createAlarmMarkState(sites: number, stations: number, centres: number): AlarmMarkState {
  return {
    visible: true,
    site: new Uint8Array(sites),
    station: new Uint8Array(stations),
    centre: new Uint8Array(centres),
  };
}

/** A mark at its place on a canvas, CSS pixels. */
export interface PlacedAlarm {
  readonly mark: number;
  readonly x: number;
  readonly y: number;
}

const SIZE_PX = 14;
const MARGIN_PX = 40;
/** From the middle of what is marked towards its top left corner. */
const CORNER = Math.SQRT1_2;
const CENTRE_PX = 11;
const SMALL_STATION_PX = 8;
const BADGE_PX = { x: 18, y: 9 };

export function paintAlarmMarks(
  context: CanvasRenderingContext2D,
  camera: Camera,
  state: AlarmMarkState,
  map: { readonly sectors: SectorState; readonly points: PointState; readonly clusters: ClusterState },
  paint: MapPaint,
): void {
  for (const { mark, x, y } of placeAlarmMarks(camera, state, map)) {
    drawAlarmMark(context, mark, x, y, SIZE_PX, paint.colours);
  }
}

/** Marks on the canvas in drawing order, worst last. Far out a group carries the worst of its members. */
export function placeAlarmMarks(
  camera: Camera,
  state: AlarmMarkState,
  { sectors, points, clusters }: { sectors: SectorState; points: PointState; clusters: ClusterState },
): PlacedAlarm[] {
  if (!state.visible) return [];
  const found = [
    ...(clusters.shown ? onGroups(camera, state, sectors, points, clusters) : onEach(camera, state, sectors, points)),
    ...marked(state.centre).map((centre) => {
      const { x, y } = centrePoint(points, camera, centre);
      return { mark: state.centre[centre]!, x: x - CENTRE_PX, y: y - CENTRE_PX };
    }),
  ];
  return found.filter((one) => isNear(camera, one)).sort((a, b) => rankOfMark(a.mark) - rankOfMark(b.mark));
}

function onEach(camera: Camera, state: AlarmMarkState, sectors: SectorState, points: PointState): PlacedAlarm[] {
  const away = Math.max(7, wedgeRadius(camera.zoom) * CORNER);
  const sites = sitesInView(sectors, camera, MARGIN_PX).flatMap((site) => {
    const { x, y } = placeOf(sectors, camera, site);
    return state.site[site] === 0 ? [] : [{ mark: state.site[site]!, x: x - away, y: y - away }];
  });
  if (!points.showStations) return sites;
  const badge = camera.zoom >= BADGE_ZOOM;
  const stations = marked(state.station).map((station) => {
    const { x, y } = stationPoint(points, camera, station);
    const offset = badge ? BADGE_PX : { x: SMALL_STATION_PX, y: SMALL_STATION_PX };
    return { mark: state.station[station]!, x: x - offset.x, y: y - offset.y };
  });
  return [...sites, ...stations];
}

function onGroups(
  camera: Camera,
  state: AlarmMarkState,
  sectors: SectorState,
  points: PointState,
  clusters: ClusterState,
): PlacedAlarm[] {
  const worstIn = {
    site: worstBySquare(marked(state.site), state.site, sectors.siteX, sectors.siteY),
    station: worstBySquare(marked(state.station), state.station, points.stationX, points.stationY),
  };
  return placeMarks(clusters, camera).flatMap((placed: PlacedMark): PlacedAlarm[] => {
    const mark = worstIn[placed.mark.kind](placed.mark.square);
    const away = Math.max(6, placed.radius * CORNER);
    return mark === 0 ? [] : [{ mark, x: placed.x - away, y: placed.y - away }];
  });
}

/** The worst mark within a square of the world. */
function worstBySquare(
  members: readonly number[],
  marks: AlarmMarks,
  xs: Float64Array,
  ys: Float64Array,
): (square: WorldBox) => number {
  return ({ left, top, right, bottom }) => {
    let worst = 0;
    for (const member of members) {
      const [x, y] = [xs[member]!, ys[member]!];
      if (x < left || x >= right || y < top || y >= bottom) continue;
      if (rankOfMark(marks[member]!) > rankOfMark(worst)) worst = marks[member]!;
    }
    return worst;
  };
}

function marked(marks: AlarmMarks): number[] {
  const found: number[] = [];
  for (let i = 0; i < marks.length; i++) if (marks[i] !== 0) found.push(i);
  return found;
}

function isNear(camera: Camera, { x, y }: PlacedAlarm): boolean {
  return x > -MARGIN_PX && y > -MARGIN_PX && x < camera.width + MARGIN_PX && y < camera.height + MARGIN_PX;
}
