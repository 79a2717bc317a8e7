import { z } from 'zod';

/** ExportMetricsServiceResponse of OTLP as JSON: empty when every data point was taken. */
export const otlpExportedSchema = z.strictObject({
  partialSuccess: z.strictObject({ rejectedDataPoints: z.string(), errorMessage: z.string() }).optional(),
});

/** google.rpc.Status as JSON: what OTLP refuses with. */
export const rpcStatusSchema = z.strictObject({ code: z.int(), message: z.string() });
