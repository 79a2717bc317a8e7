import { z } from 'zod';
import { RESOURCE_KINDS } from '../model/resource.ts';

/** Checks of requests at the HTTP edge. Apart from the types of http.ts, so that the browser never loads zod. */
export const resourceQuerySchema = z
  .object({
    kind: z.enum(RESOURCE_KINDS).optional(),
    parent: z.string().max(200).optional(),
    q: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
    cursor: z.string().max(300).optional(),
  })
  .strict();
export type ResourceQuery = z.infer<typeof resourceQuerySchema>;

export const latestQuerySchema = z
  .object({ resource: z.string().max(200).optional(), metric: z.string().max(100).optional() })
  .strict();

export const snapshotQuerySchema = z.object({ topic: z.string().max(250).default('zone') }).strict();

/** `POST /api/v1/samples`. Rows are checked one by one, so that a bad row does not cost the good ones. */
export const nativeBatchSchema = z.object({
  source: z.string().max(64),
  epoch: z.union([z.string().max(64), z.number()]),
  batch: z.union([z.string().max(64), z.number()]),
  samples: z.array(z.unknown()).max(100_000),
});
export const nativeSampleSchema = z
  .object({
    resource: z.string().max(200),
    metric: z.string().max(100),
    at: z.number().int(),
    value: z.number(),
  })
  .strict();
