import { qualityOf, severityOf } from '../../../shared/model/sample.ts';
import { drawShape } from '../../ui/shapes.ts';
import { drawHallAlarm, drawRackAlarms } from './alarm-marks.ts';
import { drawElevation } from './elevation.ts';
import { drawHall, drawPhase, fontOf } from './hall-frame.ts';
import { type Box, cellOf, type HallBox, rowOffset } from './layout.ts';
import { racksWithin } from './pick.ts';
import { type FloorState, isVisible, onCanvas, pitchOf, ZOOM_STEPS } from './state.ts';

/** Draws all that lies over the coloured cells: gaps, frames, titles, marks, numbers, selection. */
export function drawOverlay(context: CanvasRenderingContext2D, state: FloorState): void {
  const { ratio, canvas, layout } = state;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  for (const phase of layout.phases) drawPhase(context, state, phase);
  for (const hall of layout.halls) {
    if (!isVisible(state, hall)) continue;
    const pitch = pitchOf(state, hall.hall);
    if (pitch >= ZOOM_STEPS.gaps) drawGaps(context, state, hall);
    drawHall(context, state, hall);
    drawMarks(context, state, hall, pitch);
    if (pitch >= ZOOM_STEPS.numbers) drawNear(context, state, hall, pitch);
    if (state.alarms) drawRackAlarms(context, state, state.alarms, seenRacks(state, hall), pitch);
  }
  for (const hall of layout.halls) {
    if (state.alarms && isVisible(state, hall)) drawHallAlarm(context, state, state.alarms, hall);
  }
  drawMarked(context, state);
  drawRackFrame(context, state, state.hover, 1.5, state.colours.text);
  drawRackFrame(context, state, state.cursor, 2, state.colours.accent);
  drawRackFrame(context, state, state.selectedRack, 2, state.colours.text, true);
}

/** Lines of ground between neighbouring racks. */
function drawGaps(context: CanvasRenderingContext2D, state: FloorState, hall: HallBox): void {
  const { camera, ratio, canvas } = state;
  const unit = camera.scale * ratio;
  const gap = Math.max(1, Math.round(gapOf(hall.cell * camera.scale) * ratio));
  const top = Math.max(0, Math.round((hall.gridY - camera.y) * unit));
  const lastCell = (hall.y + hall.height - camera.y) * unit;
  const bottom = Math.min(canvas.height * ratio, Math.round(lastCell - ratio));
  const left = Math.max(0, Math.round((hall.gridX - camera.x) * unit));
  const right = Math.min(canvas.width * ratio, Math.round((hall.gridX + hall.places * hall.cell - camera.x) * unit));
  if (bottom <= top || right <= left) return;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = state.colours.ground;
  for (let place = 1; place < hall.places; place++) {
    const x = Math.round((hall.gridX + place * hall.cell - camera.x) * unit);
    if (x >= left && x <= right) context.fillRect(x - gap, top, gap, bottom - top);
  }
  for (let row = 1; row < hall.rows; row += 2) {
    const y = Math.round((hall.gridY + rowOffset(row, state.layout.depth) * hall.cell - camera.y) * unit);
    if (y >= top && y <= bottom) context.fillRect(left, y - gap, right - left, gap);
  }
  context.restore();
}

/** States by shape where a cell has room for it; before that a frame in the state's colour for major and critical. */
function drawMarks(context: CanvasRenderingContext2D, state: FloorState, hall: HallBox, pitch: number): void {
  const { values, colours, pixels, layout } = state;
  const numbered = pitch >= ZOOM_STEPS.numbers;
  const size = Math.min(15, Math.max(7, pitch * (numbered ? 0.34 : 0.42)));
  for (const rack of seenRacks(state, hall)) {
    if (values.reporting[rack] === 0) continue;
    const flags = values.flags[values.offset + rack * values.stride]!;
    const severity = severityOf(flags);
    if (severity === 'normal') continue;
    // A stale rack is hatched already.
    if (severity === 'unknown' && pixels.stale[layout.pixelOf[rack]!] !== 0) continue;
    const box = onCanvas(state, cellOf(state.layout, rack)!);
    if (pitch >= ZOOM_STEPS.shapes) {
      if (pitch >= ZOOM_STEPS.elevation) continue;
      const x = box.x + (box.width - gapOf(pitch)) / 2;
      const y = box.y + box.height * (numbered ? 0.78 : 0.5);
      context.beginPath();
      context.arc(x, y, size * 0.68, 0, 2 * Math.PI);
      context.fillStyle = colours.ground;
      context.fill();
      drawShape(context, severity, x, y, size, colours);
    } else if (severity === 'major' || severity === 'critical') {
      context.strokeStyle = colours[severity];
      context.lineWidth = 1;
      context.strokeRect(box.x - 0.5, box.y - 0.5, box.width, box.height);
    }
  }
}

/** Racks of a hall that are on the canvas. */
function seenRacks(state: FloorState, hall: HallBox): number[] {
  const { camera, canvas, layout } = state;
  const right = Math.min(hall.x + hall.width, camera.x + canvas.width / camera.scale);
  const bottom = Math.min(hall.y + hall.height, camera.y + canvas.height / camera.scale);
  const left = Math.max(hall.x, camera.x);
  const top = Math.max(hall.y, camera.y);
  if (right <= left || bottom <= top) return [];
  return racksWithin({ ...layout, halls: [hall] }, left, top, right, bottom);
}

/** Dark letters on light cells and the reverse. */
function inkOn(colour: number): string {
  const luminance = (0.299 * (colour & 255) + 0.587 * ((colour >> 8) & 255) + 0.114 * ((colour >> 16) & 255)) / 255;
  return luminance > 0.5 ? '#0B1220' : '#F7F8FA';
}

/** Width of the ground between two racks: the cells themselves are scaled without gaps. */
function gapOf(pitch: number): number {
  return Math.min(pitch * 0.06, 6);
}

function drawNear(context: CanvasRenderingContext2D, state: FloorState, hall: HallBox, pitch: number): void {
  const { values, words, layout } = state;
  const small = Math.min(13, pitch * 0.26);
  for (const rack of seenRacks(state, hall)) {
    const cell = onCanvas(state, cellOf(layout, rack)!);
    const box = { ...cell, width: cell.width - gapOf(pitch) };
    if (values.reporting[rack] === 0) drawEmpty(context, state, box, small, words.rackNumber(rack));
    else if (pitch >= ZOOM_STEPS.elevation) drawElevation(context, state, cell, rack);
    else drawNumbers(context, state, box, small, rack);
  }
}

/** The rack's number, and from some size on its value. */
function drawNumbers(
  context: CanvasRenderingContext2D,
  state: FloorState,
  box: Box,
  small: number,
  rack: number,
): void {
  const { values, words, pixels, layout, colours } = state;
  const at = values.offset + rack * values.stride;
  const quality = qualityOf(values.flags[at]!);
  const known = quality === 'good' || quality === 'uncertain';
  const middle = box.x + box.width / 2;
  const pixel = layout.pixelOf[rack]!;
  const colour = pixels.colour[pixel]!;
  context.fillStyle = known ? inkOn(colour) : colours.muted;
  // Over hatching, letters stand on a patch of the cell's own colour.
  const patch = pixels.stale[pixel] === 0 ? null : cssOf(colour);
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  context.font = fontOf(state, small, false);
  if (box.width < ZOOM_STEPS.values) {
    write(context, words.rackNumber(rack), middle, box.y + box.height * 0.36, patch);
    return;
  }
  const code = words.rackCode(rack);
  const fits = context.measureText(code).width <= box.width - 8;
  write(context, fits ? code : words.rackNumber(rack), middle, box.y + box.height * 0.22, patch);
  context.font = fontOf(state, Math.min(26, box.width * 0.32), true);
  write(context, known ? words.cellValue(values.value[at]!) : '–', middle, box.y + box.height * 0.5, patch);
}

function cssOf(packed: number): string {
  return `rgb(${packed & 255} ${(packed >> 8) & 255} ${(packed >> 16) & 255})`;
}

function write(context: CanvasRenderingContext2D, text: string, x: number, y: number, patch: string | null): void {
  if (patch !== null) {
    context.strokeStyle = patch;
    context.lineWidth = 4;
    context.lineJoin = 'round';
    context.strokeText(text, x, y);
  }
  context.fillText(text, x, y);
}

/** A place where a rack will stand. */
function drawEmpty(context: CanvasRenderingContext2D, state: FloorState, box: Box, size: number, number: string): void {
  const inset = Math.max(1, box.width * 0.06);
  context.strokeStyle = state.colours.hairline;
  context.lineWidth = 1;
  context.setLineDash([3, 3]);
  context.strokeRect(box.x + inset, box.y + inset, box.width - 2 * inset, box.height - 2 * inset);
  context.setLineDash([]);
  context.font = fontOf(state, size, false);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = state.colours.faint;
  context.fillText(number, box.x + box.width / 2, box.y + box.height / 2);
}

function drawRackFrame(
  context: CanvasRenderingContext2D,
  state: FloorState,
  rack: number,
  width: number,
  colour: string,
  roomy = false,
): void {
  const cell = rack < 0 ? undefined : cellOf(state.layout, rack);
  if (!cell) return;
  const box = onCanvas(state, cell);
  const grow = roomy && box.width < 14 ? 2.5 : 0.5;
  context.lineWidth = width + 2;
  context.strokeStyle = state.colours.ground;
  const frame = [box.x - grow, box.y - grow, box.width + 2 * grow - 1, box.height + 2 * grow - 1] as const;
  context.strokeRect(...frame);
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.strokeRect(...frame);
}

function drawMarked(context: CanvasRenderingContext2D, state: FloorState): void {
  context.fillStyle = state.colours.accent;
  context.globalAlpha = 0.35;
  for (const rack of state.marked) {
    const cell = cellOf(state.layout, rack);
    if (!cell || !isVisible(state, cell)) continue;
    const box = onCanvas(state, cell);
    context.fillRect(box.x, box.y, box.width, box.height);
  }
  context.globalAlpha = 1;
  if (!state.lasso) return;
  const box = onCanvas(state, state.lasso);
  context.strokeStyle = state.colours.accent;
  context.lineWidth = 1.5;
  context.setLineDash([5, 4]);
  context.strokeRect(box.x, box.y, box.width, box.height);
  context.setLineDash([]);
}
