import { SEVERITIES } from '../../shared/model/sample.ts';
import { drawShape } from '../ui/shapes.ts';
import { MAP_FONT } from './base-layer.ts';
import type { Camera } from './camera.ts';
import { type Box, boxAround, type LabelWish, placeLabels } from './label-placement.ts';
import type { MapPaint } from './map-paint.ts';
import { centrePoint, type PointState } from './point-state.ts';
import { NORMAL } from './sector-state.ts';

const HALF_PX = 10;
const FONT_PX = 13;
const FONT = `600 ${FONT_PX}px ${MAP_FONT}`;
const SHAPE_PX = 9;
/** From this zoom on data centres are named. */
const NAME_ZOOM = 10.5;

/** A data centre in view: its icon's middle and, where it is named, its name's. Canvas pixels. */
export interface PlacedCentre {
  readonly centre: number;
  readonly x: number;
  readonly y: number;
  readonly label: { readonly x: number; readonly y: number; readonly text: string } | null;
  /** What labels keep off. */
  readonly boxes: readonly Box[];
}

interface CentreWish extends LabelWish {
  readonly centre: number;
  readonly text: string;
}

/** Places data centres and finds their names a side where they cover none of the `obstacles` (masts with sectors). */
export function placeCentres(
  context: CanvasRenderingContext2D,
  camera: Camera,
  state: PointState,
  obstacles: readonly Box[],
): PlacedCentre[] {
  context.font = FONT;
  const icons = Array.from({ length: state.centreCount }, (_, centre) => ({
    centre,
    ...centrePoint(state, camera, centre),
  })).filter(({ x, y }) => x > -100 && y > -30 && x < camera.width + 100 && y < camera.height + 30);
  const iconBoxes = icons.map(({ x, y }) => boxAround(x, y, 2 * HALF_PX + 6, 2 * HALF_PX + 6));
  const named = state.showLabels && camera.zoom >= NAME_ZOOM ? icons : [];
  const wishes = named.map(({ centre, x, y }): CentreWish => {
    const text = state.centreLabel[centre] ?? '';
    const width = context.measureText(text).width;
    const [beside, beneath] = [width / 2 + HALF_PX + 8, HALF_PX + 12];
    return {
      centre,
      text,
      x,
      y,
      width,
      height: FONT_PX + 3,
      priority: 0,
      must: true,
      offsets: [
        [0, beneath],
        [0, -beneath],
        [-beside, 0],
        [beside, 0],
        [-beside, -beneath],
        [beside, -beneath],
        [-beside, beneath],
        [beside, beneath],
      ],
    };
  });
  const labels = new Map(
    placeLabels(wishes, [...obstacles, ...(camera.hidden ?? [])]).map((label) => [label.wish.centre, label]),
  );
  return icons.map(({ centre, x, y }, i) => {
    const label = labels.get(centre);
    const boxes = label ? [boxAround(label.x, label.y, label.wish.width + 4, FONT_PX + 5)] : [];
    return {
      centre,
      x,
      y,
      label: label ? { x: label.x, y: label.y, text: label.wish.text } : null,
      boxes: [iconBoxes[i]!, ...boxes],
    };
  });
}

/** Draws data centres with their names. */
export function paintCentres(
  context: CanvasRenderingContext2D,
  placed: readonly PlacedCentre[],
  state: PointState,
  paint: MapPaint,
): void {
  context.lineJoin = 'round';
  for (const { centre, x, y, label } of placed) {
    paintIcon(context, state.centreSeverity[centre]!, x, y, paint);
    if (!label) continue;
    context.font = FONT;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.strokeStyle = paint.colours.halo;
    context.lineWidth = 4;
    context.strokeText(label.text, label.x, label.y);
    context.fillStyle = paint.colours.text;
    context.fillText(label.text, label.x, label.y);
  }
}

function paintIcon(context: CanvasRenderingContext2D, severity: number, x: number, y: number, paint: MapPaint): void {
  const colour = severity === NORMAL ? paint.colours.accent : paint.colours[SEVERITIES[severity]!];
  context.beginPath();
  context.roundRect(x - HALF_PX, y - HALF_PX, 2 * HALF_PX, 2 * HALF_PX, 4);
  context.fillStyle = paint.colours.panel;
  context.fill();
  context.strokeStyle = colour;
  context.lineWidth = 1.75;
  context.stroke();
  context.beginPath();
  for (const dy of [-4, 0, 4]) {
    context.moveTo(x - 5, y + dy);
    context.lineTo(x + 5, y + dy);
  }
  context.lineWidth = 1.5;
  context.stroke();
  if (severity === NORMAL) return;
  context.beginPath();
  context.arc(x + HALF_PX, y - HALF_PX, SHAPE_PX / 2 + 1.5, 0, 2 * Math.PI);
  context.fillStyle = paint.colours.halo;
  context.fill();
  drawShape(context, SEVERITIES[severity]!, x + HALF_PX, y - HALF_PX, SHAPE_PX, paint.colours);
}
