import { z } from 'zod';
import { coverageFiguresSchema } from './planning-schemas.ts';

/** Named plans: what would be built, moved or turned, on top of what is on air or of all that is planned. */

/** Plans that are kept, and changes in one of them or in one question. */
export const MAX_PLANS = 100;
export const MAX_PLAN_CHANGES = 400;
/** Networks that are there without anybody having made a plan. */
export const PLAN_BASES = ['on-air', 'planned'] as const;

const positionSchema = z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }).strict();
const siteId = z.string().regex(/^site(?:\/[a-z0-9-]{1,64}){1,4}$/, 'is not the id of a site');
const siteOrCell = z.string().regex(/^(?:site|cell)(?:\/[a-z0-9-]{1,64}){1,5}$/, 'is not the id of a site or cell');
const degrees = z.number().min(0).lt(360);

const addSchema = z
  .object({
    change: z.literal('add'),
    site: siteId.describe('A site of the table that does not stand, with its own cells; or a new id, with a position'),
    position: positionSchema.optional(),
    azimuthsDeg: z.array(degrees).min(1).max(6).optional().describe('Of a new site’s sectors; 0, 120 and 240'),
    heightM: z.number().min(1).max(300).optional().describe('As the middle one on air, as all that is not said'),
    tiltDeg: z.number().min(-30).max(30).optional(),
    txPowerDbm: z.number().min(0).max(70).optional(),
    gainDbi: z.number().min(-10).max(40).optional(),
  })
  .strict();

export const planChangeSchema = z
  .discriminatedUnion('change', [
    addSchema,
    z.object({ change: z.literal('remove'), resource: siteOrCell }).strict(),
    z.object({ change: z.literal('move'), site: siteId, position: positionSchema }).strict(),
    z
      .object({
        change: z.literal('tilt'),
        resource: siteOrCell,
        tiltDeg: z.number().min(-30).max(30).describe('Mechanical and electrical together, downwards'),
      })
      .strict(),
    z.object({ change: z.literal('turn'), resource: siteOrCell, azimuthDeg: degrees }).strict(),
    z.object({ change: z.literal('power'), resource: siteOrCell, txPowerDbm: z.number().min(0).max(70) }).strict(),
  ])
  .meta({ id: 'PlanChange' });

const changesSchema = z.array(planChangeSchema).max(MAX_PLAN_CHANGES);

export const networkPlanRequestSchema = z
  .object({
    name: z.string().trim().min(1).max(100),
    base: z.enum(PLAN_BASES).default('on-air').describe('What the changes are made to: `planned` has all sites'),
    changes: changesSchema.default([]).describe('In this order'),
  })
  .strict();

export const planWhatIfSchema = z
  .object({
    changes: changesSchema.default([]).describe('On top of the plan’s own; nothing is kept'),
    against: z
      .string()
      .max(40)
      .optional()
      .describe('A plan’s id, `on-air` or `planned`; else the plan without these changes, or its base without any'),
  })
  .strict();

export const planPathSchema = z.object({
  id: z.string().describe('Id of a plan; what-if and rank also take `on-air` and `planned`'),
});

const time = z.int();
const area = z.object({ areaKm2: z.number().min(0), people: z.number().min(0) });
const ringsSchema = z.array(z.array(z.array(z.tuple([z.number(), z.number()]))));

export const networkPlanSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    base: z.enum(PLAN_BASES),
    changes: z.array(planChangeSchema),
    createdAt: time,
    sites: z.int().min(0).describe('That stand in it'),
    cells: z.int().min(0),
    problem: z
      .string()
      .nullable()
      .describe('Why the plan no longer fits the inventory, null where it does; the numbers are 0 then'),
  })
  .meta({ id: 'NetworkPlan' });

export const networkPlansSchema = z
  .object({ plans: z.array(networkPlanSchema).describe('Oldest first'), limit: z.int() })
  .meta({ id: 'NetworkPlans' });

export const planWhatIfReplySchema = z
  .object({
    plan: z.string(),
    against: z.string().describe('`plan`: the same plan without the changes that were asked'),
    synthetic: z.boolean(),
    before: coverageFiguresSchema,
    after: coverageFiguresSchema,
    gained: area.extend({ polygons: ringsSchema }).describe('Covered by the profile after and not before'),
    lost: area.extend({ polygons: ringsSchema }).describe('Before and not after: by levels, or by interference'),
    workedOutMs: z.number().min(0).describe('In the thread'),
  })
  .meta({ id: 'PlanComparison' });
