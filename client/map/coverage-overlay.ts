import type { Crs } from '../../shared/geo/crs.ts';
import { worldPx } from './camera.ts';
import { type CoveragePicture, createCoveragePainter } from './coverage-layer.ts';
import { type HoleShape, holeAt, paintHoleLabels, paintHoles } from './hole-layer.ts';
import type { Box } from './label-placement.ts';
import type { MapHandle } from './leaflet-map.ts';
import type { MapPaint } from './map-paint.ts';

/** What the overlay shows. */
export interface CoverageShown {
  readonly picture: CoveragePicture | null;
  readonly holes: readonly HoleShape[];
  /** Id of the hole that is pointed at, in a list or on the map. */
  readonly pointed: string | null;
  /** Of the raster, 0…1. */
  readonly opacity: number;
  readonly paint: MapPaint;
  readonly crs: Crs;
  /** Words that others have put on the map, in the canvas's pixels: those on holes keep off them. */
  taken?(): readonly Box[];
}

/** Coverage and holes on a map: two canvases under the sites and over what else lies there, and words over the sites. */
export interface CoverageOverlay {
  show(shown: CoverageShown): void;
  /** What others have written has moved. */
  wordsMoved(): void;
  /** The hole at a point of the map's container, CSS pixels. */
  holeAt(x: number, y: number): HoleShape | null;
  remove(): void;
}

const RASTER_Z = 1;
const HOLES_Z = 2;
const LABELS_Z = 5;

export function addCoverageOverlay(map: MapHandle, first: CoverageShown): CoverageOverlay {
  let shown = first;
  const paintCoverage = createCoveragePainter();
  const raster = map.addCanvas(RASTER_Z, (context, camera) => {
    if (shown.picture) paintCoverage(context, camera, shown.picture, shown.paint, shown.crs);
  });
  const holes = map.addCanvas(HOLES_Z, (context, camera) =>
    paintHoles(context, camera, shown.holes, shown.pointed, shown.paint),
  );
  const labels = map.addCanvas(LABELS_Z, (context, camera) =>
    paintHoleLabels(context, camera, shown.holes, shown.paint, shown.taken?.() ?? []),
  );
  raster.setOpacity(first.opacity);
  return {
    show(next) {
      const before = shown;
      shown = next;
      raster.setOpacity(next.opacity);
      if (before.picture !== next.picture || before.paint !== next.paint || before.crs !== next.crs) raster.redraw();
      if (before.holes === next.holes && before.pointed === next.pointed && before.paint === next.paint) return;
      holes.redraw();
      labels.redraw();
    },
    wordsMoved() {
      if (shown.holes.length > 0) labels.redraw();
    },
    holeAt(x, y) {
      const at = holes.fromView({ x, y });
      const camera = holes.camera();
      const side = worldPx(camera.zoom);
      return holeAt(shown.holes, (at.x + camera.originX) / side, (at.y + camera.originY) / side);
    },
    remove() {
      raster.remove();
      holes.remove();
      labels.remove();
    },
  };
}
