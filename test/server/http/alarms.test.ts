import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import Database from 'libsql';
import { expect, onTestFinished, test } from 'vitest';
import { mountAlarms } from '../../../server/http/alarms.ts';
import { onError } from '../../../server/http/errors.ts';
import { ALARM_OPERATIONS } from '../../../server/http/openapi-alarms.ts';
import type { Operator } from '../../../shared/alarms/alarm.ts';
import { alarmRulesSchema } from '../../../shared/wire/alarm-rule-schemas.ts';
import {
  alarmConflictSchema,
  alarmDetailSchema,
  alarmHistorySchema,
  alarmListSchema,
  alarmSummarySchema,
  alarmViewSchema,
  maintenanceListSchema,
  maintenanceViewSchema,
} from '../../../shared/wire/alarm-schemas.ts';
import { availabilitySchema } from '../../../shared/wire/availability-schemas.ts';
import { type AlarmBed, createAlarmBed, LI } from '../alarms/bed.ts';

const RACK = 'rack/dc/h1/r01/05';

interface Bench {
  readonly bed: AlarmBed;
  readonly id: string;
  get(path: string): Promise<{ status: number; body: unknown }>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<{ status: number; body: unknown }>;
  /** What alarms.db has of actions that were refused, oldest first. */
  refusals(): readonly { action: string; subject: string; code: string; by: Operator }[];
}

async function open(): Promise<Bench> {
  const bed = createAlarmBed();
  bed.pass(60, () => [[RACK, 'rack.inlet-top', 33]]);
  const app = express();
  app.set('query parser', 'simple');
  mountAlarms(app, bed.alarms, 7);
  app.use(onError);
  const server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${base}${path}`, init);
    return { status: response.status, body: (await response.json()) as unknown };
  };
  return {
    bed,
    id: bed.only('inlet').id,
    get: (path) => ask(path),
    refusals() {
      const db = new Database(join(bed.folder, 'alarms.db'), { readonly: true });
      const rows = db.prepare('SELECT body FROM refusals ORDER BY number').all() as { body: string }[];
      db.close();
      return rows.map(({ body }) => JSON.parse(body));
    },
    post: (path, body, headers = { 'X-Skyrack-Action': 'alarm', 'Content-Type': 'application/json' }) =>
      ask(path, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) }),
  };
}

test('the list, a record, history and summary are what their schemas say', async () => {
  const { get, id } = await open();
  const list = alarmListSchema
    .strict()
    .parse((await get('/alarms?active=true&severity=major,critical&root=none')).body);
  expect(list).toMatchObject({ epoch: 7, total: 1, alarms: [{ id, rule: 'inlet', severity: 'major', children: 0 }] });
  expect(alarmListSchema.parse((await get('/alarms?kind=cell')).body).total).toBe(0);
  expect(alarmListSchema.parse((await get('/alarms?resource=hall/dc/h1&q=R01/05')).body).total).toBe(1);
  expect(alarmDetailSchema.parse((await get(`/alarms/${id}`)).body).steps).toHaveLength(1);
  expect(alarmHistorySchema.parse((await get('/alarms/history?limit=1')).body).more).toBe(false);
  expect(alarmSummarySchema.parse((await get('/alarms/summary')).body)).toMatchObject({
    epoch: 7,
    standing: { major: 1 },
  });
});

test('an operator acts with a name; who was slower gets 409 with the newer state', async () => {
  const { post, id } = await open();
  const taken = await post(`/alarms/${id}/acknowledge`, { operator: ' Li ', revision: 0, comment: 'seen' });
  expect(taken.status).toBe(200);
  expect(alarmViewSchema.parse(taken.body).acknowledgement?.by).toEqual({
    name: 'Li',
    verified: false,
    from: '127.0.0.1',
  });
  for (const body of [{ operator: 'Wang', revision: 0 }, { operator: 'Wang' }]) {
    const slower = await post(`/alarms/${id}/acknowledge`, body);
    expect(slower.status).toBe(409);
    expect(alarmConflictSchema.parse(slower.body).alarm.acknowledgement?.by.name).toBe('Li');
  }
});

test.each([
  ['no name', 'acknowledge', {}, 400, 'invalid-field', 'operator'],
  ['a shelf without reason', 'shelve', { operator: 'Li', until: Date.UTC(2026, 0, 6) }, 400, 'invalid-field', 'reason'],
  ['a shelf that has ended', 'shelve', { operator: 'Li', reason: 'x', until: 5 }, 400, 'in-the-past', 'until'],
  ['an unknown field', 'unshelve', { operator: 'Li', force: true }, 400, 'unknown-field', 'force'],
  ['a clear that the rule will do', 'clear', { operator: 'Li', reason: 'x' }, 400, 'not-clearable', undefined],
  ['a record that is gone', 'acknowledge', { operator: 'Li', gone: true }, 404, 'no-such-alarm', 'id'],
])('%s is refused by name: nothing changed, and it is recorded', async (_what, action, body, status, code, field) => {
  const { post, get, id, bed, refusals } = await open();
  const { gone, ...sent } = body as { gone?: true };
  if (gone) {
    bed.alarms.act(id, { type: 'acknowledge' }, LI);
    bed.pass(100, () => [[RACK, 'rack.inlet-top', 24]]);
  }
  const before = await get('/alarms');
  const history = await get('/alarms/history');
  expect(await post(`/alarms/${id}/${action}`, sent)).toMatchObject({
    status,
    body: { code, ...(field ? { field } : {}) },
  });
  expect(await get('/alarms')).toEqual(before);
  expect(await get('/alarms/history')).toEqual(history);
  expect(refusals()).toEqual([
    expect.objectContaining({
      action,
      subject: id,
      code: expect.stringContaining(code),
      by: expect.objectContaining({ from: '127.0.0.1' }),
    }),
  ]);
});

test('a maintenance window that cannot be is refused by name, and recorded', async () => {
  const { post, bed, refusals } = await open();
  const schedule = { type: 'once', from: bed.now, to: bed.now + 3_600_000 };
  const wanted = { operator: 'Li', title: 'Filters', reason: 'yearly', scope: { resources: ['hall/dc/h1'] }, schedule };
  expect((await post('/maintenance', { ...wanted, reason: '' })).status).toBe(400);
  expect((await post('/maintenance', { ...wanted, scope: { resources: ['hall/none'] } })).status).toBe(400);
  expect((await post('/maintenance/none/end', { operator: 'Li' })).status).toBe(404);
  expect(refusals().map(({ action, code }) => [action, code])).toEqual([
    ['open-maintenance', 'invalid-field: reason'],
    ['open-maintenance', 'bad-scope'],
    ['end-maintenance', 'no-such-maintenance'],
  ]);
  expect(bed.alarms.maintenance()).toEqual([]);
});

test('without the header of our own page, as another type, as no JSON or too large, nothing happens', async () => {
  const { post, id, bed } = await open();
  const json = { 'Content-Type': 'application/json' };
  const own = { 'X-Skyrack-Action': 'alarm' };
  const path = `/alarms/${id}/acknowledge`;
  expect(await post(path, { operator: 'Li' }, json)).toMatchObject({
    status: 403,
    body: { code: 'action-header-required' },
  });
  expect(await post(path, { operator: 'Li' }, own)).toMatchObject({ status: 415, body: { code: 'wrong-type' } });
  expect(await post(path, '{', { ...json, ...own })).toMatchObject({ status: 400, body: { code: 'malformed' } });
  expect((await post(path, 'x'.repeat(70_000), { ...json, ...own })).status).toBe(413);
  expect(bed.only('inlet').acknowledgement).toBeNull();
});

test('what is not there is 404, what is no parameter 400', async () => {
  const { get, post } = await open();
  expect((await get('/alarms/none')).status).toBe(404);
  expect((await post('/alarms/none/acknowledge', { operator: 'Li' })).status).toBe(404);
  expect((await post('/maintenance/none/end', { operator: 'Li' })).status).toBe(404);
  expect(await get('/alarms?severity=worst')).toMatchObject({ status: 400, body: { field: 'severity' } });
  expect(await get('/alarms?colour=red')).toMatchObject({ status: 400, body: { code: 'unknown-parameter' } });
  expect(await get('/alarms?at=5')).toMatchObject({ status: 404, body: { code: 'not-kept' } });
});

test('a maintenance window is planned, listed and ended', async () => {
  const { get, post, bed } = await open();
  const schedule = { type: 'once', from: bed.now, to: bed.now + 3_600_000 };
  const wanted = { operator: 'Li', title: 'Filters', reason: 'yearly', scope: { resources: ['hall/dc/h1'] }, schedule };
  const made = maintenanceViewSchema.parse((await post('/maintenance', wanted)).body);
  expect(made).toMatchObject({ open: true, alarms: 1 });
  expect(maintenanceListSchema.parse((await get('/maintenance')).body).windows).toHaveLength(1);
  expect((await post(`/maintenance/${made.id}/end`, { operator: 'Li' })).status).toBe(200);
  expect(maintenanceListSchema.parse((await get('/maintenance')).body).windows).toEqual([]);
  expect(await post('/maintenance', { ...wanted, scope: {} })).toMatchObject({
    status: 400,
    body: { code: 'bad-scope' },
  });
});

test('availability is what its schema says; a period that ends before it begins, and what is not there, are refused', async () => {
  const { get, bed } = await open();
  bed.record({ type: 'start', at: bed.now, epoch: 7 });
  const path = `/alarms/availability?kind=cell&from=${bed.now - 1000}&to=${bed.now + 1000}`;
  expect(availabilitySchema.parse((await get(path)).body).kinds).toMatchObject([{ kind: 'cell', availability: null }]);
  const period = 'from=1&to=2';
  expect((await get('/alarms/availability?from=2&to=2')).body).toMatchObject({
    code: 'invalid-parameter',
    field: 'to',
  });
  expect((await get(`/alarms/availability?${period}&kind=moon`)).body).toMatchObject({ field: 'kind' });
  expect(await get(`/alarms/availability?${period}&resource=none`)).toMatchObject({
    status: 404,
    body: { code: 'no-such-resource', field: 'resource' },
  });
});

test('rules: all of them, or one by its name; a name that there is none of is refused', async () => {
  const { get } = await open();
  const all = alarmRulesSchema.parse((await get('/alarms/rules')).body);
  expect(all.rules.length).toBeGreaterThan(30);
  const one = alarmRulesSchema.parse((await get('/alarms/rules?rule=inlet')).body);
  expect(one).toEqual({ ...all, rules: all.rules.filter(({ rule }) => rule === 'inlet') });
  expect(await get('/alarms/rules?rule=none')).toMatchObject({ status: 404, body: { field: 'rule' } });
  expect(await get('/alarms/rules?name=inlet')).toMatchObject({ status: 400 });
});

test('the document names every route of alarms', () => {
  expect(ALARM_OPERATIONS.map(({ method, path }) => `${method} ${path}`)).toHaveLength(
    new Set(ALARM_OPERATIONS.map(({ method, path }) => `${method} ${path}`)).size,
  );
  expect(ALARM_OPERATIONS).toHaveLength(15);
});
