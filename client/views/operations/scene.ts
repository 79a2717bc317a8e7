import type { Dictionary } from '../../../shared/model/dictionary.ts';
import type { Language } from '../../../shared/text/format.ts';
import type { ClusterFrame } from '../../../shared/wire/cluster-frame.ts';
import { paintAlarmMarks } from '../../map/alarm-layer.ts';
import { paintBackhaul } from '../../map/backhaul-layer.ts';
import { backhaulAt } from '../../map/backhaul-state.ts';
import { type BaseState, paintBase } from '../../map/base-layer.ts';
import { type BaseMap, EMPTY_BASE_MAP } from '../../map/base-map.ts';
import { paintCentres, placeCentres } from '../../map/centre-layer.ts';
import { paintCircles } from '../../map/circle-layer.ts';
import { paintClusters } from '../../map/cluster-layer.ts';
import { type ClusterMark, clusterAt } from '../../map/cluster-state.ts';
import { paintFocus } from '../../map/focus-layer.ts';
import { createMap, type MapHandle, type MapOptions } from '../../map/leaflet-map.ts';
import { mapPaint } from '../../map/map-paint.ts';
import { type Choice, centresAt, choose, chosen, type Pick, pickAt } from '../../map/picking.ts';
import { badgeBoxes, paintStations } from '../../map/point-layer.ts';
import { BADGE_ZOOM } from '../../map/point-state.ts';
import { createSectorPainter, siteBoxes } from '../../map/sector-layer.ts';
import type { TileBase, TileSource } from '../../map/tiles/tile-base.ts';
import type { Palette } from '../../ui/palette.ts';
import { countStates } from './facts.ts';
import { createFarView } from './far-view.ts';
import type { LiveColumns } from './live-states.ts';
import { updateLooks } from './looks.ts';
import type { MapModel } from './map-model.ts';
import { type SectorLayer, startOfScale } from './metric-layers.ts';

/** Levels that a click on a group zooms in by. */
const ZOOM_INTO_CLUSTER = 2;

/** Everything that decides what the map looks like, besides live values. */
export interface SceneLook {
  readonly layer: SectorLayer;
  readonly palette: Palette;
  readonly language: Language;
  /** What is said of a site that is out. */
  readonly outLabel: string;
  readonly planned: boolean;
  readonly chargers: boolean;
  readonly transport: boolean;
  readonly labels: boolean;
  /** Marks of standing alarms. */
  readonly alarms: boolean;
  /** Thousands of sites in view become groups. */
  readonly rings: boolean;
  /** A table lists every site: each has its own state even where groups are drawn. */
  readonly everySite: boolean;
  readonly backhaul: boolean;
  /** Radius around charging stations, metres; null draws none. */
  readonly circleM: number | null;
  /** Of each canvas, 0…1. */
  readonly opacity: Readonly<Record<Fading, number>>;
  /** Tiles under everything; null for the zone pack's vectors. */
  readonly tiles: TileSource | null;
}

/** What can be made fainter. */
export type Fading = 'sectors' | 'backhaul' | 'circle' | 'coverage' | 'base';

export interface Hover {
  readonly picks: readonly Pick[];
  /** The group under the pointer, null where things are drawn one by one. */
  readonly cluster: ClusterMark | null;
  /** CSS pixels in the map's container. */
  readonly x: number;
  readonly y: number;
}

export interface SceneEvents {
  /** A thing on the map was clicked, null for the empty map. */
  onPick(pick: Pick | null): void;
  onHover(hover: Hover | null): void;
  /** The metric's scale has grown. */
  onScale(top: number): void;
  /** Tiles do not come: the vectors are back. */
  onTilesFailed(count: number): void;
  /** Other topics are in sight, or groups have come or gone. */
  onSight(): void;
}

export interface Scene {
  readonly map: MapHandle;
  look(look: SceneLook): void;
  base(map: BaseMap): void;
  select(target: { kind: Pick['kind']; index: number } | null): void;
  /** Topics of what is seen. */
  topics(): readonly string[];
  /** Sites in service in sight by state, in the order of SEVERITIES. */
  countStates(): number[] | null;
  /** Live values have changed: looks are worked out once, at the next drawing. */
  liveChanged(): void;
  /** Marks of alarms have changed. */
  alarmsChanged(): void;
  remove(): void;
}

/** What the scene reads of the live store. */
export interface SceneLive extends LiveColumns {
  clusters(topic: string): ClusterFrame | null;
}

/** The Operations map as one object: layers, looks, picking. Knows no React. */
export function createScene(
  container: HTMLElement,
  options: MapOptions,
  model: MapModel,
  dictionary: Dictionary,
  live: SceneLive,
  first: SceneLook,
  events: SceneEvents,
): Scene {
  const map = createMap(container, options);
  const { sectors, points, backhaul, clusters, inventory } = model;
  const far = createFarView(model, options.crs, live.clusters);
  const focus = { hovered: null as Pick | null, selected: null as { kind: Pick['kind']; index: number } | null };
  let look = first;
  let paint = mapPaint(first.palette);
  let scaleTop = startOfScale(first.layer);
  let stale = true;
  let lastChoice: Choice | null = null;
  let lastCluster: ClusterMark | null = null;
  const base: BaseState = {
    map: EMPTY_BASE_MAP,
    paint,
    language: first.language,
    showTransport: true,
    showLabels: true,
    overTiles: false,
  };
  let tiles: { source: TileSource; layer: TileBase } | null = null;

  const refreshLooks = () => {
    if (!stale) return;
    stale = false;
    far.refresh();
    const top = updateLooks(model, dictionary, live, { ...look, scaleTop });
    if (top !== scaleTop) events.onScale(top);
    scaleTop = top;
  };
  const paintSectors = createSectorPainter();
  const layers = {
    base: map.addCanvas(1, (context, camera) => {
      const centres = placeCentres(context, camera, points, []);
      paintBase(
        context,
        camera,
        base,
        centres.flatMap(({ boxes }) => boxes),
      );
    }),
    sectors: map.addCanvas(3, (context, camera) => {
      refreshLooks();
      if (clusters.shown) {
        paintClusters(context, camera, clusters, paint);
        paintCentres(context, placeCentres(context, camera, points, []), points, paint);
        return;
      }
      const centres = placeCentres(context, camera, points, siteBoxes(sectors, camera));
      const taken = [...badgeBoxes(camera, points), ...centres.flatMap(({ boxes }) => boxes)];
      paintSectors(context, camera, sectors, paint, {
        taken,
        paint() {
          if (camera.zoom >= BADGE_ZOOM) paintStations(context, camera, points, paint);
          paintCentres(context, centres, points, paint);
        },
      });
    }),
    points: map.addCanvas(2, (context, camera) => {
      refreshLooks();
      // Small marks lie under the sectors, badges with numbers over them.
      if (!clusters.shown && camera.zoom < BADGE_ZOOM) paintStations(context, camera, points, paint);
    }),
    // Beneath the sectors: an area and lines that marks stand on.
    circle: map.addCanvas(1, (context, camera) => {
      if (look.circleM === null) return;
      const latitude = (station: number) => inventory.position('charging-station', station)?.lat ?? 0;
      paintCircles(context, camera, points, look.circleM, latitude, paint);
    }),
    backhaul: map.addCanvas(2, (context, camera) => {
      refreshLooks();
      paintBackhaul(context, camera, backhaul, paint);
    }),
    alarms: map.addCanvas(4, (context, camera) => {
      refreshLooks();
      paintAlarmMarks(context, camera, model.alarms, model, paint);
    }),
    focus: map.addCanvas(5, (context, camera) => paintFocus(context, camera, focus, sectors, points, backhaul, paint)),
  };

  const pick = (x: number, y: number) => {
    const at = layers.sectors.fromView({ x, y });
    const camera = layers.sectors.camera();
    const marks = clusters.shown ? centresAt(camera, at.x, at.y, points) : pickAt(camera, at.x, at.y, sectors, points);
    const transport = backhaulAt(backhaul, camera, at.x, at.y);
    const cluster = clusterAt(clusters, camera, at.x, at.y);
    const only: Pick[] =
      cluster === null || cluster.ordinal === null
        ? []
        : [{ kind: cluster.kind, index: cluster.ordinal, distancePx: 0 }];
    const picks = [...only, ...marks, ...transport].sort((a, b) => drawnLast(a.kind) - drawnLast(b.kind));
    return { picks, cluster: marks.length > 0 ? null : cluster };
  };
  const hover = (target: Hover | null) => {
    const next = target?.picks[0] ?? null;
    const same = next?.kind === focus.hovered?.kind && next?.index === focus.hovered?.index;
    focus.hovered = next;
    if (!same) layers.focus.redraw();
    const something = next !== null || target?.cluster != null;
    if (something || !same || lastCluster !== null) events.onHover(something ? target : null);
    lastCluster = target?.cluster ?? null;
    container.style.cursor = something ? 'pointer' : '';
  };
  const click = (x: number, y: number) => {
    const { picks, cluster } = pick(x, y);
    if (cluster && cluster.ordinal === null) {
      map.zoomInto(x, y, ZOOM_INTO_CLUSTER);
      return;
    }
    lastChoice = choose(lastChoice, x, y, picks);
    events.onPick(lastChoice ? chosen(lastChoice) : null);
  };
  map.onPoint(({ type, x, y }) => {
    if (type === 'click') click(x, y);
    else hover(type === 'leave' ? null : { ...pick(x, y), x, y });
  });
  const lookAround = () => {
    const changed = far.look({ ...map.corners(), zoom: map.view().zoom }, look.rings);
    events.onSight();
    if (!changed) return;
    stale = true;
    hover(null);
    layers.sectors.redraw();
    layers.alarms.redraw();
    layers.points.redraw();
  };
  map.onView(lookAround);

  const layTiles = () => {
    if (tiles?.source !== look.tiles) {
      tiles?.layer.remove();
      const source = look.tiles;
      tiles = source && { source, layer: map.addTiles(source, look.opacity.base, events.onTilesFailed) };
    }
    tiles?.layer.setOpacity(look.opacity.base);
    base.overTiles = tiles !== null;
  };
  const setLook = (next: SceneLook) => {
    if (next.layer !== look.layer) {
      scaleTop = startOfScale(next.layer);
      events.onScale(scaleTop);
    }
    look = next;
    paint = mapPaint(next.palette);
    stale = true;
    Object.assign(base, { paint, language: next.language, showTransport: next.transport, showLabels: next.labels });
    backhaul.visible = next.backhaul;
    model.alarms.visible = next.alarms;
    layTiles();
    sectors.rimmed = next.layer !== 'state';
    sectors.showPlanned = next.planned;
    sectors.showLabels = next.labels;
    points.showLabels = next.labels;
    points.showStations = next.chargers;
    clusters.showPlanned = next.planned;
    clusters.showStations = next.chargers;
    layers.base.setOpacity(tiles ? 1 : next.opacity.base);
    layers.circle.setOpacity(next.opacity.circle);
    layers.backhaul.setOpacity(next.opacity.backhaul);
    layers.sectors.setOpacity(next.opacity.sectors);
    layers.points.setOpacity(next.opacity.sectors);
    for (const layer of Object.values(layers)) layer.redraw();
    lookAround();
  };
  setLook(first);

  return {
    map,
    look: setLook,
    base(next) {
      base.map = next;
      layers.base.redraw();
    },
    select(target) {
      focus.selected = target;
      layers.focus.redraw();
    },
    topics: far.topics,
    countStates: () => countStates(model, far.box()),
    liveChanged() {
      stale = true;
      layers.sectors.redraw();
      layers.points.redraw();
      if (backhaul.visible) layers.backhaul.redraw();
      if (clusters.shown) layers.alarms.redraw();
    },
    alarmsChanged: layers.alarms.redraw,
    remove() {
      tiles?.layer.remove();
      for (const layer of Object.values(layers)) layer.remove();
      map.remove();
    },
  };
}

/** Under one pointer, marks come before links, and links before the wide wedges of sectors. */
function drawnLast(kind: Pick['kind']): number {
  if (kind === 'cell') return 2;
  return kind === 'backhaul-link' ? 1 : 0;
}
