import type { Example } from './openapi-example.ts';

type Examples = Readonly<Record<string, Readonly<Record<string, Example>>>>;

const PATH = '/api/v1/notifications';
const OPERATOR = 'Li Wei';

const read = (address: string, summary: string, status = 200): Example => ({
  summary,
  status,
  request: { method: 'GET', address },
});
const act = (
  method: 'POST' | 'PUT' | 'DELETE',
  address: string,
  summary: string,
  status: number,
  json: object,
): Example => ({
  summary,
  status,
  request: {
    method,
    address,
    headers: { 'X-Skyrack-Action': 'notification', 'Content-Type': 'application/json' },
    json: { operator: OPERATOR, ...json },
  },
});
const route = { name: 'Night shift', channel: 'none', minSeverity: 'critical' };
const UNKNOWN = 'An id that there is none of';

/** Ids are made anew: what is done to one shows how it is refused. */
export const NOTIFICATION_EXAMPLES: Examples = {
  [`GET ${PATH}/channels`]: { all: read(`${PATH}/channels`, 'All channels') },
  [`POST ${PATH}/channels`]: {
    loopback: act('POST', `${PATH}/channels`, 'An address of this machine', 400, {
      type: 'webhook',
      name: 'On-call',
      url: 'http://127.0.0.1:9099/alarms',
    }),
    'no-mail': act('POST', `${PATH}/channels`, 'Mail, without a mail server in the settings', 400, {
      type: 'mail',
      name: 'Duty office',
      to: ['duty@example.com'],
    }),
  },
  [`PUT ${PATH}/channels/{id}`]: {
    unknown: act('PUT', `${PATH}/channels/none`, UNKNOWN, 404, {
      name: 'On-call',
      language: 'en',
      enabled: false,
      watchdogMinutes: null,
    }),
  },
  [`DELETE ${PATH}/channels/{id}`]: { unknown: act('DELETE', `${PATH}/channels/none`, UNKNOWN, 404, {}) },
  [`POST ${PATH}/channels/{id}/test`]: { unknown: act('POST', `${PATH}/channels/none/test`, UNKNOWN, 404, {}) },
  [`GET ${PATH}/routes`]: { all: read(`${PATH}/routes`, 'All routes, in their order') },
  [`POST ${PATH}/routes`]: {
    'no-such-channel': act('POST', `${PATH}/routes`, 'A channel that there is none of', 400, route),
  },
  [`PUT ${PATH}/routes/{id}`]: { unknown: act('PUT', `${PATH}/routes/none`, UNKNOWN, 404, route) },
  [`DELETE ${PATH}/routes/{id}`]: { unknown: act('DELETE', `${PATH}/routes/none`, UNKNOWN, 404, {}) },
  [`GET ${PATH}/log`]: {
    deliveries: read(`${PATH}/log?of=deliveries&limit=5`, 'The last deliveries'),
    'bad-limit': read(`${PATH}/log?limit=all`, 'A limit that is no number', 400),
  },
};
