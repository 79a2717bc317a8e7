import { z } from 'zod';
import { RESOURCE_KINDS } from '../model/resource.ts';
import type { Wire } from './http.ts';

/** Availability over a period, from the history of alarms. Times are UTC ms. */

const time = z.int().min(0);
const ms = z.number().min(0);
const count = z.int().min(0);
const kind = z.enum(RESOURCE_KINDS);

export const availabilityQuerySchema = z
  .object({
    resource: z.string().max(200).optional().describe('The resource and everything below it'),
    kind: kind.optional().describe('One kind of resource; all that a rule can find out of service without it'),
    from: z.coerce.number().int().min(0),
    to: z.coerce.number().int().min(0).describe('Exclusive; no later than now'),
    limit: z.coerce.number().int().min(1).max(1_000).default(50).describe('Resources that are named'),
  })
  .strict()
  .refine(({ from, to }) => to > from, { message: 'is not after from', path: ['to'] });

const figures = {
  outages: count.describe('How often it went out'),
  downMs: ms.describe('While an alarm said that it is out of service'),
  excludedMs: ms.describe('The same, within maintenance: not counted against it'),
  unknownMs: ms.describe('While it was silent: neither in service nor out'),
  availability: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .describe('1 − down / (watched − excluded − unknown); null where nothing is left to divide by'),
};

export const availabilitySchema = z
  .object({
    from: time,
    to: time.describe('Of the query, but no later than journal time'),
    watchedMs: ms.describe('Of the period, how long this server watched; the rest nobody knows'),
    kinds: z
      .array(z.object({ kind, resources: count.describe('In service'), ...figures }))
      .describe('Sums over the resources of a kind. Kinds that no rule can find out of service are absent'),
    resources: z
      .array(z.object({ resource: z.string(), kind, name: z.object({ zh: z.string(), en: z.string() }), ...figures }))
      .describe('Those that were not always in service, the longest down first'),
    total: count.describe('How many those are'),
  })
  .meta({ id: 'Availability' });

export type Availability = Wire<z.infer<typeof availabilitySchema>>;
export type AvailabilityFigures = Pick<
  Availability['kinds'][number],
  'outages' | 'downMs' | 'excludedMs' | 'unknownMs' | 'availability'
>;
