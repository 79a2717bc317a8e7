import { SEVERITIES, SEVERITY_RANK } from '../../shared/model/sample.ts';
import { CLUSTER_GRID, type ClusterFrame, type ClusterGroup, TILE_STEPS } from '../../shared/wire/cluster-frame.ts';
import { type Camera, toCanvas } from './camera.ts';

/** A group of sites or of stations as the far map draws it. */
export interface ClusterMark {
  readonly kind: 'site' | 'station';
  /** World position, 0…1 (camera.ts). */
  readonly worldX: number;
  readonly worldY: number;
  /** The square whose members these are, the same object for all groups of a square; the mark is drawn within it. */
  readonly square: WorldBox;
  /** In service by worst state, in the order of SEVERITIES, and in all. */
  readonly counts: readonly number[];
  readonly inService: number;
  readonly building: number;
  readonly planned: number;
  /** Index into SEVERITIES of the worst state that occurs, −1 where nothing is in service. */
  readonly worst: number;
  /** The only member, null where there are several. */
  readonly ordinal: number | null;
}

/** What the far map shows: marks by drawing order, worst last. */
export interface ClusterState {
  /** False where sites are drawn one by one: nothing of this is drawn then. */
  shown: boolean;
  marks: readonly ClusterMark[];
  showPlanned: boolean;
  showStations: boolean;
}

export function createClusterState(): ClusterState {
  return { shown: false, marks: [], showPlanned: true, showStations: true };
}

/** A part of the world, 0…1 each way. */
export interface WorldBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The groups of some tiles as marks in drawing order; `draw` moves a world position of WGS84 to where it is drawn. */
export function marksOf(
  frames: readonly ClusterFrame[],
  draw: (world: { x: number; y: number }) => { x: number; y: number } = (world) => world,
): ClusterMark[] {
  const marks = frames.flatMap(({ topic, groups }) => {
    const [zoom = 0, x = 0, y = 0] = topic.split('/').slice(1).map(Number);
    const side = 2 ** zoom;
    const squares = new Map<number, WorldBox>();
    const squareOf = (group: ClusterGroup): WorldBox => {
      const column = Math.floor((group.x * CLUSTER_GRID) / TILE_STEPS);
      const row = Math.floor((group.y * CLUSTER_GRID) / TILE_STEPS);
      const known = squares.get(row * CLUSTER_GRID + column);
      if (known) return known;
      const corner = (right: number, down: number) =>
        draw({ x: (x + (column + right) / CLUSTER_GRID) / side, y: (y + (row + down) / CLUSTER_GRID) / side });
      const [first, last] = [corner(0, 0), corner(1, 1)];
      const square = { left: first.x, top: first.y, right: last.x, bottom: last.y };
      squares.set(row * CLUSTER_GRID + column, square);
      return square;
    };
    return groups.flatMap((group) => {
      const kind = group.kind === 'site' ? 'site' : group.kind === 'charging-station' ? 'station' : null;
      if (kind === null) return [];
      const world = draw({
        x: (x + (group.x + 0.5) / TILE_STEPS) / side,
        y: (y + (group.y + 0.5) / TILE_STEPS) / side,
      });
      return [{ ...markOf(group), kind, worldX: world.x, worldY: world.y, square: squareOf(group) } as const];
    });
  });
  return marks.sort((a, b) => rankOf(a) - rankOf(b) || a.inService - b.inService);
}

function markOf({ counts, building, planned, ordinal }: ClusterGroup) {
  const inService = counts.reduce((sum, count) => sum + count, 0);
  let worst = -1;
  counts.forEach((count, severity) => {
    if (count > 0 && (worst < 0 || rankOfState(severity) > rankOfState(worst))) worst = severity;
  });
  return { counts, building, planned, ordinal, inService, worst };
}

function rankOf({ worst }: ClusterMark): number {
  return worst < 0 ? -1 : rankOfState(worst);
}

function rankOfState(severity: number): number {
  return SEVERITY_RANK[SEVERITIES[severity]!];
}

/** A mark at its place on a canvas, CSS pixels. */
export interface PlacedMark {
  readonly mark: ClusterMark;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/**
 * The marks of a canvas that are drawn, in drawing order. Each lies within its square, so that no two touch across a
 * border. A station in a ring moves to the ring's edge, so that the number inside can be read.
 */
export function placeMarks(state: ClusterState, camera: Camera): PlacedMark[] {
  if (!state.shown) return [];
  const placed = state.marks.flatMap((mark): PlacedMark[] => {
    if (!isDrawn(state, mark)) return [];
    const each = placeInSquare(mark, camera);
    return isInView(each, camera) ? [each] : [];
  });
  const rings = new Map(placed.flatMap((each) => (each.mark.kind === 'site' ? [[each.mark.square, each]] : [])));
  return placed.map((each) => {
    const ring = each.mark.kind === 'site' ? undefined : rings.get(each.mark.square);
    const near = ring && Math.hypot(ring.x - each.x, ring.y - each.y) < ring.radius + each.radius;
    return near ? besideRing(each, ring, camera) : each;
  });
}

/** A mark where its group is, but wholly within the group's square. */
function placeInSquare(mark: ClusterMark, camera: Camera): PlacedMark {
  const square = squareOnCanvas(mark.square, camera);
  const room = Math.min(square.right - square.left, square.bottom - square.top) / 2 - CLEAR_PX;
  const radius = Math.max(0, Math.min(markRadius(mark), room));
  const { x, y } = toCanvas(camera, { x: mark.worldX, y: mark.worldY });
  return {
    mark,
    x: within(x, square.left, square.right, radius + CLEAR_PX),
    y: within(y, square.top, square.bottom, radius + CLEAR_PX),
    radius,
  };
}

/** A station at the edge of its square's ring, towards the middle of the square: there is room on that side. */
function besideRing(station: PlacedMark, ring: PlacedMark, camera: Camera): PlacedMark {
  const square = squareOnCanvas(station.mark.square, camera);
  const away = (ring.radius + EDGE_PX) * Math.SQRT1_2;
  const side = (at: number, low: number, high: number): number => (at > (low + high) / 2 ? -away : away);
  return {
    ...station,
    x: ring.x + side(ring.x, square.left, square.right),
    y: ring.y + side(ring.y, square.top, square.bottom),
  };
}

/** A square's borders, CSS pixels of a canvas. */
function squareOnCanvas({ left, top, right, bottom }: WorldBox, camera: Camera): WorldBox {
  const low = toCanvas(camera, { x: left, y: top });
  const high = toCanvas(camera, { x: right, y: bottom });
  return { left: low.x, top: low.y, right: high.x, bottom: high.y };
}

function within(at: number, low: number, high: number, margin: number): number {
  return Math.max(low + margin, Math.min(high - margin, at));
}

function isInView({ x, y }: PlacedMark, camera: Camera): boolean {
  return x > -MARGIN_PX && y > -MARGIN_PX && x < camera.width + MARGIN_PX && y < camera.height + MARGIN_PX;
}

const MARGIN_PX = 40;
/** Between a mark's radius and its square's border: half of a ring's widest line, and a gap. */
const CLEAR_PX = 3;
/** From a ring to a station that stands at its edge. */
const EDGE_PX = 4;
const SINGLE_PX = 6;
const UNBUILT_PX = 4;
/** A finger's breadth around what is drawn. */
const REACH_PX = 3;

/** Radius of a mark where its square has room for it, CSS pixels: by the order of magnitude of what it holds. */
function markRadius({ kind, inService }: ClusterMark): number {
  if (inService === 0) return UNBUILT_PX;
  if (inService === 1 || kind === 'station') return SINGLE_PX;
  return 9 + 4 * Math.log10(inService);
}

/** True for a mark that the layers panel has not hidden. */
function isDrawn(state: ClusterState, { kind, inService }: ClusterMark): boolean {
  if (kind === 'station') return state.showStations && inService > 0;
  return inService > 0 || state.showPlanned;
}

/** The mark at a point of the canvas, that drawn last first; null where there is none. */
export function clusterAt(state: ClusterState, camera: Camera, x: number, y: number): ClusterMark | null {
  const hit = (each: PlacedMark): boolean => Math.hypot(each.x - x, each.y - y) <= each.radius + REACH_PX;
  return placeMarks(state, camera).findLast(hit)?.mark ?? null;
}

/** Sites in service by state, in the order of SEVERITIES, over the marks in a part of the world. */
export function countSites({ marks }: ClusterState, box: WorldBox): number[] {
  const sites = marks.filter(({ kind, worldX, worldY }) => kind === 'site' && isWithin(box, worldX, worldY));
  return SEVERITIES.map((_, severity) => sites.reduce((sum, { counts }) => sum + counts[severity]!, 0));
}

export function isWithin({ left, top, right, bottom }: WorldBox, x: number, y: number): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}
