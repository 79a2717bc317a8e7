import type { Socket } from 'socket.io-client';
import { expect, test } from 'vitest';
import { ask, createStreamBed, next } from './bed.ts';

test.each([
  ['null', null],
  ['a number', 7],
  ['nothing', undefined],
  ['a list', []],
  ['topics that are no list', { topics: 'zone' }],
  ['topics of wrong types', { topics: [1, null, {}] }],
  ['a topic of another grammar', { topics: ['zone', '../etc/passwd'] }],
  ['a field too many', { topics: [], admin: true }],
  ['a binary', new Uint8Array(10)],
])('D11 watch with %s is refused by name', async (_name, payload) => {
  const bed = await createStreamBed();
  const client = await bed.client();
  await expect(ask(client, 'watch', payload)).resolves.toMatchObject({ ok: false, error: { code: 'bad-request' } });
  await expect(ask(client, 'watch', { topics: ['zone'] })).resolves.toMatchObject({ ok: true });
});

test('too many topics name the field and the limit', async () => {
  const bed = await createStreamBed();
  const client = await bed.client();
  const topics = Array.from({ length: 201 }, () => 'zone');
  const { error } = await ask(client, 'watch', { topics });
  expect(error).toMatchObject({ code: 'bad-request', field: 'topics', limit: 200 });
});

test('a topic that names nothing is refused with its field, and what was watched stays', async () => {
  const bed = await createStreamBed();
  const client = await bed.client();
  await ask(client, 'watch', { topics: ['zone'] });
  const { error } = await ask(client, 'watch', { topics: ['zone', 'floor/inlet/hall/dc/none'] });
  expect(error).toMatchObject({ code: 'unknown-topic', field: 'topics.1' });
  const delta = next(client, 'delta');
  bed.feed([{ resource: 'uplink/alpha/1', metric: 'uplink.in', value: 1e9 }]);
  bed.tick();
  await delta;
});

test.each([
  ['a negative sequence', { topic: 'zone', after: -1 }],
  ['half a sequence', { topic: 'zone', after: 0.5 }],
  ['a sequence too large', { topic: 'zone', after: 2 ** 33 }],
  ['no topic', { after: 1 }],
])('D11 resume with %s is refused by name', async (_name, payload) => {
  const bed = await createStreamBed();
  const client = await bed.client();
  await expect(ask(client, 'resume', payload)).resolves.toMatchObject({ ok: false, error: { code: 'bad-request' } });
});

test('D11 an acknowledgement that is no function, and events that nobody knows, hurt nobody', async () => {
  const bed = await createStreamBed();
  const client = (await bed.client()) as Socket;
  client.emit('watch', { topics: ['zone'] }, 'not a function');
  client.emit('watch');
  client.emit('__proto__', { constructor: 1 });
  client.emit('delta', new Uint8Array(8));
  await expect(ask(client, 'watch', { topics: ['zone'] })).resolves.toMatchObject({ ok: true });
});

test('D11 an event over 64 KiB ends the connection that sent it, and no other', async () => {
  const bed = await createStreamBed();
  const [client, other] = [await bed.client(), await bed.client()];
  const gone = new Promise((done) => {
    client.once('disconnect', done);
  });
  (client as Socket).emit('watch', { topics: ['x'.repeat(100_000)] });
  await gone;
  await expect(ask(other, 'watch', { topics: ['zone'] })).resolves.toMatchObject({ ok: true });
});

test.each([
  ['a binary message of no known event', Buffer.from([99, 1, 2])],
  ['an empty binary message', Buffer.alloc(0)],
  ['text that is no packet', '9'],
])('D11 %s is refused by name and ends the connection that sent it, and no other', async (_name, packet) => {
  const bed = await createStreamBed();
  const [client, other] = [await bed.client(), await bed.client()];
  const refused = next(client, 'refused');
  const gone = new Promise((done) => {
    client.once('disconnect', done);
  });
  client.io.engine.write(packet);
  await expect(refused).resolves.toMatchObject({ code: 'bad-packet' });
  await gone;
  await expect(ask(other, 'watch', { topics: ['zone'] })).resolves.toMatchObject({ ok: true });
});

test('D11 200 events in a second: told too-many-events, disconnected, the others are served', async () => {
  const bed = await createStreamBed();
  const [client, other] = [await bed.client(), await bed.client()];
  const refused = next(client, 'refused');
  const gone = new Promise((done) => {
    client.once('disconnect', done);
  });
  for (let i = 0; i < 200; i++) (client as Socket).emit(i % 2 ? 'watch' : 'nonsense', { topics: ['zone'] });
  await expect(refused).resolves.toMatchObject({ code: 'too-many-events', limit: 50 });
  await gone;
  await expect(ask(other, 'watch', { topics: ['zone'] })).resolves.toMatchObject({ ok: true });
});
