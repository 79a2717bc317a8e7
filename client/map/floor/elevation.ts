import { severityOf } from '../../../shared/model/sample.ts';
import { drawShape } from '../../ui/shapes.ts';
import { fontOf } from './hall-frame.ts';
import type { Box } from './layout.ts';
import type { FloorState, RackDetail } from './state.ts';

/** Heights of the three inlet sensors over the floor, m (GB 50462-2015 §12.2.2), top first. */
const SENSOR_HEIGHT_M = [2.0, 1.1, 0.2] as const;
/** Height of one rack unit, m (EIA-310). */
const UNIT_M = 0.04445;
const USUAL_UNITS = 42;
/** A frame stands on a plinth and ends above its last unit. */
const FRAME_EXTRA_M = 0.15;

/** Share of the frame's height at which a sensor hangs, from its top. */
function sensorShare(sensor: number, units: number): number {
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
  const inner = { x: box.x + pad, y: box.y + pad, width: box.width * 0.94 - 2 * pad, height: box.height - 2 * pad };
  context.fillStyle = colours.panel;
  context.fillRect(inner.x, inner.y, inner.width, inner.height);
  const size = Math.min(14, box.width * 0.066);
  const edge = size * 0.8;
  context.font = fontOf(state, size * 1.1, true);
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillStyle = colours.text;
  context.fillText(words.rackCode(rack), inner.x + edge, inner.y + size * 1.1);
  const severity = severityOf(values.flags[values.offset + rack * values.stride]!);
  drawShape(context, severity, inner.x + inner.width - edge - size / 2, inner.y + size * 1.1, size, colours);
  const frame = {
    x: inner.x + inner.width * 0.17,
    y: inner.y + size * 2.3,
    width: inner.width * 0.36,
    height: inner.height - size * 4.6,
  };
  drawFrame(context, state, frame, units, size);
  drawSensors(context, state, frame, detail, units, size);
  const feedY = inner.y + inner.height - size * 1.1;
  context.fillStyle = colours.muted;
  context.font = fontOf(state, size, false);
  context.textAlign = 'left';
  context.fillText(`A ${detail.feedA}`, inner.x + edge, feedY);
  context.textAlign = 'right';
  context.fillText(`B ${detail.feedB}`, inner.x + inner.width - edge, feedY);
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
  context.font = fontOf(state, size * 0.8, false);
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
  detail: Pick<RackDetail, 'inlets' | 'hottest'>,
  units: number,
  size: number,
): void {
  const { colours } = state;
  detail.inlets.forEach(({ text, severity }, sensor) => {
    const y = frame.y + frame.height * sensorShare(sensor, units);
    const x = frame.x + frame.width + size;
    const hottest = sensor === detail.hottest;
    drawShape(context, severity, x, y, size * 0.8, colours);
    context.textAlign = 'left';
    context.fillStyle = hottest ? colours.text : colours.muted;
    context.font = fontOf(state, size * (hottest ? 1.2 : 1), hottest);
    context.fillText(text, x + size * 0.9, y);
  });
}
