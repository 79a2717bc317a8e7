import type { Severity } from '../../../shared/model/sample.ts';
import type { Palette } from '../../ui/palette.ts';
import type { AlarmMarks } from '../alarm-mark.ts';
import type { Camera, Insets, Size } from './camera.ts';
import type { Box, FloorLayout, FloorPlan } from './layout.ts';
import type { FloorPixels, LayerStyle, RackValues } from './paint.ts';

/** What stands on a hall's frame. */
export interface HallLabel {
  readonly title: string;
  /** For frames too narrow for the title. */
  readonly short: string;
  /** The layer's number of the hall with its unit sign, '' for none. */
  readonly value: string;
  readonly severity: Severity;
  /** Share built in 0…1 and its words, for halls that are not in service; null for running ones. */
  readonly building: { readonly share: number | null; readonly text: string } | null;
}

export interface PhaseLabel {
  readonly title: string;
  readonly note: string;
  /** A shorter note for narrow screens. */
  readonly brief: string;
}

/** What is drawn of a rack at the nearest zoom; null where nothing is known. */
export interface RackDetail {
  /** Inlet at the top, middle and bottom sensor, in words, with its state. */
  readonly inlets: readonly { readonly text: string; readonly severity: Severity }[];
  /** Which of them is the hottest, −1 when unknown. */
  readonly hottest: number;
  readonly feedA: string;
  readonly feedB: string;
  /** Height units of the frame. */
  readonly units: number | null;
}

/** Everything in words that the canvas shows; it knows no language itself. */
export interface FloorWords {
  readonly halls: readonly HallLabel[];
  readonly phases: readonly PhaseLabel[];
  /** A rack's number within its row, and the same with its row. */
  rackNumber(rack: number): string;
  rackCode(rack: number): string;
  /** A value of the layer, without unit. */
  cellValue(value: number): string;
  detail(rack: number): RackDetail;
}

/** Standing alarms by ordinal, each with the worst of what it contains. */
export interface FloorAlarms {
  readonly rack: AlarmMarks;
  readonly hall: AlarmMarks;
}

/** What a hall is built of changes rarely; what is seen of it often: the one state that all drawing reads. */
export interface FloorState {
  plan: FloorPlan;
  layout: FloorLayout;
  /** How many times narrower the halls are folded. */
  wrap: number;
  pixels: FloorPixels;
  values: RackValues;
  style: LayerStyle;
  colours: Palette;
  words: FloorWords;
  /** Null shows none. */
  alarms: FloorAlarms | null;
  /** Font family of the page. */
  font: string;
  camera: Camera;
  /** False until the first fit, or after the user has moved: then a resize keeps the middle instead of fitting. */
  fitted: boolean;
  canvas: Size;
  /** Device pixels per CSS pixel. */
  ratio: number;
  insets: Insets;
  minScale: number;
  /** Ordinals of racks, −1 for none. */
  hover: number;
  cursor: number;
  selectedRack: number;
  selectedHall: number;
  /** Racks gathered by dragging with Shift, and the rectangle being drawn, in floor units. */
  marked: ReadonlySet<number>;
  lasso: Box | null;
  dirty: { cells: boolean; hatch: boolean; overlay: boolean };
}

/** Widths of a rack, in CSS pixels, from which more is drawn. */
export const ZOOM_STEPS = { gaps: 3.4, shapes: 13, numbers: 30, values: 44, elevation: 170 } as const;

/** CSS pixels between neighbouring racks of a hall. */
export function pitchOf(state: FloorState, hall: number): number {
  return (state.layout.halls[hall]?.cell ?? 1) * state.camera.scale;
}

/** A box of the floor in CSS pixels of the canvas. */
export function onCanvas(state: FloorState, box: Box): Box {
  const { x, y, scale } = state.camera;
  return { x: (box.x - x) * scale, y: (box.y - y) * scale, width: box.width * scale, height: box.height * scale };
}

export function isVisible(state: FloorState, box: Box): boolean {
  const { x, y, width, height } = onCanvas(state, box);
  return x < state.canvas.width && y < state.canvas.height && x + width > 0 && y + height > 0;
}

/** Halls of which something is on the canvas. */
export function visibleHalls(state: FloorState): number[] {
  return state.layout.halls.filter((hall) => isVisible(state, hall)).map((hall) => hall.hall);
}
