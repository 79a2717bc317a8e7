import type { z } from 'zod';
import { errorBodySchema } from '../../shared/wire/http-schemas.ts';

/** One answer of an operation: what it says, and in which form where it has one. */
export interface Answer {
  readonly says: string;
  /** JSON of this shape; else `type` names what comes back, and neither means no content. */
  readonly schema?: z.ZodType;
  readonly type?: string;
  /** Other media types that it may have, as was asked. */
  readonly orTypes?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the document says of a read beside its schemas. */
export interface Prose {
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** The 200 where it is not JSON, or has headers to speak of, and every other answer. */
  readonly answers?: Readonly<Record<number, Answer>>;
}

export const refusal = (says: string, headers?: Answer['headers']): Answer => ({
  says,
  schema: errorBodySchema,
  ...(headers ? { headers } : {}),
});
export const badQuery = refusal('`invalid-parameter` or `unknown-parameter`: `field` and `limit` say which and why');
export const nothing = (what: string) => refusal(`\`not-found\`: there is no such ${what}`);
export const bytes = (type: string, says: string, headers?: Answer['headers']): Answer => ({
  says,
  type,
  ...(headers ? { headers } : {}),
});
export const TAG = { ETag: 'Send it back as If-None-Match' };
export const unchanged: Answer = { says: 'Unchanged since the ETag that If-None-Match names' };

/** How every action of a kind may be refused before its stage hears of it. */
export const acting = (action: string) => ({
  403: refusal(`\`action-header-required\`: \`X-Skyrack-Action: ${action}\` is not there`),
  413: refusal('`too-large`: `limit` in bytes'),
  415: refusal('`wrong-type` or `wrong-encoding`'),
});
/** What every action of a kind needs. */
export const needsOperator = (action: string): string =>
  'Needs a name in `operator`, recorded as unverified until accounts exist, and the header ' +
  `\`X-Skyrack-Action: ${action}\`. On disk when it is answered.`;
