import type { ResourceKind } from '../../shared/model/resource.ts';
import { SEVERITIES, SEVERITY_RANK, type Severity } from '../../shared/model/sample.ts';
import { CLUSTER_GRID, type ClusterGroup, encodeClusters, TILE_STEPS } from '../../shared/wire/cluster-frame.ts';
import type { Inventory, LiveState } from '../ports.ts';
import { createPlaces, type Places, readTile, type Tile } from './places.ts';

/**
 * What is counted, the parts whose states count for it, and the most that a part can say of it: one cell that is out is
 * critical by itself, its site only when no cell is left, as the site's own ladder says.
 */
const COUNTED: readonly { whole: ResourceKind; part: ResourceKind; partAtMost: Severity }[] = [
  { whole: 'site', part: 'cell', partAtMost: 'major' },
  { whole: 'charging-station', part: 'connector', partAtMost: 'critical' },
];
/** A tile that nobody has watched for this long is forgotten. */
const IDLE_MS = 60_000;
const UNKNOWN = SEVERITIES.indexOf('unknown');
const PREFIX = 'cluster/';

/** A tile that is watched, or was a moment ago. */
interface ClusterTile {
  readonly topic: string;
  readonly squares: readonly Square[];
  /** Everything in the tile: what a changed state is looked for in. */
  readonly members: Uint32Array;
  seq: number;
  frame: Uint8Array | null;
  watchedAt: number;
}

/** Members of one kind in one square of the tile's grid. */
interface Square {
  readonly members: readonly number[];
  readonly fixed: Omit<ClusterGroup, 'counts'>;
}

/** Counts of sites and stations by state for tiles far out: one complete frame a tile and tick in which one changed. */
export interface Clusters {
  readonly size: number;
  /** True for the topic of a tile that exists. */
  names(topic: string): boolean;
  /** Starts a topic if it has to; its sequence and its newest frame. Only for topics that `names` knows. */
  open(topic: string): { seq: number; frame: Uint8Array };
  /** Frames of the tick just run. */
  frames(now: number, isWatched: (topic: string) => boolean): { topic: string; frame: Uint8Array }[];
}

export function createClusters(options: {
  inventory: Inventory;
  live: LiveState;
  epoch: number;
  now: number;
}): Clusters {
  const { inventory, live, epoch } = options;
  const tiles = new Map<string, ClusterTile>();
  const places = createPlaces(
    inventory,
    COUNTED.map(({ whole }) => whole),
  );
  const states = createWholeStates(inventory, live, places);
  let now = options.now;

  const encode = (tile: ClusterTile): Uint8Array => {
    const groups = tile.squares.map(({ members, fixed }) => ({ ...fixed, counts: countStates(members, states.state) }));
    tile.frame = encodeClusters({ topic: tile.topic, epoch, seq: tile.seq, now, groups });
    return tile.frame;
  };

  return {
    get size() {
      return tiles.size;
    },
    names: (topic) => topic.startsWith(PREFIX) && readTile(topic.slice(PREFIX.length)) !== undefined,
    open(topic) {
      if (tiles.size === 0) states.lookAtAll();
      let tile = tiles.get(topic);
      if (tile === undefined) {
        const place = readTile(topic.slice(PREFIX.length))!;
        const members = places.within(place);
        // As with other topics, so that a tile that was forgotten goes on above every sequence that it had.
        const seq = live.tick;
        tile = {
          topic,
          squares: squaresOf(inventory, places, place, members),
          members,
          seq,
          frame: null,
          watchedAt: now,
        };
        tiles.set(topic, tile);
      }
      tile.watchedAt = now;
      return { seq: tile.seq, frame: tile.frame ?? encode(tile) };
    },
    frames(tickNow, isWatched) {
      now = tickNow;
      if (tiles.size === 0) return [];
      const changed = states.lookAtChanged();
      const made: { topic: string; frame: Uint8Array }[] = [];
      for (const tile of tiles.values()) {
        if (isWatched(tile.topic)) tile.watchedAt = now;
        else if (now - tile.watchedAt > IDLE_MS) {
          tiles.delete(tile.topic);
          continue;
        }
        if (!changed || !tile.members.some((member) => states.changedTick[member] === live.tick)) continue;
        tile.seq++;
        made.push({ topic: tile.topic, frame: encode(tile) });
      }
      return made;
    },
  };
}

/** Index into SEVERITIES by place, and NOT_IN_SERVICE. */
interface WholeStates {
  readonly state: Uint8Array;
  readonly changedTick: Uint32Array;
  lookAtAll(): void;
  /** Looks at what the last tick changed; true when some state is another one now. */
  lookAtChanged(): boolean;
}

const NOT_IN_SERVICE = 255;

/** The worst state of each site or station, of itself and of its parts, kept up to date by the series that changed. */
function createWholeStates(inventory: Inventory, live: LiveState, places: Places): WholeStates {
  const { resources } = places;
  const state = new Uint8Array(resources.length).fill(NOT_IN_SERVICE);
  const changedTick = new Uint32Array(resources.length);
  const dirty = new Uint8Array(resources.length);
  const placeOf = new Map(resources.map(({ id }, place) => [id, place]));
  const sources = COUNTED.flatMap(({ whole, part }) => [
    { kind: whole, countsFor: placesOf(inventory, whole, ({ id }) => placeOf.get(id)) },
    { kind: part, countsFor: placesOf(inventory, part, ({ parent }) => placeOf.get(parent ?? '')) },
  ]);

  const partAtMost = new Map(COUNTED.map(({ whole, partAtMost: most }) => [whole, most]));

  const look = (place: number): boolean => {
    const resource = resources[place]!;
    if (resource.lifecycle !== 'in-service') return false;
    let worst = live.stateOf(resource.id);
    const most = partAtMost.get(resource.kind)!;
    for (const part of inventory.children(resource.id)) worst = worseOf(worst, milderOf(live.stateOf(part.id), most));
    const index = worst === null ? UNKNOWN : SEVERITIES.indexOf(worst);
    if (state[place] === index) return false;
    state[place] = index;
    changedTick[place] = live.tick;
    return true;
  };

  return {
    state,
    changedTick,
    lookAtAll() {
      for (let place = 0; place < resources.length; place++) look(place);
    },
    lookAtChanged() {
      const { changedTick: changedSeries, tick } = live;
      for (const { kind, countsFor } of sources) {
        const { base, count, metrics } = inventory.dictionary.kinds.get(kind)!;
        const width = metrics.length;
        for (let s = base; s < base + count * width; s++) {
          if (changedSeries[s] !== tick) continue;
          const ordinal = Math.floor((s - base) / width);
          const place = countsFor[ordinal]!;
          if (place >= 0) dirty[place] = 1;
          // The other series of the same resource say nothing more.
          s = base + (ordinal + 1) * width - 1;
        }
      }
      let changed = false;
      for (let place = 0; place < dirty.length; place++) {
        if (dirty[place] === 0) continue;
        dirty[place] = 0;
        if (look(place)) changed = true;
      }
      return changed;
    },
  };
}

/** By ordinal of a kind: the place that its state counts for, −1 for none. */
function placesOf(
  inventory: Inventory,
  kind: ResourceKind,
  placeOf: (resource: { id: string; parent: string | null }) => number | undefined,
): Int32Array {
  return Int32Array.from(inventory.ofKind(kind), (resource) => placeOf(resource) ?? -1);
}

function worseOf(a: Severity | null, b: Severity | null): Severity | null {
  if (a === null || b === null) return a ?? b;
  return SEVERITY_RANK[b] > SEVERITY_RANK[a] ? b : a;
}

function milderOf(a: Severity | null, most: Severity): Severity | null {
  return a !== null && SEVERITY_RANK[a] > SEVERITY_RANK[most] ? most : a;
}

function squaresOf(inventory: Inventory, places: Places, tile: Tile, members: Uint32Array): Square[] {
  const bySquare = new Map<string, number[]>();
  const inTile = (world: number, tileNumber: number) => world * 2 ** tile.zoom - tileNumber;
  for (const member of members) {
    const { kind, lifecycle } = places.resources[member]!;
    if (lifecycle === 'retired') continue;
    const column = Math.floor(inTile(places.worldX[member]!, tile.x) * CLUSTER_GRID);
    const row = Math.floor(inTile(places.worldY[member]!, tile.y) * CLUSTER_GRID);
    const key = `${kind} ${row} ${column}`;
    const square = bySquare.get(key);
    if (square) square.push(member);
    else bySquare.set(key, [member]);
  }
  return [...bySquare.values()].map((square) => {
    const first = places.resources[square[0]!]!;
    const stepsOf = (world: Float64Array, tileNumber: number) => {
      const mean = square.reduce((sum, member) => sum + inTile(world[member]!, tileNumber), 0) / square.length;
      return Math.min(TILE_STEPS - 1, Math.floor(mean * TILE_STEPS));
    };
    const count = (lifecycle: string) =>
      square.filter((member) => places.resources[member]!.lifecycle === lifecycle).length;
    return {
      members: square,
      fixed: {
        kind: first.kind,
        x: stepsOf(places.worldX, tile.x),
        y: stepsOf(places.worldY, tile.y),
        ordinal: square.length === 1 ? inventory.ordinal(first.id) : null,
        building: count('building'),
        planned: count('planned'),
      },
    };
  });
}

function countStates(members: readonly number[], state: Uint8Array): number[] {
  const counts = SEVERITIES.map(() => 0);
  for (const member of members) {
    const index = state[member]!;
    if (index !== NOT_IN_SERVICE) counts[index]!++;
  }
  return counts;
}
