import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { describe, expect, onTestFinished, test } from 'vitest';
import { onError } from '../../../server/http/errors.ts';
import { PLANNING_OPERATIONS } from '../../../server/http/planning/openapi.ts';
import { mountPlanning } from '../../../server/http/planning.ts';
import { errorBodySchema } from '../../../shared/wire/http-schemas.ts';
import { decodeCoverageRaster } from '../../../shared/wire/planning.ts';
import {
  networkPlanSchema,
  networkPlansSchema,
  planWhatIfReplySchema,
} from '../../../shared/wire/planning-plan-schemas.ts';
import {
  coverageSummarySchema,
  holesSchema,
  n1Schema,
  planSchema,
  rankingSchema,
  rankingsSchema,
  whatIfReplySchema,
} from '../../../shared/wire/planning-schemas.ts';
import { tableImportSchema } from '../../../shared/wire/planning-table-schemas.ts';
import { createPlanningBed, park } from '../planning/park.ts';

const OURS = { 'X-Skyrack-Action': 'plan', 'Content-Type': 'application/json' };

async function startPlanning(inventory = park()) {
  const bed = createPlanningBed(inventory);
  bed.serveAll();
  await bed.settle();
  const app = express();
  app.set('query parser', 'simple');
  mountPlanning(app, bed.planning);
  app.use(onError);
  const server = createServer(app);
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const get = (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers });
  const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = OURS) =>
    fetch(url + path, { method: 'POST', body, headers });
  const refused = async (response: Promise<Response>) => {
    const { status } = await response;
    const { code, field } = errorBodySchema.parse(await (await response).json());
    return { status, code, field };
  };
  const remove = (path: string) => fetch(url + path, { method: 'DELETE', headers: OURS });
  return { bed, app, url, get, post, remove, refused };
}

describe('coverage over HTTP', () => {
  test('a layer as bytes, with an ETag that is kept while nothing changes and changes with an outage', async () => {
    const { bed, get } = await startPlanning();
    const first = await get('/api/v1/coverage?layer=rsrp');
    expect(first.status).toBe(200);
    expect(first.headers.get('content-encoding')).toBe('gzip');
    const raster = decodeCoverageRaster(await first.arrayBuffer());
    expect(raster).toMatchObject({ state: 'now', layer: 'rsrp', unit: 'dBm', pixelM: 50, synthetic: true });
    const best = Math.max(...[...raster.values].filter((value) => value !== raster.nothing));
    expect(raster.offset + raster.step * best).toBeGreaterThan(-80);
    const etag = first.headers.get('etag')!;
    expect((await get('/api/v1/coverage?layer=rsrp', { 'If-None-Match': etag })).status).toBe(304);
    bed.feed([{ resource: 'cell/s1/1', metric: 'cell.operational-state', value: 0 }]);
    await bed.settle();
    expect((await get('/api/v1/coverage?layer=rsrp', { 'If-None-Match': etag })).status).toBe(200);
  });

  test('every layer and state is answered; without gzip the bytes come plain', async () => {
    const { get } = await startPlanning();
    const sizes = new Set<number>();
    for (const layer of [
      'sinr',
      'pdsch-sinr',
      'uplink',
      'probability',
      'best-server',
      'single-server',
      'overlap',
      'covered',
      'validity',
    ]) {
      const response = await get(`/api/v1/coverage?state=on-air&layer=${layer}`, { 'Accept-Encoding': 'identity' });
      expect(response.headers.get('content-encoding')).toBeNull();
      const { values, nothing, servers } = decodeCoverageRaster(await response.arrayBuffer());
      sizes.add(values.length);
      expect(values.some((value) => value !== nothing)).toBe(true);
      expect(servers).toHaveLength(layer === 'best-server' ? 12 : 0);
    }
    expect(sizes.size).toBe(1);
    for (const query of ['state=planned', 'state=plan&sites=5']) {
      expect((await get(`/api/v1/coverage?layer=covered&${query}`)).status).toBe(200);
    }
  });

  test('more sites of the plan cover no less by SS-RSRP', async () => {
    const { get } = await startPlanning();
    const count = async (sites: number) => {
      const response = await get(`/api/v1/coverage?state=plan&sites=${sites}&layer=single-server`);
      return decodeCoverageRaster(await response.arrayBuffer()).values.filter((value) => value === 1 || value === 2)
        .length;
    };
    const [four, five, six] = [await count(0), await count(5), await count(6)];
    expect(five).toBeGreaterThan(four);
    expect(six).toBeGreaterThan(five);
  });

  test('summary, holes, N-1 and plan keep their schemas', async () => {
    const { get } = await startPlanning();
    const read = async (path: string) => (await get(path)).json() as Promise<unknown>;
    expect(coverageSummarySchema.parse(await read('/api/v1/coverage/summary')).ready).toBe(true);
    expect(holesSchema.parse(await read('/api/v1/holes'))).toMatchObject({ ready: true, holes: [] });
    expect(n1Schema.parse(await read('/api/v1/n-1?limit=2')).sites).toHaveLength(2);
    expect(planSchema.parse(await read('/api/v1/plan?late=site/s5:3&late=site/s6:4')).sites).toHaveLength(6);
    expect((await get('/api/v1/holes')).headers.get('cache-control')).toBe('no-store');
  });

  test('where there can be no coverage: 503 by name', async () => {
    const { get, refused } = await startPlanning(park({ sites: [] }));
    expect(await refused(get('/api/v1/coverage'))).toMatchObject({ status: 503, code: 'no-coverage' });
  });

  test('wrong parameters are named', async () => {
    const { get, refused } = await startPlanning();
    for (const [query, code, field] of [
      ['coverage?layer=heat', 'invalid-parameter', 'layer'],
      ['coverage?colour=red', 'unknown-parameter', 'colour'],
      ['n-1?limit=0', 'invalid-parameter', 'limit'],
      ['plan?late=s5', 'invalid-parameter', 'late'],
      ['sites/export?table=racks', 'invalid-parameter', 'table'],
      ['sites/export?format=dxf', 'invalid-parameter', 'format'],
    ] as const) {
      expect(await refused(get(`/api/v1/${query}`))).toMatchObject({ status: 400, code, field });
    }
    expect(await refused(get('/api/v1/plan?late=site/x:3'))).toMatchObject({ status: 404, code: 'no-such-site' });
    expect(await refused(get('/api/v1/next-sites/r9'))).toMatchObject({ status: 404, code: 'not-found' });
  });
});

describe('questions that cost a thread’s time', () => {
  test('need the header that only our own page sends', async () => {
    const { post, refused } = await startPlanning();
    for (const path of ['holes/what-if', 'next-sites', 'next-sites/r1/cancel', 'sites/import']) {
      const answer = await refused(post(`/api/v1/${path}`, '{}', { 'Content-Type': 'application/json' }));
      expect(answer).toMatchObject({ status: 403, code: 'action-header-required' });
    }
  });

  test('what-if, and what is wrong with one', async () => {
    const { post, refused } = await startPlanning();
    const reply = await post('/api/v1/holes/what-if', JSON.stringify({ sites: ['site/s2'] }));
    expect(whatIfReplySchema.parse(await reply.json()).hole).toMatchObject({ cause: 'what-if', resource: 'site/s2' });
    for (const [body, status, code] of [
      ['{"sites":["site/x"]}', 404, 'no-such-site'],
      ['{}', 400, 'nothing-asked'],
      ['{"cells":"all"}', 400, 'invalid-field'],
      ['{"racks":[]}', 400, 'unknown-field'],
      ['{', 400, 'malformed'],
    ] as const) {
      expect(await refused(post('/api/v1/holes/what-if', body))).toMatchObject({ status, code });
    }
  });

  test('a plan is kept, asked, drawn and taken away; one that names an unknown site is a named 400', async () => {
    const { get, post, remove, refused } = await startPlanning();
    const changes = [{ change: 'add', site: 'site/s5' }];
    const made = await post('/api/v1/plans', JSON.stringify({ name: 'East', changes }));
    expect(made.status).toBe(201);
    const { id } = networkPlanSchema.parse(await made.json());
    const reply = await post(`/api/v1/plans/${id}/what-if`, '{}');
    expect(planWhatIfReplySchema.parse(await reply.json())).toMatchObject({ plan: id, against: 'on-air' });
    const plain = await get('/api/v1/coverage?layer=covered&state=on-air');
    const drawn = await get(`/api/v1/coverage?layer=covered&plan=${id}`);
    expect(drawn.headers.get('etag')).not.toBe(plain.headers.get('etag'));
    const valuesOf = async (reply: Response) => [...decodeCoverageRaster(await reply.arrayBuffer()).values].join('');
    expect(await valuesOf(drawn)).not.toBe(await valuesOf(plain));
    expect((await get('/api/v1/coverage?milestone=2')).status).toBe(200);
    expect(await refused(get('/api/v1/coverage?milestone=9'))).toMatchObject({
      status: 404,
      code: 'no-such-milestone',
    });
    expect(await refused(get('/api/v1/coverage?plan=p9'))).toMatchObject({ status: 404, code: 'no-such-plan' });
    for (const [change, code, field] of [
      [{ change: 'remove', resource: 'site/atlantis' }, 'unknown-site', 'changes.0.resource'],
      [{ change: 'tilt', resource: 'site/s1', tiltDeg: 'N' }, 'invalid-field', 'changes.0.tiltDeg'],
      [{ change: 'paint', resource: 'site/s1' }, 'invalid-field', 'changes.0.change'],
    ] as const) {
      const bad = post('/api/v1/plans', JSON.stringify({ name: 'x', changes: [change] }));
      expect(await refused(bad)).toEqual({ status: 400, code, field });
    }
    expect((await post(`/api/v1/plans/${id}/rank`, '{"count":1}')).status).toBe(202);
    expect(networkPlansSchema.parse(await (await get('/api/v1/plans')).json()).plans).toHaveLength(1);
    const gone = () => remove(`/api/v1/plans/${id}`);
    expect((await gone()).status).toBe(204);
    expect((await gone()).status).toBe(404);
    expect(await refused(get(`/api/v1/plans/${id}`))).toMatchObject({ status: 404 });
  });

  test('a ranking is begun, looked at, listed and cancelled', async () => {
    const { get, post } = await startPlanning();
    const begun = await post('/api/v1/next-sites', '{"count":1}');
    expect(begun.status).toBe(202);
    const { id, request } = rankingSchema.parse(await begun.json());
    expect(request).toEqual({
      candidates: 'table',
      count: 1,
      spacingM: 0,
      gridM: 500,
      phases: [],
      weight: 'area',
      costs: [],
      budget: null,
      readyBy: null,
    });
    expect(rankingSchema.parse(await (await get(`/api/v1/next-sites/${id}`)).json()).id).toBe(id);
    expect(rankingsSchema.parse(await (await get('/api/v1/next-sites')).json()).rankings).toHaveLength(1);
    expect((await post(`/api/v1/next-sites/${id}/cancel`, '{}')).status).toBe(200);
  });

  test('a table in GB18030 is read; another type is refused; the export comes back clean', async () => {
    const { get, post, refused } = await startPlanning();
    const csv = { 'X-Skyrack-Action': 'plan', 'Content-Type': 'text/csv' };
    // 基站名称 in GB18030.
    const header = Uint8Array.from([0xbb, 0xf9, 0xd5, 0xbe, 0xc3, 0xfb, 0xb3, 0xc6]);
    const rest = new TextEncoder().encode(',site_id,lat,lon\nx,s1,36.26,120.25\n');
    const reply = await post('/api/v1/sites/import', Uint8Array.from([...header, ...rest]), csv);
    const { columns, problemCount } = tableImportSchema.parse(await reply.json());
    expect(columns[0]).toEqual({ file: '基站名称', column: 'site_name_zh' });
    expect(problemCount).toBe(0);
    expect(await refused(post('/api/v1/sites/import', '{}'))).toMatchObject({ status: 415, code: 'wrong-type' });
    const exported = await (await get('/api/v1/sites/export?table=cells')).text();
    const again = await post('/api/v1/sites/import?table=cells', exported, csv);
    expect(tableImportSchema.parse(await again.json())).toMatchObject({
      problemCount: 0,
      diff: { same: 18, changed: [] },
    });
  });
});

test('a table of 200 MB is refused by its stated length, before any of it is read', async () => {
  const { url } = await startPlanning();
  const headers = { ...OURS, 'Content-Type': 'text/csv', 'Content-Length': 200_000_000 };
  const asked = request(`${url}/api/v1/sites/import`, { method: 'POST', headers });
  const answer = await new Promise<{ status: number | undefined; text: string }>((done, fail) => {
    asked.on('error', fail);
    asked.on('response', async (response) => {
      let text = '';
      for await (const part of response) text += String(part);
      done({ status: response.statusCode, text });
    });
    asked.flushHeaders();
  });
  asked.destroy();
  expect(answer.status).toBe(413);
  expect(errorBodySchema.parse(JSON.parse(answer.text))).toMatchObject({ code: 'too-large', limit: 32 * 1024 * 1024 });
});

test('the document names every route that is mounted, and no other', async () => {
  const { app } = await startPlanning();
  const mounted = app.router.stack.flatMap(({ route }) =>
    route ? route.stack.map(({ method }) => `${method} ${route.path.replace(/:(\w+)/g, '{$1}')}`) : [],
  );
  expect(PLANNING_OPERATIONS.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(mounted.sort());
});
