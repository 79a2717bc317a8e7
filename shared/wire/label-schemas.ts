import { z } from 'zod';
import { RESOURCE_KINDS } from '../model/resource.ts';
import { SNAPSHOT_LANGUAGES } from './snapshot-schemas.ts';

export const labelsQuerySchema = z
  .object({
    kind: z.enum(RESOURCE_KINDS).optional().describe('All of this kind; with `ids`, only those of them that are'),
    ids: z
      .string()
      .max(12_000)
      .optional()
      .describe('Ids of resources with commas between; labels stand in this order. Without it, all of `kind`'),
    below: z.string().max(200).optional().describe('Only what is part of this resource: a hall, a row, a site'),
    language: z.enum(SNAPSHOT_LANGUAGES).default('zh-CN').describe('Of the file’s title; labels carry both names'),
  })
  .strict();
