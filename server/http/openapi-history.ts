import { MOMENT_HEADER, TIER_HEADER } from '../../shared/wire/history.ts';
import type { READ_ROUTES } from '../../shared/wire/read-routes.ts';
import { badQuery, bytes, type Prose, refusal, TAG, unchanged } from './openapi-answers.ts';

const pastRefused = (codes: string) => refusal(`${badQuery.says}; ${codes}`);
const noPast = refusal(
  '`over-budget`: it took longer than `limit` ms; `busy` or `unavailable`: come again; `no-history`: none is kept',
  { 'Retry-After': 'Seconds, where it may help' },
);

type Past =
  | '/api/v1/series'
  | '/api/v1/aggregate'
  | '/api/v1/changes'
  | '/api/v1/state'
  | '/api/v1/attention'
  | '/api/v1/downtime';

/** What the document says of the past. */
export const HISTORY_PROSE = {
  '/api/v1/series': {
    tag: 'History',
    summary: 'Values over time, several resources and metrics at once',
    description:
      'Buckets with minimum, maximum, mean and last, so that no peak is lost, with coverage and the worst quality; a gap ' +
      'stays a gap. The tier that answers is said. Times UTC ms or ISO 8601 with a zone.',
    answers: {
      400: pastRefused(
        '`unknown-resource`, `unknown-metric`, `other-kind`, `too-many`, `bad-span`, `span-too-long`, `too-much`',
      ),
      503: noPast,
    },
  },
  '/api/v1/aggregate': {
    tag: 'History',
    summary: 'Values over time, of all resources of a kind by hall, phase, carrier or band',
    answers: {
      400: pastRefused('`unknown-metric`, `other-kind`, `no-groups`, `step-too-fine`, `bad-span`, `span-too-long`'),
      503: noPast,
    },
  },
  '/api/v1/changes': {
    tag: 'History',
    summary: 'When the judged state of a resource, or of the zone’s own, was another one before',
    description:
      'The nearest to a moment first, so that a cursor can step to it. Judged by the catalogue’s ladders from the buckets ' +
      'that history has left there: `tier` says how finely `at` is known. While the server itself was away ' +
      '(`/api/v1/downtime`) nothing changes: what was true before holds until it is heard again.',
    answers: { 400: pastRefused('`one-direction`, `unknown-resource`'), 503: noPast },
  },
  '/api/v1/state': {
    tag: 'History',
    summary: 'The state of a topic at a past moment, as a binary frame',
    description:
      'The frame is that of `/api/v1/live/snapshot` (of a `cluster/…` topic that of the stream), with epoch 0: it ' +
      'belongs to no stream. Freshness, derived values and states are worked out as they were then.',
    answers: {
      200: bytes('application/octet-stream', 'A snapshot frame', {
        ...TAG,
        [MOMENT_HEADER]: 'The moment, UTC ms',
        [TIER_HEADER]: 'The tier that was read: `raw`, `1m` or `1h`',
      }),
      304: unchanged,
      400: pastRefused('`unknown-topic`, `kind-too-large`, `future`'),
      503: noPast,
    },
  },
  '/api/v1/attention': {
    tag: 'History',
    summary: 'What needed attention at a past moment, worst first',
    answers: { 400: pastRefused('`future`'), 503: noPast },
  },
  '/api/v1/downtime': {
    tag: 'History',
    summary: 'When this server itself was off or stood still',
    description:
      'A gap of a series within one of these spans is nobody’s silence. Known with every engine of the history.',
    answers: { 400: pastRefused('`bad-span`') },
  },
} as const satisfies Readonly<Record<Past & keyof typeof READ_ROUTES, Prose>>;
