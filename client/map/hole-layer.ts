import { type Crs, fromWgs84 } from '../../shared/geo/crs.ts';
import type { CoverageHole } from '../../shared/wire/planning.ts';
import { MAP_FONT } from './base-layer.ts';
import { type Camera, toWorld, worldPx } from './camera.ts';
import { CHANGE } from './coverage-classes.ts';
import { lookOfDifference } from './coverage-look.ts';
import { hatching } from './hatching.ts';
import { type Box, boxAround, placeLabels } from './label-placement.ts';
import { cssColour, type MapPaint } from './map-paint.ts';

/** Out now; out when a countdown ends; out if somebody asks what would be; what a plan covers more and less. */
export type HoleStyle = 'out' | 'predicted' | 'asked' | 'gained' | 'lost';

/** Ground without coverage as the map draws it. */
export interface HoleShape {
  readonly id: string;
  readonly style: HoleStyle;
  /** Rings in world units (camera.ts), x and y alternating; holes in them by the even-odd rule. */
  readonly rings: readonly Float64Array[];
  /** What is written on it. */
  readonly label: string;
  /** In the middle of its largest ring, world units. */
  readonly x: number;
  readonly y: number;
  /** The longer side of the box around its largest ring, world units. */
  readonly extent: number;
}

type Polygons = CoverageHole['polygons'];

/** A hole's polygons as a shape; null where there is none to draw. */
export function holeShape(
  id: string,
  polygons: Polygons,
  style: HoleStyle,
  label: string,
  crs: Crs = 'WGS84',
): HoleShape | null {
  const rings = polygons.flat().map((ring) =>
    Float64Array.from(
      ring.flatMap(([lon, lat]) => {
        const { x, y } = toWorld(fromWgs84({ lat, lon }, crs));
        return [x, y];
      }),
    ),
  );
  const largest = rings.reduce<Float64Array | null>(
    (best, ring) => (best === null || areaOf(ring) > areaOf(best) ? ring : best),
    null,
  );
  if (largest === null) return null;
  const count = largest.length / 2;
  let [x, y] = [0, 0];
  for (let i = 0; i < largest.length; i += 2) {
    x += largest[i]! / count;
    y += largest[i + 1]! / count;
  }
  return { id, style, rings, label, x, y, extent: Math.max(spreadOf(largest, 0), spreadOf(largest, 1)) };
}

/** From the least to the greatest of a ring's x (axis 0) or y (axis 1). */
function spreadOf(ring: Float64Array, axis: 0 | 1): number {
  const values = ring.filter((_, i) => i % 2 === axis);
  return values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b));
}

function areaOf(ring: Float64Array): number {
  let twice = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    twice += ring[i]! * ring[j + 1]! - ring[j]! * ring[i + 1]!;
  }
  return Math.abs(twice / 2);
}

/** The hole over a world position, the last drawn first; null where there is none. */
export function holeAt(holes: readonly HoleShape[], x: number, y: number): HoleShape | null {
  return holes.findLast(({ rings }) => rings.filter((ring) => isInside(ring, x, y)).length % 2 === 1) ?? null;
}

function isInside(ring: Float64Array, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const [xi, yi, xj, yj] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

const LABEL_PX = 12;
/** Nothing is written on a hole that is smaller on screen: of a region's fifty nobody could read any. */
const LEAST_NAMED_PX = 16;

/** Hatched areas with an outline; predicted ones dashed; the one that is pointed at with a heavier line. */
export function paintHoles(
  context: CanvasRenderingContext2D,
  camera: Camera,
  holes: readonly HoleShape[],
  pointed: string | null,
  paint: MapPaint,
): void {
  const side = worldPx(camera.zoom);
  for (const hole of holes) {
    const colour = colourOf(hole.style, paint);
    const path = new Path2D();
    for (const ring of hole.rings) {
      for (let i = 0; i < ring.length; i += 2) {
        const [x, y] = [ring[i]! * side - camera.originX, ring[i + 1]! * side - camera.originY];
        if (i === 0) path.moveTo(x, y);
        else path.lineTo(x, y);
      }
      path.closePath();
    }
    context.fillStyle = hole.style === 'gained' ? colour : (hatching(context, colour) ?? colour);
    context.globalAlpha = hole.style === 'predicted' ? 0.45 : 0.75;
    context.fill(path, 'evenodd');
    context.globalAlpha = 1;
    context.lineJoin = 'round';
    context.strokeStyle = paint.colours.halo;
    context.lineWidth = hole.id === pointed ? 6 : 4;
    context.stroke(path);
    context.strokeStyle = colour;
    context.lineWidth = hole.id === pointed ? 3.5 : 1.75;
    context.setLineDash(hole.style === 'predicted' || hole.style === 'asked' ? [7, 4] : []);
    context.stroke(path);
    context.setLineDash([]);
  }
}

function colourOf(style: HoleStyle, { colours }: MapPaint): string {
  if (style === 'gained' || style === 'lost') {
    return cssColour(lookOfDifference(colours.theme).colours[CHANGE[style]]!);
  }
  return style === 'out' ? colours.critical : style === 'predicted' ? colours.major : colours.accent;
}

/** What is written on holes, where it hides none of the others and nothing that is `taken`; the last drawn first. */
export function paintHoleLabels(
  context: CanvasRenderingContext2D,
  camera: Camera,
  holes: readonly HoleShape[],
  paint: MapPaint,
  taken: readonly Box[] = [],
): void {
  const side = worldPx(camera.zoom);
  context.font = `600 ${LABEL_PX}px ${MAP_FONT}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const named = holes.filter(({ extent }) => extent * side >= LEAST_NAMED_PX);
  const wishes = named.map((hole, i) => ({
    hole,
    x: hole.x * side - camera.originX,
    y: hole.y * side - camera.originY,
    width: context.measureText(hole.label).width + 6,
    height: LABEL_PX + 6,
    priority: i + 1,
    must: false,
    offsets: LABEL_OFFSETS,
  }));
  const masts = wishes.map(({ x, y }) => boxAround(x, y, 10, 10));
  for (const { wish, x, y } of placeLabels(wishes, [...masts, ...taken, ...(camera.hidden ?? [])])) {
    context.lineWidth = 4;
    context.strokeStyle = paint.colours.halo;
    context.strokeText(wish.hole.label, x, y);
    context.fillStyle = colourOf(wish.hole.style, paint);
    context.fillText(wish.hole.label, x, y);
  }
}

const LABEL_OFFSETS: readonly (readonly [number, number])[] = [
  [0, 22],
  [0, -22],
  [0, 40],
  [0, -40],
  [90, 0],
  [-90, 0],
  [0, 58],
  [0, -58],
  [90, 30],
  [-90, 30],
  [90, -30],
  [-90, -30],
];
