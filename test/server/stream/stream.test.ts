import { once } from 'node:events';
import { request } from 'node:http';
import { expect, test } from 'vitest';
import { decodeFrame, type Frame, unpackAge } from '../../../shared/wire/frame.ts';
import { START, seriesOf } from '../live/bed.ts';
import { ask, type Client, createStreamBed, EPOCH, next, settled } from './bed.ts';

const RACK = 'rack/dc/p1-h01/r01/01';
const FLOOR = 'floor/inlet/hall/dc/p1-h01';
const hot = (value: number) => [{ resource: RACK, metric: 'rack.inlet-top', value }];

function frames(client: Client): Frame[] {
  const seen: Frame[] = [];
  client.on('delta', (bytes) => seen.push(decodeFrame(new Uint8Array(bytes))));
  return seen;
}

test('hello says protocol, version, epoch and dictionary', async () => {
  const bed = await createStreamBed();
  await expect(next(bed.dial(), 'hello')).resolves.toEqual({
    protocol: 2,
    version: 'test',
    epoch: EPOCH,
    dictionary: bed.inventory.version,
    now: START,
  });
});

test('a watched topic sends one frame a tick with what changed, numbered without gaps; an empty tick sends nothing', async () => {
  const bed = await createStreamBed();
  bed.feed([{ resource: RACK, metric: 'rack.inlet-top', value: 24 }]);
  bed.tick();
  const client = await bed.client();
  const seen = frames(client);
  const reply = await ask(client, 'watch', { topics: [FLOOR] });
  expect(reply).toEqual({ ok: true, epoch: EPOCH, topics: { [FLOOR]: 1 } });
  bed.now += 1000;
  bed.feed(hot(25.5));
  bed.tick();
  bed.now += 200;
  bed.tick();
  bed.now += 5000;
  bed.feed([{ resource: 'rack/dc/p1-h01/r01/02', metric: 'rack.inlet-top', value: 30, at: bed.now - 2500 }]);
  bed.tick();
  await settled(client);
  expect(seen.map(({ seq, snapshot, topic }) => ({ seq, snapshot, topic }))).toEqual([
    { seq: 2, snapshot: false, topic: FLOOR },
    { seq: 3, snapshot: false, topic: FLOOR },
  ]);
  expect([...seen[0]!.series]).toEqual([seriesOf(bed.inventory, RACK, 'rack.inlet')]);
  expect([...seen[0]!.value]).toEqual([25.5]);
  expect(unpackAge(seen[1]!.age[0]!)).toBe(2500);
});

test('coverage that has changed is told between two ticks, once a version, to those who watch the zone', async () => {
  const bed = await createStreamBed();
  const [watching, other] = [await bed.client(), await bed.client()];
  const heard: string[] = [];
  watching.on('coverage', ({ version }) => heard.push(version));
  other.on('coverage', ({ version }) => heard.push(`not asked for: ${version}`));
  await ask(watching, 'watch', { topics: ['zone'] });
  for (const version of ['v0', 'v1', 'v1', 'v2']) bed.coverageIs(version);
  await settled(watching);
  await settled(other);
  expect(heard).toEqual(['v1', 'v2']);
});

test('what is not watched is not sent, and watching replaces', async () => {
  const bed = await createStreamBed();
  const client = await bed.client();
  const seen = frames(client);
  await ask(client, 'watch', { topics: [FLOOR] });
  await ask(client, 'watch', { topics: ['resource/connector/s1/1'] });
  bed.feed(hot(25));
  bed.tick();
  await settled(client);
  expect(seen).toEqual([]);
});

test('a snapshot has every member, is encoded once a tick, and is the state of its sequence', async () => {
  const bed = await createStreamBed();
  bed.feed(hot(25));
  bed.tick();
  const client = await bed.client();
  await ask(client, 'watch', { topics: [FLOOR] });
  bed.feed(hot(40));
  const first = bed.stream.topics.snapshot(FLOOR)!;
  expect(bed.stream.topics.snapshot(FLOOR)).toBe(first);
  const frame = decodeFrame(first.bytes);
  expect(frame).toMatchObject({ snapshot: true, seq: 1, epoch: EPOCH, now: START });
  expect(frame.series).toHaveLength(12);
  expect(frame.value[0]).toBe(25);
  bed.now += 200;
  bed.tick();
  const second = bed.stream.topics.snapshot(FLOOR)!;
  expect(second.etag).not.toBe(first.etag);
  expect(decodeFrame(second.bytes).value[0]).toBe(40);
  expect(bed.stream.topics.snapshot('floor/inlet/hall/dc/none')).toBeUndefined();
});

test('resume sends what the ring still has, and says gone beyond it', async () => {
  const bed = await createStreamBed();
  const client = await bed.client();
  await ask(client, 'watch', { topics: [FLOOR] });
  for (let i = 0; i < 70; i++) {
    bed.now += 200;
    bed.feed(hot(20 + i / 10));
    bed.tick();
  }
  await settled(client);
  const seen = frames(client);
  await expect(ask(client, 'resume', { topic: FLOOR, after: 66 })).resolves.toEqual({
    ok: true,
    frames: 4,
    gone: false,
  });
  expect(seen.map(({ seq }) => seq)).toEqual([67, 68, 69, 70]);
  await expect(ask(client, 'resume', { topic: FLOOR, after: 70 })).resolves.toMatchObject({ frames: 0, gone: false });
  await expect(ask(client, 'resume', { topic: FLOOR, after: 3 })).resolves.toMatchObject({ frames: 0, gone: true });
  await expect(ask(client, 'resume', { topic: FLOOR, after: 99 })).resolves.toMatchObject({ frames: 0, gone: true });
});

test('a forgotten topic comes back above every sequence it had', async () => {
  const bed = await createStreamBed();
  const client = await bed.client();
  await ask(client, 'watch', { topics: [FLOOR] });
  for (let i = 0; i < 5; i++) {
    bed.now += 200;
    bed.feed(hot(20 + i));
    bed.tick();
  }
  await ask(client, 'watch', { topics: [] });
  bed.pass(61_000);
  expect(bed.stream.stats.topics).toBe(0);
  const reply = await ask(client, 'watch', { topics: [FLOOR] });
  expect((reply.topics as Record<string, number>)[FLOOR]).toBeGreaterThan(5);
  await expect(ask(client, 'resume', { topic: FLOOR, after: 5 })).resolves.toMatchObject({ gone: true });
});

test('a beat goes every second, a digest of each topic every five', async () => {
  const bed = await createStreamBed();
  const client = await bed.client();
  await ask(client, 'watch', { topics: [FLOOR] });
  const heard: string[] = [];
  client.on('beat', () => heard.push('beat'));
  client.on('digest', ({ topic }) => heard.push(topic));
  bed.pass(10_200);
  await settled(client);
  expect(heard.filter((name) => name === 'beat')).toHaveLength(11);
  expect(heard.filter((name) => name === FLOOR)).toHaveLength(2);
});

test('attention comes at once with topic zone, then when it changes, at most once a second', async () => {
  const bed = await createStreamBed();
  bed.tick();
  const client = await bed.client();
  const totals: number[] = [];
  client.on('attention', ({ worst }) => totals.push(worst.filter(({ severity }) => severity === 'critical').length));
  await ask(client, 'watch', { topics: ['zone'] });
  await settled(client);
  expect(totals).toEqual([0]);
  bed.feed(hot(36));
  for (let i = 0; i < 10; i++) {
    bed.now += 200;
    bed.tick();
  }
  await settled(client);
  expect(totals).toEqual([0, 1]);
});

test('D2 a handshake that the edge refuses is answered 403 with the reason', async () => {
  const bed = await createStreamBed();
  const upgrade = request(`${bed.url}/socket.io/?EIO=4&transport=websocket`, {
    headers: {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      Origin: 'https://evil.example',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    },
  });
  upgrade.end();
  const [response] = await once(upgrade, 'response');
  expect(response.statusCode).toBe(403);
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  expect(JSON.parse(Buffer.concat(chunks).toString())).toMatchObject({ code: 'foreign-origin' });
});

test('plain requests to the path are not Socket.IO’s: there is no polling', async () => {
  const bed = await createStreamBed();
  expect((await fetch(`${bed.url}/socket.io/?EIO=4&transport=polling`)).status).toBe(404);
});
