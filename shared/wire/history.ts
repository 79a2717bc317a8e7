import type { z } from 'zod';
import type {
  aggregateReplySchema,
  changesReplySchema,
  downtimeSchema,
  pastAttentionSchema,
  seriesReplySchema,
} from './history-schemas.ts';
import type { Wire } from './http.ts';

/** The types of the past's replies, from the schemas and without them: importing this loads no zod. */
export type PastSeriesList = Wire<z.infer<typeof seriesReplySchema>>;
export type PastSeries = PastSeriesList['series'][number];
export type PastAggregate = Wire<z.infer<typeof aggregateReplySchema>>;
export type PastGroup = PastAggregate['groups'][number];
export type StateChanges = Wire<z.infer<typeof changesReplySchema>>;
export type StateChange = StateChanges['changes'][number];
export type Downtime = Wire<z.infer<typeof downtimeSchema>>;
export type PastAttention = Wire<z.infer<typeof pastAttentionSchema>>;

/** Names of the headers of `GET /api/v1/state`: the moment that the frame is of (UTC ms), and the tier that was read. */
export const MOMENT_HEADER = 'Skyrack-Moment';
export const TIER_HEADER = 'Skyrack-Tier';
/** Epoch of a frame of the past: it belongs to no stream, and no delta follows it. */
export const PAST_EPOCH = 0;
