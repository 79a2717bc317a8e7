import type { Palette } from '../../ui/palette.ts';
import { type Camera, fitCamera, type Insets, kept, panned, revealed, type Size, zoomed } from './camera.ts';
import { type FloorActions, listen } from './input.ts';
import { type Box, cellOf, type FloorPlan, layoutFloor } from './layout.ts';
import { createPixels, type LayerStyle, type RackValues } from './paint.ts';
import { neighbourOf, pickAt, type RackPick, racksWithin } from './pick.ts';
import {
  type FloorAlarms,
  type FloorState,
  type FloorWords,
  onCanvas,
  pitchOf,
  visibleHalls,
  ZOOM_STEPS,
} from './state.ts';
import { createSurface, type Surface } from './surface.ts';

export interface FloorInput {
  readonly plan: FloorPlan;
  readonly values: RackValues;
  readonly style: LayerStyle;
  readonly colours: Palette;
  readonly words: FloorWords;
  /** Null shows none. */
  readonly alarms: FloorAlarms | null;
  /** CSS pixels of the canvas's edges that controls cover. */
  readonly insets: Insets;
}

export interface FloorEvents {
  /** The rack under the pointer or the keyboard's cursor (−1: none) and its place on the canvas, CSS pixels. */
  onPoint(rack: number, place: Box | null, by: 'pointer' | 'keys'): void;
  onSelect(pick: RackPick): void;
  /** Racks gathered by dragging with Shift; empty when let go. */
  onMark(racks: readonly number[]): void;
  /** After the camera has moved. */
  onView(view: FloorView): void;
}

export interface FloorView {
  /** The middle of the canvas in floor units. */
  readonly x: number;
  readonly y: number;
  /** CSS pixels per floor unit. */
  readonly scale: number;
  /** The user has moved it away from the fit. */
  readonly moved: boolean;
  /** The hall in the middle of the canvas, −1 for none or where several are in sight. */
  readonly hall: number;
  /** Halls of which something is seen. */
  readonly halls: readonly number[];
  /** Reporting racks on the canvas where they are drawn from their front; empty farther out. */
  readonly elevations: readonly number[];
}

export interface Floor {
  /** Takes new words, colours, layer or plan; all of it is drawn anew. */
  update(input: Partial<FloorInput>): void;
  /** Says which series have new values, in any order. */
  changed(series: Uint32Array): void;
  /** Ordinals of the selected rack and hall, −1 for none. */
  select(rack: number, hall: number): void;
  clearMarked(): void;
  showAll(): void;
  zoomBy(factor: number): void;
  lookAt(x: number, y: number, scale: number): void;
  /** Brings a rack into view with the least movement. */
  reveal(rack: number): void;
  destroy(): void;
}

/** Below this width (CSS pixels) the halls are folded into half as many columns. */
const FOLD_BELOW_PX = 640;
const MAX_ELEVATIONS = 40;

/** Where to look first: the middle in floor units, CSS pixels per floor unit. */
export type FloorStart = Pick<FloorView, 'x' | 'y' | 'scale'>;

function initialState(input: FloorInput, start: FloorStart | null, font: string): FloorState {
  const layout = layoutFloor(input.plan);
  return {
    ...input,
    layout,
    wrap: 1,
    font,
    pixels: createPixels(layout),
    camera: start ? { x: start.x, y: start.y, scale: start.scale } : { x: 0, y: 0, scale: 1 },
    fitted: start === null,
    canvas: { width: 0, height: 0 },
    ratio: 1,
    minScale: 0.01,
    hover: -1,
    cursor: -1,
    selectedRack: -1,
    selectedHall: -1,
    marked: new Set(),
    lasso: null,
    dirty: { cells: true, hatch: true, overlay: true },
  };
}

/**
 * The rack floor in an element, which must be positioned and becomes focusable. Draws at most once per animation frame.
 * Without a start it shows the whole floor and goes on to do so until the user moves it.
 */
export function createFloor(
  element: HTMLElement,
  input: FloorInput,
  events: FloorEvents,
  start: FloorStart | null = null,
): Floor {
  const state = initialState(input, start, getComputedStyle(element).fontFamily);
  const surface = createSurface(element, state);
  element.tabIndex = 0;
  const scene: Scene = { state, surface, events };
  const stop = new AbortController();
  listen(element, actionsOn(scene, element), stop.signal);
  const observer = new ResizeObserver(([entry]) => entry && resize(scene, entry.contentRect));
  observer.observe(element);

  return {
    update(next) {
      const planChanged = next.plan !== undefined && next.plan !== state.plan;
      const painting = next.values !== undefined || next.style !== undefined;
      Object.assign(state, next);
      if (planChanged && surface.ready()) surface.rebuild();
      else if (painting) surface.repaint();
      else surface.touch({ overlay: true });
      if ((planChanged || next.insets) && state.fitted && surface.ready()) showAll(scene);
    },
    changed: surface.changed,
    select(rack, hall) {
      state.selectedRack = rack;
      state.selectedHall = hall;
      surface.touch({ overlay: true });
    },
    clearMarked: () => mark(scene, [], null),
    showAll: () => showAll(scene),
    zoomBy: (factor) => zoomAbout(scene, factor, state.canvas.width / 2, state.canvas.height / 2),
    lookAt: (x, y, scale) => lookAt(scene, x, y, scale),
    reveal: (rack) => reveal(scene, rack),
    destroy() {
      stop.abort();
      observer.disconnect();
      surface.destroy();
    },
  };
}

interface Scene {
  readonly state: FloorState;
  readonly surface: Surface;
  readonly events: FloorEvents;
}

function show({ state, surface, events }: Scene, camera: Camera, fitted: boolean): void {
  state.camera = fitted ? camera : kept(camera, state.layout, state.canvas);
  state.fitted = fitted;
  surface.touch();
  events.onView(viewOf(state));
}

function viewOf(state: FloorState): FloorView {
  const { camera, canvas, layout, values } = state;
  const width = canvas.width / camera.scale;
  const height = canvas.height / camera.scale;
  const middle = pickAt(layout, camera.x + width / 2, camera.y + height / 2).hall;
  const near = layout.halls.some((hall) => pitchOf(state, hall.hall) >= ZOOM_STEPS.elevation);
  const seen = near ? racksWithin(layout, camera.x, camera.y, camera.x + width, camera.y + height) : [];
  return {
    x: camera.x + width / 2,
    y: camera.y + height / 2,
    scale: camera.scale,
    moved: !state.fitted,
    hall: middle >= 0 && pitchOf(state, middle) >= ZOOM_STEPS.shapes ? middle : -1,
    halls: visibleHalls(state),
    elevations: seen.filter((rack) => values.reporting[rack] === 1).slice(0, MAX_ELEVATIONS),
  };
}

function showAll(scene: Scene): void {
  const { state } = scene;
  show(scene, fitCamera(state.layout, state.canvas, state.insets, state.wrap > 1), true);
}

function zoomAbout(scene: Scene, factor: number, x: number, y: number): void {
  show(scene, zoomed(scene.state.camera, factor, x, y, scene.state.minScale), false);
}

function lookAt(scene: Scene, x: number, y: number, scale: number): void {
  const { canvas } = scene.state;
  show(scene, { x: x - canvas.width / 2 / scale, y: y - canvas.height / 2 / scale, scale }, false);
}

function reveal(scene: Scene, rack: number): void {
  const { state } = scene;
  // Before the canvas has a size there is nothing to bring into view: the first fit shows all.
  if (!scene.surface.ready()) return;
  const cell = cellOf(state.layout, rack);
  if (!cell) return;
  const around = { x: cell.x - cell.width, y: cell.y - cell.width, width: cell.width * 3, height: cell.width * 3 };
  const camera = revealed(state.camera, around, state.canvas, state.insets);
  if (camera.x !== state.camera.x || camera.y !== state.camera.y) show(scene, camera, false);
}

function resize(scene: Scene, size: Size): void {
  const { state, surface } = scene;
  if (size.width < 1 || size.height < 1) return;
  const { camera, canvas } = state;
  const middle = { x: camera.x + canvas.width / 2 / camera.scale, y: camera.y + canvas.height / 2 / camera.scale };
  const first = !surface.ready();
  state.canvas = { width: size.width, height: size.height };
  state.ratio = window.devicePixelRatio || 1;
  surface.resize();
  const wrap = size.width < FOLD_BELOW_PX ? 2 : 1;
  if (wrap !== state.wrap || first) {
    state.wrap = wrap;
    surface.rebuild();
  }
  state.minScale = fitCamera(state.layout, state.canvas, state.insets).scale * 0.8;
  if (state.fitted) showAll(scene);
  else lookAt(scene, middle.x, middle.y, camera.scale);
}

function point({ state, surface, events }: Scene, rack: number, by: 'pointer' | 'keys'): void {
  if (by === 'pointer' && rack === state.hover) return;
  if (by === 'pointer') state.hover = rack;
  else state.cursor = rack;
  surface.touch({ overlay: true });
  const cell = rack < 0 ? undefined : cellOf(state.layout, rack);
  events.onPoint(rack, cell ? onCanvas(state, cell) : null, by);
}

function mark({ state, surface, events }: Scene, racks: readonly number[], lasso: Box | null): void {
  if (racks.length === 0 && state.marked.size === 0 && !state.lasso && !lasso) return;
  state.marked = new Set(racks);
  state.lasso = lasso;
  surface.touch({ overlay: true });
  events.onMark(racks);
}

function actionsOn(scene: Scene, element: HTMLElement): FloorActions {
  const { state, events } = scene;
  const floorPoint = (x: number, y: number) => ({
    x: state.camera.x + x / state.camera.scale,
    y: state.camera.y + y / state.camera.scale,
  });
  const pick = (x: number, y: number): RackPick => {
    const at = floorPoint(x, y);
    const { hall, rack } = pickAt(state.layout, at.x, at.y);
    // Places of racks to come are drawn from this zoom on; farther out their hall is meant.
    const drawn = rack >= 0 && (state.values.reporting[rack] === 1 || pitchOf(state, hall) >= ZOOM_STEPS.numbers);
    return { hall, rack: drawn ? rack : -1 };
  };
  return {
    size: () => state.canvas,
    pan(dx, dy) {
      point(scene, -1, 'pointer');
      show(scene, panned(state.camera, dx, dy), false);
    },
    zoom(factor, x, y) {
      point(scene, -1, 'pointer');
      zoomAbout(scene, factor, x, y);
    },
    showAll: () => showAll(scene),
    hover(x, y) {
      const { hall, rack } = pick(x, y);
      element.style.cursor = hall >= 0 ? 'pointer' : 'grab';
      point(scene, rack, 'pointer');
    },
    leave: () => point(scene, -1, 'pointer'),
    select(x, y) {
      if (state.cursor >= 0) point(scene, -1, 'keys');
      events.onSelect(pick(x, y));
    },
    lasso(x1, y1, x2, y2, done) {
      const a = floorPoint(x1, y1);
      const b = floorPoint(x2, y2);
      const racks = racksWithin(state.layout, a.x, a.y, b.x, b.y).filter((rack) => state.values.reporting[rack] === 1);
      const box = {
        x: Math.min(a.x, b.x),
        y: Math.min(a.y, b.y),
        width: Math.abs(a.x - b.x),
        height: Math.abs(a.y - b.y),
      };
      mark(scene, racks, done ? null : box);
    },
    step(dx, dy) {
      const from = state.cursor >= 0 ? state.cursor : state.selectedRack;
      const rack = from >= 0 ? neighbourOf(state.layout, from, dx, dy) : state.layout.rackAt.find((at) => at >= 0);
      if (rack === undefined) return;
      reveal(scene, rack);
      point(scene, rack, 'keys');
    },
    enter() {
      if (state.cursor >= 0) events.onSelect({ rack: state.cursor, hall: state.layout.rackHall[state.cursor] ?? -1 });
    },
    escape() {
      const busy = state.cursor >= 0 || state.marked.size > 0;
      mark(scene, [], null);
      if (state.cursor >= 0) point(scene, -1, 'keys');
      return busy;
    },
  };
}
