import { createRedraw } from '../redraw.ts';
import { type Atlas, createAtlas, drawAtlas, drawHatch } from './cells.ts';
import { layoutFloor } from './layout.ts';
import { drawOverlay } from './overlay.ts';
import { createPixels, paintAll, paintChanged } from './paint.ts';
import { type FloorState, pitchOf, ZOOM_STEPS } from './state.ts';

/** The three canvases over one another (cells, hatching, all else) and what keeps them in step with the state. */
export interface Surface {
  /** True once the canvas has a size and the pixels are there. */
  ready(): boolean;
  /** Says what the next frame must draw. */
  touch(what?: Partial<FloorState['dirty']>): void;
  /** Lays out and paints everything again (another plan or folding). */
  rebuild(): void;
  /** Paints all racks again (another layer, theme or store). */
  repaint(): void;
  /** Paints the racks behind changed series. */
  changed(series: Uint32Array): void;
  resize(): void;
  destroy(): void;
}

const ALL = { cells: true, hatch: true, overlay: true };

function canvasIn(element: HTMLElement): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;pointer-events:none';
  canvas.setAttribute('aria-hidden', 'true');
  element.append(canvas);
  return canvas.getContext('2d')!;
}

export function createSurface(element: HTMLElement, state: FloorState): Surface {
  const cells = canvasIn(element);
  const hatch = canvasIn(element);
  const overlay = canvasIn(element);
  let atlases: { colour: Atlas; stale: Atlas } | null = null;

  const redraw = createRedraw(() => {
    if (!atlases) return;
    if (state.dirty.cells) drawAtlas(cells, state, atlases.colour);
    if (state.dirty.hatch) drawHatch(hatch, state, state.pixels, atlases.stale);
    if (state.dirty.overlay) drawOverlay(overlay, state);
    state.dirty = { cells: false, hatch: false, overlay: false };
  });

  function touch(what: Partial<FloorState['dirty']> = ALL): void {
    Object.assign(state.dirty, what);
    redraw.request();
  }

  function repaint(): void {
    if (!atlases) return;
    paintAll(state.pixels, state.layout, state.values, state.style);
    touch();
  }

  /** From this zoom on numbers are drawn, and new values change the overlay too. */
  const showsValues = () => state.layout.halls.some((hall) => pitchOf(state, hall.hall) >= ZOOM_STEPS.values);

  return {
    ready: () => atlases !== null,
    touch,
    repaint,
    rebuild() {
      state.layout = layoutFloor(state.plan, state.wrap);
      state.pixels = createPixels(state.layout);
      const { atlasWidth, atlasHeight } = state.layout;
      atlases = {
        colour: createAtlas(state.pixels.colour, atlasWidth, atlasHeight),
        stale: createAtlas(state.pixels.stale, atlasWidth, atlasHeight),
      };
      repaint();
    },
    changed(series) {
      if (!atlases) return;
      const near = showsValues();
      const painted = paintChanged(state.pixels, state.layout, state.values, state.style, series);
      if (painted.colours) touch({ cells: true });
      if (painted.hatch) touch({ hatch: true });
      // At the nearest zoom sensors and feeds are shown too, which are series of their own.
      if (painted.states || near) touch({ overlay: true });
    },
    resize() {
      for (const { canvas } of [cells, hatch, overlay]) {
        canvas.width = Math.round(state.canvas.width * state.ratio);
        canvas.height = Math.round(state.canvas.height * state.ratio);
      }
    },
    destroy() {
      redraw.stop();
      for (const { canvas } of [cells, hatch, overlay]) canvas.remove();
    },
  };
}
