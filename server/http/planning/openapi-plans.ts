import {
  networkPlanRequestSchema,
  networkPlanSchema,
  networkPlansSchema,
  planPathSchema,
  planWhatIfReplySchema,
  planWhatIfSchema,
} from '../../../shared/wire/planning-plan-schemas.ts';
import { rankingRequestSchema, rankingSchema } from '../../../shared/wire/planning-schemas.ts';
import { type Answer, nothing, refusal } from '../openapi-answers.ts';

const TAG = 'Coverage and roll-out';
const ok = (says: string, schema: NonNullable<Answer['schema']>): Answer => ({ says, schema });
const ACTION = refusal('`action-header-required`: `X-Skyrack-Action: plan` is not there');
const ASKED = {
  403: ACTION,
  413: refusal('`too-large`: `limit` in bytes'),
  415: refusal('`wrong-type` or `wrong-encoding`'),
};
const BAD_CHANGE =
  '`invalid-field` or `unknown-field`; `malformed`; `unknown-site`, `unknown-cell` or `bad-change`: `field` says which change';

/** What the document says of named plans. */
export const PLAN_OPERATIONS = [
  {
    method: 'get' as const,
    path: '/api/v1/plans',
    tag: TAG,
    summary: 'Named plans: changes to the network that is on air, or to all that is planned',
    answers: { 200: ok('Plans', networkPlansSchema) },
  },
  {
    method: 'post' as const,
    path: '/api/v1/plans',
    tag: TAG,
    summary: 'Keeps a plan under a name',
    description:
      'Needs the header `X-Skyrack-Action: plan`. On disk when it is answered. The inventory does not change.',
    body: { type: 'application/json', says: 'At most 64 KiB', schema: networkPlanRequestSchema },
    answers: {
      201: ok('The plan', networkPlanSchema),
      400: refusal(BAD_CHANGE),
      409: refusal('`full`: `limit` plans are kept'),
      ...ASKED,
    },
  },
  {
    method: 'get' as const,
    path: '/api/v1/plans/{id}',
    tag: TAG,
    summary: 'A plan',
    pathNames: planPathSchema,
    answers: { 200: ok('The plan', networkPlanSchema), 404: nothing('plan') },
  },
  {
    method: 'delete' as const,
    path: '/api/v1/plans/{id}',
    tag: TAG,
    summary: 'Takes a plan away',
    description: 'Needs the header `X-Skyrack-Action: plan`. Its id is never used again.',
    pathNames: planPathSchema,
    answers: { 204: { says: 'It is gone' }, 403: ACTION, 404: nothing('plan') },
  },
  {
    method: 'post' as const,
    path: '/api/v1/plans/{id}/what-if',
    tag: TAG,
    summary: 'What a plan with more changes covers, against itself, its base or another plan',
    description:
      'Needs the header `X-Skyrack-Action: plan`. Changes nothing. Without changes it compares two networks; the rasters ' +
      'of kept plans are at `/api/v1/coverage?plan=`. The same question gives the same numbers.',
    pathNames: planPathSchema,
    body: { type: 'application/json', says: 'At most 64 KiB', schema: planWhatIfSchema },
    answers: {
      200: ok('Coverage before and after, and where they differ', planWhatIfReplySchema),
      400: refusal(BAD_CHANGE),
      404: refusal('`no-such-plan`'),
      503: refusal('`no-coverage`'),
      ...ASKED,
    },
  },
  {
    method: 'post' as const,
    path: '/api/v1/plans/{id}/rank',
    tag: TAG,
    summary: 'Begins to rank which sites to build next, were the plan built',
    description:
      'Needs the header `X-Skyrack-Action: plan`. A ranking like those of `/api/v1/next-sites`, found there.',
    pathNames: planPathSchema,
    body: { type: 'application/json', says: 'At most 64 KiB', schema: rankingRequestSchema },
    answers: {
      202: ok('The ranking, waiting or running', rankingSchema),
      400: refusal('`invalid-field` or `unknown-field`; `malformed`; `no-candidates`, `bad-phases`'),
      404: refusal('`no-such-plan`'),
      503: refusal('`busy`: too many wait; `no-coverage`'),
      ...ASKED,
    },
  },
];
