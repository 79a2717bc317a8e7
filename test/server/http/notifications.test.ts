import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { onError } from '../../../server/http/errors.ts';
import { mountNotifications } from '../../../server/http/notifications.ts';
import {
  channelListSchema,
  channelSavedSchema,
  channelTestSchema,
  notificationLogSchema,
  removedNotificationSchema,
  routeListSchema,
  routeViewSchema,
} from '../../../shared/wire/notification-schemas.ts';
import { testFolder } from '../../kit/test-folder.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../kit/webhook-receiver.ts';
import { openBed } from '../notify/bed.ts';

const OWN_PAGE = { 'X-Skyrack-Action': 'notification', 'Content-Type': 'application/json' };

interface Answered {
  readonly status: number;
  readonly body: unknown;
}

interface Bench {
  readonly receiver: WebhookReceiver;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  /** Id of a new webhook to the receiver. */
  addHook(name?: string): Promise<string>;
  /** All that a change could change. */
  kept(): Promise<string>;
  /** What the log says was refused, newest first. */
  refusals(): Promise<readonly (string | null)[]>;
}

async function open(): Promise<Bench> {
  const receiver = await startWebhookReceiver();
  const bed = await openBed(testFolder('notify-http'), {
    webhookAllow: [{ address: '127.0.0.1', prefix: 32, family: 4, port: receiver.port }],
    resolve: () => Promise.reject(new Error('ENOTFOUND')),
  });
  const app = express();
  app.set('query parser', 'simple');
  mountNotifications(app, bed.notifications);
  app.use(onError);
  const server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(async () => {
    server.close();
    await bed.notifications.close();
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/notifications`;
  const ask: Bench['ask'] = async (method, path, body, headers = OWN_PAGE) => {
    const text = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${base}${path}`, { method, headers, body: text });
    expect(response.headers.get('Cache-Control') === 'no-store' || !response.ok).toBe(true);
    return { status: response.status, body: (await response.json()) as unknown };
  };
  return {
    receiver,
    ask,
    async addHook(name = 'On-call') {
      const made = await ask('POST', '/channels', { ...hook(receiver.url), name });
      return channelSavedSchema.parse(made.body).channel.id;
    },
    kept: async () => JSON.stringify([(await ask('GET', '/channels')).body, (await ask('GET', '/routes')).body]),
    async refusals() {
      const { entries } = notificationLogSchema.parse((await ask('GET', '/log?of=changes')).body);
      return entries.flatMap((entry) => (entry.of === 'changes' && entry.refused !== null ? [entry.refused] : []));
    },
  };
}

const hook = (url: string) => ({ operator: 'Li', type: 'webhook', name: 'On-call', url });
const change = { operator: 'Li', name: 'Night', language: 'en', enabled: false, watchdogMinutes: null };
const route = (channel: string) => ({ operator: 'Li', name: 'Racks', channel, kinds: ['rack'] });

test('a channel is made, listed, changed, tried and removed; its secret is said when it is made or made anew, and never again', async () => {
  const { ask, receiver } = await open();
  const made = await ask('POST', '/channels', hook(receiver.url));
  expect(made.status).toBe(201);
  const { channel, secret } = channelSavedSchema.strict().parse(made.body);
  expect(channel).toMatchObject({ name: 'On-call', target: new URL(receiver.url).origin, by: { verified: false } });
  const list = await ask('GET', '/channels');
  expect(channelListSchema.strict().parse(list.body).channels).toEqual([channel]);
  expect(JSON.stringify(list.body)).not.toContain(secret);

  const path = `/channels/${channel.id}`;
  const changed = channelSavedSchema.parse((await ask('PUT', path, change)).body);
  expect(changed).toMatchObject({ secret: null, channel: { id: channel.id, name: 'Night', enabled: false } });
  const renewed = channelSavedSchema.parse((await ask('PUT', path, { ...change, newSecret: true })).body);
  expect(renewed.secret).not.toBe(secret);
  expect(channelTestSchema.parse((await ask('POST', `${path}/test`, { operator: 'Li' })).body).ok).toBe(true);
  expect(receiver.posts.map(({ json }) => json.event)).toEqual(['test']);

  const gone = await ask('DELETE', path, { operator: 'Li' });
  expect(removedNotificationSchema.parse(gone.body)).toEqual({ deleted: channel.id });
  expect(channelListSchema.parse((await ask('GET', '/channels')).body).channels).toEqual([]);
});

test('a route is made where it is wanted, moved, and removed; the list is in the order in which they are tried', async () => {
  const { ask, addHook } = await open();
  const channel = await addHook();
  const names = async () => routeListSchema.parse((await ask('GET', '/routes')).body).routes.map(({ name }) => name);
  for (const name of ['a', 'b']) expect((await ask('POST', '/routes', { ...route(channel), name })).status).toBe(201);
  const first = routeViewSchema.parse((await ask('POST', '/routes', { ...route(channel), name: 'c', place: 0 })).body);
  expect(await names()).toEqual(['c', 'a', 'b']);
  expect((await ask('PUT', `/routes/${first.id}`, { ...route(channel), name: 'c', place: 2 })).status).toBe(200);
  expect(await names()).toEqual(['a', 'b', 'c']);
  expect((await ask('PUT', `/routes/${first.id}`, { ...route(channel), name: 'd' })).status).toBe(200);
  expect(await names()).toEqual(['a', 'b', 'd']);
  expect((await ask('DELETE', `/routes/${first.id}`, { operator: 'Li' })).body).toEqual({ deleted: first.id });
  expect(await names()).toEqual(['a', 'b']);
});

test.each([
  ['no name of who acts', { operator: undefined }, 'invalid-field', 'operator'],
  ['a name without letters', { name: '  ' }, 'invalid-field', 'name'],
  ['another type', { type: 'pigeon' }, 'invalid-field', 'type'],
  ['a watchdog of no minutes', { watchdogMinutes: 0 }, 'invalid-field', 'watchdogMinutes'],
  ['an unknown field', { secret: 'mine' }, 'unknown-field', 'secret'],
  ['no URL', { url: 'on-call' }, 'bad-url', 'url'],
  ['a file', { url: 'file:///etc/passwd' }, 'bad-url', 'url'],
  ['a password in the URL', { url: 'https://li:secret@hooks.example/' }, 'bad-url', 'url'],
  ['loopback at another port', { url: 'http://127.0.0.1:1/' }, 'refused-address', 'url'],
  ['loopback of IPv6', { url: 'http://[::1]:8080/' }, 'refused-address', 'url'],
  ['loopback written as one number', { url: 'http://2130706433/' }, 'refused-address', 'url'],
  ['a link-local address', { url: 'http://169.254.169.254/latest' }, 'refused-address', 'url'],
  ['a name that cannot be found', { url: 'https://nowhere.example/' }, 'unresolved', 'url'],
  ['mail where none is sent', { type: 'mail', url: undefined, to: ['li@example.com'] }, 'no-mail', 'type'],
  ['mail to no address', { type: 'mail', url: undefined, to: ['li'] }, 'invalid-field', 'to.0'],
])('a channel with %s is refused by name: nothing changed, and it is in the log', async (_what, wrong, code, field) => {
  const { ask, receiver, addHook, kept, refusals } = await open();
  await addHook('There already');
  const before = await kept();
  const refused = await ask('POST', '/channels', { ...hook(receiver.url), ...wrong });
  expect(refused).toMatchObject({ status: 400, body: { code, field } });
  expect(await kept()).toBe(before);
  expect(await refusals()).toEqual([expect.stringContaining(code)]);
});

test.each([
  ['another severity', { minSeverity: 'awful' }, 'invalid-field', 'minSeverity'],
  ['a time of day that is none', { window: win({ from: '25:00' }) }, 'invalid-field', 'window.from'],
  ['no such time zone', { window: win({ timeZone: 'Mars/Olympus' }) }, 'bad-window', 'window.timeZone'],
  ['no such kind', { kinds: ['moon'] }, 'invalid-field', 'kinds.0'],
  ['no such resource', { resources: ['rack/none'] }, 'unknown-resource', 'resources'],
  ['no such channel', { channel: 'none' }, 'no-such-channel', 'channel'],
  ['escalation to no such channel', { escalation: { channel: 'none', afterMinutes: 5 } }, 'no-such-channel', undefined],
  ['escalation at once', { escalation: { channel: 'x', afterMinutes: 0 } }, 'invalid-field', 'escalation.afterMinutes'],
])('a route with %s is refused by name, new or changed: nothing changed', async (_what, wrong, code, field) => {
  const { ask, addHook, kept, refusals } = await open();
  const channel = await addHook();
  const { id } = routeViewSchema.parse((await ask('POST', '/routes', route(channel))).body);
  const before = await kept();
  for (const [method, path] of [
    ['POST', '/routes'],
    ['PUT', `/routes/${id}`],
  ] as const) {
    const refused = await ask(method, path, { ...route(channel), ...wrong });
    expect(refused).toMatchObject({ status: 400, body: { code, ...(field === undefined ? {} : { field }) } });
  }
  expect(await kept()).toBe(before);
  expect(await refusals()).toHaveLength(2);
});

function win(changes: object): object {
  return { days: ['MO'], from: '08:00', to: '18:00', timeZone: 'Asia/Shanghai', ...changes };
}

test('conflict: a channel that a route tells, or escalates to, stays: 409 in-use', async () => {
  const { ask, addHook, kept, refusals } = await open();
  const [told, called] = [await addHook('Told'), await addHook('Called')];
  await ask('POST', '/routes', { ...route(told), escalation: { channel: called, afterMinutes: 5 } });
  const before = await kept();
  for (const id of [told, called]) {
    const refused = await ask('DELETE', `/channels/${id}`, { operator: 'Li' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'in-use' } });
  }
  expect(await kept()).toBe(before);
  expect(await refusals()).toHaveLength(2);
});

test('a webhook cannot be changed into loopback, nor be given what mail has; nothing of it changed', async () => {
  const { ask, addHook, kept } = await open();
  const id = await addHook();
  const before = await kept();
  for (const [wrong, code] of [
    [{ url: 'http://localhost:1/' }, 'unresolved'],
    [{ url: 'http://10.0.0.1/' }, 'refused-address'],
    [{ to: ['li@example.com'] }, 'wrong-type'],
    [{ operator: '' }, 'invalid-field'],
  ] as const) {
    expect(await ask('PUT', `/channels/${id}`, { ...change, ...wrong })).toMatchObject({ status: 400, body: { code } });
  }
  expect(await kept()).toBe(before);
});

test('what is not there is 404, whatever is asked of it', async () => {
  const { ask, addHook } = await open();
  const channel = await addHook();
  for (const [method, path, body, code] of [
    ['PUT', '/channels/none', change, 'no-such-channel'],
    ['DELETE', '/channels/none', { operator: 'Li' }, 'no-such-channel'],
    ['POST', '/channels/none/test', { operator: 'Li' }, 'no-such-channel'],
    ['PUT', '/routes/none', route(channel), 'no-such-route'],
    ['DELETE', '/routes/none', { operator: 'Li' }, 'no-such-route'],
  ] as const) {
    expect(await ask(method, path, body)).toMatchObject({ status: 404, body: { code } });
  }
});

test('without the header of our own page, as another type, as no JSON or too large, nothing happens', async () => {
  const { ask, receiver, kept } = await open();
  const before = await kept();
  const json = { 'Content-Type': 'application/json' };
  const own = { 'X-Skyrack-Action': 'notification' };
  const wanted = hook(receiver.url);
  expect(await ask('POST', '/channels', wanted, json)).toMatchObject({
    status: 403,
    body: { code: 'action-header-required' },
  });
  expect((await ask('POST', '/channels', wanted, { ...json, 'X-Skyrack-Action': 'alarm' })).status).toBe(403);
  expect((await ask('POST', '/channels', wanted, { ...own, 'Content-Type': 'text/plain' })).status).toBe(415);
  expect(await ask('POST', '/channels', '{')).toMatchObject({ status: 400, body: { code: 'malformed' } });
  expect((await ask('POST', '/channels', 'x'.repeat(70_000))).status).toBe(413);
  expect(await kept()).toBe(before);
});

test('the log is asked for within its limits', async () => {
  const { ask, addHook } = await open();
  await addHook();
  await addHook('Second');
  const entries = async (query: string) => notificationLogSchema.parse((await ask('GET', `/log${query}`)).body).entries;
  expect(await entries('')).toHaveLength(2);
  expect(await entries('?of=changes&limit=1')).toMatchObject([{ action: 'add-channel', subject: 'Second' }]);
  expect(await entries('?of=deliveries')).toEqual([]);
  expect(await ask('GET', '/log?limit=1001')).toMatchObject({ status: 400, body: { field: 'limit', limit: 1000 } });
  expect(await ask('GET', '/log?of=secrets')).toMatchObject({ status: 400, body: { field: 'of' } });
});
