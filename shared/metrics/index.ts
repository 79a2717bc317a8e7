import { RESOURCE_KINDS, type ResourceKind } from '../model/resource.ts';
import { BACKHAUL_LINK_METRICS, BACKHAUL_NODE_METRICS, ROUTER_METRICS } from './backhaul.ts';
import { CONNECTOR_METRICS, STATION_METRICS } from './charging.ts';
import { GPU_NODE_METRICS } from './compute.ts';
import { COOLING_UNIT_METRICS } from './cooling.ts';
import {
  CARRIER_METRICS,
  DATACENTRE_METRICS,
  HALL_METRICS,
  PHASE_METRICS,
  RACK_METRICS,
  UPLINK_METRICS,
} from './data-centre.ts';
import type { MetricDefinition } from './metric.ts';
import {
  GENERATOR_METRICS,
  PDU_METRICS,
  POWER_FEED_METRICS,
  TRANSFORMER_METRICS,
  UPS_METRICS,
  UTILITY_METRICS,
} from './power.ts';
import { CELL_METRICS, SITE_METRICS } from './radio.ts';
import { ZONE_METRICS } from './zone.ts';

/** Every metric that Skyrack knows. A derived metric comes after what it is derived from, within one kind. */
const CATALOGUE: readonly MetricDefinition[] = [
  ...ZONE_METRICS,
  ...SITE_METRICS,
  ...CELL_METRICS,
  ...BACKHAUL_NODE_METRICS,
  ...BACKHAUL_LINK_METRICS,
  ...DATACENTRE_METRICS,
  ...UTILITY_METRICS,
  ...TRANSFORMER_METRICS,
  ...GENERATOR_METRICS,
  ...UPS_METRICS,
  ...PDU_METRICS,
  ...PHASE_METRICS,
  ...HALL_METRICS,
  ...RACK_METRICS,
  ...POWER_FEED_METRICS,
  ...COOLING_UNIT_METRICS,
  ...GPU_NODE_METRICS,
  ...CARRIER_METRICS,
  ...ROUTER_METRICS,
  ...UPLINK_METRICS,
  ...STATION_METRICS,
  ...CONNECTOR_METRICS,
];

const byId = new Map(CATALOGUE.map((metric) => [metric.id, metric]));
const byKind = new Map<ResourceKind, readonly MetricDefinition[]>(
  RESOURCE_KINDS.map((kind) => [kind, CATALOGUE.filter((metric) => metric.kind === kind)]),
);

export function metricsOf(kind: ResourceKind): readonly MetricDefinition[] {
  return byKind.get(kind) ?? [];
}

export function findMetric(id: string): MetricDefinition | undefined {
  return byId.get(id);
}

/** Place of a metric among those of its kind, −1 when unknown. */
export function metricIndex(id: string): number {
  const metric = byId.get(id);
  return metric ? metricsOf(metric.kind).indexOf(metric) : -1;
}
