import { type Crs, fromWgs84 } from '../../../shared/geo/crs.ts';
import { LIFECYCLES, type Position, type ResourceKind } from '../../../shared/model/resource.ts';
import type { Language } from '../../../shared/text/format.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import { type AlarmMarkState, createAlarmMarkState } from '../../map/alarm-layer.ts';
import { type BackhaulState, createBackhaulState } from '../../map/backhaul-state.ts';
import { toWorld } from '../../map/camera.ts';
import { type ClusterState, createClusterState } from '../../map/cluster-state.ts';
import type { PickKind } from '../../map/picking.ts';
import { createPointState, type PointState } from '../../map/point-state.ts';
import { createSectorState, type SectorState } from '../../map/sector-state.ts';

/** Beam width where the pack gives none: the usual panel. */
const DEFAULT_BEAM_DEG = 65;
const DISC_DEG = 360;

/** What the map shows of a zone. An index in the map's columns is the ordinal of the resource in its kind. */
export interface MapModel {
  readonly sectors: SectorState;
  readonly points: PointState;
  readonly backhaul: BackhaulState;
  /** Groups that stand for sites and stations far out. */
  readonly clusters: ClusterState;
  readonly alarms: AlarmMarkState;
  readonly inventory: InventoryIndex;
}

export const KIND_OF_PICK = {
  site: 'site',
  cell: 'cell',
  station: 'charging-station',
  connector: 'connector',
  datacentre: 'datacentre',
  'backhaul-node': 'backhaul-node',
  'backhaul-link': 'backhaul-link',
} as const satisfies Record<PickKind, ResourceKind>;

const PICK_OF_KIND: ReadonlyMap<ResourceKind, PickKind> = new Map(
  Object.entries(KIND_OF_PICK).map(([pick, kind]) => [kind, pick as PickKind] as const),
);

/** Lays the inventory out for a map that is drawn in `crs`. A resource without a position has NaN for one and is nowhere in view. */
export function createMapModel(inventory: InventoryIndex, crs: Crs = 'WGS84'): MapModel {
  const sectors = createSectorState(inventory.count('site'), inventory.count('cell'));
  placeAll(inventory, crs, 'site', sectors.siteX, sectors.siteY);
  for (let site = 0; site < sectors.siteCount; site++) {
    sectors.lifecycle[site] = LIFECYCLES.indexOf(inventory.lifecycle('site', site));
  }
  layOutCells(inventory, sectors);
  const points = createPointState(
    inventory.count('charging-station'),
    inventory.count('connector'),
    inventory.count('datacentre'),
  );
  placeAll(inventory, crs, 'charging-station', points.stationX, points.stationY);
  placeAll(inventory, crs, 'datacentre', points.centreX, points.centreY);
  layOutConnectors(inventory, points);
  const backhaul = createBackhaulState(inventory.count('backhaul-node'), inventory.count('backhaul-link'));
  placeAll(inventory, crs, 'backhaul-node', backhaul.nodeX, backhaul.nodeY);
  layOutLinks(inventory, backhaul);
  const alarms = createAlarmMarkState(sectors.siteCount, points.stationCount, points.centreCount);
  return { sectors, points, backhaul, clusters: createClusterState(), alarms, inventory };
}

function placeAll(inventory: InventoryIndex, crs: Crs, kind: ResourceKind, xs: Float64Array, ys: Float64Array): void {
  for (let ordinal = 0; ordinal < xs.length; ordinal++) {
    const position = inventory.position(kind, ordinal);
    const world = position ? toWorld(fromWgs84(position, crs)) : { x: Number.NaN, y: Number.NaN };
    xs[ordinal] = world.x;
    ys[ordinal] = world.y;
  }
}

function layOutCells(inventory: InventoryIndex, sectors: SectorState): void {
  for (let cell = 0; cell < sectors.cellCount; cell++) {
    const azimuth = inventory.attribute('cell', cell, 'azimuth_deg');
    const beam = inventory.attribute('cell', cell, 'beamwidth_deg');
    sectors.cellSite[cell] = inventory.parent('cell', cell)?.ordinal ?? 0;
    sectors.azimuthDeg[cell] = typeof azimuth === 'number' ? azimuth : 0;
    sectors.beamDeg[cell] = typeof azimuth !== 'number' ? DISC_DEG : typeof beam === 'number' ? beam : DEFAULT_BEAM_DEG;
  }
}

function layOutConnectors(inventory: InventoryIndex, points: PointState): void {
  for (let station = 0; station < points.stationCount; station++) {
    const connectors = inventory.children('charging-station', station, 'connector');
    connectors.forEach((connector, place) => {
      points.connectorStation[connector] = station;
      points.connectorPlace[connector] = place;
      points.connectorSiblings[connector] = connectors.length;
    });
  }
}

function layOutLinks(inventory: InventoryIndex, backhaul: BackhaulState): void {
  for (let link = 0; link < backhaul.linkCount; link++) {
    const end = (name: 'from' | 'to') => {
      const node = inventory.ordinal(String(inventory.attribute('backhaul-link', link, name)));
      return node?.kind === 'backhaul-node' ? node.ordinal : -1;
    };
    backhaul.linkFrom[link] = end('from');
    backhaul.linkTo[link] = end('to');
  }
}

/** Puts names in a language into the map. */
export function nameAll({ sectors, points, inventory }: MapModel, language: Language): void {
  const names = (kind: ResourceKind, count: number) =>
    Array.from({ length: count }, (_, ordinal) => nameOf(inventory, kind, ordinal, language));
  sectors.siteLabel = names('site', sectors.siteCount);
  points.centreLabel = names('datacentre', points.centreCount);
}

export function nameOf(inventory: InventoryIndex, kind: ResourceKind, ordinal: number, language: Language): string {
  return inventory.name(kind, ordinal)[language === 'zh-CN' ? 0 : 1];
}

/** A thing on the map and where it is. */
export interface OnMap {
  readonly kind: PickKind;
  readonly index: number;
  readonly position: Position;
}

/** What stands for a resource on the map: itself or the nearest of what contains it; null when nothing does. */
export function findOnMap(inventory: InventoryIndex, id: string): OnMap | null {
  for (const { kind, ordinal } of [...inventory.path(id)].reverse()) {
    const pick = PICK_OF_KIND.get(kind);
    const position = pick === 'backhaul-link' ? middleOf(inventory, ordinal) : inventory.position(kind, ordinal);
    if (pick && position) return { kind: pick, index: ordinal, position };
  }
  return null;
}

function middleOf(inventory: InventoryIndex, link: number): Position | null {
  const ends = (['from', 'to'] as const).map((name) => {
    const node = inventory.ordinal(String(inventory.attribute('backhaul-link', link, name)));
    return node ? inventory.position(node.kind, node.ordinal) : null;
  });
  const [from, to] = ends;
  return from && to ? { lat: (from.lat + to.lat) / 2, lon: (from.lon + to.lon) / 2 } : null;
}
