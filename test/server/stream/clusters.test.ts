import { expect, test } from 'vitest';
import { createClusters } from '../../../server/stream/clusters.ts';
import { tileOf, toTile } from '../../../shared/geo/tiles.ts';
import { SEVERITIES, type Severity } from '../../../shared/model/sample.ts';
import {
  type ClusterFrame,
  type ClusterGroup,
  decodeClusters,
  TILE_STEPS,
} from '../../../shared/wire/cluster-frame.ts';
import { type Bed, createBed } from '../live/bed.ts';
import { ask, type Client, createStreamBed, EPOCH, next, settled } from './bed.ts';

const SITE = { lat: 36.2, lon: 120.5 };
const NEAR = tileOf(SITE, 16);
const NEAR_TOPIC = `cluster/16/${NEAR.x}/${NEAR.y}`;
const WORLD = 'cluster/0/0/0';
const always = () => true;

const counts = (given: Partial<Record<Severity, number>>) => SEVERITIES.map((severity) => given[severity] ?? 0);
const sitesOf = ({ groups }: ClusterFrame): ClusterGroup[] => groups.filter(({ kind }) => kind === 'site');
const cell = (name: string, enabled: number) => [
  { resource: `cell/s1/${name}`, metric: 'cell.operational-state', value: enabled },
];

function heal(bed: Bed): void {
  for (const name of ['1', '2', '3']) bed.feed(cell(name, 1));
  bed.tick();
}

function clustersOf(bed: Bed) {
  return createClusters({ inventory: bed.inventory, live: bed.live, epoch: EPOCH, now: bed.now });
}

test('a site is as bad as its worst cell, but critical only when no cell is left', () => {
  const bed = createBed();
  heal(bed);
  const clusters = clustersOf(bed);
  clusters.open(NEAR_TOPIC);
  const after = (name: string) => {
    bed.feed(cell(name, 0));
    bed.tick();
    const [made] = clusters.frames(bed.now, always);
    return made && sitesOf(decodeClusters(made.frame))[0]!.counts;
  };
  expect(after('2')).toEqual(counts({ major: 1 }));
  expect(after('1')).toBeUndefined();
  expect(after('3')).toEqual(counts({ critical: 1 }));
});

test('a tile counts what is in service by worst state, and the rest by lifecycle', () => {
  const bed = createBed();
  heal(bed);
  bed.feed(cell('2', 0));
  bed.tick();
  const frame = decodeClusters(clustersOf(bed).open(WORLD).frame);
  expect(frame).toMatchObject({ topic: WORLD, epoch: EPOCH, seq: bed.live.tick });
  expect(sitesOf(frame)).toMatchObject([{ counts: counts({ major: 1 }), planned: 1, building: 0, ordinal: null }]);
  const [station] = frame.groups.filter(({ kind }) => kind === 'charging-station');
  expect(station).toMatchObject({ counts: counts({ unknown: 1 }), planned: 0, ordinal: 0 });
});

test('a group of one says who it is and where; a tile without anything has no groups', () => {
  const bed = createBed();
  const clusters = clustersOf(bed);
  const [group] = sitesOf(decodeClusters(clusters.open(NEAR_TOPIC).frame));
  const at = toTile(SITE, 16);
  expect(group).toMatchObject({ ordinal: 0, counts: counts({ unknown: 1 }) });
  expect(group!.x).toBe(Math.floor((at.x - NEAR.x) * TILE_STEPS));
  expect(group!.y).toBe(Math.floor((at.y - NEAR.y) * TILE_STEPS));
  expect(decodeClusters(clusters.open('cluster/5/0/0').frame).groups).toEqual([]);
});

test('a frame is made only when a state in the tile has changed, numbered without gaps', () => {
  const bed = createBed();
  heal(bed);
  const clusters = clustersOf(bed);
  const { seq } = clusters.open(NEAR_TOPIC);
  clusters.open('cluster/5/0/0');
  const tick = () => {
    bed.now += 200;
    bed.tick();
    return clusters.frames(bed.now, always).map(({ topic, frame }) => ({ topic, frame: decodeClusters(frame) }));
  };
  expect(tick()).toEqual([]);
  bed.feed([{ resource: 'cell/s1/1', metric: 'cell.prb-dl', value: 40 }]);
  expect(tick()).toEqual([]);
  bed.feed(cell('1', 0));
  const made = tick();
  expect(made.map(({ topic, frame }) => [topic, frame.seq])).toEqual([[NEAR_TOPIC, seq + 1]]);
  expect(sitesOf(made[0]!.frame)[0]!.counts).toEqual(counts({ major: 1 }));
  expect(clusters.open(NEAR_TOPIC)).toMatchObject({ seq: seq + 1 });
  bed.feed(cell('1', 1));
  expect(sitesOf(tick()[0]!.frame)[0]!.counts).toEqual(counts({ normal: 1 }));
});

test('a tile that nobody watches for a minute is forgotten, and is true again when it is opened', () => {
  const bed = createBed();
  heal(bed);
  const clusters = clustersOf(bed);
  const { seq } = clusters.open(NEAR_TOPIC);
  bed.now += 61_000;
  bed.tick();
  clusters.frames(bed.now, () => false);
  expect(clusters.size).toBe(0);
  for (const name of ['1', '2', '3']) bed.feed(cell(name, 0));
  bed.tick();
  const again = clusters.open(NEAR_TOPIC);
  expect(again.seq).toBeGreaterThan(seq);
  expect(sitesOf(decodeClusters(again.frame))[0]!.counts).toEqual(counts({ critical: 1 }));
});

function framesOf(client: Client): ClusterFrame[] {
  const seen: ClusterFrame[] = [];
  client.on('clusters', (bytes) => seen.push(decodeClusters(new Uint8Array(bytes))));
  return seen;
}

test('a new watcher has the counts at once, then whenever they change; no deltas and no snapshot over HTTP', async () => {
  const bed = await createStreamBed();
  heal(bed);
  const client = await bed.client();
  const seen = framesOf(client);
  const reply = await ask(client, 'watch', { topics: [NEAR_TOPIC] });
  expect(reply).toEqual({ ok: true, epoch: EPOCH, topics: { [NEAR_TOPIC]: bed.live.tick } });
  expect(seen).toHaveLength(1);
  await ask(client, 'watch', { topics: [NEAR_TOPIC, 'zone'] });
  expect(seen).toHaveLength(1);
  bed.feed(cell('3', 0));
  bed.tick();
  await settled(client);
  expect(seen.map(({ seq }) => seq)).toEqual([1, 2]);
  expect(bed.stream.topics.snapshot(NEAR_TOPIC)).toBeUndefined();
  expect(bed.stream.stats.topics).toBe(2);
});

test('whoever resumes a tile is sent its newest counts, which is all there is', async () => {
  const bed = await createStreamBed();
  const client = await bed.client();
  await ask(client, 'watch', { topics: [NEAR_TOPIC] });
  const frame = next(client, 'clusters');
  await expect(ask(client, 'resume', { topic: NEAR_TOPIC, after: 0 })).resolves.toEqual({
    ok: true,
    frames: 1,
    gone: false,
  });
  expect(decodeClusters(new Uint8Array(await frame)).seq).toBe(0);
});

test.each(['cluster/19/0/0', 'cluster/2/4/0'])('%s names nothing', async (topic) => {
  const bed = await createStreamBed();
  const client = await bed.client();
  const { error } = await ask(client, 'watch', { topics: ['zone', topic] });
  expect(error).toMatchObject({ code: 'unknown-topic', field: 'topics.1' });
});
