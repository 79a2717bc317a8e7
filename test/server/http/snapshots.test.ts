import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { createExports } from '../../../server/export/exporter.ts';
import { onError } from '../../../server/http/errors.ts';
import { mountSnapshots } from '../../../server/http/snapshots.ts';
import { checkFile } from '../../../server/snapshots/check-file.ts';
import { openSchedules } from '../../../server/snapshots/schedules.ts';
import { openShares } from '../../../server/snapshots/shares.ts';
import {
  madeShareSchema,
  snapshotScheduleListSchema,
  snapshotScheduleSchema,
  snapshotShareListSchema,
} from '../../../shared/wire/snapshot-schedule-schemas.ts';
import {
  SNAPSHOT_FORMATS,
  snapshotComparisonSchema,
  snapshotEventsSchema,
  snapshotListSchema,
  snapshotSummarySchema,
  snapshotVerificationSchema,
} from '../../../shared/wire/snapshot-schemas.ts';
import { testFolder } from '../../kit/test-folder.ts';
import { openSnapshotBed } from '../snapshots/bed.ts';

const HEADERS = { 'X-Skyrack-Action': 'snapshot', 'Content-Type': 'application/json' };
const LIMIT = { timeout: 60_000 };

async function open() {
  const bed = await openSnapshotBed(testFolder('snapshots-http'));
  const exports = createExports();
  onTestFinished(() => exports.close());
  const app = express();
  app.set('query parser', 'simple');
  const { snapshots, inventory, folder } = bed;
  const clock = () => bed.now;
  const stages = { snapshots, exports, inventory, clock };
  const schedules = await openSchedules({ ...stages, file: join(folder, 'schedules.json'), delivery: null });
  const shares = await openShares({ ...stages, file: join(folder, 'shares.json') });
  mountSnapshots(app, { snapshots, exports, schedules, shares, channels: () => [] });
  app.use(onError);
  const server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/snapshots`;
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${base}${path}`, init);
    return { status: response.status, body: (await response.json()) as Record<string, unknown>, response };
  };
  const send = (method: string, path: string, body: unknown, headers: Record<string, string> = HEADERS) =>
    ask(path, { method, headers, body: JSON.stringify(body) });
  const take = async (body: object = {}) => {
    const taken = await send('POST', '', { operator: 'Li', ...body });
    expect(taken.status).toBe(201);
    return snapshotSummarySchema.parse(taken.body);
  };
  return { bed, base, ask, send, take };
}

test('taken, listed, read, verified, compared and exported in every format, as the schemas say', LIMIT, async () => {
  const { base, ask, take } = await open();
  const [a, b] = [await take({ title: 'before' }), await take({ title: 'after' })];
  const list = snapshotListSchema.parse((await ask('')).body);
  expect(list.snapshots.map(({ id }) => id)).toEqual([b.id, a.id]);
  expect(list.formats.map(({ format }) => format)).toEqual([...SNAPSHOT_FORMATS]);
  expect((await ask(`/${a.id}`)).body).toEqual(a);
  expect(snapshotVerificationSchema.parse((await ask(`/${a.id}/verify`)).body)).toMatchObject({ ok: true });
  const comparison = await ask(`/compare?a=${a.id}&b=${b.id}`);
  expect(snapshotComparisonSchema.parse(comparison.body)).toMatchObject({ sameScope: true });
  const csv = await fetch(`${base}/compare?a=${a.id}&b=${b.id}&format=csv`);
  expect([csv.status, csv.headers.get('content-type')]).toEqual([200, 'application/zip']);
  const pdf = await fetch(`${base}/compare?a=${a.id}&b=${b.id}&format=pdf`);
  expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  for (const { format, type } of list.formats) {
    const response = await fetch(`${base}/${a.id}/export/${format}?language=en`);
    expect([response.status, response.headers.get('content-type')?.split(';')[0]]).toEqual([200, type]);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="skyrack-[\w-]+\.\w+"$/);
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(bytes.length).toBeGreaterThan(100);
    if (format === 'json' || format === 'html') expect(checkFile(bytes).sha256).toBe(a.sha256);
    const asked = await fetch(`${base}/${a.id}/export?format=${format}&language=en`);
    expect(Buffer.from(await asked.arrayBuffer()).equals(bytes), format).toBe(true);
  }
});

test('deleting needs a name and a reason, and is recorded; reading it is 404 from then on', LIMIT, async () => {
  const { ask, send, take } = await open();
  const { id } = await take();
  expect((await send('DELETE', `/${id}`, { operator: 'Li' })).body).toMatchObject({
    code: 'invalid-field',
    field: 'reason',
  });
  expect((await send('DELETE', `/${id}`, { operator: 'Wang', reason: 'wrong' })).body).toEqual({ deleted: id });
  expect((await ask(`/${id}`)).status).toBe(404);
  expect((await send('DELETE', `/${id}`, { operator: 'Wang', reason: 'again' })).status).toBe(404);
  const { events, whole } = snapshotEventsSchema.parse((await ask('/events')).body);
  expect([whole, events.map(({ event, by }) => [event, by?.name, by?.verified])]).toEqual([
    true,
    [
      ['taken', 'Li', false],
      ['deleted', 'Wang', false],
    ],
  ]);
});

test(
  'nothing is changed without the header that only our own page sends, or by what is not understood',
  LIMIT,
  async () => {
    const { send, bed } = await open();
    const json = { 'Content-Type': 'application/json' };
    expect(await send('POST', '', { operator: 'Li' }, json)).toMatchObject({
      status: 403,
      body: { code: 'action-header-required' },
    });
    for (const [body, code, field] of [
      [{}, 'invalid-field', 'operator'],
      [{ operator: ' ' }, 'invalid-field', 'operator'],
      [{ operator: 'Li', nonsense: 1 }, 'unknown-field', 'nonsense'],
      [{ operator: 'Li', scope: { view: 'no' } }, 'invalid-field', 'scope.view'],
      [{ operator: 'Li', at: -1 }, 'invalid-field', 'at'],
      [{ operator: 'Li', at: 1 }, 'no-history', 'at'],
      [{ operator: 'Li', scope: { hall: 'x' } }, 'unknown-resource', 'scope.hall'],
      [{ operator: 'Li', scope: { labels: [{ name: 'x', value: 'y' }] } }, 'empty-scope', 'scope'],
    ] as const) {
      const { status, body: answer } = await send('POST', '', body);
      expect([status, answer.code, answer.field]).toEqual([code === 'no-history' ? 503 : 400, code, field]);
    }
    expect(bed.snapshots.list()).toEqual([]);
  },
);

test('D5: odd ids and unknown formats are named 4xx, never another snapshot', LIMIT, async () => {
  const { ask, take } = await open();
  const { id } = await take();
  for (const odd of [
    '..%2f..%2fetc%2fpasswd',
    'a%00',
    'latest',
    ':id',
    id.toUpperCase().replace(/^/, 'A'),
    `${id}%20`,
  ]) {
    const compared = ['json', 'csv', 'pdf'].flatMap((format) => [
      `/compare?a=${odd}&b=${id}&format=${format}`,
      `/compare?a=${id}&b=${odd}&format=${format}`,
    ]);
    const exported = [`/${odd}/export/json`, `/${odd}/export?format=json`];
    for (const path of [`/${odd}`, `/${odd}/verify`, `/${odd}/shares`, ...exported, ...compared]) {
      const { status, body } = await ask(path);
      expect([path, status, body.code]).toEqual([path, 404, 'no-such-snapshot']);
    }
  }
  for (const path of [`/${id}/export/docx`, `/${id}/export?format=docx`, `/${id}/export?format=`]) {
    const { status, body } = await ask(path);
    expect([path, status, body.code, body.field]).toEqual([path, 400, 'unknown-format', 'format']);
  }
  expect((await ask(`/${id}/export`)).body).toMatchObject({ code: 'invalid-parameter', field: 'format' });
  for (const [query, field] of [
    [`a=${id}&b=${id}&format=docx`, 'format'],
    [`a=${id}`, 'b'],
    [`a=${'0'.repeat(65)}&b=${id}`, 'a'],
  ] as const) {
    expect((await ask(`/compare?${query}`)).body).toMatchObject({ field });
    expect((await ask(`/compare?${query}`)).status).toBe(400);
  }
});

test('a link gives the page and the files that it names, and is no key to anything else', LIMIT, async () => {
  const { base, ask, send, take } = await open();
  const origin = new URL(base).origin;
  const { id } = await take();
  const made = await send('POST', `/${id}/shares`, { operator: 'Li', days: 1, formats: ['json'] });
  expect(made.status).toBe(201);
  const { share, path } = madeShareSchema.parse(made.body);
  const page = await fetch(`${origin}${path}`);
  expect([page.status, page.headers.get('content-type'), page.headers.get('cache-control')]).toEqual([
    200,
    'text/html; charset=utf-8',
    'no-store',
  ]);
  expect(page.headers.get('content-security-policy')).toContain('sandbox allow-scripts');
  expect(await page.text()).toContain(id);
  expect((await fetch(`${origin}${path}/json`)).status).toBe(200);
  expect(await (await fetch(`${origin}${path}/xlsx`)).json()).toMatchObject({ code: 'no-such-share', field: 'format' });
  expect((await fetch(`${origin}${path}/exe`)).status).toBe(400);
  const token = path.slice('/s/'.length);
  expect(await send('DELETE', `/${token}`, { operator: 'Li', reason: 'with the link' })).toMatchObject({ status: 404 });
  expect(snapshotShareListSchema.parse((await ask(`/${id}/shares`)).body).shares).toMatchObject([
    { id: share.id, opened: 4 },
  ]);
  expect(await send('DELETE', `/${id}/shares/${share.id}`, { operator: 'Wang' })).toMatchObject({ status: 200 });
  expect(await (await fetch(`${origin}${path}`)).json()).toMatchObject({ code: 'no-such-share' });
});

test('schedules are added, listed and removed; a wrong one is refused by name', LIMIT, async () => {
  const { base, send } = await open();
  const at = `${new URL(base).origin}/api/v1/snapshot-schedules`;
  const post = (body: object) => fetch(at, { method: 'POST', headers: HEADERS, body: JSON.stringify(body) });
  const wish = { operator: 'Li', title: 'Evening', rhythm: 'working-days', time: '18:00' };
  const added = snapshotScheduleSchema.parse(await (await post(wish)).json());
  expect(added).toMatchObject({ rhythm: 'working-days', timeZone: expect.stringContaining('/'), last: null });
  expect(snapshotScheduleListSchema.parse(await (await fetch(at)).json()).schedules).toEqual([added]);
  expect(await (await post({ ...wish, time: '25:00' })).json()).toMatchObject({ code: 'invalid-field', field: 'time' });
  expect(await (await post({ ...wish, rhythm: 'weekly' })).json()).toMatchObject({
    code: 'bad-schedule',
    field: 'weekday',
  });
  expect(await (await post({ ...wish, cron: '* * * * *' })).json()).toMatchObject({
    code: 'unknown-field',
    field: 'cron',
  });
  const removal = { method: 'DELETE', headers: HEADERS, body: JSON.stringify({ operator: 'Li' }) };
  expect((await fetch(`${at}/${added.id}`, removal)).status).toBe(200);
  expect((await fetch(`${at}/${added.id}`, removal)).status).toBe(404);
  expect(await send('POST', '/../snapshot-schedules', wish, {})).toMatchObject({ status: 403 });
});
