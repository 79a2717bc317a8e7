import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortCount } from '../../../client/map/cluster-layer.ts';
import {
  clusterAt,
  countSites,
  createClusterState,
  marksOf,
  type PlacedMark,
  placeMarks,
} from '../../../client/map/cluster-state.ts';
import { clusterCover } from '../../../client/map/tile-cover.ts';
import { fromTile } from '../../../shared/geo/tiles.ts';
import { SEVERITIES, type Severity } from '../../../shared/model/sample.ts';
import { CLUSTER_GRID, type ClusterFrame, type ClusterGroup, TILE_STEPS } from '../../../shared/wire/cluster-frame.ts';
import { cameraAt, worldAt } from './scene.ts';

const ZOOM = 10;
const worldBox = (from: { x: number; y: number }, to: { x: number; y: number }) => ({
  left: from.x,
  top: from.y,
  right: to.x,
  bottom: to.y,
});
const mix = (given: Partial<Record<Severity, number>>) => SEVERITIES.map((severity) => given[severity] ?? 0);

/** A frame whose groups stand at canvas pixels of `cameraAt`. */
function frameOf(groups: readonly (Partial<ClusterGroup> & { readonly at: readonly [number, number] })[]) {
  const first = worldAt(0, 0, ZOOM);
  const z = 6;
  const tile = { x: Math.floor(first.x * 2 ** z), y: Math.floor(first.y * 2 ** z) };
  return {
    topic: `cluster/${z}/${tile.x}/${tile.y}`,
    epoch: 1,
    seq: 1,
    now: 0,
    groups: groups.map(({ at, ...group }) => {
      const world = worldAt(...at, ZOOM);
      return {
        kind: 'site' as const,
        x: Math.floor((world.x * 2 ** z - tile.x) * 65_536),
        y: Math.floor((world.y * 2 ** z - tile.y) * 65_536),
        ordinal: null,
        counts: mix({}),
        building: 0,
        planned: 0,
        ...group,
      };
    }),
  };
}

function stateOf(...groups: Parameters<typeof frameOf>[0][number][]) {
  return { ...createClusterState(), shown: true, marks: marksOf([frameOf(groups)]) };
}

const camera = cameraAt(400, 300, ZOOM);

test('a mark stands where its group does, and the worst is drawn last', () => {
  const state = stateOf(
    { at: [100, 80], counts: mix({ critical: 1, normal: 3 }) },
    { at: [300, 200], counts: mix({ normal: 900 }) },
    { at: [200, 100], counts: mix({ unknown: 2 }) },
  );
  const placed = placeMarks(state, camera);
  expect(placed.map(({ mark: { worst } }) => SEVERITIES[worst])).toEqual(['normal', 'unknown', 'critical']);
  expect(Math.hypot(placed[2]!.x - 100, placed[2]!.y - 80)).toBeLessThan(1);
  expect(placed[0]!.radius).toBeGreaterThan(placed[2]!.radius);
});

test('a station in a ring stands at its edge, where it is found', () => {
  const state = stateOf(
    { at: [100, 100], counts: mix({ normal: 50 }) },
    { at: [103, 99], kind: 'charging-station', counts: mix({ warning: 2 }) },
    { at: [300, 100], kind: 'charging-station', counts: mix({ normal: 2 }) },
  );
  const placed = placeMarks(state, camera);
  const ring = placed.find(({ mark }) => mark.kind === 'site');
  const inside = placed.find(({ mark }) => SEVERITIES[mark.worst] === 'warning');
  expect(Math.hypot(inside!.x - ring!.x, inside!.y - ring!.y)).toBeGreaterThan(ring!.radius);
  expect(clusterAt(state, camera, inside!.x, inside!.y)?.kind).toBe('station');
  expect(clusterAt(state, camera, 103, 99)?.kind).toBe('site');
});

test('of overlapping marks the pointer finds the one on top; hidden and empty ones are not there', () => {
  const state = stateOf(
    { at: [100, 100], counts: mix({ normal: 50 }) },
    { at: [108, 100], counts: mix({ major: 2 }) },
    { at: [200, 100], planned: 3 },
    { at: [300, 100], kind: 'charging-station', counts: mix({ normal: 1 }), ordinal: 4 },
  );
  expect(clusterAt(state, camera, 104, 100)?.counts).toEqual(mix({ major: 2 }));
  expect(clusterAt(state, camera, 92, 100)?.counts).toEqual(mix({ normal: 50 }));
  expect(clusterAt(state, camera, 200, 100)?.planned).toBe(3);
  expect(clusterAt({ ...state, showPlanned: false }, camera, 200, 100)).toBeNull();
  expect(clusterAt(state, camera, 300, 100)).toMatchObject({ kind: 'station', ordinal: 4 });
  expect(clusterAt({ ...state, showStations: false }, camera, 300, 100)).toBeNull();
  expect(clusterAt(state, camera, 20, 250)).toBeNull();
  expect(clusterAt({ ...state, shown: false }, camera, 104, 100)).toBeNull();
});

test('counts of sites leave stations and what is out of sight out', () => {
  const state = stateOf(
    { at: [1, 1], counts: mix({ normal: 5, major: 1 }) },
    { at: [9, 9], counts: mix({ normal: 2 }) },
    { at: [5, 5], kind: 'charging-station', counts: mix({ critical: 4 }) },
  );
  const everywhere = { left: 0, top: 0, right: 1, bottom: 1 };
  expect(countSites(state, everywhere)).toEqual(mix({ normal: 7, major: 1 }));
  const near = { ...worldBox(worldAt(0, 0, ZOOM), worldAt(4, 4, ZOOM)) };
  expect(countSites(state, near)).toEqual(mix({ normal: 5, major: 1 }));
});

test.each([
  [1, '1'],
  [999, '999'],
  [1_000, '1k'],
  [1_290, '1.2k'],
  [9_999, '9.9k'],
  [10_000, '10k'],
  [123_456, '123k'],
])('%d fits a ring as %s', (count, text) => {
  expect(shortCount(count)).toBe(text);
});

/** Somewhere in the view, 0…1 each way, with enough members for every size of mark. */
const part = fc.integer({ min: 0, max: 9_999 }).map((step) => step / 10_000);
const anyPlace = fc.record({
  x: part,
  y: part,
  kind: fc.constantFrom('site' as const, 'charging-station' as const),
  weight: fc.constantFrom(1, 1, 2, 40, 900, 20_000),
});

/** Frames as the server makes them: the places of a square, and of one kind, are one group at their mean. */
function framesOf(
  places: readonly { x: number; y: number; kind: ClusterGroup['kind']; weight: number }[],
  zoom: number,
) {
  const view = { width: 900, height: 600 };
  const low = worldAt(0, view.height, zoom);
  const high = worldAt(view.width, 0, zoom);
  return clusterCover(fromTile(low, 0), fromTile(high, 0), zoom).map((topic): ClusterFrame => {
    const [tileZoom = 0, tileX = 0, tileY = 0] = topic.split('/').slice(1).map(Number);
    const squares = new Map<string, { x: number[]; y: number[]; weight: number; kind: ClusterGroup['kind'] }>();
    for (const { x, y, kind, weight } of places) {
      const inTile = (share: number, from: number, to: number, tile: number) =>
        (from + share * (to - from)) * 2 ** tileZoom - tile;
      const [left, top] = [inTile(x, high.x, low.x, tileX), inTile(y, high.y, low.y, tileY)];
      if (left < 0 || left >= 1 || top < 0 || top >= 1) continue;
      const key = `${kind} ${Math.floor(left * CLUSTER_GRID)} ${Math.floor(top * CLUSTER_GRID)}`;
      const square = squares.get(key) ?? { x: [], y: [], weight: 0, kind };
      squares.set(key, square);
      square.x.push(left);
      square.y.push(top);
      square.weight += weight;
    }
    const steps = (parts: number[]) =>
      Math.floor((parts.reduce((sum, each) => sum + each, 0) / parts.length) * TILE_STEPS);
    const groups = [...squares.values()].map(({ x, y, weight, kind }) => ({
      kind,
      x: steps(x),
      y: steps(y),
      ordinal: null,
      counts: mix({ normal: weight }),
      building: 0,
      planned: 0,
    }));
    return { topic, epoch: 1, seq: 1, now: 0, groups };
  });
}

test('marks of different squares never touch, whatever stands there and however far out the map is', () => {
  // A ring's line is 5 pixels wide at most, half of it outside.
  const edge = ({ mark, radius }: PlacedMark) => (mark.kind === 'site' ? radius + 2.5 : radius);
  const zooms = fc.double({ min: 6, max: 13, noNaN: true });
  fc.assert(
    fc.property(fc.array(anyPlace, { minLength: 2, maxLength: 120 }), zooms, (places, zoom) => {
      const state = { ...createClusterState(), shown: true, marks: marksOf(framesOf(places, zoom)) };
      const placed = placeMarks(state, cameraAt(900, 600, zoom));
      for (const [i, a] of placed.entries()) {
        for (const b of placed.slice(0, i)) {
          const apart = Math.hypot(a.x - b.x, a.y - b.y);
          if (a.mark.square !== b.mark.square) expect(apart).toBeGreaterThan(edge(a) + edge(b));
          // The number of sites in a ring stays readable beside the stations of its square.
          else if (a.mark.kind !== b.mark.kind) expect(apart).toBeGreaterThan(Math.max(a.radius, b.radius));
        }
      }
    }),
  );
});

test('the pointer finds a ring where it is drawn, beside the border that it was kept from', () => {
  // The border of two squares is at canvas pixel 536 (world pixel 1536 at zoom 10, squares of 512 pixels).
  const state = stateOf(
    { at: [533, 100], counts: mix({ normal: 50 }) },
    { at: [539, 100], counts: mix({ minor: 50 }) },
  );
  const wide = cameraAt(800, 300, ZOOM);
  const [left, right] = placeMarks(state, wide);
  expect(left!.x + left!.radius).toBeLessThan(536);
  expect(right!.x - right!.radius).toBeGreaterThan(536);
  expect(clusterAt(state, wide, left!.x, left!.y)?.counts).toEqual(mix({ normal: 50 }));
  expect(clusterAt(state, wide, right!.x, right!.y)?.counts).toEqual(mix({ minor: 50 }));
});
