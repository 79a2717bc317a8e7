import type { z } from 'zod';
import {
  aggregateQuerySchema,
  aggregateReplySchema,
  changesQuerySchema,
  changesReplySchema,
  downtimeQuerySchema,
  downtimeSchema,
  pastAttentionQuerySchema,
  pastAttentionSchema,
  seriesQuerySchema,
  seriesReplySchema,
  stateQuerySchema,
} from './history-schemas.ts';
import {
  latestQuerySchema,
  layerPathSchema,
  resourcePathSchema,
  resourceQuerySchema,
  snapshotQuerySchema,
} from './http-schemas.ts';
import {
  aliveSchema,
  featureCollectionSchema,
  healthViewSchema,
  inventoryViewSchema,
  latestSchema,
  readinessSchema,
  resourceDetailSchema,
  resourcePageSchema,
  scenariosSchema,
  sourcesSchema,
  zoneViewSchema,
} from './reply-schemas.ts';

/** One address that is read: what fills its path, what may follow the question mark, what comes back as JSON. */
export interface ReadRoute {
  readonly path?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Absent where the reply is not JSON. */
  readonly reply?: z.ZodType;
}

/** Every GET of the API by its address, `{name}` standing for one percent-encoded segment. */
export const READ_ROUTES = {
  '/api/v1/zone': { reply: zoneViewSchema },
  '/api/v1/zone/basemap/{layer}': { path: layerPathSchema, reply: featureCollectionSchema },
  '/api/v1/inventory': { reply: inventoryViewSchema },
  '/api/v1/resources': { query: resourceQuerySchema, reply: resourcePageSchema },
  '/api/v1/resources/{id}': { path: resourcePathSchema, reply: resourceDetailSchema },
  '/api/v1/latest': { query: latestQuerySchema, reply: latestSchema },
  '/api/v1/sources': { reply: sourcesSchema },
  '/api/v1/scenarios': { reply: scenariosSchema },
  '/api/v1/health': { reply: healthViewSchema },
  '/api/v1/live/snapshot': { query: snapshotQuerySchema },
  '/api/v1/series': { query: seriesQuerySchema, reply: seriesReplySchema },
  '/api/v1/aggregate': { query: aggregateQuerySchema, reply: aggregateReplySchema },
  '/api/v1/changes': { query: changesQuerySchema, reply: changesReplySchema },
  '/api/v1/state': { query: stateQuerySchema },
  '/api/v1/attention': { query: pastAttentionQuerySchema, reply: pastAttentionSchema },
  '/api/v1/downtime': { query: downtimeQuerySchema, reply: downtimeSchema },
  '/healthz': { reply: aliveSchema },
  '/readyz': { reply: readinessSchema },
} as const satisfies Readonly<Record<string, ReadRoute>>;
