import { type Crs, fromWgs84 } from '../../../shared/geo/crs.ts';
import { fromTile } from '../../../shared/geo/tiles.ts';
import type { Position } from '../../../shared/model/resource.ts';
import type { ClusterFrame } from '../../../shared/wire/cluster-frame.ts';
import { toWorld } from '../../map/camera.ts';
import { isWithin, marksOf, type WorldBox } from '../../map/cluster-state.ts';
import { clusterCover, tileCover } from '../../map/tile-cover.ts';
import type { MapModel } from './map-model.ts';

/** More sites than this in view are grouped … */
const GROUP_ABOVE = 600;
/** … until fewer than this are, so that a pan at the border does not change the picture to and fro. */
const SINGLE_BELOW = 450;

/** What the map looks at: corners in WGS84. */
export interface Sight {
  readonly southWest: Position;
  readonly northEast: Position;
  readonly zoom: number;
}

/** Decides whether the map draws sites one by one or in groups, and keeps the groups. */
export interface FarView {
  /** The map looks elsewhere, or groups are wanted or not any more. Returns true when the kind of picture changed. */
  look(sight: Sight, groupsWanted: boolean): boolean;
  /** Topics of what is seen. */
  topics(): readonly string[];
  /** What is seen, in the drawn system. */
  box(): WorldBox;
  /** Takes over the newest counts. */
  refresh(): void;
}

export function createFarView(model: MapModel, crs: Crs, clusters: (topic: string) => ClusterFrame | null): FarView {
  const { sectors, clusters: state } = model;
  let topics: readonly string[] = [];
  let box: WorldBox = { left: 0, top: 0, right: 1, bottom: 1 };

  const countInView = (): number => {
    let count = 0;
    for (let site = 0; site < sectors.siteCount; site++) {
      if (isWithin(box, sectors.siteX[site]!, sectors.siteY[site]!)) count++;
    }
    return count;
  };
  const refresh = (): void => {
    if (!state.shown) return;
    const frames = topics.flatMap((topic) => clusters(topic) ?? []);
    // All tiles of a view come together: until they do, those of the last view still stand where they stood.
    if (frames.length < topics.length && state.marks.length > 0) return;
    state.marks = marksOf(frames, crs === 'WGS84' ? (world) => world : (world) => shift(world, crs));
  };

  return {
    topics: () => topics,
    box: () => box,
    refresh,
    look({ southWest, northEast, zoom }, groupsWanted) {
      const low = toWorld(fromWgs84(southWest, crs));
      const high = toWorld(fromWgs84(northEast, crs));
      box = { left: low.x, top: high.y, right: high.x, bottom: low.y };
      const before = state.shown;
      state.shown = groupsWanted && countInView() > (before ? SINGLE_BELOW : GROUP_ABOVE);
      topics = (state.shown ? clusterCover : tileCover)(southWest, northEast, zoom);
      if (!state.shown) state.marks = [];
      refresh();
      return before !== state.shown;
    },
  };
}

/** A world position of WGS84 in another system. */
function shift(world: { x: number; y: number }, crs: Crs): { x: number; y: number } {
  return toWorld(fromWgs84(fromTile(world, 0), crs));
}
