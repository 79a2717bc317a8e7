import type { z } from 'zod';
import { alarmReportReplySchema, alarmReportRequestSchema } from '../../shared/wire/alarm-report-schemas.ts';
import { nativeBatchShape, resourcePathSchema, scenarioPathSchema } from '../../shared/wire/http-schemas.ts';
import { otlpExportedSchema, rpcStatusSchema } from '../../shared/wire/otlp-schemas.ts';
import { READ_ROUTES } from '../../shared/wire/read-routes.ts';
import { notReadySchema, scenarioSchema } from '../../shared/wire/reply-schemas.ts';
import { problemReportListSchema } from '../../shared/wire/report-schemas.ts';
import { ALARM_OPERATIONS } from './openapi-alarms.ts';
import { type Answer, badQuery, bytes, nothing, type Prose, refusal, TAG, unchanged } from './openapi-answers.ts';
import { HISTORY_PROSE } from './openapi-history.ts';
import { LABEL_OPERATIONS } from './openapi-labels.ts';
import { NOTIFICATION_OPERATIONS } from './openapi-notifications.ts';
import { SCHEDULE_OPERATIONS } from './openapi-snapshot-schedules.ts';
import { SNAPSHOT_OPERATIONS } from './openapi-snapshots.ts';
import { PLANNING_OPERATIONS } from './planning/openapi.ts';

export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly pathNames?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: { readonly type: string; readonly says: string; readonly schema?: z.ZodType };
  readonly token?: boolean;
  readonly answers: Readonly<Record<number, Answer>>;
}

const READ_PROSE: Readonly<Record<keyof typeof READ_ROUTES, Prose>> = {
  '/api/v1/zone': { tag: 'Zone', summary: 'The zone, its targets and what is there by kind and lifecycle' },
  '/api/v1/zone/basemap/{layer}': {
    tag: 'Zone',
    summary: 'A layer of the base map, GeoJSON',
    answers: {
      200: {
        says: 'RFC 7946',
        type: 'application/geo+json',
        schema: READ_ROUTES['/api/v1/zone/basemap/{layer}'].reply,
      },
      404: nothing('layer'),
    },
  },
  '/api/v1/inventory': {
    tag: 'Zone',
    summary: 'Everything that exists, in columns',
    description: 'What screens load once. For one resource or a search use `/api/v1/resources`.',
    answers: {
      200: { says: 'In the order of the dictionary', schema: READ_ROUTES['/api/v1/inventory'].reply, headers: TAG },
      304: unchanged,
    },
  },
  '/api/v1/resources': {
    tag: 'Resources',
    summary: 'Search, or list what a resource contains, in pages',
    answers: {
      400: refusal(`${badQuery.says}; \`bad-cursor\`: the cursor is not one of this query`),
      404: nothing('parent'),
    },
  },
  '/api/v1/resources/{id}': {
    tag: 'Resources',
    summary:
      'A resource with its place, what it depends on, what needs it, and the newest value of each of its metrics',
    answers: { 404: nothing('resource') },
  },
  '/api/v1/latest': {
    tag: 'Resources',
    summary: 'Newest values of a resource, of a metric, or of one metric of one resource',
    answers: {
      400: refusal('`missing-parameter`: neither was named; `too-many`: too many resources have this metric'),
      404: nothing('resource or metric'),
    },
  },
  '/api/v1/sources': {
    tag: 'Health',
    summary: 'Who sends what, and what was refused or not understood of it, with examples',
  },
  '/api/v1/scenarios': {
    tag: 'Simulation',
    summary: 'Demo scenarios that the simulator can act out, and which of them run',
  },
  '/api/v1/health': { tag: 'Health', summary: 'How the server itself is, for people' },
  '/api/v1/live/snapshot': {
    tag: 'Live',
    summary: 'The newest state of a topic, as a binary frame',
    description:
      'The frame is that of the live stream: little-endian header, then series numbers, values (float32), ages and ' +
      'flags in columns. Deltas after it come over Socket.IO at `/socket.io`.',
    answers: {
      200: bytes('application/octet-stream', 'A snapshot frame', TAG),
      304: unchanged,
      400: badQuery,
      404: nothing('topic'),
    },
  },
  ...HISTORY_PROSE,
  '/healthz': { tag: 'Health', summary: 'The process runs' },
  '/readyz': {
    tag: 'Health',
    summary: 'The server takes data',
    answers: {
      503: {
        says: '`replaying` at the start, `stopping` at the end',
        schema: notReadySchema,
        headers: { 'Retry-After': 'Seconds' },
      },
    },
  },
};

const READS: readonly Operation[] = Object.entries(READ_PROSE).map(([path, { answers = {}, ...prose }]) => {
  const route: { path?: z.ZodObject; query?: z.ZodObject; reply?: z.ZodType } =
    READ_ROUTES[path as keyof typeof READ_ROUTES];
  return {
    method: 'get',
    path,
    ...prose,
    ...(route.path ? { pathNames: route.path } : {}),
    ...(route.query ? { query: route.query } : {}),
    answers: { ...(route.reply ? { 200: { says: prose.summary, schema: route.reply } } : {}), ...answers },
  };
});

const TOKEN_REFUSED = refusal('`unauthorized`: no token, or one that is not known');
const NOT_NOW = refusal(
  '`queue-full`, `replaying`, `read-only` or `stopping`: nothing of it is kept, send it again. The one code that every ' +
    'sender retries.',
  { 'Retry-After': 'Seconds' },
);

const WRITTEN = {
  'X-Prometheus-Remote-Write-Samples-Written': '2.0 only: samples that were taken, unmapped ones too',
  'X-Prometheus-Remote-Write-Histograms-Written': '2.0 only: `0`',
  'X-Prometheus-Remote-Write-Exemplars-Written': '2.0 only: `0`',
};
const OVER_RATE = refusal('`over-rate`: the source sends more than its token allows', { 'Retry-After': 'Seconds' });
/** A refusal in OTLP's own shape, in the request's encoding. */
const rpcStatus = (says: string, headers?: Answer['headers']): Answer => ({
  ...refusal(says, headers),
  schema: rpcStatusSchema,
});

/** Doors answer alike: a 2xx is on disk, unknown names are a success that is counted, good rows survive bad ones. */
const DOORS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/samples',
    tag: 'Ingest',
    summary: 'Native JSON batch',
    description:
      'Values in the catalogue’s base units (°C, W, Wh, A, V, bit/s, %, dBm, s), times in UTC ms. Names that nothing ' +
      'here knows are counted as unmapped (`/api/v1/sources`) and are a success. The first row of a resource takes it over ' +
      'from the simulator for good.',
    token: true,
    body: { type: 'application/json', says: 'At most 8 MiB and 100,000 rows', schema: nativeBatchShape },
    answers: {
      204: {
        says: 'Durable. The same (epoch, batch) again: the same answer, with X-Duplicate.',
        headers: { 'X-Duplicate': '`1` when this batch was there already' },
      },
      400: refusal(
        '`malformed`: not JSON; `bad-request`: not a batch; `wrong-source`: the token belongs to another; ' +
          '`rows-rejected`: some rows, see `rejected`, while the others are `stored`; `truncated-body`',
      ),
      401: TOKEN_REFUSED,
      408: refusal('`body-timeout`: the body took over 30 s'),
      413: refusal('`too-large`: `limit` in bytes'),
      415: refusal('`wrong-type` or `wrong-encoding`: `limit` says what is taken'),
      429: OVER_RATE,
      503: NOT_NOW,
    },
  },
  {
    method: 'post',
    path: '/api/v1/alarms/report',
    tag: 'Ingest',
    summary: 'Alarms that a source reports itself',
    description:
      'All of them or none; on disk when it is answered. A source clears what it raised itself, by the same resource and ' +
      'qualifier. At most 12,000 reports a minute; of more raises than its limit the rest waits, counted as `heldBack` in ' +
      '`/api/v1/alarms/summary`.',
    token: true,
    body: { type: 'application/json', says: 'At most 512 KiB and 500 reports', schema: alarmReportRequestSchema },
    answers: {
      200: { says: 'What was taken, and what changed nothing', schema: alarmReportReplySchema },
      400: refusal(
        '`unknown-resource`, `unknown-severity`, `future`, `unknown-field` or `invalid-field`: `field` says which report; ' +
          '`malformed`: not JSON; `truncated-body`',
      ),
      401: TOKEN_REFUSED,
      408: refusal('`body-timeout`: the body took over 30 s'),
      413: refusal('`too-large`: `limit` in bytes'),
      415: refusal('`wrong-type`: `limit` says what is taken'),
      429: OVER_RATE,
      503: NOT_NOW,
    },
  },
  {
    method: 'post',
    path: '/api/v1/write',
    tag: 'Ingest',
    summary: 'Prometheus remote write 1.0 and 2.0',
    description:
      'What `remote_write` of Prometheus and its kin sends: snappy (block format) around a protobuf WriteRequest or, with ' +
      '`;proto=io.prometheus.write.v2.Request`, a Request of 2.0. `mapping.yaml` of the zone pack says what the names ' +
      'mean. Histograms and exemplars are not kept: 2.0 is told so, and they are counted in `/api/v1/sources`.',
    token: true,
    body: {
      type: 'application/x-protobuf',
      says: 'Content-Encoding: snappy; at most 8 MiB, 32 MiB when unpacked',
    },
    answers: {
      204: { says: 'Durable; also when names were unmapped or the same request came before', headers: WRITTEN },
      400: refusal(
        '`malformed`: not what its headers say; `rows-rejected`: some rows, while the others are `stored`',
        WRITTEN,
      ),
      401: TOKEN_REFUSED,
      408: refusal('`body-timeout`: the body took over 30 s'),
      413: refusal('`too-large`: packed or unpacked, `limit` in bytes'),
      415: refusal('`wrong-type` or `wrong-encoding`: `limit` says what is taken'),
      503: refusal(`${NOT_NOW.says} \`over-rate\` too: Prometheus drops what is answered 429.`, NOT_NOW.headers),
    },
  },
  {
    method: 'post',
    path: '/v1/metrics',
    tag: 'Ingest',
    summary: 'OpenTelemetry metrics over HTTP (OTLP)',
    description:
      'What an `otlphttp` exporter sends, as `application/json` or `application/x-protobuf`, answered in the same ' +
      'encoding. Gauges, cumulative sums (a changed start is a reset) and delta sums (rates of their own interval); ' +
      'histograms and summaries are counted as rejected. `mapping.yaml` sees a metric’s name, and as labels the ' +
      'attributes of resource, scope and point under their own names.',
    token: true,
    body: {
      type: 'application/json',
      says: 'An ExportMetricsServiceRequest; gzip is taken; at most 64 MiB, 16 MiB while packed',
    },
    answers: {
      200: { says: 'Durable, but for the data points that `partialSuccess` counts', schema: otlpExportedSchema },
      400: rpcStatus('Not what its headers say: nothing of it is kept'),
      401: rpcStatus('No token, or one that is not known'),
      408: rpcStatus('The body took over 30 s'),
      413: rpcStatus('Too large, packed or unpacked'),
      415: rpcStatus('Another type, or another encoding than gzip'),
      429: rpcStatus('The source sends more than its token allows', NOT_NOW.headers),
      503: rpcStatus('Nothing of it is kept, send it again', NOT_NOW.headers),
    },
  },
];

const OWN: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/zone/base.pmtiles',
    tag: 'Zone',
    summary: 'A base map of vector tiles, where SKYRACK_PMTILES names one',
    answers: {
      200: bytes('application/octet-stream', 'PMTiles 3'),
      206: bytes('application/octet-stream', 'The range that was asked for'),
      404: nothing('file'),
    },
  },
  {
    method: 'get',
    path: '/metrics',
    tag: 'Health',
    summary: 'What Skyrack says of itself, for Prometheus',
    answers: { 200: bytes('text/plain', 'Text exposition format 0.0.4') },
  },
  {
    method: 'get',
    path: '/api/v1/openapi.json',
    tag: 'Documentation',
    summary: 'This document',
    answers: { 200: bytes('application/json', 'OpenAPI 3.1', TAG) },
  },
  {
    method: 'get',
    path: '/api/docs',
    tag: 'Documentation',
    summary: 'This document as a page',
    answers: { 200: bytes('text/html', 'Loads nothing from elsewhere') },
  },
];

const SCENARIO_ANSWERS: Operation['answers'] = {
  200: { says: 'As it stands now', schema: scenarioSchema },
  400: refusal('`bad-scenario`: its file names what this zone does not have; the message says file, step and resource'),
  403: refusal('`action-header-required`: `X-Skyrack-Action: scenario` is not there'),
  404: refusal('`unknown-scenario`: the message lists those that there are'),
  409: refusal('`not-simulated`: SKYRACK_SIMULATE is off'),
};
const scenarioOperation = (verb: string, summary: string): Operation => ({
  method: 'post',
  path: `/api/v1/scenarios/{name}/${verb}`,
  tag: 'Simulation',
  summary,
  description:
    'Needs no token: it changes what the simulator invents and nothing else. Needs the header `X-Skyrack-Action: scenario`, which no form of another page can send.',
  pathNames: scenarioPathSchema,
  answers: SCENARIO_ANSWERS,
});
const SIMULATION: readonly Operation[] = [
  scenarioOperation('start', 'Begins a scenario, from its start if it runs already'),
  scenarioOperation('stop', 'Ends a scenario and all that it did'),
];

/** Every operation of the server, in the order of the document and of its examples: what is sent is then seen. */
export const OPERATIONS: readonly Operation[] = [
  ...ALARM_OPERATIONS,
  ...PLANNING_OPERATIONS,
  ...SNAPSHOT_OPERATIONS,
  {
    method: 'get',
    path: '/api/v1/resources/{id}/reports',
    tag: 'Resources',
    summary: 'What people on the spot have reported of a resource, by the page behind its label',
    pathNames: resourcePathSchema,
    answers: { 200: { says: 'Newest first, 200 at most', schema: problemReportListSchema }, 404: nothing('resource') },
  },
  ...NOTIFICATION_OPERATIONS,
  ...SCHEDULE_OPERATIONS,
  ...LABEL_OPERATIONS,
  ...DOORS,
  ...READS,
  ...SIMULATION,
  ...OWN,
];
