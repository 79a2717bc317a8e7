import { metricsOf } from '../../../shared/metrics/index.ts';
import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import type { ResourceKind } from '../../../shared/model/resource.ts';
import { isSimulated, qualityOf, SEVERITIES, type Severity } from '../../../shared/model/sample.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import { countSites, isWithin, type WorldBox } from '../../map/cluster-state.ts';
import type { Pick } from '../../map/picking.ts';
import type { LiveColumns } from './live-states.ts';
import { KIND_OF_PICK, type MapModel } from './map-model.ts';

/** One number of a thing on the map, as the tooltip shows it. */
export interface Fact {
  readonly metric: MetricDefinition;
  readonly value: number | null;
  readonly flags: number;
  /** Source time, UTC ms, 0 for never. */
  readonly at: number;
  /** For a number that is part of a whole (cells of a site, connectors of a station): how many there are. */
  readonly of: number | null;
}

/** In the order of the tooltip. */
const SHOWN: Readonly<Record<Pick['kind'], readonly string[]>> = {
  site: ['site.cells-enabled', 'site.prb-dl', 'site.users', 'site.traffic-dl'],
  cell: ['cell.operational-state', 'cell.prb-dl', 'cell.users', 'cell.traffic-dl'],
  station: ['charging-station.available', 'charging-station.power'],
  connector: ['connector.status', 'connector.power'],
  datacentre: ['datacentre.it-power', 'datacentre.inlet-max', 'datacentre.racks-live'],
  'backhaul-node': ['backhaul-node.operational-state'],
  'backhaul-link': [
    'backhaul-link.operational-state',
    'backhaul-link.utilization',
    'backhaul-link.in',
    'backhaul-link.out',
  ],
};

const PARTS = new Map<string, ResourceKind>([
  ['site.cells-enabled', 'cell'],
  ['charging-station.available', 'connector'],
]);

/** The numbers of a thing on the map that the tooltip shows; the catalogue decides which of them exist. */
export function factsOf(pick: Pick, inventory: InventoryIndex, live: LiveColumns): Fact[] {
  const kind = KIND_OF_PICK[pick.kind];
  const metrics = metricsOf(kind);
  return SHOWN[pick.kind].flatMap((id) => {
    const index = metrics.findIndex((metric) => metric.id === id);
    const metric = metrics[index];
    if (!metric) return [];
    const series = inventory.dictionary.series(kind, pick.index, index);
    const flags = live.flags[series]!;
    const quality = qualityOf(flags);
    const value = quality === 'none' || quality === 'bad' ? null : live.value[series]!;
    const of = PARTS.get(id);
    const total = of ? inventory.children(kind, pick.index, of).length : null;
    return [{ metric, value, flags, at: live.at[series]!, of: total }];
  });
}

/** State of a thing on the map as it is drawn; null for what is not in service. */
export function stateOf(pick: Pick, model: MapModel): Severity | null {
  if (model.inventory.lifecycle(KIND_OF_PICK[pick.kind], pick.index) !== 'in-service') return null;
  return SEVERITIES[indexOfState(pick, model)] ?? 'unknown';
}

function indexOfState({ kind, index }: Pick, { sectors, points, backhaul }: MapModel): number {
  switch (kind) {
    case 'site':
      return sectors.siteSeverity[index]!;
    case 'cell':
      return sectors.cellSeverity[index]!;
    case 'station':
      return points.stationSeverity[index]!;
    case 'connector':
      return points.connectorSeverity[index]!;
    case 'datacentre':
      return points.centreSeverity[index]!;
    case 'backhaul-node':
      return backhaul.nodeSeverity[index]!;
    case 'backhaul-link':
      return backhaul.linkSeverity[index]!;
  }
}

/** Sites in service in a part of the world by state, in the order of SEVERITIES; null while nobody has said so yet. */
export function countStates({ sectors, clusters, inventory }: MapModel, box: WorldBox): number[] | null {
  if (clusters.shown) {
    const counts = countSites(clusters, box);
    // Groups stand for many sites: where they are shown and there is none, their counts are on the way.
    return counts.some((count) => count > 0) ? counts : null;
  }
  const counts = SEVERITIES.map(() => 0);
  for (let site = 0; site < sectors.siteCount; site++) {
    if (!isWithin(box, sectors.siteX[site]!, sectors.siteY[site]!)) continue;
    if (inventory.lifecycle('site', site) === 'in-service') counts[sectors.siteSeverity[site]!]! += 1;
  }
  return counts;
}

/** True when any of the numbers is the simulator's. */
export function anySimulated(facts: readonly Fact[]): boolean {
  return facts.some(({ value, flags }) => value !== null && isSimulated(flags));
}
