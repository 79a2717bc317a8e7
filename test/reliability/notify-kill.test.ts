import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ChannelSaved, NotificationLog } from '../../shared/wire/notifications.ts';
import { deliver, METRIC, nativeDelivery } from '../kit/sender.ts';
import { supervise } from '../kit/supervised-server.ts';
import { testFolder, until, wait } from '../kit/test-folder.ts';
import { testRack, testZone } from '../kit/test-zone.ts';
import { type ReceivedPost, startWebhookReceiver } from '../kit/webhook-receiver.ts';

const INTERVAL_SECONDS = 2;
/** Fewer than a minute has room for: each comes as a message of its own. */
const FEW = 8;
/** More than that: what has no room comes as a digest. */
const MANY = 24;
const HOT_CELSIUS = 36;
const LIMIT_MS = 240_000;

/** A message of an alarm, alone or as part of a digest. */
interface Told {
  readonly id: string;
  readonly event: string;
  readonly type: string;
  readonly alarm: { readonly id: string; readonly resource: string };
}

const toldIn = ({ json }: ReceivedPost): readonly Told[] =>
  (json.event === 'digest' ? json.messages : [json]) as readonly Told[];

test('kill -9 while messages go out: after the start each alarm’s message has come at least once, always with the same id, signed; none is lost', async () => {
  const receiver = await startWebhookReceiver();
  const server = await supervise({
    dataFolder: testFolder('notify-kill'),
    zone: testZone(INTERVAL_SECONDS),
    env: { SKYRACK_WEBHOOK_ALLOW: `127.0.0.1/32:${receiver.port}` },
  });
  const post = async (path: string, body: object): Promise<unknown> => {
    const answer = await fetch(`${server.url}/api/v1/notifications/${path}`, {
      method: 'POST',
      headers: { 'X-Skyrack-Action': 'notification', 'Content-Type': 'application/json' },
      body: JSON.stringify({ operator: 'Li', name: 'On-call', ...body }),
    });
    expect(answer.status).toBe(201);
    return answer.json();
  };
  const { channel, secret } = (await post('channels', { type: 'webhook', url: receiver.url })) as ChannelSaved;
  await post('routes', { channel: channel.id, minSeverity: 'warning', kinds: ['rack'] });

  let racks: readonly string[] = [];
  const abort = new AbortController();
  const sender = (async () => {
    for (let batch = 0; !abort.signal.aborted; batch++, await wait(INTERVAL_SECONDS * 500)) {
      const at = Date.now();
      const rows = racks.map((resource) => ({ resource, metric: METRIC, at, value: HOT_CELSIUS }));
      if (rows.length > 0) await deliver(server.url, server.token, nativeDelivery(rows, 'hot', batch));
    }
  })();
  const has = async (posts: number) => {
    await until(
      `${posts} posts`,
      LIMIT_MS,
      () => receiver.posts.length,
      (found) => found >= posts,
    );
  };
  const resourcesTold = (): Set<string> => new Set(receiver.posts.flatMap(toldIn).map(({ alarm }) => alarm.resource));

  // The third is taken and never answered: killed meanwhile, the server cannot know that it arrived.
  receiver.answers.push(200, 200, 'hang');
  const few = Array.from({ length: FEW }, (_, rack) => testRack(1 + (rack % 16), rack));
  racks = few;
  await has(3);
  receiver.answers.push(200, 'hang');
  await server.killAndStart();
  await has(5);
  await server.killAndStart();
  await until('all of the few', LIMIT_MS, resourcesTold, (told) => few.every((one) => told.has(one)));

  // More at once than a minute has room for: killed while the digest that holds them is on its way.
  const many = Array.from({ length: MANY }, (_, rack) => testRack(1 + (rack % 16), FEW + rack));
  const before = receiver.posts.length;
  const digests = () => receiver.posts.slice(before).filter(({ json }) => json.event === 'digest').length;
  receiver.answers.push('hang');
  racks = [...few, ...many];
  await has(before + 1);
  await server.killAndStart();
  await until('all of the many', LIMIT_MS, resourcesTold, (told) => many.every((one) => told.has(one)));
  const settled = await until(
    'an empty queue',
    LIMIT_MS,
    async () =>
      (await (await fetch(`${server.url}/api/v1/notifications/channels`)).json()) as { channels: { queued: number }[] },
    ({ channels }) => channels[0]?.queued === 0,
  );
  expect(settled.channels).toHaveLength(1);
  abort.abort();
  await sender;

  for (const { headers, text } of receiver.posts) {
    const signed = createHmac('sha256', secret!).update(`${headers['x-skyrack-timestamp']}.${text}`).digest('hex');
    expect(headers['x-skyrack-signature']).toBe(`sha256=${signed}`);
  }
  const raised = receiver.posts.flatMap(toldIn).filter(({ type }) => type === 'raised');
  const ids = new Map<string, Set<string>>();
  for (const { id, alarm } of raised) ids.set(alarm.resource, (ids.get(alarm.resource) ?? new Set()).add(id));
  expect([...ids.keys()].sort()).toEqual([...few, ...many].sort());
  expect([...ids.values()].filter(({ size }) => size !== 1)).toEqual([]);
  // What was on its way at each kill came again: a receiver that drops known ids is left with one each.
  expect(raised.length).toBeGreaterThan(FEW + MANY);
  expect(new Set(raised.map(({ id }) => id)).size).toBe(FEW + MANY);
  expect(digests()).toBeGreaterThan(0);
  // The digest that was on its way at the last kill came again as it was, under its own id.
  const digestsOf = new Map<string, Set<unknown>>();
  for (const { json } of receiver.posts.filter((post) => post.json.event === 'digest')) {
    for (const { id } of json.messages as readonly Told[]) {
      digestsOf.set(id, (digestsOf.get(id) ?? new Set()).add(json.id));
    }
  }
  expect([...digestsOf.values()].filter(({ size }) => size !== 1)).toEqual([]);
  const { entries } = (await (
    await fetch(`${server.url}/api/v1/notifications/log?of=deliveries&limit=1000`)
  ).json()) as NotificationLog;
  expect(entries.filter((entry) => entry.of === 'deliveries' && entry.result !== 'sent')).toEqual([]);
});
