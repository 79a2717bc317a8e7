import { z } from 'zod';
import { MAX_TOPICS } from './events.ts';

/**
 * Checks of what clients send (shared/wire/events.ts describes it). Apart from the types and constants, so that the
 * browser, which only sends, never loads zod.
 */
export const topicSchema = z
  .string()
  .max(250)
  .regex(
    /^(?:zone|(?:tile|cluster)\/\d{1,2}\/\d{1,6}\/\d{1,6}|floor\/[a-z]{1,20}\/hall(?:\/[a-z0-9-]+)+|kind\/[a-z-]{1,30}|resource(?:\/[a-z0-9-]+){2,})$/,
    'not a topic',
  );

export const watchSchema = z.object({ topics: z.array(topicSchema).max(MAX_TOPICS) }).strict();
export const resumeSchema = z
  .object({
    topic: topicSchema,
    after: z
      .number()
      .int()
      .min(0)
      .max(2 ** 32),
  })
  .strict();
