import { z } from 'zod';

/** What people on the spot say of a resource. */

export const MAX_REPORT_CHARACTERS = 1_000;

export const problemReportRequestSchema = z
  .object({
    name: z.string().trim().min(1).max(80).describe('Who reports; unverified until accounts exist'),
    text: z.string().trim().min(1).max(MAX_REPORT_CHARACTERS),
  })
  .strict()
  .meta({ id: 'ProblemReportRequest' });

export const problemReportSchema = z
  .object({
    id: z.string(),
    resource: z.string(),
    at: z.int(),
    name: z.string(),
    text: z.string(),
    from: z.string().describe('Address that it came from'),
  })
  .meta({ id: 'ProblemReport' });

export const problemReportListSchema = z
  .object({ reports: z.array(problemReportSchema), total: z.int().min(0) })
  .meta({ id: 'ProblemReportList' });

export type ProblemReport = z.infer<typeof problemReportSchema>;
export type ProblemReportList = z.infer<typeof problemReportListSchema>;
export type ProblemReportRequest = z.infer<typeof problemReportRequestSchema>;
