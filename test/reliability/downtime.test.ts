import { expect, test } from 'vitest';
import type { Downtime } from '../../shared/wire/history.ts';
import { supervise } from '../kit/supervised-server.ts';
import { testFolder, wait } from '../kit/test-folder.ts';
import { testZone } from '../kit/test-zone.ts';

const AWAY_MS = 1_500;

test('a clean stop and a kill -9 are told as downtime, with their times, from start to start', {
  timeout: 120_000,
}, async () => {
  const began = Date.now();
  const server = await supervise({ dataFolder: testFolder('downtime'), zone: testZone() });
  const downtime = async () => (await (await fetch(`${server.url}/api/v1/downtime`)).json()) as Downtime;
  const first = await downtime();
  expect(first.spans).toEqual([]);
  expect(first.watchedSince).toBeGreaterThanOrEqual(began);

  const stopping = Date.now();
  expect(await server.process.stop()).toBe(0);
  const stopped = Date.now();
  await wait(AWAY_MS);
  const starting = Date.now();
  await server.start();
  const afterStop = await downtime();
  expect(afterStop.watchedSince).toBe(first.watchedSince);
  const [clean] = afterStop.spans;
  expect(clean?.from).toBeGreaterThanOrEqual(stopping);
  expect(clean?.from).toBeLessThanOrEqual(stopped);
  expect(clean?.to).toBeGreaterThanOrEqual(starting);
  expect(clean?.to).toBeLessThanOrEqual(Date.now());

  const killing = Date.now();
  await server.process.kill();
  await wait(AWAY_MS);
  const again = Date.now();
  await server.start();
  const { spans } = await downtime();
  expect(spans).toHaveLength(2);
  expect(spans[0]).toEqual(clean);
  expect(spans[1]?.from).toBeGreaterThanOrEqual(clean!.to);
  expect(spans[1]?.from).toBeLessThanOrEqual(killing);
  expect(spans[1]?.to).toBeGreaterThanOrEqual(again);
});
