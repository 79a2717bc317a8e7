import 'leaflet/dist/leaflet.css';
import { type LatLng, type LatLngBoundsExpression, Map as LeafletMap, Point } from 'leaflet';
import { type Crs, fromWgs84, toWgs84 } from '../../shared/geo/crs.ts';
import type { Position } from '../../shared/model/resource.ts';
import { addCanvasLayer, type CanvasLayer, type Painter } from './canvas-layer.ts';
import type { GeoBox } from './hole-bounds.ts';
import { addTileBase, type TileBase, type TileSource } from './tiles/tile-base.ts';

export interface MapView {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** CSS pixels. */
export interface Padding {
  readonly topLeft: readonly [number, number];
  readonly bottomRight: readonly [number, number];
}

export interface MapOptions {
  /** Where to begin; without it, home. */
  readonly view: MapView | null;
  /** Rings ([lon, lat]) that home shows whole. */
  readonly home: readonly (readonly (readonly [number, number])[])[];
  /**
   * Kept free around home for what floats over the map, widest first: the first that shows home as large as the last
   * does is taken.
   */
  readonly homePaddings: readonly Padding[];
  readonly reducedMotion: boolean;
  /** What the map is drawn in, which its tiles decide. All positions given and taken are WGS84. */
  readonly crs: Crs;
}

/** Leaflet behind a door of our own: what the views need of it and nothing else. */
export interface MapHandle {
  view(): MapView;
  /** South-west and north-east corners of what is seen. */
  corners(): { southWest: Position; northEast: Position };
  isVisible(position: Position): boolean;
  goHome(): void;
  zoomBy(steps: number): void;
  /** Zooms in by levels and keeps the container's point where it is. */
  zoomInto(x: number, y: number, steps: number): void;
  panTo(position: Position): void;
  /** Goes where this area is seen whole, with room around it. */
  showBox(box: GeoBox): void;
  addCanvas(zIndex: number, paint: Painter): CanvasLayer;
  /** Lays tiles under the canvases; `onFailed` says once that they do not come. */
  addTiles(source: TileSource, opacity: number, onFailed: (count: number) => void): TileBase;
  /** After the map has come to rest somewhere else. Returns how to stop listening. */
  onView(listener: (view: MapView) => void): () => void;
  onPoint(listener: (event: PointEvent) => void): () => void;
  remove(): void;
}

export interface PointEvent {
  readonly type: 'hover' | 'click' | 'leave';
  /** CSS pixels from the container's top left. */
  readonly x: number;
  readonly y: number;
}

const MIN_ZOOM = 8;
const MAX_ZOOM = 18;
/** Part of a zoom level that home and the wheel may stop at. */
const ZOOM_SNAP = 0.25;
/** Room around an area that is shown, CSS pixels, and how near the map goes for a small one. */
const AROUND_PX = 120;
const NEAR_ZOOM = 14.5;

/** Makes a map of `container`: Web Mercator, no tiles, no controls; pan and zoom by pointer, touch and keyboard. */
export function createMap(container: HTMLElement, options: MapOptions): MapHandle {
  const still = options.reducedMotion;
  const drawn = ({ lat, lon }: Position): [number, number] => {
    const there = fromWgs84({ lat, lon }, options.crs);
    return [there.lat, there.lon];
  };
  const known = ({ lat, lng }: LatLng) => toWgs84({ lat, lon: lng }, options.crs);
  const map = new LeafletMap(container, {
    attributionControl: false,
    zoomControl: false,
    minZoom: MIN_ZOOM,
    maxZoom: MAX_ZOOM,
    zoomSnap: ZOOM_SNAP,
    zoomDelta: 0.5,
    wheelPxPerZoomLevel: 90,
    zoomAnimation: !still,
    fadeAnimation: false,
    inertia: !still,
  });
  const home = boundsOf(options.home, drawn);
  const zoomWith = ({ topLeft, bottomRight }: Padding) =>
    map.getBoundsZoom(home, false, new Point(...topLeft).add(new Point(...bottomRight)));
  const goHome = (animate: boolean) => {
    const tightest = options.homePaddings.at(-1);
    const padding = options.homePaddings.find((each) => tightest && zoomWith(each) >= zoomWith(tightest));
    const { topLeft, bottomRight } = padding ?? { topLeft: [0, 0], bottomRight: [0, 0] };
    map.fitBounds(home, {
      paddingTopLeft: new Point(...topLeft),
      paddingBottomRight: new Point(...bottomRight),
      animate,
    });
  };
  if (options.view)
    map.setView(drawn({ lat: options.view.y, lon: options.view.x }), options.view.zoom, { animate: false });
  else goHome(false);

  // Leaflet listens to the window only; panels and drawers change the container's size too.
  const sizes = new ResizeObserver(() => map.invalidateSize({ animate: false, pan: false }));
  sizes.observe(container);

  const view = (): MapView => {
    const { lat, lon } = known(map.getCenter());
    return { x: lon, y: lat, zoom: map.getZoom() };
  };
  return {
    view,
    corners() {
      const bounds = map.getBounds();
      return { southWest: known(bounds.getSouthWest()), northEast: known(bounds.getNorthEast()) };
    },
    isVisible: (position) => map.getBounds().pad(-0.04).contains(drawn(position)),
    goHome: () => goHome(!still),
    zoomBy: (steps) => map.setZoom(map.getZoom() + steps, { animate: !still }),
    zoomInto: (x, y, steps) => map.setZoomAround(new Point(x, y), map.getZoom() + steps, { animate: !still }),
    panTo: (position) => map.panTo(drawn(position), { animate: !still }),
    showBox: ({ southWest, northEast }) =>
      map.fitBounds([drawn(southWest), drawn(northEast)], {
        padding: new Point(AROUND_PX, AROUND_PX),
        maxZoom: NEAR_ZOOM,
        animate: !still,
      }),
    addCanvas: (zIndex, paint) => addCanvasLayer(map, zIndex, paint),
    addTiles: (source, opacity, onFailed) => addTileBase(map, source, opacity, onFailed),
    onView: (listener) => on(map, 'moveend', () => listener(view())),
    onPoint: (listener) => onPoint(map, listener),
    remove() {
      sizes.disconnect();
      map.remove();
    },
  };
}

function on(map: LeafletMap, types: string, listener: () => void): () => void {
  map.on(types, listener);
  return () => map.off(types, listener);
}

function onPoint(map: LeafletMap, listener: (event: PointEvent) => void): () => void {
  const hover = (event: { containerPoint: { x: number; y: number } }) =>
    listener({ type: 'hover', x: event.containerPoint.x, y: event.containerPoint.y });
  const click = (event: { containerPoint: { x: number; y: number } }) =>
    listener({ type: 'click', x: event.containerPoint.x, y: event.containerPoint.y });
  const leave = () => listener({ type: 'leave', x: 0, y: 0 });
  map.on('mousemove', hover);
  map.on('click', click);
  map.on('mouseout dragstart zoomstart', leave);
  return () => {
    map.off('mousemove', hover);
    map.off('click', click);
    map.off('mouseout dragstart zoomstart', leave);
  };
}

function boundsOf(rings: MapOptions['home'], drawn: (position: Position) => [number, number]): LatLngBoundsExpression {
  const points = rings.flat().map(([lon, lat]) => drawn({ lat, lon }));
  const lat = points.map((point) => point[0]);
  const lon = points.map((point) => point[1]);
  return [
    [Math.min(...lat), Math.min(...lon)],
    [Math.max(...lat), Math.max(...lon)],
  ];
}
