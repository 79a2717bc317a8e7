import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { HistoryCrashPoint } from '../../server/history/duckdb/crash-points.ts';
import type { PastSeriesList } from '../../shared/wire/history.ts';
import { spawnSkyrack } from '../kit/raw-server.ts';
import { supervise } from '../kit/supervised-server.ts';
import { testFolder, until } from '../kit/test-folder.ts';
import { testRack, testZone } from '../kit/test-zone.ts';

const METRIC = 'rack.inlet-top';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const DAYS = 2;
const EVERY_MS = 10 * MINUTE_MS;
const RACKS = [testRack(1, 0), testRack(2, 7), testRack(9, 99)];
/** Of these days, when all of their files are merged: a day of minutes, a quarter of a day of samples and of moments. */
const MERGED = { '1m': DAYS, moment: DAYS * 4, raw: DAYS * 4 };

/** Each life goes on where the last one ended: within raw samples, within minutes, before a list, after one. */
const DEATHS: readonly (readonly [HistoryCrashPoint, passage: number])[] = [
  ['history:merged-file', 2],
  ['history:before-merge', 8],
  ['history:after-merge', 2],
  ['history:before-merge', 3],
];

test('killed while files of past days are merged, again and again: every sample, minute and hour is there once', {
  timeout: 300_000,
}, async () => {
  const zone = testZone();
  const dataFolder = testFolder('history-merge');
  const server = await supervise({ dataFolder, zone, env: { SKYRACK_HISTORY: 'duckdb' } });
  const from = (Math.floor(Date.now() / DAY_MS) - DAYS - 1) * DAY_MS;
  const to = from + DAYS * DAY_MS;
  const moments = Array.from({ length: (to - from) / EVERY_MS }, (_, i) => from + i * EVERY_MS);
  const valueAt = (rack: number, i: number) => 20 + rack + (i % 50) / 10;
  const samples = RACKS.flatMap((resource, rack) =>
    moments.map((at, i) => ({ resource, metric: METRIC, at, value: valueAt(rack, i) })),
  );
  const reply = await fetch(`${server.url}/api/v1/samples`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${server.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ source: 'ingest', epoch: 'past', batch: 1, samples }),
  });
  expect(reply.status).toBe(204);
  expect(await server.process.stop()).toBe(0);

  for (const [point, passage] of DEATHS) {
    const env = { SKYRACK_HISTORY: 'duckdb', SKYRACK_CRASH_AT: `${point}:${passage}`, SKYRACK_WARM_UP: 'off' };
    const dying = await spawnSkyrack({ dataFolder, zone, port: server.port, env });
    expect(await dying.exited, dying.output()).toBeNull();
    expect(dying.output()).toContain(`killed at ${point}`);
  }

  await server.start();
  await until(
    'merged files',
    120_000,
    () => filesOf(dataFolder),
    (files) => sameCounts(files),
  );
  const ask = async (tier: string, points: number, day?: number) => {
    const begin = from + (day ?? 0) * DAY_MS;
    const query = new URLSearchParams([
      ...RACKS.map((resource) => ['resource', resource]),
      ['metric', METRIC],
      ['from', String(begin)],
      ['to', String(day === undefined ? to : begin + DAY_MS)],
      ['aggregate', tier],
      ['points', String(points)],
    ]);
    return (await (await fetch(`${server.url}/api/v1/series?${query}`)).json()) as PastSeriesList;
  };
  // A day at a time: more would be buckets of several samples.
  const days = await Promise.all(Array.from({ length: DAYS }, (_, day) => ask('raw', 10_000, day)));
  expect(days.map(({ stepMs }) => stepMs)).toEqual(days.map(() => 0));
  RACKS.forEach((_, rack) => {
    const parts = days.map(({ series }) => series[rack]!);
    expect(parts.flatMap(({ at }) => at)).toEqual(moments);
    expect(parts.flatMap(({ count }) => count).every((one) => one === 1)).toBe(true);
    const values = parts.flatMap(({ last }) => last);
    values.forEach((value, i) => {
      expect(value).toBeCloseTo(valueAt(rack, i), 6);
    });
  });
  const minutes = await ask('1m', 10_000);
  for (const { at, count } of minutes.series) {
    expect(at).toEqual(moments);
    expect(count.every((one) => one === 1)).toBe(true);
  }
  const hours = await ask('1h', 1_000);
  for (const { at, count } of hours.series) {
    expect(at).toHaveLength(DAYS * 24);
    expect(count.every((one) => one === HOUR_MS / EVERY_MS)).toBe(true);
  }
});

function filesOf(dataFolder: string): Record<string, number> {
  const count = (tier: string) =>
    readdirSync(join(dataFolder, 'history', tier), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.parquet'),
    ).length;
  return Object.fromEntries(Object.keys(MERGED).map((tier) => [tier, count(tier)]));
}

function sameCounts(files: Record<string, number>): boolean {
  return Object.entries(MERGED).every(([tier, count]) => files[tier] === count);
}
