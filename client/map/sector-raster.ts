import type { Camera } from './camera.ts';
import type { MapPaint } from './map-paint.ts';
import type { SectorState } from './sector-state.ts';
import { wedgeRadius } from './wedge.ts';
import { blitMasts, blitWedges } from './wedge-blit.ts';
import { createMasks, type MaskOf, type WedgeMask } from './wedge-mask.ts';

const DISC_DEG = 360;
/** Among thousands a mast is a point: a larger one would hide the sectors of its neighbours. */
const MAST_PX = 1.2;

/** Puts many sectors and their masts on a canvas as pixels: everything that was there is replaced. */
export type SectorRaster = (
  context: CanvasRenderingContext2D,
  camera: Camera,
  state: SectorState,
  order: Uint32Array,
  sites: readonly number[],
  paint: MapPaint,
) => void;

/** Keeps its bitmap and masks between drawings. */
export function createSectorRaster(): SectorRaster {
  let image: ImageData | null = null;
  let shapes: { zoom: number; ratio: number; wedges: MaskOf; mast: WedgeMask } | null = null;
  return (context, camera, state, order, sites, paint) => {
    const { width, height } = context.canvas;
    const { zoom, ratio } = camera;
    if (image?.width !== width || image.height !== height) image = context.createImageData(width, height);
    if (shapes?.zoom !== zoom || shapes.ratio !== ratio) {
      const mast = createMasks(MAST_PX * ratio)(0, DISC_DEG);
      shapes = { zoom, ratio, wedges: createMasks(wedgeRadius(zoom) * ratio), mast };
    }
    const raster = { width, height, pixels: new Uint32Array(image.data.buffer) };
    raster.pixels.fill(0);
    blitWedges(raster, state, order, camera, shapes.wedges, paint.colours.stale);
    blitMasts(raster, state, sites, camera, shapes.mast, paint.mastRim);
    context.putImageData(image, 0, 0);
  };
}
