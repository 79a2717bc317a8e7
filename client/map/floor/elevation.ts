import { severityOf } from '../../../shared/model/sample.ts';
import { drawShape } from '../../ui/shapes.ts';
import { fontOf } from './hall-frame.ts';
import type { Box } from './layout.ts';
import type { FloorState } from './state.ts';

/** Heights of the three inlet sensors over the floor, m (GB 50462-2015 §12.2.2), top first. */
const SENSOR_HEIGHT_M = [2.0, 1.1, 0.2] as const;
/** Height of one rack unit, m (EIA-310). */
const UNIT_M = 0.04445;
const USUAL_UNITS = 42;
/** A frame stands on a plinth and ends above its last unit. */
const FRAME_EXTRA_M = 0.15;

/** Share of the frame's height at which a sensor hangs, from its top. */
export function sensorShare(sensor: number, units: number): number {
  const frame = units * UNIT_M + FRAME_EXTRA_M;
  return Math.min(0.96, Math.max(0.04, 1 - SENSOR_HEIGHT_M[sensor]! / frame));
}

/**
 * The rack from its front: frame with its units, the three inlet sensors with their values, and the two feeds. Only what
 * is known: what is built into the rack is not, so the frame stays empty.
 */
export function drawElevation(context: CanvasRenderingContext2D, state: FloorState, box: Box, rack: number): void {
  const { colours, words, values } = state;
  const detail = words.detail(rack);
  const units = detail.units ?? USUAL_UNITS;
  const pad = box.width * 0.05;
  const inner = { x: box.x + pad, y: box.y + pad, width: box.width - 2 * pad - 6, height: box.height - 2 * pad };
  context.fillStyle = colours.panel;
  context.globalAlpha = 0.9;
  context.fillRect(inner.x, inner.y, inner.width, inner.height);
  context.globalAlpha = 1;
  const size = Math.min(14, box.width * 0.066);
  const flags = values.flags[values.offset + rack * values.stride]!;
  const severity = severityOf(flags);
  context.font = fontOf(size * 1.1, true);
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillStyle = colours.text;
  const headY = inner.y + size;
  context.fillText(words.rackNumber(rack), inner.x + size * 0.5, headY);
  if (severity !== 'normal') drawShape(context, severity, inner.x + inner.width - size, headY, size, colours);
  const frame = {
    x: inner.x + inner.width * 0.16,
    y: inner.y + size * 2.1,
    width: inner.width * 0.34,
    height: inner.height - size * 2.6,
  };
  drawFrame(context, state, frame, units, size);
  drawSensors(context, state, frame, detail, units, size);
  const feedX = inner.x + inner.width - size * 0.6;
  context.textAlign = 'right';
  context.fillStyle = colours.muted;
  context.font = fontOf(size, false);
  context.fillText(`A ${detail.feedA}`, feedX, inner.y + inner.height - size * 2.2);
  context.fillText(`B ${detail.feedB}`, feedX, inner.y + inner.height - size * 0.9);
}

function drawFrame(
  context: CanvasRenderingContext2D,
  state: FloorState,
  frame: Box,
  units: number,
  size: number,
): void {
  const { colours } = state;
  context.strokeStyle = colours.muted;
  context.lineWidth = 1.5;
  context.strokeRect(frame.x, frame.y, frame.width, frame.height);
  context.strokeStyle = colours.hairline;
  context.fillStyle = colours.faint;
  context.lineWidth = 1;
  context.font = fontOf(size * 0.8, false);
  context.textAlign = 'right';
  context.beginPath();
  for (let unit = 6; unit <= units; unit += 6) {
    const y = Math.round(frame.y + frame.height * (1 - unit / units)) + 0.5;
    context.moveTo(frame.x, y);
    context.lineTo(frame.x + frame.width, y);
    context.fillText(String(unit), frame.x - 4, Math.max(y, frame.y + size * 0.4));
  }
  context.stroke();
}

function drawSensors(
  context: CanvasRenderingContext2D,
  state: FloorState,
  frame: Box,
  detail: { readonly inlets: readonly (number | null)[]; readonly hottest: number },
  units: number,
  size: number,
): void {
  const { colours, words } = state;
  context.textAlign = 'left';
  detail.inlets.forEach((value, sensor) => {
    const y = frame.y + frame.height * sensorShare(sensor, units);
    const x = frame.x + frame.width + size * 0.9;
    const hottest = sensor === detail.hottest;
    context.beginPath();
    context.arc(x, y, size * 0.32, 0, 2 * Math.PI);
    context.strokeStyle = hottest ? colours.text : colours.muted;
    context.fillStyle = hottest ? colours.text : colours.muted;
    context.lineWidth = 1.2;
    if (value === null) context.stroke();
    else context.fill();
    context.font = fontOf(size * (hottest ? 1.2 : 1), hottest);
    context.fillText(value === null ? '–' : `${words.cellValue(value)}°`, x + size * 0.8, y);
  });
}
