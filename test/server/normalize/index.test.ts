import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Refused } from '../../../server/ports.ts';
import { isSimulated, qualityOf, reasonOf } from '../../../shared/model/sample.ts';
import { smallZone } from './small-zone.ts';
import { batchOf, createStage, labelled, NOW, RACK_1, type Row, samplesOf } from './stage.ts';

function inletStage() {
  const stage = createStage();
  const source = stage.normalizer.source('s1', 'remote-write');
  const inlet = labelled(source, 'rack_inlet_celsius', RACK_1);
  return { stage, source, inlet };
}

test('a reading becomes a sample in the base unit; columns are exact', async () => {
  const { stage, source } = inletStage();
  const watts = labelled(source, 'rack_watts', RACK_1);
  const receipt = await source.accept(batchOf([{ handle: watts, at: NOW, value: 3.5 }]));
  expect(receipt).toEqual({ stored: 1, duplicate: false, unmapped: 0, rejected: [] });
  expect(samplesOf(stage)).toEqual([
    { resource: 'rack/dc/h1/r1/1', metric: 'rack.power-a', at: NOW, value: 3500, quality: 1 },
  ]);
  expect(stage.records[0]).toMatchObject({ source: 's1', simulated: false, receivedAt: NOW });
  expect(stage.records[0]!.batch.series).toHaveLength(1);
});

test.each([
  ['not-a-number', { at: NOW, value: Number.NaN }],
  ['not-a-number', { at: NOW, value: Number.POSITIVE_INFINITY }],
  ['future', { at: NOW + 3_600_000, value: 20 }],
  ['bad-time', { at: 0, value: 20 }],
  ['bad-time', { at: -5, value: 20 }],
  ['bad-time', { at: NOW + 0.5, value: 20 }],
  ['bad-time', { at: Number.NaN, value: 20 }],
  ['bad-time', { at: 1e300, value: 20 }],
])('%s is rejected with an example, the rest is kept', async (reason, bad) => {
  const { stage, source, inlet } = inletStage();
  const receipt = await source.accept(
    batchOf([
      { handle: inlet, ...bad },
      { handle: inlet, at: NOW, value: 21 },
    ]),
  );
  expect(receipt.stored).toBe(1);
  expect(receipt.rejected).toMatchObject([{ reason, count: 1 }]);
  expect(receipt.rejected[0]!.example).toContain('rack/dc/h1/r1/1 rack.inlet-top');
  expect(samplesOf(stage)).toHaveLength(1);
  expect(stage.normalizer.sources()[0]).toMatchObject({ rejectedTotal: 1, rejected: [{ reason, lastAt: NOW }] });
});

test.each<[string, Omit<Row, 'handle'>, string, string, number]>([
  ['in range', { at: NOW, value: 21 }, 'good', 'none', 21],
  ['6 s ahead of our clock', { at: NOW + 6_000, value: 21 }, 'uncertain', 'clock-skew', 21],
  ['5 s ahead of our clock', { at: NOW + 5_000, value: 21 }, 'good', 'none', 21],
  ['hotter than physics allows', { at: NOW, value: 81 }, 'bad', 'out-of-range', 0],
  ['a stale marker', { at: NOW, value: Number.NaN, stale: true }, 'bad', 'no-communication', 0],
  ['an hour late', { at: NOW - 3_600_000, value: 21 }, 'good', 'none', 21],
])('quality of a reading %s', async (_case, row, quality, reason, value) => {
  const { stage, source, inlet } = inletStage();
  await source.accept(batchOf([{ handle: inlet, ...row }]));
  const [sample] = samplesOf(stage);
  expect([qualityOf(sample!.quality), reasonOf(sample!.quality), sample!.value]).toEqual([quality, reason, value]);
});

test('states are translated by the rule; one that it does not list is out of range', async () => {
  const { stage, source } = inletStage();
  const handle = labelled(source, 'port_state', { port: 'q01' });
  await source.accept(batchOf([0, 1, 5].map((value, i) => ({ handle, at: NOW + i, value }))));
  expect(samplesOf(stage).map(({ value, quality }) => [value, qualityOf(quality)])).toEqual([
    [2, 'good'],
    [1, 'good'],
    [0, 'bad'],
  ]);
});

test('unmapped names are success: counted with an example, at most a hundred names and one for the rest', async () => {
  const { stage, source } = inletStage();
  const rows = Array.from({ length: 150 }, (_, i) => ({
    handle: labelled(source, `node_metric_${i}`, { instance: `h${i}` }),
    at: NOW,
    value: Number.NaN,
  }));
  expect(await source.accept(batchOf(rows))).toEqual({ stored: 0, duplicate: false, unmapped: 150, rejected: [] });
  const [view] = stage.normalizer.sources();
  expect(view!.unmappedTotal).toBe(150);
  expect(view!.unmapped).toHaveLength(101);
  expect(view!.unmapped[0]).toEqual({ name: 'node_metric_0', count: 1, example: 'node_metric_0{instance="h0"}' });
  expect(view!.unmapped.at(-1)).toMatchObject({ name: '(other names)', count: 50 });
  expect(stage.records).toEqual([]);
});

test('reasons that doors give are bounded too', () => {
  const { stage, source } = inletStage();
  for (let i = 0; i < 200; i++) source.refuse(`reason-${i}`, 1, 'x'.repeat(10_000));
  const [view] = stage.normalizer.sources();
  expect(view!.rejectedTotal).toBe(200);
  expect(view!.rejected).toHaveLength(50);
  expect(view!.rejected[0]!.example.length).toBeLessThanOrEqual(300);
});

test('an exact repeat of the newest sample is dropped, counted, and answered after the barrier', async () => {
  const { stage, source, inlet } = inletStage();
  const batch = batchOf([{ handle: inlet, at: NOW, value: 21 }]);
  await source.accept(batch);
  expect(await source.accept(batch)).toMatchObject({ stored: 1 });
  expect(stage.barriers).toBe(1);
  expect(stage.records).toHaveLength(1);
  await source.accept(batchOf([{ handle: inlet, at: NOW, value: 22 }]));
  expect(stage.records).toHaveLength(2);
  expect(stage.normalizer.sources()[0]).toMatchObject({ accepted: 2, duplicate: 1 });
});

test('a batch that was refused leaves nothing behind and can be sent again', async () => {
  const { stage, source, inlet } = inletStage();
  const counter = labelled(source, 'ifHCInOctets', { port: 'Ethernet1/1' });
  const first = batchOf([{ handle: counter, at: NOW, value: 1000 }]);
  const second = batchOf([
    { handle: counter, at: NOW + 10_000, value: 11_000 },
    { handle: inlet, at: NOW, value: 21 },
    { handle: labelled(source, 'unknown_name', {}), at: NOW, value: 1 },
  ]);
  await source.accept(first);
  stage.refusal = new Refused('queue-full', 2);
  await expect(source.accept(second)).rejects.toThrow(Refused);
  expect(stage.normalizer.sources()[0]).toMatchObject({ accepted: 1, unmappedTotal: 0 });
  stage.refusal = null;
  expect(await source.accept(second)).toMatchObject({ stored: 2, unmapped: 1 });
  expect(samplesOf(stage)).toMatchObject([
    { metric: 'uplink.in', value: 8000 },
    { metric: 'rack.inlet-top', value: 21 },
  ]);
});

test('counters: bases travel with the record, batches in flight together are taken in order', async () => {
  const { stage, source } = inletStage();
  const counter = labelled(source, 'ifHCInOctets', { port: 'Ethernet1/1' });
  await Promise.all(
    [0, 1, 2, 3].map((i) => source.accept(batchOf([{ handle: counter, at: NOW + i * 10_000, value: i * 10_000 }]))),
  );
  expect(samplesOf(stage).map(({ value }) => value)).toEqual([8000, 8000, 8000]);
  expect(stage.records.map(({ bases }) => [...bases!.raw])).toEqual([[0], [10_000], [20_000], [30_000]]);
});

test('a late counter is left out and shown, but the sender is not told to give up', async () => {
  const { stage, source } = inletStage();
  const counter = labelled(source, 'ifHCInOctets', { port: 'Ethernet1/1' });
  const rows = [10_000, 20_000].map((t) => ({ handle: counter, at: NOW + t, value: t }));
  await source.accept(batchOf(rows));
  expect((await source.accept(batchOf([{ handle: counter, at: NOW, value: 1 }]))).rejected).toEqual([]);
  expect(stage.normalizer.sources()[0]).toMatchObject({ rejected: [{ reason: 'late-counter', count: 1 }] });
  expect(await source.accept(batchOf([rows[1]!]))).toMatchObject({ stored: 1 });
  expect(stage.normalizer.sources()[0]).toMatchObject({ duplicate: 1 });
});

test('the same batch identity changes nothing, also while the first is under way', async () => {
  const { stage, source, inlet } = inletStage();
  const identity = { epoch: 'e1', batch: '7' };
  const batch = batchOf([{ handle: inlet, at: NOW, value: 21 }], identity);
  const [first, second] = await Promise.all([source.accept(batch), source.accept(batch)]);
  expect([first.duplicate, second.duplicate]).toEqual([false, true]);
  expect((await source.accept(batch)).duplicate).toBe(true);
  expect(stage.records).toHaveLength(1);
  expect(stage.records[0]).toMatchObject({ identity });
});

test('two first batches with different identities do not collide by concatenation', async () => {
  const { stage, source, inlet } = inletStage();
  await source.accept(batchOf([{ handle: inlet, at: NOW, value: 21 }], { epoch: '1', batch: '23' }));
  await source.accept(batchOf([{ handle: inlet, at: NOW + 1, value: 21 }], { epoch: '12', batch: '3' }));
  expect(stage.records).toHaveLength(2);
});

test('when the first of two equal batches is refused, the second is taken', async () => {
  const { stage, source, inlet } = inletStage();
  const batch = batchOf([{ handle: inlet, at: NOW, value: 21 }], { epoch: 'e', batch: '1' });
  stage.refusal = new Refused('queue-full', 1);
  const first = source.accept(batch).catch((error: unknown) => {
    stage.refusal = null;
    return error;
  });
  const second = source.accept(batch);
  expect(await first).toBeInstanceOf(Refused);
  expect((await second).duplicate).toBe(false);
  expect(stage.records).toHaveLength(1);
});

test('a real source takes a resource over for good; the simulator’s other resources go on', async () => {
  const { stage, source, inlet } = inletStage();
  const simulator = stage.normalizer.source('simulator', 'simulator', true);
  const handles = ['1', '2'].map((rack) =>
    simulator.handle({ by: 'catalogue', resource: `rack/dc/h1/r1/${rack}`, metric: 'rack.humidity' }),
  );
  const round = (at: number) => batchOf(handles.map((handle) => ({ handle, at, value: 40 })));
  await simulator.accept(round(NOW));
  expect(samplesOf(stage).every(({ quality }) => isSimulated(quality))).toBe(true);
  await source.accept(batchOf([{ handle: inlet, at: NOW, value: 21 }]));
  expect(readFileSync(join(stage.folder, 'takeover'), 'utf8')).toBe('rack/dc/h1/r1/1\ts1\n');
  stage.records.length = 0;
  expect(await simulator.accept(round(NOW + 1))).toMatchObject({ stored: 1, rejected: [] });
  expect(samplesOf(stage).map(({ resource }) => resource)).toEqual(['rack/dc/h1/r1/2']);

  // A crash may cut the last line short; whole lines hold.
  appendFileSync(join(stage.folder, 'takeover'), 'rack/dc/h1/r1/2\ts');
  const later = createStage({ folder: stage.folder });
  const again = later.normalizer.source('simulator', 'simulator', true);
  const one = again.handle({ by: 'catalogue', resource: 'rack/dc/h1/r1/1', metric: 'rack.humidity' });
  const two = again.handle({ by: 'catalogue', resource: 'rack/dc/h1/r1/2', metric: 'rack.humidity' });
  await again.accept(batchOf([one, two].map((handle) => ({ handle, at: NOW + 2, value: 40 }))));
  expect(samplesOf(later).map(({ resource }) => resource)).toEqual(['rack/dc/h1/r1/2']);
});

test('a takeover that cannot be written refuses the batch, and is written with the next', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'skyrack-normalize-'));
  const stage = createStage({ folder });
  const source = stage.normalizer.source('s1', 'native');
  const handle = labelled(source, 'rack_inlet_celsius', RACK_1);
  const { rmSync, mkdirSync } = await import('node:fs');
  rmSync(folder, { recursive: true });
  await expect(source.accept(batchOf([{ handle, at: NOW, value: 21 }]))).rejects.toThrow(Refused);
  mkdirSync(folder);
  await source.accept(batchOf([{ handle, at: NOW, value: 21 }]));
  expect(readFileSync(join(folder, 'takeover'), 'utf8')).toContain('rack/dc/h1/r1/1\ts1\n');
});

test('replay and checkpoint restore bases, repeats and identities', async () => {
  const { stage, source, inlet } = inletStage();
  const counter = labelled(source, 'ifHCInOctets', { port: 'Ethernet1/1' });
  const identity = { epoch: 'e', batch: '1' };
  const batch = batchOf(
    [
      { handle: inlet, at: NOW, value: 21 },
      { handle: counter, at: NOW, value: 1000 },
    ],
    identity,
  );
  await source.accept(batch);

  const replayed = createStage();
  for (const record of stage.records) replayed.normalizer.applied(record);
  const loaded = createStage();
  loaded.normalizer.load(stage.normalizer.save());
  for (const later of [replayed, loaded]) {
    const same = later.normalizer.source('s1', 'remote-write');
    const rows = [
      { handle: labelled(same, 'rack_inlet_celsius', RACK_1), at: NOW, value: 21 },
      { handle: labelled(same, 'ifHCInOctets', { port: 'Ethernet1/1' }), at: NOW + 10_000, value: 11_000 },
    ];
    expect((await same.accept(batchOf(rows, identity))).duplicate).toBe(true);
    await same.accept(batchOf(rows));
    expect(samplesOf(later)).toMatchObject([{ metric: 'uplink.in', value: 8000 }]);
    expect(later.normalizer.sources()[0]).toMatchObject({ id: 's1', lastReceivedAt: NOW });
  }
});

test('a checkpoint of another inventory gives no series, one that is cut short is refused', async () => {
  const { stage, source, inlet } = inletStage();
  await source.accept(batchOf([{ handle: inlet, at: NOW, value: 21 }]));
  const bytes = stage.normalizer.save();
  const other = createStage({ inventory: smallZone(5) });
  other.normalizer.load(bytes);
  const same = other.normalizer.source('s1', 'native');
  await same.accept(batchOf([{ handle: labelled(same, 'rack_inlet_celsius', RACK_1), at: NOW, value: 21 }]));
  expect(other.records).toHaveLength(1);
  for (const length of [0, 3, 10, bytes.length - 9]) {
    expect(() => createStage().normalizer.load(bytes.slice(0, length))).toThrow();
  }
});

test('a rule’s interval is written where live reads it', () => {
  const rules = smallZone().mapping.map((rule) => ({ ...rule, intervalMs: 30_000 }));
  const inventory = smallZone(4, rules);
  const intervals = new Float64Array(inventory.dictionary.seriesCount).fill(10_000);
  const stage = createStage({ inventory, intervals });
  labelled(stage.normalizer.source('s1', 'remote-write'), 'rack_inlet_celsius', RACK_1);
  expect(intervals[inventory.series('rack/dc/h1/r1/1', 'rack.inlet-top')]).toBe(30_000);
  expect(intervals[inventory.series('rack/dc/h1/r1/1', 'rack.humidity')]).toBe(10_000);
});

test('a source’s view: protocol, series, resources, skew and rate of the last minute', async () => {
  const { stage, source, inlet } = inletStage();
  const middle = labelled(source, 'rack_inlet_celsius', { ...RACK_1, position: 'middle' });
  await source.accept(batchOf([inlet, middle].map((handle) => ({ handle, at: NOW - 2_000, value: 21 }))));
  const view = { id: 's1', protocol: 'remote-write', simulated: false, skewMs: -2_000, series: 2, resources: 1 };
  expect(stage.normalizer.sources()).toMatchObject([{ ...view, rate: 2 / 60, lastReceivedAt: NOW }]);
  stage.now += 61_000;
  expect(stage.normalizer.sources()).toMatchObject([{ rate: 0, accepted: 2 }]);
});
