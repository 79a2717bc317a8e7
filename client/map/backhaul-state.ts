import { type Camera, worldPx } from './camera.ts';

/** Transport nodes and the links between them as the map draws them: columns; looks are written from outside. */
export interface BackhaulState {
  readonly nodeCount: number;
  /** World position, 0…1 (camera.ts); NaN for a node without one. */
  readonly nodeX: Float64Array;
  readonly nodeY: Float64Array;
  readonly nodeSeverity: Uint8Array;
  /** MARK */
  readonly nodeStyle: Uint8Array;
  readonly linkCount: number;
  /** Ordinals of the nodes at the ends, −1 where the pack names none. */
  readonly linkFrom: Int32Array;
  readonly linkTo: Int32Array;
  /** Packed colour (client/ui/palette.ts). */
  readonly linkColour: Uint32Array;
  readonly linkSeverity: Uint8Array;
  /** MARK */
  readonly linkStyle: Uint8Array;
  visible: boolean;
}

export function createBackhaulState(nodeCount: number, linkCount: number): BackhaulState {
  return {
    nodeCount,
    nodeX: new Float64Array(nodeCount).fill(Number.NaN),
    nodeY: new Float64Array(nodeCount).fill(Number.NaN),
    nodeSeverity: new Uint8Array(nodeCount),
    nodeStyle: new Uint8Array(nodeCount),
    linkCount,
    linkFrom: new Int32Array(linkCount).fill(-1),
    linkTo: new Int32Array(linkCount).fill(-1),
    linkColour: new Uint32Array(linkCount),
    linkSeverity: new Uint8Array(linkCount),
    linkStyle: new Uint8Array(linkCount),
    visible: false,
  };
}

export function nodePoint(state: BackhaulState, camera: Camera, node: number): { x: number; y: number } {
  const side = worldPx(camera.zoom);
  return { x: state.nodeX[node]! * side - camera.originX, y: state.nodeY[node]! * side - camera.originY };
}

/** Both ends of a link on the canvas, null when it is nowhere. */
export function linkEnds(
  state: BackhaulState,
  camera: Camera,
  link: number,
): readonly [{ x: number; y: number }, { x: number; y: number }] | null {
  const [from, to] = [state.linkFrom[link]!, state.linkTo[link]!];
  if (from < 0 || to < 0) return null;
  const ends = [nodePoint(state, camera, from), nodePoint(state, camera, to)] as const;
  return ends.some(({ x, y }) => Number.isNaN(x) || Number.isNaN(y)) ? null : ends;
}

const NODE_PX = 9;
const LINK_PX = 5;

export interface BackhaulPick {
  readonly kind: 'backhaul-node' | 'backhaul-link';
  readonly index: number;
  /** From its middle, or from its line, CSS pixels. */
  readonly distancePx: number;
}

/** Nodes and links at a point of the canvas, nodes first, nearest first. */
export function backhaulAt(state: BackhaulState, camera: Camera, x: number, y: number): BackhaulPick[] {
  if (!state.visible) return [];
  const hits: BackhaulPick[] = [];
  for (let index = 0; index < state.nodeCount; index++) {
    const at = nodePoint(state, camera, index);
    const distancePx = Math.hypot(at.x - x, at.y - y);
    if (distancePx <= NODE_PX) hits.push({ kind: 'backhaul-node', index, distancePx });
  }
  const links: BackhaulPick[] = [];
  for (let index = 0; index < state.linkCount; index++) {
    const ends = linkEnds(state, camera, index);
    const distancePx = ends ? distanceToLine(x, y, ...ends) : Number.POSITIVE_INFINITY;
    if (distancePx <= LINK_PX) links.push({ kind: 'backhaul-link', index, distancePx });
  }
  const nearest = (a: BackhaulPick, b: BackhaulPick) => a.distancePx - b.distancePx;
  return [...hits.sort(nearest), ...links.sort(nearest)];
}

type Point = { readonly x: number; readonly y: number };

function distanceToLine(x: number, y: number, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - from.x) * dx + (y - from.y) * dy) / length2));
  return Math.hypot(from.x + along * dx - x, from.y + along * dy - y);
}
