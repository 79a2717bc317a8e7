import { SEVERITIES } from '../../../shared/model/sample.ts';
import { drawAlarmMark, rankOfMark } from '../alarm-mark.ts';
import { cellOf, type HallBox } from './layout.ts';
import { type FloorAlarms, type FloorState, onCanvas, ZOOM_STEPS } from './state.ts';

const HALL_PX = 15;
/** Of a rack's width, and between these. */
const RACK_SHARE = 0.36;
const RACK_PX = [9, 16] as const;
const CORNER_SHARE = 0.45;

/** Marks racks of a hall: a corner in the colour of the severity, its shape where there is room. */
export function drawRackAlarms(
  context: CanvasRenderingContext2D,
  state: FloorState,
  alarms: FloorAlarms,
  racks: readonly number[],
  pitch: number,
): void {
  if (pitch < ZOOM_STEPS.gaps) return;
  const marked = racks.filter((rack) => alarms.rack[rack] !== 0);
  // One colour after the other, worst last: a canvas is slow to change its colour.
  marked.sort((a, b) => rankOfMark(alarms.rack[a]!) - rankOfMark(alarms.rack[b]!));
  const near = pitch >= ZOOM_STEPS.numbers;
  const size = Math.min(RACK_PX[1], Math.max(RACK_PX[0], pitch * RACK_SHARE));
  for (const rack of marked) {
    const cell = cellOf(state.layout, rack);
    if (!cell) continue;
    const box = onCanvas(state, cell);
    const mark = alarms.rack[rack]!;
    if (near) drawAlarmMark(context, mark, box.x + size / 2 + 1, box.y + size / 2 + 1, size, state.colours);
    else drawCorner(context, state, mark, box.x, box.y, Math.max(2, pitch * CORNER_SHARE));
  }
}

function drawCorner(
  context: CanvasRenderingContext2D,
  state: FloorState,
  mark: number,
  x: number,
  y: number,
  side: number,
): void {
  const colour = state.colours[SEVERITIES[mark - 1]!];
  if (context.fillStyle !== colour) context.fillStyle = colour;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + side, y);
  context.lineTo(x, y + side);
  context.fill();
}

const HALL_INSET_PX = 9;

/** Marks a hall in the corner of its frame where no words stand, with the worst alarm of itself and of what it contains. */
export function drawHallAlarm(
  context: CanvasRenderingContext2D,
  state: FloorState,
  alarms: FloorAlarms,
  hall: HallBox,
): void {
  const mark = alarms.hall[hall.hall] ?? 0;
  if (mark === 0) return;
  const { x, y, width, height } = onCanvas(state, hall);
  drawAlarmMark(context, mark, x + width - HALL_INSET_PX, y + height - HALL_INSET_PX, HALL_PX, state.colours);
}
