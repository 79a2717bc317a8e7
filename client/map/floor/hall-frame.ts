import { drawShape } from '../../ui/shapes.ts';
import type { HallBox, PhaseBox } from './layout.ts';
import { type FloorState, type HallLabel, isVisible, onCanvas } from './state.ts';

/** A canvas font of the page's family, in CSS pixels. */
export function fontOf(state: FloorState, size: number, strong: boolean): string {
  return `${strong ? 600 : 400} ${size}px ${state.font}`;
}

/** The heading over a phase: what it is on the left, how many racks report on the right. */
export function drawPhase(context: CanvasRenderingContext2D, state: FloorState, phase: PhaseBox): void {
  const label = state.words.phases[phase.phase];
  if (!label || !isVisible(state, phase)) return;
  const box = onCanvas(state, phase);
  const band = phase.heading * state.camera.scale;
  const size = Math.max(12, Math.min(17, band * 0.55));
  const y = box.y + band - Math.min(band * 0.42, 16);
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.font = fontOf(state, size, true);
  context.fillStyle = state.colours.text;
  // The heading stays in sight while its phase is wider than the canvas.
  const left = Math.max(box.x, Math.min(state.insets.left, box.x + box.width - 200));
  const right = Math.min(box.x + box.width, state.canvas.width - state.insets.right);
  context.fillText(label.title, left, y);
  const taken = context.measureText(label.title).width + 24;
  context.font = fontOf(state, Math.min(13, size - 1), false);
  const room = right - left - taken;
  const note = context.measureText(label.note).width <= room ? label.note : label.brief;
  if (context.measureText(note).width > room) return;
  context.textAlign = 'right';
  context.fillStyle = state.colours.muted;
  context.fillText(note, right, y);
}

/** A hall's frame with its name and number; halls under construction are dashed, uncoloured and carry a bar. */
export function drawHall(context: CanvasRenderingContext2D, state: FloorState, hall: HallBox): void {
  const label = state.words.halls[hall.hall];
  if (!label) return;
  const box = onCanvas(state, hall);
  const selected = state.selectedHall === hall.hall;
  const x = Math.round(box.x) + 0.5;
  const y = Math.round(box.y) + 0.5;
  const width = Math.round(box.width) - 1;
  const height = Math.round(box.height) - 1;
  context.lineWidth = selected ? 2 : 1;
  context.strokeStyle = selected ? state.colours.accent : state.colours.hairline;
  if (label.building) {
    context.setLineDash([4, 3]);
    if (!selected) context.strokeStyle = dashColour(state);
  }
  context.strokeRect(x, y, width, height);
  context.setLineDash([]);
  const band = (hall.gridY - hall.y) * state.camera.scale;
  drawTitle(context, state, label, { x, y, width, band });
  if (label.building) drawProgress(context, state, label.building, { x, y, width, height });
}

/** Dashes need more weight than a full line to be seen. */
function dashColour(state: FloorState): string {
  return state.colours.theme === 'dark' ? '#3A4D70' : '#A9B4C6';
}

function drawTitle(
  context: CanvasRenderingContext2D,
  state: FloorState,
  label: HallLabel,
  place: { x: number; y: number; width: number; band: number },
): void {
  const { colours } = state;
  const size = Math.max(10, Math.min(15, place.band * 0.6));
  if (place.band < 8 || place.width < 24) return;
  const y = place.y + place.band - Math.min(place.band / 2, size * 1.2);
  const inset = Math.max(3, Math.min(8, place.width * 0.05));
  const bad = label.severity !== 'normal' && label.severity !== 'unknown';
  context.textBaseline = 'middle';
  context.font = fontOf(state, size, bad);
  const valueWidth = label.value === '' ? 0 : context.measureText(label.value).width;
  const shapeSize = label.value === '' || label.severity === 'normal' ? 0 : size * 0.8;
  const right = place.x + place.width - inset;
  const room = place.width - 2 * inset - 5;
  context.font = fontOf(state, size, false);
  const fits = (text: string) => context.measureText(text).width + valueWidth + (shapeSize && shapeSize + 4) <= room;
  const title = fits(label.title) ? label.title : label.short;
  const withValue = fits(title);
  context.textAlign = 'left';
  context.fillStyle = label.building ? colours.faint : colours.muted;
  context.fillText(title, place.x + inset, y);
  if (label.value === '' || !withValue) {
    if (bad && label.value !== '') drawShape(context, label.severity, right - size / 2, y, size * 0.8, colours);
    return;
  }
  context.textAlign = 'right';
  context.font = fontOf(state, size, bad);
  context.fillStyle = bad ? colours[label.severity] : colours.faint;
  context.fillText(label.value, right, y);
  if (shapeSize) drawShape(context, label.severity, right - valueWidth - shapeSize / 2 - 4, y, shapeSize, colours);
}

function drawProgress(
  context: CanvasRenderingContext2D,
  state: FloorState,
  building: NonNullable<HallLabel['building']>,
  box: { x: number; y: number; width: number; height: number },
): void {
  const { colours } = state;
  if (box.width < 30 || state.camera.scale > 40) return;
  const inset = Math.max(4, box.width * 0.07);
  const y = box.y + box.height - inset - 5;
  const size = Math.max(9, Math.min(14, box.width * 0.14));
  context.font = fontOf(state, size, false);
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.fillStyle = colours.faint;
  if (context.measureText(building.text).width <= box.width - 2 * inset) {
    context.fillText(building.text, box.x + inset, y - 6);
  }
  if (building.share === null) return;
  const width = box.width - 2 * inset;
  context.fillStyle = colours.hairline;
  context.fillRect(box.x + inset, y, width, 5);
  context.fillStyle = colours.accent;
  context.globalAlpha = 0.75;
  context.fillRect(box.x + inset, y, width * building.share, 5);
  context.globalAlpha = 1;
}
