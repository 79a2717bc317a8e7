import { createHmac } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { expect, onTestFinished, test } from 'vitest';
import type { NotifyOptions } from '../../../server/notify/index.ts';
import { DeliveryFailed, type Message, type NotificationRefused } from '../../../server/ports.ts';
import type { ChannelRequest } from '../../../shared/wire/notifications.ts';
import { alarm } from '../../client/alarm.ts';
import { startSmtpServer } from '../../kit/smtp-server.ts';
import { testFolder, until } from '../../kit/test-folder.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../kit/webhook-receiver.ts';
import { LI, type NotifyBed, openBed, route } from './bed.ts';

const LIMIT_MS = 20_000;
const DOCUMENT: Message = { subject: 'A report', text: 'here', body: { event: 'snapshot' }, attachments: [] };

const hook = (url: string, changes: object = {}): ChannelRequest =>
  ({
    operator: 'Li',
    type: 'webhook',
    name: 'On-call',
    url,
    language: 'en',
    enabled: true,
    watchdogMinutes: null,
    ...changes,
  }) as ChannelRequest;

async function bedFor(
  { port }: { port: number },
  folder = testFolder('notify'),
  options: Partial<NotifyOptions> = {},
): Promise<NotifyBed & { folder: string }> {
  const webhookAllow = [{ address: '127.0.0.1', prefix: 32, family: 4 as const, port }];
  const bed = await openBed(folder, { webhookAllow, ...options });
  onTestFinished(() => bed.notifications.close().catch(() => undefined));
  return Object.assign(bed, { folder });
}

const posted = (receiver: WebhookReceiver, count: number) =>
  until(
    `${count} posts`,
    LIMIT_MS,
    () => receiver.posts.length,
    (found) => found >= count,
    5,
  );

test('an alarm comes to the webhook signed: HMAC-SHA256 of timestamp and body with the secret that was shown once', async () => {
  const receiver = await startWebhookReceiver();
  const bed = await bedFor(receiver);
  const { channel, secret } = await bed.notifications.addChannel(hook(receiver.url), LI);
  await bed.notifications.addRoute(route(channel.id), LI);
  bed.say(alarm('08', { severity: 'critical' }));
  bed.pass(12);
  await posted(receiver, 1);
  const [post] = receiver.posts;
  const timestamp = String(post!.headers['x-skyrack-timestamp']);
  const hmac = createHmac('sha256', secret!).update(`${timestamp}.${post!.text}`).digest('hex');
  expect(post!.headers['x-skyrack-signature']).toBe(`sha256=${hmac}`);
  expect(post!.json).toMatchObject({
    id: post!.headers['x-skyrack-message'],
    event: 'alarm',
    type: 'raised',
    subject: '[Simulated] [Critical] Inlet too warm · Rack 08 (New)',
    alarm: { id: '08', severity: 'critical', simulated: true, path: ['datacentre/dc', 'hall/dc/p1-h03'] },
  });
});

test('500, then 200: the same message again after a pause; 400 is not tried again; a redirect is not followed', async () => {
  const receiver = await startWebhookReceiver();
  const bed = await bedFor(receiver);
  const { channel } = await bed.notifications.addChannel(hook(receiver.url), LI);
  await bed.notifications.addRoute(route(channel.id), LI);
  const { notifications } = bed;
  const settled = (count: number) =>
    until(
      'deliveries',
      LIMIT_MS,
      () => {
        bed.pass(1);
        return notifications.log({ of: 'deliveries', limit: 9 }).entries;
      },
      (all) => all.length >= count,
      20,
    );
  receiver.answers.push(500);
  bed.say(alarm('01'));
  bed.pass(11);
  await settled(1);
  expect(receiver.posts.map(({ json }) => json.id)).toEqual([receiver.posts[0]!.json.id, receiver.posts[0]!.json.id]);
  receiver.answers.push(400);
  bed.say(alarm('02'));
  bed.pass(11);
  await settled(2);
  receiver.answers.push(302);
  bed.say(alarm('03'));
  bed.pass(11);
  const entries = await settled(3);
  expect(entries.map((entry) => (entry.of === 'deliveries' ? [entry.result, entry.attempts] : []))).toEqual([
    ['failed', 1],
    ['failed', 1],
    ['sent', 2],
  ]);
  expect(receiver.posts).toHaveLength(4);
  expect(receiver.posts.every(({ url }) => url === '/alarms')).toBe(true);
});

test('a receiver that hangs is given up after the time limit, and says so', async () => {
  const receiver = await startWebhookReceiver();
  const bed = await bedFor(receiver, undefined, { timeoutMs: 100 });
  const { channel } = await bed.notifications.addChannel(hook(receiver.url), LI);
  receiver.answers.push('hang');
  expect(await bed.notifications.test(channel.id, LI)).toMatchObject({ ok: false, problem: 'no answer in 100 ms' });
  expect(await bed.notifications.test(channel.id, LI)).toMatchObject({ ok: true, problem: null });
});

test('a restart: what was decided and not sent goes out, with the same id; what was told is not told again', async () => {
  const receiver = await startWebhookReceiver();
  const first = await bedFor(receiver);
  const { channel } = await first.notifications.addChannel(hook(receiver.url), LI);
  await first.notifications.addRoute(route(channel.id, { escalation: { channel: channel.id, afterMinutes: 5 } }), LI);
  receiver.answers.push(503);
  first.say(alarm('08'));
  first.pass(11);
  await posted(receiver, 1);
  await first.notifications.close();
  const again = await bedFor(receiver, first.folder);
  again.now = first.now;
  again.say(alarm('08'));
  again.pass(30);
  await posted(receiver, 2);
  expect(receiver.posts[1]!.json).toMatchObject({ id: receiver.posts[0]!.json.id, type: 'raised' });
  again.pass(300);
  await posted(receiver, 3);
  expect(receiver.posts.map(({ json }) => json.type)).toEqual(['raised', 'raised', 'escalated']);
});

test('notify.db is bounded: who is called is forgotten when a message is closed, all of it when its alarm is gone, and what waits for no channel goes', async () => {
  const receiver = await startWebhookReceiver();
  const bed = await bedFor(receiver);
  const { channel } = await bed.notifications.addChannel(hook(receiver.url), LI);
  const { channel: silent } = await bed.notifications.addChannel(hook(receiver.url, { name: 'Silent' }), LI);
  await bed.notifications.addRoute(route(channel.id, { escalation: { channel: channel.id, afterMinutes: 1 } }), LI);
  const db = new Database(join(bed.folder, 'notify.db'));
  onTestFinished(() => void db.close());
  const bodies = (table: 'told' | 'outbox') =>
    (db.prepare(`SELECT body FROM ${table}`).all() as { body: string }[]).map(
      ({ body }) => JSON.parse(body) as { escalations?: readonly unknown[]; channel?: string },
    );
  const calls = () => bodies('told').map(({ escalations }) => escalations?.length);
  for (const id of ['01', '02', '03']) bed.say(alarm(id));
  bed.pass(12);
  expect(calls()).toEqual([1, 1, 1]);
  bed.say(alarm('01', { clearance: { at: bed.now, reason: 'condition', by: null, note: null } as never }));
  bed.say(alarm('02', { acknowledgement: { at: bed.now, by: LI, comment: null } as never }));
  bed.pass(1);
  expect(calls()).toEqual([0, 0, 1]);
  bed.pass(60);
  expect(calls()).toEqual([0, 0, 0]);
  for (const id of ['01', '02', '03']) bed.say(alarm(id), true);
  bed.pass(1);
  expect(bodies('told')).toEqual([]);
  db.prepare('INSERT INTO outbox (id, body) VALUES (?, ?), (?, ?)').run(
    ...['a', 'gone', 'b', silent.id].flatMap((one, place, all) =>
      place % 2 === 1
        ? []
        : [
            one,
            JSON.stringify({
              id: one,
              at: bed.now,
              alone: false,
              channel: all[place + 1],
              type: 'raised',
              message: DOCUMENT,
            }),
          ],
    ),
  );
  await bed.notifications.close();
  const again = await bedFor(receiver, bed.folder);
  again.pass(1);
  expect(bodies('outbox').map(({ channel: to }) => to)).not.toContain('gone');
  await until('the other is sent', LIMIT_MS, () => receiver.posts.some(({ json }) => json.id === 'b'), Boolean);
});

test('a storm of thirty is one digest that holds them all', async () => {
  const receiver = await startWebhookReceiver();
  const bed = await bedFor(receiver);
  const { channel } = await bed.notifications.addChannel(hook(receiver.url), LI);
  await bed.notifications.addRoute(route(channel.id), LI);
  for (let n = 10; n < 40; n++) bed.say(alarm(String(n)));
  bed.pass(12);
  await posted(receiver, 1);
  expect(receiver.posts[0]!.json).toMatchObject({ event: 'digest', dropped: 0 });
  expect(receiver.posts[0]!.json.messages).toHaveLength(30);
});

test('a digest that has to be sent again is the same, with the same id, though more has come and the process died', async () => {
  const receiver = await startWebhookReceiver();
  const first = await bedFor(receiver);
  const { channel } = await first.notifications.addChannel(hook(receiver.url), LI);
  await first.notifications.addRoute(route(channel.id), LI);
  receiver.answers.push(503, 503);
  for (let n = 10; n < 40; n++) first.say(alarm(String(n)));
  first.pass(12);
  await posted(receiver, 1);
  for (let n = 40; n < 55; n++) first.say(alarm(String(n)));
  first.pass(30);
  await posted(receiver, 2);
  await first.notifications.close();
  const again = await bedFor(receiver, first.folder);
  again.now = first.now;
  for (let n = 10; n < 55; n++) again.say(alarm(String(n)));
  again.pass(70);
  await posted(receiver, 4);
  const [one, two, three, rest] = receiver.posts.map(({ json }) => json);
  expect(two).toEqual(one);
  expect(three).toEqual(one);
  expect(one!.messages).toHaveLength(30);
  expect(rest).toMatchObject({ event: 'digest' });
  expect(rest!.messages).toHaveLength(15);
});

test('the watchdog comes on its interval, through the queue', async () => {
  const receiver = await startWebhookReceiver();
  const bed = await bedFor(receiver);
  await bed.notifications.addChannel(hook(receiver.url, { watchdogMinutes: 2 }), LI);
  bed.pass(1);
  await posted(receiver, 1);
  await until(
    'the note of it',
    LIMIT_MS,
    () => bed.notifications.stats().watchdogAt,
    (at) => at === bed.now,
    5,
  );
  bed.pass(119);
  expect(receiver.posts).toHaveLength(1);
  bed.pass(1);
  await posted(receiver, 2);
  expect(receiver.posts.map(({ json }) => json.event)).toEqual(['watchdog', 'watchdog']);
});

test('D8: an address that may not be connected to is refused at save, by name; nothing changed, and it is recorded', async () => {
  const bed = await openBed(testFolder('notify'), { webhookAllow: [] });
  for (const [url, code] of [
    ['http://127.0.0.1:9099/', 'refused-address'],
    ['file:///etc/passwd', 'bad-url'],
    ['https://me:word@hook.example/', 'bad-url'],
  ] as const) {
    await expect(bed.notifications.addChannel(hook(url), LI)).rejects.toMatchObject({ code, field: 'url' });
  }
  expect(bed.notifications.list().channels).toEqual([]);
  const { entries } = bed.notifications.log({ of: 'changes', limit: 10 });
  expect(entries).toHaveLength(3);
  expect(entries[2]).toMatchObject({
    action: 'add-channel',
    subject: 'On-call',
    by: LI,
    refused: expect.stringMatching(/^refused-address: /),
  });
  await bed.notifications.close();
});

test('D8: a name that has moved inside since it was saved is refused at connect', async () => {
  const receiver = await startWebhookReceiver();
  let address = '93.184.216.34';
  const resolve = async () => [{ address, family: 4 }];
  const bed = await openBed(testFolder('notify'), { webhookAllow: [], resolve });
  const { channel } = await bed.notifications.addChannel(hook(`http://hook.example:${receiver.port}/`), LI);
  address = '127.0.0.1';
  await expect(bed.notifications.deliver(channel.id, DOCUMENT)).rejects.toMatchObject({ code: 'refused-address' });
  expect(receiver.posts).toHaveLength(0);
  await bed.notifications.close();
});

test('D13: the secret and the path are in notify.json (mode 0600) and nowhere else', async () => {
  const receiver = await startWebhookReceiver();
  const bed = await bedFor(receiver);
  const url = `${receiver.url}/canary-path?token=canary-token`;
  const { channel, secret } = await bed.notifications.addChannel(hook(url), LI);
  await bed.notifications.test(channel.id, LI);
  const said = JSON.stringify([
    bed.notifications.list(),
    bed.notifications.log({ limit: 100 }),
    bed.notifications.stats(),
  ]);
  expect(said).not.toMatch(/canary/);
  expect(said).not.toContain(secret);
  expect(receiver.posts[0]!.url).toContain('canary-token');
  for (const file of ['notify.json', 'notify.db']) expect(statSync(join(bed.folder, file)).mode & 0o777).toBe(0o600);
  const kept = readFileSync(join(bed.folder, 'notify.json'), 'utf8');
  expect(kept).toContain(secret);
  const changed = await bed.notifications.changeChannel(
    channel.id,
    {
      operator: 'Li',
      name: 'Renamed',
      language: 'en',
      enabled: true,
      watchdogMinutes: null,
      newSecret: false,
    } as never,
    LI,
  );
  expect(changed).toMatchObject({ secret: null, channel: { name: 'Renamed' } });
});

test('a channel that a route tells stays; a route to a channel or resource that there is none of is refused', async () => {
  const receiver = await startWebhookReceiver();
  const { notifications } = await bedFor(receiver);
  const { channel } = await notifications.addChannel(hook(receiver.url), LI);
  const made = await notifications.addRoute(route(channel.id), LI);
  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: NotificationRefused) => error.code,
    );
  expect(await code(notifications.removeChannel(channel.id, LI))).toBe('in-use');
  expect(await code(notifications.addRoute(route('none'), LI))).toBe('no-such-channel');
  expect(await code(notifications.addRoute(route(channel.id, { resources: ['hall/dc/none'] }), LI))).toBe(
    'unknown-resource',
  );
  const window = { days: ['MO' as const], from: '08:00', to: '18:00', timeZone: 'Asia/Atlantis' };
  expect(await code(notifications.addRoute(route(channel.id, { window }), LI))).toBe('bad-window');
  expect(await code(notifications.addChannel({ ...hook(''), type: 'mail', to: ['a@b.example'] } as never, LI))).toBe(
    'no-mail',
  );
  const second = await notifications.addRoute(route(channel.id, { name: 'second', place: 0 }), LI);
  expect(notifications.routes().routes.map(({ id }) => id)).toEqual([second.id, made.id]);
  for (const { id } of [second, made]) await notifications.removeRoute(id, LI);
  expect(await code(notifications.removeChannel(channel.id, LI))).toBe('done');
});

test('mail: subject, text and attachment in the channel’s language; a refused recipient is a failure by name', async () => {
  const smtp = await startSmtpServer();
  const mail = { smtpUrl: `smtp://127.0.0.1:${smtp.port}?ignoreTLS=true`, from: 'skyrack@zone.example' };
  const bed = await openBed(testFolder('notify'), { mail });
  const wanted = { ...hook(''), type: 'mail', to: ['duty@zone.example'], language: 'zh-CN' } as never;
  const { channel, secret } = await bed.notifications.addChannel(wanted, LI);
  expect(secret).toBeNull();
  await bed.notifications.addRoute(route(channel.id), LI);
  bed.say(alarm('08', { severity: 'critical' }));
  bed.pass(12);
  await until(
    'the mail',
    LIMIT_MS,
    () => smtp.mails.length,
    (count) => count === 1,
    5,
  );
  expect(smtp.mails[0]).toMatchObject({ from: 'skyrack@zone.example', to: ['duty@zone.example'] });
  expect(smtp.mails[0]!.text).toMatch(/^X-Skyrack-Message: [0-9a-f]{32}$/m);
  expect(smtp.mails[0]!.text).toMatch(/^Subject: =\?UTF-8\?/m);
  const bytes = new TextEncoder().encode('a,b');
  const attachments = [{ name: 'report.csv', type: 'text/csv', bytes }];
  await bed.notifications.deliver(channel.id, { ...DOCUMENT, attachments });
  expect(smtp.mails[1]!.text).toMatch(/filename=report\.csv/);
  smtp.refusals.push('550 no such user');
  await expect(bed.notifications.deliver(channel.id, DOCUMENT)).rejects.toBeInstanceOf(DeliveryFailed);
  await expect(bed.notifications.deliver('none', DOCUMENT)).rejects.toMatchObject({ code: 'no-such-channel' });
  await bed.notifications.close();
});

test('the dead-man ping goes out once a minute while all is well, and stops when something is not', async () => {
  const receiver = await startWebhookReceiver();
  let wrong: string | null = null;
  const bed = await bedFor(receiver, undefined, { deadMan: { url: receiver.url, unwell: () => wrong } });
  bed.pass(1);
  await until(
    'the answer',
    LIMIT_MS,
    () => bed.notifications.stats().deadManAt,
    (at) => at !== null,
    5,
  );
  bed.pass(59);
  expect(receiver.posts).toHaveLength(1);
  bed.pass(1);
  await posted(receiver, 2);
  expect(bed.notifications.degraded()).toEqual([]);
  wrong = 'alarms are not judged';
  bed.pass(61);
  expect(receiver.posts).toHaveLength(2);
  expect(bed.notifications.degraded()).toEqual(['the dead-man ping failed: held back: alarms are not judged']);
});
