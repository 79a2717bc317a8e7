import { z } from 'zod';
import { RESOURCE_KINDS } from '../model/resource.ts';

/**
 * What requests may hold, and what a refusal says. Schemas come first: types (http.ts), the API's document and the
 * browser's typed requests follow from them. Apart from the types, so that the browser never loads zod.
 */

// ── refusals ───────────────────────────────────────────────────────────────────────────────────────────────────────

export const rejectedRowsSchema = z
  .object({
    reason: z.string().describe('Stable, kebab-case: `future`, `not-a-number`, `bad-row`, `series-limit`, …'),
    count: z.int().min(0),
    example: z.string().optional().describe('One of the rows, as it was understood'),
  })
  .meta({ id: 'RejectedRows' });

export const errorBodySchema = z
  .object({
    code: z.string().describe('Stable, kebab-case; what programs look at'),
    message: z.string().describe('For people; may change'),
    field: z.string().optional().describe('What was wrong, where the request has a name for it'),
    limit: z
      .union([z.string(), z.number()])
      .optional()
      .describe('The limit that was exceeded or the values that are allowed'),
    rejected: z.array(rejectedRowsSchema).optional().describe('Rows that were refused while the rest was kept'),
    stored: z.int().min(0).optional().describe('How many rows were kept'),
  })
  .meta({ id: 'Error', description: 'Body of every 4xx and 5xx.' });

// ── queries ────────────────────────────────────────────────────────────────────────────────────────────────────────

export const resourceQuerySchema = z
  .object({
    kind: z.enum(RESOURCE_KINDS).optional().describe('Only this kind'),
    parent: z.string().max(200).optional().describe('Only direct children of this resource'),
    q: z.string().max(100).optional().describe('Text that the id or a name contains, any case'),
    limit: z.coerce.number().int().min(1).max(1000).default(100).describe('Resources in one page'),
    cursor: z.string().max(300).optional().describe('`next` of the page before, with the same other parameters'),
  })
  .strict();

export const latestQuerySchema = z
  .object({
    resource: z.string().max(200).optional().describe('Id of a resource; at least one of the two is needed'),
    metric: z.string().max(100).optional().describe('Id of a metric of the catalogue'),
  })
  .strict();

export const snapshotQuerySchema = z
  .object({
    topic: z
      .string()
      .max(250)
      .default('zone')
      .describe('`zone`, `tile/z/x/y`, `floor/<layer>/<hall id>` or `resource/<resource id>`'),
  })
  .strict();

export const resourcePathSchema = z.object({
  id: z.string().describe('Id of a resource, percent-encoded as one segment (`zone%2Fqingdao`)'),
});

export const scenarioPathSchema = z.object({ name: z.string().max(100).describe('One of `/api/v1/scenarios`') });

export const layerPathSchema = z.object({ layer: z.string().describe('One of `basemap.layers` of the zone') });

// ── bodies ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** `POST /api/v1/samples`. Rows are checked one by one, so that a bad row does not cost the good ones. */
export const nativeBatchSchema = z.object({
  source: z.string().max(64),
  epoch: z.union([z.string().max(64), z.number()]),
  batch: z.union([z.string().max(64), z.number()]),
  samples: z.array(z.unknown()).max(100_000),
});

export const nativeSampleSchema = z
  .object({
    resource: z.string().max(200).describe('Id of a resource'),
    metric: z.string().max(100).describe('Id of a metric of the catalogue'),
    at: z.number().int().describe('Source time, UTC ms; more than 10 min ahead is refused as `future`'),
    value: z.number().describe('In the catalogue’s base unit'),
  })
  .strict()
  .meta({ id: 'NativeSample' });

/** The batch as the document shows it: rows typed, because a sender has to know what a row is. */
export const nativeBatchShape = nativeBatchSchema
  .extend({
    source: nativeBatchSchema.shape.source.describe('The source that the token belongs to: `ingest`'),
    epoch: nativeBatchSchema.shape.epoch.describe('Changes whenever `batch` begins anew'),
    batch: nativeBatchSchema.shape.batch.describe('The same (epoch, batch) again changes nothing'),
    samples: z.array(nativeSampleSchema).max(100_000),
  })
  .meta({ id: 'NativeBatch' });
