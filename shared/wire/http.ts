import type { z } from 'zod';
import type { errorBodySchema, rejectedRowsSchema } from './http-schemas.ts';
import type {
  healthViewSchema,
  inventoryKindSchema,
  inventoryViewSchema,
  latestValueSchema,
  resourceDetailSchema,
  resourcePageSchema,
  resourceViewSchema,
  scenarioSchema,
  sourceViewSchema,
  zoneViewSchema,
} from './reply-schemas.ts';

/**
 * The types of what crosses HTTP, from the schemas and without them: importing this loads no zod. What came over the wire
 * is not changed, so everything is read-only; JSON has no `undefined`, so what is optional is absent or there.
 */
export type Wire<T> = T extends string | number | boolean | null
  ? T
  : { readonly [K in keyof T]: Wire<Exclude<T[K], undefined>> };

/** Body of every 4xx and 5xx of the API. */
export type ErrorBody = Wire<z.infer<typeof errorBodySchema>>;
export type RejectedRows = Wire<z.infer<typeof rejectedRowsSchema>>;

export type ResourceView = Wire<z.infer<typeof resourceViewSchema>>;
export type ResourcePage = Wire<z.infer<typeof resourcePageSchema>>;
export type ResourceDetail = Wire<z.infer<typeof resourceDetailSchema>>;
export type LatestValue = Wire<z.infer<typeof latestValueSchema>>;
export type ZoneView = Wire<z.infer<typeof zoneViewSchema>>;
export type InventoryView = Wire<z.infer<typeof inventoryViewSchema>>;
export type InventoryKind = Wire<z.infer<typeof inventoryKindSchema>>;
export type SourceView = Wire<z.infer<typeof sourceViewSchema>>;
export type ScenarioView = Wire<z.infer<typeof scenarioSchema>>;
export type HealthView = Wire<z.infer<typeof healthViewSchema>>;
