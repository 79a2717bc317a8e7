import type { Example } from './openapi-example.ts';

type Examples = Readonly<Record<string, Readonly<Record<string, Example>>>>;

const get = (address: string, summary: string, status = 200): Example => ({
  summary,
  status,
  request: { method: 'GET', address },
});

/** What our own page sends with what it does; another page's form cannot. */
const action = (of: 'alarm' | 'plan' | 'snapshot') => ({ 'X-Skyrack-Action': of, 'Content-Type': 'application/json' });

const act = (
  of: 'alarm' | 'plan' | 'snapshot',
  address: string,
  summary: string,
  status: number,
  json: unknown,
): Example => ({
  summary,
  status,
  request: { method: 'POST', address, headers: action(of), json },
});

const OPERATOR = 'Li Wei';
const onAlarm = (name: string, summary: string, status: number, json: object) =>
  act('alarm', `/api/v1/alarms/none/${name}`, summary, status, { operator: OPERATOR, ...json });

/** Base64 of `site_id,lat` and one row without its longitude. */
const SHORT_TABLE = 'c2l0ZV9pZCxsYXQKeCwxCg==';
/** A level of −20 dBm. */
const SHORT_LOG = 'bGF0LGxvbixTUy1SU1JQCjM2LjI2LDEyMC4yNSwtMjAK';

/** Alarms: ids are made anew in every zone, so that what is done to one shows how it is refused. */
export const ALARM_EXAMPLES: Examples = {
  'GET /api/v1/alarms': {
    roots: get('/api/v1/alarms?active=true&root=none&limit=1', 'Root causes that stand, one of them'),
    'bad-limit': get('/api/v1/alarms?limit=all', 'A limit that is no number', 400),
  },
  'GET /api/v1/alarms/summary': { summary: get('/api/v1/alarms/summary', 'How many, by severity') },
  'GET /api/v1/alarms/history': { newest: get('/api/v1/alarms/history?limit=1', 'The newest step of any alarm') },
  'GET /api/v1/alarms/availability': {
    'bad-period': get('/api/v1/alarms/availability?from=2&to=1', 'A period that ends before it begins', 400),
  },
  'GET /api/v1/alarms/rules': {
    inlet: get(
      '/api/v1/alarms/rules?rule=inlet',
      'The rule of inlet temperature: its limits, how long each must hold, and from where',
    ),
    unknown: get('/api/v1/alarms/rules?rule=none', 'A rule that there is none of', 404),
  },
  'GET /api/v1/alarms/{id}': { unknown: get('/api/v1/alarms/none', 'An id that there is none of', 404) },
  'POST /api/v1/alarms/{id}/acknowledge': {
    unknown: onAlarm('acknowledge', 'An id that there is none of', 404, { comment: 'on my way' }),
    'no-header': {
      summary: 'Without the header',
      status: 403,
      request: {
        method: 'POST',
        address: '/api/v1/alarms/none/acknowledge',
        headers: { 'Content-Type': 'application/json' },
        json: { operator: OPERATOR },
      },
    },
  },
  'POST /api/v1/alarms/{id}/comment': { 'no-text': onAlarm('comment', 'Nothing to say', 400, {}) },
  'POST /api/v1/alarms/{id}/assign': {
    unknown: onAlarm('assign', 'An id that there is none of', 404, { owner: null }),
  },
  'POST /api/v1/alarms/{id}/shelve': { 'no-reason': onAlarm('shelve', 'No reason', 400, {}) },
  'POST /api/v1/alarms/{id}/unshelve': { unknown: onAlarm('unshelve', 'An id that there is none of', 404, {}) },
  'POST /api/v1/alarms/{id}/clear': { 'no-reason': onAlarm('clear', 'No reason', 400, {}) },
  'GET /api/v1/maintenance': { windows: get('/api/v1/maintenance', 'All windows') },
  'POST /api/v1/maintenance': {
    'no-title': act('alarm', '/api/v1/maintenance', 'No title', 400, { operator: OPERATOR }),
  },
  'POST /api/v1/maintenance/{id}/end': {
    unknown: act('alarm', '/api/v1/maintenance/none/end', 'An id that there is none of', 404, { operator: OPERATOR }),
  },
};

/** Coverage and roll-out. */
export const PLANNING_EXAMPLES: Examples = {
  'GET /api/v1/coverage': {
    'no-such-layer': get('/api/v1/coverage?layer=colour', 'A layer that there is none of', 400),
  },
  'GET /api/v1/coverage/raster': {
    classes: get('/api/v1/coverage/raster?layer=rsrp&format=geojson', 'The classes of SS-RSRP as polygons'),
    'bad-format': get('/api/v1/coverage/raster?format=gif', 'A format that there is none of', 400),
  },
  'GET /api/v1/coverage/summary': { summary: get('/api/v1/coverage/summary', 'What is covered, by which profile') },
  'GET /api/v1/holes': { holes: get('/api/v1/holes', 'What outages leave uncovered now') },
  'POST /api/v1/holes/what-if': {
    'nothing-asked': act('plan', '/api/v1/holes/what-if', 'Neither a cell nor a site', 400, {}),
  },
  'GET /api/v1/n-1': { 'bad-limit': get('/api/v1/n-1?limit=0', 'A limit below one', 400) },
  'GET /api/v1/plan': { 'bad-late': get('/api/v1/plan?late=soon', 'A delay that is no number of days', 400) },
  'GET /api/v1/sites/import': { state: get('/api/v1/sites/import', 'Nothing waits') },
  'POST /api/v1/sites/import': {
    problems: {
      summary: 'A table with a row that lacks its longitude',
      status: 200,
      request: {
        method: 'POST',
        address: '/api/v1/sites/import?table=sites',
        headers: { 'X-Skyrack-Action': 'plan', 'Content-Type': 'text/csv' },
        base64: SHORT_TABLE,
      },
    },
  },
  'GET /api/v1/sites/export': {
    'bad-format': get('/api/v1/sites/export?format=dxf', 'A format that there is none of', 400),
  },
  'GET /api/v1/coverage/measurements': { sets: get('/api/v1/coverage/measurements', 'Nothing was measured yet') },
  'POST /api/v1/coverage/measurements': {
    problems: {
      summary: 'A log with a level that no terminal reports',
      status: 200,
      request: {
        method: 'POST',
        address: '/api/v1/coverage/measurements?name=drive.csv',
        headers: { 'X-Skyrack-Action': 'plan', 'Content-Type': 'text/csv' },
        base64: SHORT_LOG,
      },
    },
  },
  'DELETE /api/v1/coverage/measurements/{id}': {
    unknown: {
      summary: 'An id that there is none of',
      status: 404,
      request: { method: 'DELETE', address: '/api/v1/coverage/measurements/none', headers: action('plan') },
    },
  },
  'GET /api/v1/coverage/residuals': { none: get('/api/v1/coverage/residuals', 'Nothing was measured yet') },
  'GET /api/v1/coverage/sample-measurements': {
    log: get('/api/v1/coverage/sample-measurements', 'A log that is simulated and says so'),
  },
  'GET /api/v1/coverage/audit': {
    'bad-state': get('/api/v1/coverage/audit?state=tomorrow', 'A state that there is none of', 400),
  },
  'GET /api/v1/plans': { all: get('/api/v1/plans', 'Plans that are kept') },
  'GET /api/v1/plans/{id}': { unknown: get('/api/v1/plans/none', 'An id that there is none of', 404) },
  'DELETE /api/v1/plans/{id}': {
    unknown: {
      summary: 'An id that there is none of',
      status: 404,
      request: { method: 'DELETE', address: '/api/v1/plans/none', headers: action('plan') },
    },
  },
  'POST /api/v1/plans': {
    'unknown-site': act('plan', '/api/v1/plans', 'A change to a site that does not stand', 400, {
      name: 'Lower the tilt',
      changes: [{ change: 'tilt', resource: 'site/atlantis', tiltDeg: 4 }],
    }),
  },
  'POST /api/v1/plans/{id}/what-if': {
    unknown: act('plan', '/api/v1/plans/none/what-if', 'An id that there is none of', 404, {}),
  },
  'POST /api/v1/plans/{id}/rank': {
    unknown: act('plan', '/api/v1/plans/none/rank', 'An id that there is none of', 404, { count: 1 }),
  },
  'GET /api/v1/next-sites': { all: get('/api/v1/next-sites', 'Rankings of this run of the server') },
  'POST /api/v1/next-sites': {
    'bad-count': act('plan', '/api/v1/next-sites', 'No site at all', 400, { candidates: 'table', count: 0 }),
  },
  'GET /api/v1/next-sites/{id}': { unknown: get('/api/v1/next-sites/none', 'An id that there is none of', 404) },
  'POST /api/v1/next-sites/{id}/cancel': {
    unknown: act('plan', '/api/v1/next-sites/none/cancel', 'An id that there is none of', 404, {}),
  },
};

/** A snapshot takes seconds and stays: what is refused shows the rest. */
const NO_SNAPSHOT = `/api/v1/snapshots/${'0'.repeat(32)}`;
export const SNAPSHOT_EXAMPLES: Examples = {
  'GET /api/v1/labels.pdf': {
    unknown: get('/api/v1/labels.pdf?ids=site/atlantis', 'A resource that there is none of', 404),
  },
  'GET /api/v1/snapshots': { all: get('/api/v1/snapshots', 'All of them, and the formats') },
  'POST /api/v1/snapshots': {
    now: act('snapshot', '/api/v1/snapshots', 'Everything, now', 201, {
      operator: OPERATOR,
      title: 'End of the shift',
    }),
  },
  'GET /api/v1/snapshots/compare': {
    unknown: get(
      `/api/v1/snapshots/compare?a=${'0'.repeat(32)}&b=${'1'.repeat(32)}`,
      'Two that there are none of',
      404,
    ),
  },
  'GET /api/v1/snapshots/events': { events: get('/api/v1/snapshots/events', 'What was taken and deleted, by whom') },
  'GET /api/v1/snapshots/{id}': { unknown: get(NO_SNAPSHOT, 'An id that there is none of', 404) },
  'DELETE /api/v1/snapshots/{id}': {
    unknown: {
      summary: 'An id that there is none of',
      status: 404,
      request: {
        method: 'DELETE',
        address: NO_SNAPSHOT,
        headers: action('snapshot'),
        json: { operator: OPERATOR, reason: 'taken by mistake' },
      },
    },
  },
  'GET /api/v1/snapshot-schedules': { all: get('/api/v1/snapshot-schedules', 'All of them') },
  'POST /api/v1/snapshot-schedules': {
    'working-days': act('snapshot', '/api/v1/snapshot-schedules', 'At 18:00 of every working day', 201, {
      operator: OPERATOR,
      title: 'Evening report',
      rhythm: 'working-days',
      time: '18:00',
      timeZone: 'Asia/Shanghai',
    }),
  },
  'DELETE /api/v1/snapshot-schedules/{id}': {
    unknown: {
      summary: 'An id that there is none of',
      status: 404,
      request: {
        method: 'DELETE',
        address: '/api/v1/snapshot-schedules/0000000000000000',
        headers: action('snapshot'),
        json: { operator: OPERATOR },
      },
    },
  },
  'GET /api/v1/snapshots/{id}/shares': { unknown: get(`${NO_SNAPSHOT}/shares`, 'An id that there is none of', 404) },
  'POST /api/v1/snapshots/{id}/shares': {
    unknown: act('snapshot', `${NO_SNAPSHOT}/shares`, 'An id that there is none of', 404, {
      operator: 'Li Wei',
      days: 7,
    }),
  },
  'DELETE /api/v1/snapshots/{id}/shares/{share}': {
    unknown: {
      summary: 'An id that there is none of',
      status: 404,
      request: {
        method: 'DELETE',
        address: `${NO_SNAPSHOT}/shares/0000000000000000`,
        headers: action('snapshot'),
        json: { operator: OPERATOR },
      },
    },
  },
  'GET /api/v1/snapshots/{id}/verify': { unknown: get(`${NO_SNAPSHOT}/verify`, 'An id that there is none of', 404) },
  'GET /api/v1/snapshots/{id}/export/{format}': {
    unknown: get(`${NO_SNAPSHOT}/export/json`, 'An id that there is none of', 404),
  },
  'GET /api/v1/snapshots/{id}/export': {
    unknown: get(`${NO_SNAPSHOT}/export?format=json`, 'An id that there is none of', 404),
  },
};
