import type { Express } from 'express';
import { metricsOf } from '../../shared/metrics/index.ts';
import type { Lifecycle, Resource, ResourceKind } from '../../shared/model/resource.ts';
import { RESOURCE_KINDS } from '../../shared/model/resource.ts';
import { freshnessOf, isSimulated, qualityOf, reasonOf, severityOf } from '../../shared/model/sample.ts';
import type {
  InventoryView,
  LatestValue,
  ResourceDetail,
  ResourcePage,
  ResourceView,
  ZoneView,
} from '../../shared/wire/http.ts';
import { latestQuerySchema, resourceQuerySchema, snapshotQuerySchema } from '../../shared/wire/http-schemas.ts';
import type { Inventory, LiveState, SourceRegistry, Topics } from '../ports.ts';
import { HttpError, notFound, parseQuery } from './errors.ts';
import { packedReply } from './packed-reply.ts';
import { createResourceLinks } from './resource-links.ts';

export interface ReadStages {
  readonly inventory: Inventory;
  readonly inventoryView: () => InventoryView;
  readonly live: LiveState;
  readonly topics: Topics;
  readonly sources: SourceRegistry;
  readonly simulate: boolean;
  readonly version: string;
  readonly clock: () => number;
  /** What may lie under the map beside the zone pack's vectors. */
  readonly baseMap: {
    readonly tiles: ZoneView['tiles'];
    readonly pmtiles: { readonly file: string; readonly maxZoom: number } | null;
  };
}

const MAX_LATEST = 20_000;

/** The read API. Open on loopback; nothing here changes anything. */
export function mountReads(app: Express, stages: ReadStages): void {
  const { inventory, live, topics, sources } = stages;
  const zone = zoneView(stages);
  const linksOf = createResourceLinks(inventory.links);

  app.get('/api/v1/zone', (_request, response) => {
    response.json(zone);
  });

  app.get('/api/v1/zone/base.pmtiles', (_request, response) => {
    const { pmtiles } = stages.baseMap;
    if (pmtiles === null) throw notFound('PMTiles file', 'SKYRACK_PMTILES');
    // Read in ranges: express answers them, and a stage between must not compress them.
    response.setHeader('Cache-Control', 'public, max-age=300, no-transform');
    response.type('application/octet-stream').sendFile(pmtiles.file, { dotfiles: 'allow' });
  });

  app.get('/api/v1/zone/basemap/:layer', (request, response) => {
    const text = inventory.basemap(request.params.layer);
    if (text === undefined) throw notFound('layer of the base map', 'layer');
    response.setHeader('Cache-Control', 'public, max-age=300');
    response.type('application/geo+json').send(text);
  });

  // Its tag is of the text: the inventory's version covers ids only, not names and attributes.
  app.get('/api/v1/inventory', packedReply(stages.inventoryView));

  app.get('/api/v1/resources', (request, response) => {
    const query = parseQuery(resourceQuerySchema, request.query);
    if (query.parent !== undefined && inventory.find(query.parent) === undefined) throw notFound('resource', 'parent');
    const { resources, total, next } = inventory.search(query);
    const page: ResourcePage = { resources: resources.map((resource) => resourceView(resource, live)), total, next };
    response.json(page);
  });

  app.get('/api/v1/resources/:id', (request, response) => {
    const resource = inventory.find(request.params.id);
    if (resource === undefined) throw notFound('resource', 'id');
    response.json({ ...resourceDetail(resource, stages), ...linksOf(resource.id) } satisfies ResourceDetail);
  });

  app.get('/api/v1/latest', (request, response) => {
    const query = parseQuery(latestQuerySchema, request.query);
    response.json({ values: latest(query, stages) });
  });

  app.get('/api/v1/sources', (_request, response) => {
    response.json({ sources: sources.sources() });
  });

  app.get('/api/v1/live/snapshot', (request, response) => {
    const { topic } = parseQuery(snapshotQuerySchema, request.query);
    const snapshot = topics.snapshot(topic);
    if (snapshot === undefined) throw notFound('topic', 'topic');
    response.setHeader('Cache-Control', 'no-cache');
    response.setHeader('ETag', snapshot.etag);
    if (request.headers['if-none-match'] === snapshot.etag) {
      response.status(304).end();
      return;
    }
    response.type('application/octet-stream').send(Buffer.from(snapshot.bytes));
  });
}

function zoneView({ inventory, simulate, version, baseMap }: ReadStages): ZoneView {
  const counts: Partial<Record<ResourceKind, Partial<Record<Lifecycle, number>>>> = {};
  for (const kind of RESOURCE_KINDS) {
    const ofKind: Partial<Record<Lifecycle, number>> = {};
    for (const { lifecycle } of inventory.ofKind(kind)) ofKind[lifecycle] = (ofKind[lifecycle] ?? 0) + 1;
    if (inventory.ofKind(kind).length > 0) counts[kind] = ofKind;
  }
  const { id, name, timeZone, outline, targets, basemapLayers, attribution } = inventory.zone;
  return {
    id,
    name,
    timeZone,
    simulated: simulate,
    version,
    dictionary: inventory.version,
    outline,
    targets,
    counts,
    basemap: { layers: basemapLayers, attribution },
    tiles: baseMap.tiles,
    pmtiles: baseMap.pmtiles && { maxZoom: baseMap.pmtiles.maxZoom },
  };
}

function resourceView(resource: Resource, live: LiveState): ResourceView {
  return {
    id: resource.id,
    kind: resource.kind,
    parent: resource.parent,
    name: resource.name,
    lifecycle: resource.lifecycle,
    reporting: resource.reporting,
    synthetic: resource.synthetic,
    position: resource.position ?? null,
    altResource: resource.altResource ?? [],
    // Names come from the pack: a plain object made by fromEntries keeps `__proto__` as an own key.
    attributes: Object.fromEntries(resource.attributes),
    state: live.stateOf(resource.id),
  };
}

export function resourceDetail(
  resource: Resource,
  stages: ReadStages,
): Omit<ResourceDetail, 'dependsOn' | 'neededBy' | 'neededByCount'> {
  const { inventory, live } = stages;
  const path: { id: string; name: Resource['name'] }[] = [];
  for (let parent = resource.parent; parent !== null; ) {
    const above = inventory.find(parent);
    if (above === undefined) break;
    path.unshift({ id: above.id, name: above.name });
    parent = above.parent;
  }
  const children = new Map<ResourceKind, number>();
  for (const child of inventory.children(resource.id)) children.set(child.kind, (children.get(child.kind) ?? 0) + 1);
  return {
    ...resourceView(resource, live),
    path,
    children: [...children].map(([kind, count]) => ({ kind, count })),
    values: metricsOf(resource.kind).map((metric) => latestValue(inventory.series(resource.id, metric.id), stages)),
  };
}

function latest(query: { resource?: string | undefined; metric?: string | undefined }, stages: ReadStages) {
  const { inventory } = stages;
  if (query.resource !== undefined) {
    const resource = inventory.find(query.resource);
    if (resource === undefined) throw notFound('resource', 'resource');
    const metrics = metricsOf(resource.kind).filter(
      (metric) => query.metric === undefined || metric.id === query.metric,
    );
    if (metrics.length === 0) throw notFound(`metric of a ${resource.kind}`, 'metric');
    return metrics.map((metric) => latestValue(inventory.series(resource.id, metric.id), stages));
  }
  if (query.metric === undefined) {
    throw new HttpError(400, {
      code: 'missing-parameter',
      message: 'name a resource, a metric or both',
      field: 'resource',
    });
  }
  const kind = RESOURCE_KINDS.find((candidate) => metricsOf(candidate).some((metric) => metric.id === query.metric));
  if (kind === undefined) throw notFound('metric', 'metric');
  const resources = inventory.ofKind(kind);
  if (resources.length > MAX_LATEST) {
    throw new HttpError(400, {
      code: 'too-many',
      message: `${resources.length} resources have this metric: name one`,
      field: 'resource',
      limit: MAX_LATEST,
    });
  }
  const metric = query.metric;
  return resources.map((resource) => latestValue(inventory.series(resource.id, metric), stages));
}

function latestValue(series: number, { inventory, live, clock }: ReadStages): LatestValue {
  const metric = inventory.metricOf(series);
  const flags = live.flags[series]!;
  const quality = qualityOf(flags);
  const seen = live.at[series]! > 0;
  const source = live.source[series]!;
  return {
    resource: inventory.resourceOf(series).id,
    metric: metric.id,
    unit: metric.unit,
    value: seen && (quality === 'good' || quality === 'uncertain') ? live.value[series]! : null,
    at: seen ? live.at[series]! : null,
    receivedAt: seen ? live.receivedAt[series]! : null,
    ageMs: seen ? Math.max(0, clock() - live.at[series]!) : null,
    quality,
    reason: reasonOf(flags),
    freshness: freshnessOf(flags),
    simulated: isSimulated(flags),
    severity: severityOf(flags),
    source: source === 0 ? null : (live.sourceNames[source] ?? null),
  };
}
