import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createModels, createSimulator } from '../../../../server/ingest/simulator/index.ts';
import { type IngestContext, Refused } from '../../../../server/ports.ts';
import { findMetric } from '../../../../shared/metrics/index.ts';
import type { Resource } from '../../../../shared/model/resource.ts';
import { inventoryOf, recordingRegistry, reported, smallPlant, smallZone, wholeZone } from './zone.ts';

const NOON = Date.UTC(2020, 5, 9, 4, 0, 0);

beforeEach(() => vi.useFakeTimers({ now: NOON }));
afterEach(() => vi.useRealTimers());

function start(
  recorder: ReturnType<typeof recordingRegistry>,
  resources: readonly Resource[] = everything(),
  seed = 1,
) {
  const context: IngestContext = {
    registry: recorder.registry,
    inventory: inventoryOf(resources, 'Asia/Shanghai', smallPlant().links),
    clock: () => Date.now() + 0.25,
    seed,
    post: () => undefined,
  };
  return createSimulator(context).start(context);
}

const everything = () => [...smallZone(), ...smallPlant().resources];
const reporting = () => everything().filter((each) => each.reporting && each.lifecycle === 'in-service');
const expected = () =>
  reporting()
    .flatMap((each) => reported(each.kind).map((metric) => `${each.id} ${metric}`))
    .sort();

test('it is a simulated source named simulator', async () => {
  const recorder = recordingRegistry();
  await start(recorder).stop();
  expect(recorder.asked).toEqual([{ id: 'simulator', protocol: 'simulator', simulated: true }]);
});

test('each model reports every metric of its kind that is not derived', () => {
  for (const model of createModels(1, wholeZone())) {
    expect([...model.metrics].sort()).toEqual([...reported(model.kind)].sort());
  }
});

test('every reporting resource has its first values within the first second', async () => {
  const recorder = recordingRegistry();
  const running = start(recorder);
  await vi.advanceTimersByTimeAsync(1_000);
  await running.stop();
  const heard = new Set(recorder.heard.map((each) => `${each.resource} ${each.metric}`));
  expect([...heard].sort()).toEqual(expected());
});

test('every reporting resource reports once in each 10 s, nothing else does', async () => {
  const recorder = recordingRegistry();
  const running = start(recorder);
  await vi.advanceTimersByTimeAsync(1_000);
  for (let round = 0; round < 3; round++) {
    recorder.heard.length = 0;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(recorder.heard.map((each) => `${each.resource} ${each.metric}`).sort()).toEqual(expected());
  }
  await running.stop();
});

test('the load is even: no batch exceeds 1.3 times the mean', async () => {
  const recorder = recordingRegistry();
  const running = start(recorder);
  await vi.advanceTimersByTimeAsync(1_000);
  recorder.batches.length = 0;
  await vi.advanceTimersByTimeAsync(20_000);
  await running.stop();
  expect(recorder.batches).toHaveLength(100);
  const mean = recorder.batches.reduce((sum, size) => sum + size, 0) / recorder.batches.length;
  expect(Math.max(...recorder.batches)).toBeLessThanOrEqual(1.3 * mean);
});

test('samples are numbers within the catalogue range, at whole milliseconds', async () => {
  const recorder = recordingRegistry();
  const running = start(recorder);
  await vi.advanceTimersByTimeAsync(31_000);
  await running.stop();
  const odd = recorder.heard.filter(({ metric, at, value }) => {
    const [low, high] = findMetric(metric)!.range;
    return !(Number.isInteger(at) && value >= low && value <= high);
  });
  expect(odd).toEqual([]);
});

test('the same seed and the same clock give the same values; another seed gives others', async () => {
  const run = async (seed: number) => {
    vi.setSystemTime(NOON);
    const recorder = recordingRegistry();
    const running = start(recorder, everything(), seed);
    await vi.advanceTimersByTimeAsync(60_000);
    await running.stop();
    return recorder.heard;
  };
  const first = await run(7);
  expect(await run(7)).toEqual(first);
  expect(await run(8)).not.toEqual(first);
});

test('with three batches unresolved a slot is skipped and counted, and the rest goes on', async () => {
  let release = (): void => undefined;
  let blocked = false;
  const recorder = recordingRegistry(() =>
    blocked
      ? new Promise<void>((done) => {
          release = done;
        })
      : Promise.resolve(),
  );
  start(recorder);
  await vi.advanceTimersByTimeAsync(1_000);
  blocked = true;
  await vi.advanceTimersByTimeAsync(600);
  expect(recorder.refused.size).toBe(0);
  await vi.advanceTimersByTimeAsync(200);
  expect(recorder.refused.get('slot-skipped')).toBeGreaterThan(0);
  blocked = false;
  release();
  await vi.advanceTimersByTimeAsync(0);
  recorder.heard.length = 0;
  await vi.advanceTimersByTimeAsync(200);
  expect(recorder.heard.length).toBeGreaterThan(0);
});

test('while the server refuses, the first round is begun again; once it takes, all is there within a second', async () => {
  let open = false;
  const recorder = recordingRegistry(async () => {
    if (!open) throw new Refused('replaying', 1);
  });
  const running = start(recorder);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(recorder.heard).toEqual([]);
  open = true;
  await vi.advanceTimersByTimeAsync(1_000);
  await running.stop();
  expect(new Set(recorder.heard.map((each) => `${each.resource} ${each.metric}`)).size).toBe(expected().length);
});

test('a batch lost to anything but a refusal is counted with its reason', async () => {
  const recorder = recordingRegistry(async () => {
    throw new Error('disk gone');
  });
  await start(recorder).stop();
  expect(recorder.refused.get('not-stored')).toBeGreaterThan(0);
});

test('a late timer sends the slots that it missed', async () => {
  const recorder = recordingRegistry();
  const running = start(recorder);
  await vi.advanceTimersByTimeAsync(1_000);
  recorder.heard.length = 0;
  vi.setSystemTime(Date.now() + 9_800);
  await vi.advanceTimersByTimeAsync(200);
  await running.stop();
  expect(recorder.heard.map((each) => `${each.resource} ${each.metric}`).sort()).toEqual(expected());
});

test('stop waits for what is under way and sends nothing more', async () => {
  let release = (): void => undefined;
  const recorder = recordingRegistry(
    () =>
      new Promise<void>((done) => {
        release = done;
      }),
  );
  const running = start(recorder);
  let stopped = false;
  const stopping = running.stop().then(() => {
    stopped = true;
  });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(stopped).toBe(false);
  release();
  await stopping;
  expect(recorder.batches).toHaveLength(1);
});
