import { DomUtil, type Map as LeafletMap, Point, type ZoomAnimEvent } from 'leaflet';
import { type Camera, MARGIN_PX } from './camera.ts';
import { floatingBoxes, hiddenPlaces } from './hidden-places.ts';
import { createRedraw } from './redraw.ts';

/** More device pixels than this per CSS pixel are not seen, only paid for. */
const MAX_RATIO = 3;

export interface CanvasLayer {
  /** Draws at the next animation frame, once, however often it is asked. */
  redraw(): void;
  /** What the canvas shows. Its canvas is larger than the view: see `fromView`. */
  camera(): Camera;
  /** A point of the map's container as a point of the canvas, CSS pixels. */
  fromView(point: { x: number; y: number }): { x: number; y: number };
  /** 0…1, of the whole canvas. */
  setOpacity(opacity: number): void;
  remove(): void;
}

export type Painter = (context: CanvasRenderingContext2D, camera: Camera) => void;

/**
 * A canvas of our own on a Leaflet map: moves with the pane while it is dragged, is scaled while zoom animates, and is
 * drawn afresh where the view comes to rest. The painter gets a cleared context in CSS pixels.
 */
export function addCanvasLayer(map: LeafletMap, zIndex: number, paint: Painter): CanvasLayer {
  const canvas = document.createElement('canvas');
  canvas.className = 'leaflet-zoom-animated';
  canvas.style.zIndex = String(zIndex);
  canvas.style.position = 'absolute';
  canvas.style.pointerEvents = 'none';
  canvas.setAttribute('aria-hidden', 'true');
  map.getPane('overlayPane')?.appendChild(canvas);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser draws no canvas');
  let camera = settle(map, canvas);

  const draw = () => {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.setTransform(camera.ratio, 0, 0, camera.ratio, 0, 0);
    paint(context, camera);
  };
  const redraw = createRedraw(draw);
  const reset = () => {
    camera = settle(map, canvas);
    draw();
  };
  const onMove = () => {
    if (camera.zoom === map.getZoom() && !coversView(map, camera)) reset();
  };
  const onZoom = () => follow(map, canvas, camera, map.getCenter(), map.getZoom());
  const onZoomAnimation = (event: ZoomAnimEvent) => follow(map, canvas, camera, event.center, event.zoom);

  map.on('viewreset moveend resize', reset);
  map.on('move', onMove);
  map.on('zoom', onZoom);
  map.on('zoomanim', onZoomAnimation);
  redraw.request();

  return {
    redraw: redraw.request,
    camera: () => camera,
    fromView: (point) => {
      const origin = map.getPixelOrigin();
      const layer = map.containerPointToLayerPoint([point.x, point.y]);
      return { x: layer.x + origin.x - camera.originX, y: layer.y + origin.y - camera.originY };
    },
    setOpacity: (opacity) => {
      canvas.style.opacity = String(opacity);
    },
    remove() {
      redraw.stop();
      map.off('viewreset moveend resize', reset);
      map.off('move', onMove);
      map.off('zoom', onZoom);
      map.off('zoomanim', onZoomAnimation);
      canvas.remove();
    },
  };
}

/** Places the canvas over the view (and its margin) and says what it shows. */
function settle(map: LeafletMap, canvas: HTMLCanvasElement): Camera {
  const size = map.getSize();
  const topLeft = map.containerPointToLayerPoint([-MARGIN_PX, -MARGIN_PX]).round();
  const origin = topLeft.add(map.getPixelOrigin());
  const ratio = Math.min(MAX_RATIO, window.devicePixelRatio || 1);
  const [width, height] = [size.x + 2 * MARGIN_PX, size.y + 2 * MARGIN_PX];
  const [deviceWidth, deviceHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== deviceWidth || canvas.height !== deviceHeight) {
    canvas.width = deviceWidth;
    canvas.height = deviceHeight;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  DomUtil.setTransform(canvas, topLeft, 1);
  const hidden = hiddenPlaces(map.getContainer().getBoundingClientRect(), floatingBoxes());
  return { zoom: map.getZoom(), originX: origin.x, originY: origin.y, width, height, ratio, hidden };
}

function coversView(map: LeafletMap, camera: Camera): boolean {
  const view = map.getPixelBounds();
  const { min, max } = view;
  if (!min || !max) return true;
  return (
    min.x >= camera.originX &&
    min.y >= camera.originY &&
    max.x <= camera.originX + camera.width &&
    max.y <= camera.originY + camera.height
  );
}

/** Puts what is drawn where it belongs at another centre and zoom. */
function follow(
  map: LeafletMap,
  canvas: HTMLCanvasElement,
  camera: Camera,
  center: ZoomAnimEvent['center'],
  zoom: number,
): void {
  const pane = map.getPane('mapPane');
  if (!pane) return;
  const scale = map.getZoomScale(zoom, camera.zoom);
  const origin = map.project(center, zoom).subtract(map.getSize().divideBy(2)).add(DomUtil.getPosition(pane)).round();
  const offset = new Point(camera.originX, camera.originY).multiplyBy(scale).subtract(origin);
  DomUtil.setTransform(canvas, offset, scale);
}
