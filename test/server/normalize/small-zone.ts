import type { Inventory, MappingRule } from '../../../server/ports.ts';
import { findMetric, metricIndex, metricsOf } from '../../../shared/metrics/index.ts';
import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import { createDictionary } from '../../../shared/model/dictionary.ts';
import type { Resource, ResourceKind } from '../../../shared/model/resource.ts';

const ZONE = { zh: '区', en: 'Zone' };

/** Rules like those of a real pack: gauges by label, octet counters, states. */
export const RULES: readonly MappingRule[] = [
  rule({ name: 'rack_inlet_celsius', labels: [['position', 'top']], metric: 'rack.inlet-top' }),
  rule({ name: 'rack_inlet_celsius', labels: [['position', 'middle']], metric: 'rack.inlet-middle' }),
  rule({ name: 'rack_watts', metric: 'rack.power-a', scale: 1000 }),
  rule({
    name: 'ifHCInOctets',
    metric: 'uplink.in',
    resource: 'uplink/{port}',
    scale: 8,
    type: 'counter',
    values: new Map([['port', new Map([['Ethernet1/1', 'q01']])]]),
  }),
  rule({
    name: 'port_state',
    metric: 'uplink.oper-status',
    resource: 'uplink/{port}',
    states: new Map([
      [0, 2],
      [1, 1],
    ]),
  }),
  rule({ name: 'rack_inlet_max', metric: 'rack.inlet' }),
];

function rule(
  parts: Partial<Omit<MappingRule, 'labels'>> & {
    name: string;
    metric: string;
    labels?: readonly (readonly [string, string])[];
  },
): MappingRule {
  return {
    resource: 'rack/{dc}/{hall}/{row}/{rack}',
    scale: 1,
    type: 'gauge',
    ...parts,
    where: `mapping.yaml rule for ${parts.name}`,
    labels: (parts.labels ?? []).map(([label, value]) => ({ label, value })),
  };
}

export const UPLINK_BPS = 100_000_000_000;

/** An inventory of one hall with `racks` racks and one uplink, enough for doors and normalize. */
export function smallZone(racks = 4, mapping: readonly MappingRule[] = RULES): Inventory {
  const rows = Math.ceil(racks / 20);
  const ids = new Map<ResourceKind, string[]>([
    ['zone', ['zone/test']],
    [
      'rack',
      Array.from({ length: rows * 20 }, (_, i) => `rack/dc/h1/r${Math.floor(i / 20) + 1}/${(i % 20) + 1}`).slice(
        0,
        racks,
      ),
    ],
    ['uplink', ['uplink/q01']],
  ]);
  const resources = new Map<string, Resource>();
  const ordinals = new Map<string, number>();
  const byKind = new Map<ResourceKind, Resource[]>();
  for (const [kind, list] of ids) {
    const ofKind: Resource[] = [];
    byKind.set(kind, ofKind);
    list.forEach((id, ordinal) => {
      const parent = kind === 'zone' ? null : 'zone/test';
      const resource: Resource = {
        ...{ id, kind, parent, name: ZONE, lifecycle: 'in-service', reporting: true, synthetic: true },
        attributes: new Map(kind === 'uplink' ? [['capacity_bps', UPLINK_BPS]] : []),
      };
      resources.set(id, resource);
      ordinals.set(id, ordinal);
      ofKind.push(resource);
    });
  }
  const dictionary = createDictionary(new Map([...ids].map(([kind, list]) => [kind, list.length])), metricsOf);
  return {
    zone: {
      ...{ id: 'test', name: ZONE, timeZone: 'Asia/Shanghai', outline: [], attribution: ZONE, basemapLayers: [] },
      targets: { sites: 0, egressBps: 0, racks: 0, terminals: 0 },
    },
    dictionary,
    version: `test-${racks}`,
    links: [],
    milestones: [],
    demand: [],
    mapping,
    ofKind: (kind) => byKind.get(kind) ?? [],
    find: (id) => resources.get(id),
    ordinal: (id) => ordinals.get(id) ?? -1,
    children: () => [],
    series(id, metric) {
      const resource = resources.get(id);
      const definition: MetricDefinition | undefined = findMetric(metric);
      if (!resource || definition?.kind !== resource.kind) return -1;
      return dictionary.series(resource.kind, ordinals.get(id)!, metricIndex(metric));
    },
    resourceOf(series) {
      const { kind, ordinal } = dictionary.describe(series);
      return byKind.get(kind)![ordinal]!;
    },
    metricOf: (series) => dictionary.describe(series).metric,
    basemap: () => undefined,
    search: () => ({ resources: [], total: 0, next: null }),
  };
}
