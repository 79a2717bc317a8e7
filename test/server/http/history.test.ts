import express from 'express';
import { describe, expect, test } from 'vitest';
import { answerTo } from '../../../server/http/errors.ts';
import { mountHistory } from '../../../server/http/history.ts';
import { HistoryRefused } from '../../../server/ports.ts';
import { packQuality } from '../../../shared/model/sample.ts';
import { decodeClusters } from '../../../shared/wire/cluster-frame.ts';
import { decodeFrame } from '../../../shared/wire/frame.ts';
import {
  aggregateReplySchema,
  changesReplySchema,
  MAX_POINTS,
  MAX_SERIES,
  pastAttentionSchema,
  seriesReplySchema,
} from '../../../shared/wire/history-schemas.ts';
import { errorBodySchema } from '../../../shared/wire/http-schemas.ts';
import { GOOD, type Row, SIMULATED, START } from '../live/bed.ts';
import { smallInventory } from '../live/inventory.ts';
import { startHistoryServer } from './history-server.ts';

const RACK = 'rack/dc/p1-h01/r01/01';
const OTHER_RACK = 'rack/dc/p1-h01/r01/02';
const HOUR = 3_600_000;
const inlet = (value: number, more: Partial<Row> = {}): Row => ({
  resource: RACK,
  metric: 'rack.inlet-top',
  value,
  ...more,
});
const query = (parameters: readonly (readonly [string, string | number])[]) =>
  new URLSearchParams(parameters.map(([name, value]) => [name, String(value)])).toString();
const series = (...parameters: (readonly [string, string | number])[]) =>
  `/api/v1/series?${query([['resource', RACK], ['metric', 'rack.inlet-top'], ...parameters])}`;

describe('GET /api/v1/series', () => {
  test('few samples are themselves, each resource with the metrics of its kind', async () => {
    const server = await startHistoryServer();
    server.keep(START + 10_000, [inlet(24.5), { resource: 'site/s1', metric: 'site.mains', value: 1 }]);
    server.keep(START + 20_000, [inlet(25, { quality: SIMULATED })]);
    server.now = START + 30_000;
    const { status, body } = await server.get(
      series(['resource', 'site/s1'], ['metric', 'site.mains'], ['from', START], ['to', START + 60_000]),
    );
    expect(status).toBe(200);
    const reply = seriesReplySchema.parse(body);
    expect(reply).toMatchObject({ from: START, to: START + 60_000, tier: 'raw', stepMs: 0 });
    expect(reply.series.map(({ resource, metric, unit }) => [resource, metric, unit])).toEqual([
      [RACK, 'rack.inlet-top', '°C'],
      ['site/s1', 'site.mains', 'state'],
    ]);
    expect(reply.series[0]).toMatchObject({
      at: [START + 10_000, START + 20_000],
      mean: [24.5, 25],
      last: [24.5, 25],
      count: [1, 1],
      coverage: [null, null],
      quality: [GOOD, SIMULATED],
    });
  });

  test('a peak survives a coarse bucket, a gap stays a gap, a bad sample carries no number', async () => {
    const server = await startHistoryServer();
    for (let second = 0; second < 60; second += 10)
      server.keep(START + second * 1_000, [inlet(second === 30 ? 36 : 24)]);
    server.keep(START + 180_000, [inlet(0, { quality: packQuality('bad', 'out-of-range') })]);
    server.now = START + 240_000;
    const { body } = await server.get(series(['from', START], ['to', START + 240_000], ['points', 4]));
    const reply = seriesReplySchema.parse(body);
    expect(reply.stepMs).toBe(60_000);
    expect(reply.series[0]).toMatchObject({
      at: [START, START + 180_000],
      min: [24, null],
      max: [36, null],
      mean: [26, null],
      count: [6, 0],
      coverage: [1, 0.1667],
    });
  });

  test('without from and to it is the last hour; ISO 8601 with a zone is a moment, with an unescaped plus too', async () => {
    const server = await startHistoryServer();
    expect((await server.get(series())).body).toMatchObject({ from: START - HOUR, to: START });
    const shanghai = `/api/v1/series?resource=${RACK}&metric=rack.inlet&from=2026-01-01T08:00:00+08:00&to=2026-01-01T00:00:01.5Z`;
    expect((await server.get(shanghai)).body).toMatchObject({ from: START, to: START + 1_500 });
  });

  test('a tier that is named is the tier that answers', async () => {
    const server = await startHistoryServer();
    server.keep(START - 5_000, [inlet(24)]);
    expect((await server.get(series(['aggregate', '1h']))).body).toMatchObject({ tier: '1h', stepMs: HOUR });
  });

  test('a long answer is whole', async () => {
    const server = await startHistoryServer();
    const rows = 12 * 500;
    for (let i = 0; i < 500; i++) {
      const at = START + i * 1_000;
      server.keep(
        at,
        Array.from({ length: 12 }, (_, rack) => inlet(i, { resource: rackOf(rack) })),
      );
    }
    const parameters = Array.from({ length: 12 }, (_, rack) => ['resource', rackOf(rack)] as const);
    const { body } = await server.get(series(...parameters, ['from', START], ['to', START + 500_000]));
    const reply = seriesReplySchema.parse(body);
    expect(reply.series).toHaveLength(12);
    expect(reply.series.reduce((sum, { at }) => sum + at.length, 0)).toBe(rows);
  });

  const many = Array.from({ length: MAX_SERIES + 1 }, (_, i) => ['resource', `rack/none/${i}`] as const);
  test.each([
    ['from after to', series(['from', START + 1], ['to', START]), 'bad-span', 'from', START],
    ['an empty span', series(['from', START], ['to', START]), 'bad-span', 'from', START],
    ['20 years', series(['from', START - 20 * 8_766 * HOUR]), 'span-too-long', 'from', expect.any(Number)],
    [
      'a year of tier raw',
      series(['from', START - 8_766 * HOUR], ['aggregate', 'raw']),
      'span-too-long',
      'from',
      START - 31 * 24 * HOUR,
    ],
    ['ten years of seconds', series(['points', 315_360_000]), 'invalid-parameter', 'points', MAX_POINTS],
    ['a metric that there is none of', series(['metric', 'rack.colour']), 'unknown-metric', 'metric', undefined],
    ['a resource that there is none of', series(['resource', 'rack/none']), 'unknown-resource', 'resource', undefined],
    ['a metric of another kind', series(['metric', 'cell.users']), 'other-kind', 'metric', undefined],
    ['a resource of another kind', series(['resource', 'site/s1']), 'other-kind', 'resource', undefined],
    ['201 resources', series(...many), 'too-many', 'resource', MAX_SERIES],
    [
      '1,200 short names',
      `/api/v1/series?metric=rack.inlet${'&resource=a'.repeat(1_200)}`,
      'too-many',
      'resource',
      MAX_SERIES,
    ],
    ['no resource', '/api/v1/series?metric=rack.inlet', 'invalid-parameter', 'resource', undefined],
    ['a moment without a zone', series(['from', '2026-01-01T00:00:00']), 'invalid-parameter', 'from', undefined],
    [
      'seconds instead of ms, in the year 58,000',
      series(['from', `${START}000`]),
      'invalid-parameter',
      'from',
      undefined,
    ],
    ['a tier that there is none of', series(['aggregate', '5m']), 'invalid-parameter', 'aggregate', undefined],
    ['a parameter that there is none of', series(['step', 60]), 'unknown-parameter', 'step', undefined],
  ])('%s is refused by name, and history is not asked', async (_, address, code, field, limit) => {
    const server = await startHistoryServer();
    const { status, body } = await server.get(address);
    expect(status).toBe(400);
    expect(errorBodySchema.parse(body)).toMatchObject({ code, field, ...(limit === undefined ? {} : { limit }) });
    expect(server.history.asked.series).toBe(0);
  });

  test('too many points for so many series are refused with the number that is left for each', async () => {
    const inventory = smallInventory({ halls: 1, racksPerHall: 120 });
    const server = await startHistoryServer({ inventory });
    const racks = inventory.ofKind('rack').map(({ id }) => ['resource', id] as const);
    const { status, body } = await server.get(series(...racks, ['points', 2_000]));
    expect([status, body]).toMatchObject([400, { code: 'too-many', field: 'points', limit: 1_666 }]);
  });
});

function rackOf(index: number): string {
  const row = `r${String(Math.floor(index / 10) + 1).padStart(2, '0')}`;
  return `rack/dc/p1-h01/${row}/${String((index % 10) + 1).padStart(2, '0')}`;
}

describe('GET /api/v1/aggregate', () => {
  test('racks by hall: each sample counts once, and the group says how many resources it has', async () => {
    const server = await startHistoryServer();
    server.keep(START + 1_000, [inlet(24), inlet(30, { resource: OTHER_RACK })]);
    server.keep(START + 61_000, [inlet(26)]);
    const { status, body } = await server.get(
      `/api/v1/aggregate?metric=rack.inlet-top&kind=rack&by=hall&from=${START}&to=${START + 120_000}&step=1m`,
    );
    expect(status).toBe(200);
    const reply = aggregateReplySchema.parse(body);
    expect(reply).toMatchObject({ tier: '1m', stepMs: 60_000, by: 'hall' });
    expect(reply.groups).toEqual([
      {
        key: 'hall/dc/p1-h01',
        label: { zh: '名 hall/dc/p1-h01', en: 'Name hall/dc/p1-h01' },
        series: 12,
        at: [START, START + 60_000],
        min: [24, 26],
        max: [30, 26],
        mean: [27, 26],
        count: [2, 1],
        coverage: [0.0278, 0.0139],
        quality: [GOOD, GOOD],
      },
    ]);
  });

  test('uplinks by carrier, racks by phase, halls by themselves', async () => {
    const server = await startHistoryServer();
    const keys = async (metric: string, by: string) => {
      const { body } = await server.get(`/api/v1/aggregate?metric=${metric}&by=${by}`);
      return aggregateReplySchema.parse(body).groups.map(({ key, series: count }) => [key, count]);
    };
    expect(await keys('uplink.in', 'carrier')).toEqual([['carrier/alpha', 2]]);
    expect(await keys('rack.inlet', 'phase')).toEqual([['phase/dc/p1', 12]]);
    expect(await keys('hall.it-power', 'hall')).toEqual([['hall/dc/p1-h01', 1]]);
  });

  test('without a step the last hour is in buckets of 30 s', async () => {
    const server = await startHistoryServer();
    expect((await server.get('/api/v1/aggregate?metric=rack.inlet&by=hall')).body).toMatchObject({ stepMs: 30_000 });
  });

  test('what was kept by the hour is answered by the hour, whatever finer step was asked for, and a gap stays one', async () => {
    const server = await startHistoryServer();
    for (const hour of [0, 1, 2, 4, 5]) server.keep(START + hour * HOUR, [inlet(24)]);
    const whole = Math.floor(START / HOUR) * HOUR;
    const { body } = await server.get(
      `/api/v1/aggregate?metric=rack.inlet-top&by=hall&from=${START}&to=${START + 6 * HOUR}&step=5m`,
    );
    const { stepMs, groups } = aggregateReplySchema.parse(body);
    expect(stepMs).toBe(HOUR);
    expect(groups[0]!.at.map((at) => (at - whole) / HOUR)).toEqual([0, 1, 2, 4, 5]);
  });

  test('what was kept more often keeps its step, and the hours before it that were not do not change that', async () => {
    const server = await startHistoryServer();
    server.keep(START, [inlet(24)]);
    for (let minute = 60; minute < 180; minute += 5) server.keep(START + minute * 60_000, [inlet(24)]);
    const { body } = await server.get(
      `/api/v1/aggregate?metric=rack.inlet-top&by=hall&from=${START}&to=${START + 6 * HOUR}&step=5m`,
    );
    expect(aggregateReplySchema.parse(body).stepMs).toBe(300_000);
  });

  const aggregate = (rest: string) => `/api/v1/aggregate?metric=rack.inlet&by=hall&${rest}`;
  const year10 = `from=${START - 3_650 * 24 * HOUR}&to=${START}`;
  test.each([
    ['ten years at 1 s', aggregate(`${year10}&step=1s`), 'step-too-fine', 'step', 31_536_000],
    ['a step under a second', aggregate('step=10'), 'step-too-fine', 'step', 1_000],
    ['a step that is none', aggregate('step=soon'), 'invalid-parameter', 'step', undefined],
    ['from after to', aggregate(`from=${START}&to=${START - 1}`), 'bad-span', 'from', START - 1],
    ['a metric that there is none of', '/api/v1/aggregate?metric=x&by=hall', 'unknown-metric', 'metric', undefined],
    ['a kind that is not the metric’s', aggregate('kind=cell'), 'other-kind', 'kind', 'rack'],
    ['racks by band', '/api/v1/aggregate?metric=rack.inlet&by=band', 'no-groups', 'by', undefined],
    ['no grouping', '/api/v1/aggregate?metric=rack.inlet', 'invalid-parameter', 'by', undefined],
  ])('%s is refused by name, and history is not asked', async (_, address, code, field, limit) => {
    const server = await startHistoryServer();
    const { status, body } = await server.get(address);
    expect(status).toBe(400);
    expect(errorBodySchema.parse(body)).toMatchObject({ code, field, ...(limit === undefined ? {} : { limit }) });
    expect(server.history.asked.aggregate).toBe(0);
  });
});

describe('GET /api/v1/state', () => {
  test('is the snapshot frame of that moment, and says which moment and tier it is of', async () => {
    const server = await startHistoryServer();
    server.keep(START, [inlet(24)]);
    server.keep(START + 10_000, [inlet(36)]);
    server.now = START + HOUR;
    const address = `${server.url}/api/v1/state?at=${START + 5_200}&topic=floor/inlet/hall/dc/p1-h01`;
    const response = await fetch(address);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('application/octet-stream');
    expect(response.headers.get('skyrack-moment')).toBe(String(START + 5_000));
    expect(response.headers.get('skyrack-tier')).toBe('raw');
    const frame = decodeFrame(new Uint8Array(await response.arrayBuffer()));
    expect(frame).toMatchObject({ snapshot: true, topic: 'floor/inlet/hall/dc/p1-h01', now: START + 5_000, epoch: 0 });
    expect(frame.value[0]).toBe(24);
    const etag = response.headers.get('etag')!;
    expect((await fetch(address, { headers: { 'If-None-Match': etag } })).status).toBe(304);
  });

  test('without a topic it is the zone; a cluster is a frame of clusters', async () => {
    const server = await startHistoryServer();
    const bytesOf = async (rest: string) =>
      new Uint8Array(await (await fetch(`${server.url}/api/v1/state?at=${START}${rest}`)).arrayBuffer());
    expect(decodeFrame(await bytesOf('')).topic).toBe('zone');
    expect(decodeClusters(await bytesOf('&topic=cluster/0/0/0')).groups.length).toBeGreaterThan(0);
  });

  test.each([
    ['a moment that is not past', `at=${START + 1}`, 'future', 'at'],
    ['no moment', 'topic=zone', 'invalid-parameter', 'at'],
    ['a word', 'at=yesterday', 'invalid-parameter', 'at'],
    ['a topic that names nothing', `at=${START}&topic=weather`, 'unknown-topic', 'topic'],
  ])('%s is refused by name', async (_, rest, code, field) => {
    const server = await startHistoryServer();
    const { status, body } = await server.get(`/api/v1/state?${rest}`);
    expect([status, errorBodySchema.parse(body)]).toMatchObject([400, { code, field }]);
    expect(server.history.asked.state).toBe(0);
  });

  test('what needed attention then', async () => {
    const server = await startHistoryServer();
    server.keep(START, [inlet(36)]);
    server.now = START + HOUR;
    const { status, body } = await server.get(`/api/v1/attention?at=${START + 1_000}`);
    expect(status).toBe(200);
    expect(pastAttentionSchema.parse(body)).toEqual(body);
    expect(pastAttentionSchema.parse(body)).toMatchObject({ at: START + 1_000, total: expect.any(Number) });
    expect((body.worst as unknown[])[0]).toMatchObject({ resource: RACK, severity: 'critical', value: 36 });
  });
});

describe('GET /api/v1/changes', () => {
  test('the next and the previous change of a rack', async () => {
    const server = await startHistoryServer();
    for (let i = 0; i < 60; i++) server.keep(START + i * 10_000, [inlet(i >= 20 && i < 40 ? 28 : 24)]);
    server.now = START + 600_000;
    const change = async (rest: string) => {
      const { body } = await server.get(`/api/v1/changes?resource=${RACK}&${rest}`);
      return changesReplySchema.parse(body);
    };
    const raised = { at: START + 200_000, was: 'normal', state: 'warning', metric: 'rack.inlet-top', resource: RACK };
    const cleared = { at: START + 400_000, was: 'warning', state: 'normal' };
    expect((await change(`after=${START}`)).changes).toMatchObject([raised]);
    expect((await change(`after=${START + 200_000}`)).changes).toMatchObject([cleared]);
    expect((await change(`before=${START + 300_000}`)).changes).toMatchObject([raised]);
    expect((await change(`before=${START + 600_000}&limit=5`)).changes).toMatchObject([cleared, raised]);
    expect(await change(`after=${START + 400_000}`)).toMatchObject({ changes: [], complete: true });
  });

  test('the downtime of the server itself is no change, as `/api/v1/downtime` tells it', async () => {
    const away = { from: START + 100_000, to: START + 500_000 };
    for (const [downtimes, states] of [
      [[away], []],
      [[], ['unknown', 'normal']],
    ] as const) {
      const server = await startHistoryServer({ downtimes: [...downtimes] });
      for (let at = START; at <= START + 600_000; at += 10_000) {
        if (at <= away.from || at >= away.to) server.keep(at, [inlet(24)]);
      }
      server.now = START + 600_000;
      const { body } = await server.get(`/api/v1/changes?resource=${RACK}&after=${START}&limit=5`);
      expect(changesReplySchema.parse(body).changes.map(({ state }) => state)).toEqual(states);
    }
  });

  test.each([
    ['both directions', `before=${START}&after=${START}`, 'one-direction', 'after'],
    ['no direction', 'limit=1', 'one-direction', 'before'],
    ['a resource that there is none of', `before=${START}&resource=rack/none`, 'unknown-resource', 'resource'],
    ['too many', `before=${START}&limit=101`, 'invalid-parameter', 'limit'],
  ])('%s is refused by name', async (_, rest, code, field) => {
    const server = await startHistoryServer();
    const { status, body } = await server.get(`/api/v1/changes?${rest}`);
    expect([status, errorBodySchema.parse(body)]).toMatchObject([400, { code, field }]);
  });
});

describe('a question that costs too much', () => {
  const never = () => new Promise<never>(() => undefined);

  test.each([
    ['series', series()],
    ['aggregate', '/api/v1/aggregate?metric=rack.inlet&by=hall'],
    ['state', `/api/v1/state?at=${START}`],
  ] as const)('%s over its budget is refused by name, though the engine does not answer', async (name, address) => {
    const server = await startHistoryServer({ budgetMs: 50, change: (history) => ({ ...history, [name]: never }) });
    const { status, body } = await server.get(address);
    expect([status, errorBodySchema.parse(body)]).toMatchObject([503, { code: 'over-budget', limit: 50 }]);
  });

  test('a search for changes says that it gave up', async () => {
    const server = await startHistoryServer({
      budgetMs: 500,
      change: (history) => ({
        ...history,
        stats: () => ({ ...history.stats(), tiers: [{ tier: '1h', from: 0, daysKept: 99_999 }] }),
        series: async (asked) => {
          await new Promise((done) => setTimeout(done, 350));
          return history.series(asked);
        },
      }),
    });
    const { status, body } = await server.get(`/api/v1/changes?resource=${RACK}&before=${START}`);
    expect([status, changesReplySchema.parse(body)]).toMatchObject([200, { complete: false, changes: [] }]);
  });

  test('a client that goes away ends the work', async () => {
    let ended: (() => void) | undefined;
    const end = new Promise<void>((done) => {
      ended = done;
    });
    const begun = new AbortController();
    const server = await startHistoryServer({
      change: (history) => ({
        ...history,
        series: (_, signal) => {
          signal?.addEventListener('abort', () => ended?.());
          begun.abort();
          return never();
        },
      }),
    });
    await expect(fetch(server.url + series(), { signal: begun.signal })).rejects.toMatchObject({ name: 'AbortError' });
    await end;
  });

  test('more questions than the bound are told to come again', async () => {
    const server = await startHistoryServer({ budgetMs: 400, change: (history) => ({ ...history, series: never }) });
    const answers = await Promise.all(Array.from({ length: 70 }, () => server.get(series())));
    const busy = answers.filter(({ body }) => body.code === 'busy');
    expect(busy).toHaveLength(6);
    expect(busy[0]).toMatchObject({ status: 503, body: { limit: 64 } });
    expect(busy[0]!.headers.get('retry-after')).toBe('1');
  });

  test.each([
    ['bad-query', 400],
    ['too-much', 400],
    ['over-budget', 503],
    ['unavailable', 503],
  ] as const)('what history refuses as %s is answered %i with field and limit', (reason, status) => {
    const { status: answered, body } = answerTo(new HistoryRefused(reason, 'no', 'points', 7));
    expect([answered, body]).toEqual([status, { code: reason, message: 'no', field: 'points', limit: 7 }]);
  });
});

test('a server without history says so at every address', async () => {
  const app = express();
  mountHistory(app, null, { downtime: () => ({ watchedSince: null, spans: [], more: false }) });
  const paths = app.router.stack.map(({ route }) => route?.path);
  expect(paths).toEqual([
    '/api/v1/series',
    '/api/v1/aggregate',
    '/api/v1/changes',
    '/api/v1/state',
    '/api/v1/attention',
  ]);
});
