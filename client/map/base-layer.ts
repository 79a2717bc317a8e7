import type { Language } from '../../shared/text/format.ts';
import type { BaseMap, PlaceLabel, WorldPath } from './base-map.ts';
import { type Camera, toCanvas, worldPx } from './camera.ts';
import { type Box, type LabelWish, placeLabels } from './label-placement.ts';
import type { MapPaint } from './map-paint.ts';

/** What the base layer shows; change it, then ask for a redraw. */
export interface BaseState {
  map: BaseMap;
  paint: MapPaint;
  language: Language;
  showTransport: boolean;
  showLabels: boolean;
  /** Tiles lie beneath: of the vectors only the zone's outline is drawn. */
  overTiles: boolean;
}

export const MAP_FONT = '"Noto Sans", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif';

/** Draws sea, shore, schematic transport, the zone's outline and place names. `taken` keeps labels off other marks. */
export function paintBase(
  context: CanvasRenderingContext2D,
  camera: Camera,
  state: BaseState,
  taken: readonly Box[] = [],
): void {
  const { map, paint } = state;
  const { colours } = paint;
  if (state.overTiles) {
    paintOutline(context, camera, state);
    return;
  }
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, camera.width, camera.height);
  context.lineJoin = 'round';
  fill(context, camera, map.zone, paint.zoneFill);
  fill(context, camera, map.sea, colours.sea);
  stroke(context, camera, map.coast, colours.shore, 1);
  if (state.showTransport) paintTransport(context, camera, state);
  paintOutline(context, camera, state);
  if (state.showLabels) paintPlaces(context, camera, state, taken);
}

function paintOutline(context: CanvasRenderingContext2D, camera: Camera, { map, paint, overTiles }: BaseState): void {
  context.setLineDash([6, 4]);
  stroke(context, camera, map.zone, paint.colours.accent, overTiles ? 2 : 1.25, overTiles ? 1 : 0.75);
  context.setLineDash([]);
}

function paintTransport(context: CanvasRenderingContext2D, camera: Camera, { map, paint }: BaseState): void {
  const style = {
    primary: { colour: paint.colours.road, width: 1.25, dash: [] },
    motorway: { colour: paint.colours.road, width: 2.25, dash: [] },
    rail: { colour: paint.colours.road, width: 1.25, dash: [5, 4] },
    metro: { colour: paint.metro, width: 1.5, dash: [] },
  };
  const kinds = new Map<string, (typeof style)['metro' | 'rail']>(Object.entries(style));
  for (const line of map.transport) {
    const { colour, width, dash } = kinds.get(line.kind) ?? style.primary;
    context.setLineDash(dash);
    stroke(context, camera, [line.path], colour, width);
  }
  context.setLineDash([]);
}

interface PlaceWish extends LabelWish {
  readonly place: PlaceLabel;
  readonly text: string;
  readonly font: string;
  readonly colour: string;
}

const STATION_DOT_PX = 2.5;

function paintPlaces(
  context: CanvasRenderingContext2D,
  camera: Camera,
  { map, paint, language }: BaseState,
  taken: readonly Box[],
): void {
  const wishes = map.places
    .filter((place) => place.minZoom <= camera.zoom)
    .map((place) => wishFor(context, camera, place, paint, language))
    .filter(({ x, y }) => x > -80 && y > -20 && x < camera.width + 80 && y < camera.height + 20);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 3;
  const named = new Set<string>();
  for (const { wish, x, y } of placeLabels(wishes, [...taken, ...(camera.hidden ?? [])], 4)) {
    // A railway and a metro station of one name stand side by side: once is enough.
    if (named.has(wish.text)) continue;
    named.add(wish.text);
    if (isStop(wish.place.kind)) {
      context.beginPath();
      context.arc(wish.x, wish.y, STATION_DOT_PX, 0, 2 * Math.PI);
      context.fillStyle = wish.place.kind === 'metro_station' ? paint.metro : paint.colours.faint;
      context.fill();
    }
    context.font = wish.font;
    context.strokeStyle = paint.colours.halo;
    context.strokeText(wish.text, x, y);
    context.fillStyle = wish.colour;
    context.fillText(wish.text, x, y);
  }
}

const PLACE_PRIORITY = new Map([
  ['city', 9],
  ['town', 8],
  ['water', 7],
  ['subdistrict', 6],
  ['airport', 5],
  ['rail_station', 4],
  ['metro_station', 3],
]);

function wishFor(
  context: CanvasRenderingContext2D,
  camera: Camera,
  place: PlaceLabel,
  paint: MapPaint,
  language: Language,
): PlaceWish {
  const text = language === 'zh-CN' ? place.name.zh : place.name.en;
  const large = place.kind === 'city' || place.kind === 'town';
  const water = place.kind === 'water';
  const sizePx = large ? 13 : isStop(place.kind) ? 11 : 12;
  const font = `${water ? 'italic ' : ''}${large ? '500 ' : ''}${sizePx}px ${MAP_FONT}`;
  context.font = font;
  return {
    ...toCanvas(camera, place),
    place,
    text,
    font,
    colour: water ? paint.water : paint.colours.faint,
    width: context.measureText(text).width,
    height: sizePx + 2,
    priority: PLACE_PRIORITY.get(place.kind) ?? 6,
    offsets: isStop(place.kind)
      ? [
          [0, 12],
          [0, -12],
        ]
      : [[0, 0]],
  };
}

function isStop(kind: string): boolean {
  return kind.endsWith('_station') || kind === 'airport';
}

function fill(context: CanvasRenderingContext2D, camera: Camera, paths: readonly WorldPath[], colour: string): void {
  context.beginPath();
  for (const path of paths) trace(context, camera, path);
  context.fillStyle = colour;
  context.fill('evenodd');
}

function stroke(
  context: CanvasRenderingContext2D,
  camera: Camera,
  paths: readonly WorldPath[],
  colour: string,
  width: number,
  alpha = 1,
): void {
  context.beginPath();
  for (const path of paths) trace(context, camera, path);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.globalAlpha = alpha;
  context.stroke();
  context.globalAlpha = 1;
}

function trace(context: CanvasRenderingContext2D, camera: Camera, path: WorldPath): void {
  const side = worldPx(camera.zoom);
  for (let i = 0; i < path.length; i += 2) {
    const x = path[i]! * side - camera.originX;
    const y = path[i + 1]! * side - camera.originY;
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
}
