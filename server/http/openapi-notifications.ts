import type { z } from 'zod';
import {
  channelChangeSchema,
  channelListSchema,
  channelPathSchema,
  channelRequestSchema,
  channelSavedSchema,
  channelTestSchema,
  notificationLogQuerySchema,
  notificationLogSchema,
  removedNotificationSchema,
  removeNotificationSchema,
  routeListSchema,
  routePathSchema,
  routeRequestSchema,
  routeViewSchema,
} from '../../shared/wire/notification-schemas.ts';
import { type Answer, acting, badQuery, refusal } from './openapi-answers.ts';

type Answers = Readonly<Record<number, Answer>>;

const PATH = '/api/v1/notifications';
const noChannel = refusal('`no-such-channel`');
const noRoute = refusal('`no-such-route`');
const full = refusal('`full`: as many as there may be');
const MALFORMED = '`invalid-field`, `unknown-field` or `malformed`';
const ADDRESS = '`bad-url`, `refused-address` (not public, and not in `SKYRACK_WEBHOOK_ALLOW`), `unresolved`';
const ROUTE = '`no-such-channel`, `unknown-resource`, `bad-window`';
const DESCRIPTION =
  'Needs a name in `operator`, recorded as unverified until accounts exist, and the header ' +
  '`X-Skyrack-Action: notification`. On disk when it is answered; a refusal is in the log.';
const SIGNED =
  'A webhook is posted JSON with `X-Skyrack-Message` (a stable id: drop what comes twice), `X-Skyrack-Timestamp` (s) and ' +
  '`X-Skyrack-Signature: sha256=`, the HMAC-SHA256 of `timestamp.body` with the secret, hexadecimal.';
const ACTING = {
  ...acting('notification'),
  503: refusal('`read-only`: nothing can be written'),
};
const removed: Answer = { says: 'Its id', schema: removedNotificationSchema };

const read = (
  path: string,
  summary: string,
  answer: Answer,
  more: { readonly query?: z.ZodObject; readonly answers?: Answers } = {},
) => ({
  method: 'get' as const,
  path: PATH + path,
  tag: 'Notification',
  summary,
  ...more,
  answers: { 200: answer, ...more.answers },
});

const act = (
  method: 'post' | 'put' | 'delete',
  path: string,
  summary: string,
  schema: z.ZodType,
  answers: Answers,
  description = DESCRIPTION,
) => ({
  method,
  path: PATH + path,
  tag: 'Notification',
  summary,
  description,
  ...(path.startsWith('/channels/{') ? { pathNames: channelPathSchema } : {}),
  ...(path.startsWith('/routes/{') ? { pathNames: routePathSchema } : {}),
  body: { type: 'application/json', says: 'At most 64 KiB', schema },
  answers: { 400: refusal(MALFORMED), ...answers, ...ACTING },
});

/** What the document says of notification. */
export const NOTIFICATION_OPERATIONS = [
  read('/channels', 'Channels and how they do; no secret is among it', {
    says: 'In the order of their making',
    schema: channelListSchema,
  }),
  act(
    'post',
    '/channels',
    'Adds a webhook or mail addresses',
    channelRequestSchema,
    {
      201: { says: 'The channel; a webhook’s secret, this once', schema: channelSavedSchema },
      400: refusal(`${ADDRESS}, \`no-mail\`, ${MALFORMED}`),
      409: full,
    },
    `${DESCRIPTION} ${SIGNED}`,
  ),
  act('put', '/channels/{id}', 'Changes a channel; an address that is not sent stays', channelChangeSchema, {
    200: { says: 'The channel; a new secret, this once', schema: channelSavedSchema },
    400: refusal(`${ADDRESS}, \`wrong-type\`, ${MALFORMED}`),
    404: noChannel,
  }),
  act('delete', '/channels/{id}', 'Removes a channel that no route tells', removeNotificationSchema, {
    200: removed,
    404: noChannel,
    409: refusal('`in-use`: a route tells it'),
  }),
  act('post', '/channels/{id}/test', 'Sends a test message, once, now', removeNotificationSchema, {
    200: { says: 'Whether it was taken, and why not', schema: channelTestSchema },
    404: noChannel,
  }),
  read('/routes', 'Which alarms are told to whom', {
    says: 'In the order in which they are tried',
    schema: routeListSchema,
  }),
  act('post', '/routes', 'Adds a route', routeRequestSchema, {
    201: { says: 'The route', schema: routeViewSchema },
    400: refusal(`${ROUTE}, ${MALFORMED}`),
    409: full,
  }),
  act('put', '/routes/{id}', 'Replaces a route, or moves it with `place`', routeRequestSchema, {
    200: { says: 'The route', schema: routeViewSchema },
    400: refusal(`${ROUTE}, ${MALFORMED}`),
    404: noRoute,
  }),
  act('delete', '/routes/{id}', 'Removes a route', removeNotificationSchema, { 200: removed, 404: noRoute }),
  read(
    '/log',
    'What was sent, changed and refused',
    { says: 'Newest first', schema: notificationLogSchema },
    { query: notificationLogQuerySchema, answers: { 400: badQuery } },
  ),
];
