import { ALARM_EXAMPLES, PLANNING_EXAMPLES, SNAPSHOT_EXAMPLES } from './openapi-action-examples.ts';
import type { Example } from './openapi-example.ts';
import { NOTIFICATION_EXAMPLES } from './openapi-notification-examples.ts';

const get = (address: string, summary: string, status = 200, headers?: Record<string, string>): Example => ({
  summary,
  status,
  request: { method: 'GET', address, ...(headers ? { headers } : {}) },
});

/** 2020-06-08 14:26:08 in Qingdao: long past, so that an example never becomes the newest value of what reports. */
const AT = 1_591_597_568_000;
const RACK = 'rack/qingyun/p1-h03/r12/08';
const RACK_IN_URL = encodeURIComponent(RACK);
const row = (more: object = {}) => ({ resource: RACK, metric: 'rack.inlet-top', at: AT, value: 24.5, ...more });
const batch = (number: number, samples: readonly unknown[]) => ({
  source: 'ingest',
  epoch: 'documentation',
  batch: number,
  samples,
});

const native = (summary: string, status: number, json: unknown, more: Partial<Example['request']> = {}): Example => ({
  summary,
  status,
  request: {
    method: 'POST',
    address: '/api/v1/samples',
    headers: { 'Content-Type': 'application/json' },
    json,
    ...more,
  },
});

const report = (summary: string, status: number, more: object): Example => ({
  summary,
  status,
  request: {
    method: 'POST',
    address: '/api/v1/alarms/report',
    headers: { 'Content-Type': 'application/json' },
    json: {
      reports: [
        { resource: row().resource, qualifier: 'fan-2', severity: 'minor', at: AT, text: 'fan 2 has stopped', ...more },
      ],
    },
  },
});

const PROTOBUF = { 'Content-Type': 'application/x-protobuf', 'Content-Encoding': 'snappy' };
const write = (
  summary: string,
  status: number,
  base64: string,
  headers: Record<string, string> = PROTOBUF,
): Example => ({
  summary,
  status,
  request: { method: 'POST', address: '/api/v1/write', headers, base64 },
});

/** rack_inlet_celsius{dc="qingyun", hall="p1-h03", row="r12", rack="08", position="top"} 24.5 at AT. */
const ONE_SERIES =
  'fPB7CnoKHgoIX19uYW1lX18SEnJhY2tfaW5sZXRfY2Vsc2l1cwoNCgJkYxIHcWluZ3l1bgoOCgRoYWxsEgZwMS1oMDMKDwoIcG9zaXRpb24SA3RvcAoKCgRyYWNrEgIwOAoKCgNyb3cSA3IxMhIQCQAAAAAAgDhAEICg7pSpLg==';
/** The same, and once more in the year 2096. */
const ONE_IN_FUTURE =
  'jwHwjgqMAQoeCghfX25hbWVfXxIScmFja19pbmxldF9jZWxzaXVzCg0KAmRjEgdxaW5neXVuCg4KBGhhbGwSBnAxLWgwMwoPCghwb3NpdGlvbhIDdG9wCgoKBHJhY2sSAjA4CgoKA3JvdxIDcjEyEhAJmpmZmZmZOEAQ0K/ulKkuEhAJmpmZmZmZOEAQgIDRlLV0';

/** The same as ONE_SERIES in 2.0. */
const ONE_SERIES_2 =
  'hAHwgyIAIghfX25hbWVfXyIScmFja19pbmxldF9jZWxzaXVzIgJkYyIHcWluZ3l1biIEaGFsbCIGcDEtaDAzIghwb3NpdGlvbiIDdG9wIgRyYWNrIgIwOCIDcm93IgNyMTIqJAoMAQIDBAUGBwgJCgsMEhAJAAAAAACAOEAQgKDulKkuKgIIAQ==';
const PROTOBUF_2 = { ...PROTOBUF, 'Content-Type': 'application/x-protobuf;proto=io.prometheus.write.v2.Request' };

const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });
/** rack_inlet_celsius of that rack at these times, UTC ms. */
const exported = (...times: readonly number[]) => ({
  resourceMetrics: [
    {
      resource: { attributes: [attribute('dc', 'qingyun'), attribute('hall', 'p1-h03')] },
      scopeMetrics: [
        {
          metrics: [
            {
              name: 'rack_inlet_celsius',
              gauge: {
                dataPoints: times.map((at) => ({
                  attributes: [attribute('row', 'r12'), attribute('rack', '08'), attribute('position', 'top')],
                  timeUnixNano: `${at}000000`,
                  asDouble: 24.5,
                })),
              },
            },
          ],
        },
      ],
    },
  ],
});
const otlp = (summary: string, status: number, json: unknown, more: Partial<Example['request']> = {}): Example => ({
  ...native(summary, status, json, more),
  request: { ...native('', status, json, more).request, address: '/v1/metrics' },
});

const ACTION = { 'X-Skyrack-Action': 'scenario' };
const scenario = (
  summary: string,
  status: number,
  name: string,
  verb: string,
  headers = ACTION as object,
): Example => ({
  summary,
  status,
  request: { method: 'POST', address: `/api/v1/scenarios/${name}/${verb}`, headers: { ...headers }, anonymous: true },
});

/** By operation, then by name, in the order in which they are run. */
export const EXAMPLES: Readonly<Record<string, Readonly<Record<string, Example>>>> = {
  ...ALARM_EXAMPLES,
  ...PLANNING_EXAMPLES,
  ...SNAPSHOT_EXAMPLES,
  ...NOTIFICATION_EXAMPLES,
  'GET /api/v1/zone': {
    zone: get('/api/v1/zone', 'The demo zone'),
    'foreign-page': get('/api/v1/zone', 'A request from another site’s page', 403, {
      Origin: 'https://elsewhere.example',
    }),
  },
  'GET /api/v1/zone/basemap/{layer}': {
    places: get('/api/v1/zone/basemap/places', 'Names of places'),
    'no-such-layer': get('/api/v1/zone/basemap/moon', 'A layer that the pack does not have', 404),
  },
  'GET /api/v1/zone/base.pmtiles': {
    'no-file': get('/api/v1/zone/base.pmtiles', 'SKYRACK_PMTILES is not set', 404),
  },
  'GET /api/v1/inventory': { inventory: get('/api/v1/inventory', 'All of it') },
  'GET /api/v1/resources': {
    halls: get('/api/v1/resources?kind=hall&limit=2', 'The first two halls'),
    search: get('/api/v1/resources?q=qd-ht-001&limit=1', 'What is called QD-HT-001'),
    'unknown-kind': get('/api/v1/resources?kind=ship', 'A kind that there is none of', 400),
    'unknown-parameter': get('/api/v1/resources?colour=red', 'A parameter that there is none of', 400),
    'too-long': get(`/api/v1/resources?q=${'x'.repeat(101)}`, 'A text beyond the limit', 400),
    'bad-cursor': get('/api/v1/resources?cursor=garbage', 'A cursor that no page gave out', 400),
    'no-such-parent': get('/api/v1/resources?parent=hall%2Fnone', 'A parent that does not exist', 404),
  },
  'GET /api/v1/resources/{id}': {
    carrier: get('/api/v1/resources/carrier%2Fcmcc', 'A carrier'),
    feed: get('/api/v1/resources/power-feed%2Fqingyun%2Fp1-h03%2Fa', 'A feed: what powers it and what it powers'),
    'no-such-resource': get('/api/v1/resources/rack%2Fnone', 'An id that nothing has', 404),
  },
  'GET /api/v1/resources/{id}/reports': {
    'no-such-resource': get('/api/v1/resources/rack%2Fnone/reports', 'An id that nothing has', 404),
    none: get('/api/v1/resources/carrier%2Fcmcc/reports', 'Nothing was reported'),
  },
  'GET /api/v1/latest': {
    'one-value': get(
      '/api/v1/latest?resource=hall%2Fqingyun%2Fp1-h03&metric=hall.inlet-max',
      'The hottest rack of a hall',
    ),
    neither: get('/api/v1/latest', 'Neither named', 400),
    'no-such-metric': get('/api/v1/latest?metric=rack.colour', 'A metric that the catalogue does not have', 404),
  },
  'GET /api/v1/sources': { sources: get('/api/v1/sources', 'All senders') },
  'GET /api/v1/scenarios': { scenarios: get('/api/v1/scenarios', 'All of them') },
  'POST /api/v1/scenarios/{name}/start': {
    started: scenario('The egress of one carrier is cut', 200, 'carrier-cut', 'start'),
    unknown: scenario('A name that there is none of', 404, 'volcano', 'start'),
    'no-header': scenario('Without the header, as a form of another page would', 403, 'carrier-cut', 'start', {}),
  },
  'POST /api/v1/scenarios/{name}/stop': {
    stopped: scenario('It ends', 200, 'carrier-cut', 'stop'),
  },
  'GET /api/v1/health': { health: get('/api/v1/health', 'A server that is well') },
  'GET /api/v1/live/snapshot': {
    zone: get('/api/v1/live/snapshot?topic=zone', 'Roll-ups of the zone'),
    'no-such-topic': get('/api/v1/live/snapshot?topic=weather', 'A topic that there is none of', 404),
  },
  'GET /api/v1/series': {
    hour: get('/api/v1/series?resource=uplink%2Fqingyun%2Fcmcc-01&metric=uplink.in&points=6', 'The last hour'),
    'that-day': get(
      `/api/v1/series?resource=${RACK_IN_URL}&metric=rack.inlet-top&metric=rack.inlet&from=2020-06-08T14:00:00%2B08:00&to=2020-06-08T15:00:00%2B08:00`,
      'An hour of another day, two metrics',
    ),
    'from-after-to': get(
      `/api/v1/series?resource=${RACK_IN_URL}&metric=rack.inlet&from=${AT}&to=${AT - 1}`,
      'It ends before it begins',
      400,
    ),
    'unknown-resource': get('/api/v1/series?resource=rack%2Fnone&metric=rack.inlet', 'An id that nothing has', 400),
    'unknown-metric': get(
      `/api/v1/series?resource=${RACK_IN_URL}&metric=rack.colour`,
      'A metric that the catalogue does not have',
      400,
    ),
    'too-many-points': get(
      `/api/v1/series?resource=${RACK_IN_URL}&metric=rack.inlet&points=315360000`,
      'Ten years of seconds',
      400,
    ),
  },
  'GET /api/v1/aggregate': {
    phases: get('/api/v1/aggregate?metric=rack.inlet-top&by=phase&step=10m', 'Racks by phase over the last hour'),
    'step-too-fine': get(
      '/api/v1/aggregate?metric=rack.inlet&by=phase&from=2016-01-01T00:00:00Z&to=2026-01-01T00:00:00Z&step=1s',
      'Ten years by the second',
      400,
    ),
    'no-groups': get('/api/v1/aggregate?metric=rack.inlet&by=carrier', 'Racks belong to no carrier', 400),
  },
  'GET /api/v1/changes': {
    latest: get('/api/v1/changes?before=2099-12-31T00:00:00Z&limit=2', 'The zone’s latest two'),
    next: get(`/api/v1/changes?resource=${RACK_IN_URL}&after=${AT}`, 'A rack’s first after a moment'),
    neither: get('/api/v1/changes', 'Neither before nor after', 400),
  },
  'GET /api/v1/state': {
    zone: get('/api/v1/state?at=2020-06-08T14:26:10%2B08:00', 'The zone as it was then'),
    rack: get(`/api/v1/state?at=${AT + 2_000}&topic=resource%2F${RACK_IN_URL}`, 'A rack'),
    'no-such-topic': get(`/api/v1/state?at=${AT}&topic=weather`, 'A topic that there is none of', 400),
    'no-moment': get('/api/v1/state?at=yesterday', 'A word instead of a moment', 400),
  },
  'GET /api/v1/attention': {
    'that-moment': get(`/api/v1/attention?at=${AT}`, 'What needed attention then'),
    'no-moment': get('/api/v1/attention', 'No moment', 400),
  },
  'GET /api/v1/downtime': {
    all: get('/api/v1/downtime', 'Since the first start'),
    'bad-span': get(`/api/v1/downtime?from=${AT}&to=1`, 'A span that ends before it begins', 400),
  },
  'GET /healthz': { alive: get('/healthz', 'Alive') },
  'GET /readyz': { ready: get('/readyz', 'Ready') },
  'POST /api/v1/samples': {
    stored: native('One row, stored', 204, batch(1, [row()])),
    again: native('The same batch again', 204, batch(1, [row()])),
    unmapped: native('A metric that nothing here knows', 204, batch(2, [row({ metric: 'rack.colour' })])),
    'some-rows-bad': native(
      'A good row, one without a number, one in the year 2096',
      400,
      batch(3, [row({ at: AT + 1000 }), row({ value: null }), row({ at: 4_000_000_000_000 })]),
    ),
    'not-a-batch': native('No rows', 400, { source: 'ingest', epoch: 'documentation', batch: 4 }),
    'wrong-source': native('Another’s name', 400, { ...batch(5, [row()]), source: 'somebody-else' }),
    'no-token': native('No token', 401, batch(6, [row()]), { anonymous: true }),
    'too-large': native('A body of 9 MB is announced', 413, undefined, {
      headers: { 'Content-Type': 'application/json', 'Content-Length': '9000000' },
    }),
    'not-json': native('A form', 415, undefined, {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    }),
  },
  'POST /api/v1/alarms/report': {
    raised: report('A fan that has stopped', 200, {}),
    cleared: report('A clear of what was never raised', 200, { qualifier: 'fan-9', severity: 'cleared' }),
    'unknown-resource': report('A resource that there is none of', 400, { resource: 'pdu/none' }),
    'unknown-severity': report('A severity that there is none of', 400, { severity: 'fatal' }),
  },
  'POST /api/v1/write': {
    stored: write('One series with one sample', 204, ONE_SERIES),
    'stored-2.0': write('The same as 2.0', 204, ONE_SERIES_2, PROTOBUF_2),
    'some-rows-bad': write('A good sample, one in the year 2096', 400, ONE_IN_FUTURE),
    'not-snappy': write('Bytes that are not snappy', 400, 'AQIDBA=='),
    'no-token': {
      ...write('No token', 401, ONE_SERIES),
      request: { ...write('', 401, ONE_SERIES).request, anonymous: true },
    },
    'too-large': {
      summary: 'A body of 9 MB is announced',
      status: 413,
      request: { method: 'POST', address: '/api/v1/write', headers: { ...PROTOBUF, 'Content-Length': '9000000' } },
    },
    gzip: write('Another encoding', 415, 'AQIDBA==', { ...PROTOBUF, 'Content-Encoding': 'gzip' }),
  },
  'POST /v1/metrics': {
    stored: otlp('One data point, stored', 200, exported(AT)),
    'some-points-bad': otlp('A good one, one in the year 2096', 200, exported(AT + 2000, 4_000_000_000_000)),
    malformed: otlp('No object', 400, []),
    'no-token': otlp('No token', 401, exported(AT), { anonymous: true }),
    'too-large': otlp('A body of 68 MB is announced', 413, undefined, {
      headers: { 'Content-Type': 'application/json', 'Content-Length': '68000000' },
    }),
    deflate: otlp('Another encoding', 415, undefined, {
      headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'deflate' },
    }),
  },
  'GET /metrics': { metrics: get('/metrics', 'All of it') },
  'GET /api/v1/openapi.json': { document: get('/api/v1/openapi.json', 'This document') },
  'GET /api/docs': { page: get('/api/docs', 'The page', 200, { Accept: 'text/html' }) },
};
