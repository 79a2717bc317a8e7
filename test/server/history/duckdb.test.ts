import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { SCHEMA_VERSION } from '../../../server/history/duckdb/database.ts';
import { type DuckdbHistoryOptions, openDuckdbHistory } from '../../../server/history/duckdb.ts';
import { packQuality } from '../../../shared/model/sample.ts';
import { testFolder, until } from '../../kit/test-folder.ts';
import { fillDisk, tmpfs, tmpfsRefusal } from '../../kit/tmpfs.ts';
import { smallInventory } from '../live/inventory.ts';
import { historyContract, type Row, samples } from './contract.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const BASE = Date.UTC(2026, 9, 31, 22);

const inventory = smallInventory({ halls: 3, racksPerHall: 4 });
const racks = inventory.ofKind('rack').map(({ id }) => id);
const inlet = racks.map((id) => inventory.series(id, 'rack.inlet-top'));
const [a] = inlet as [number];

const onFailure = (error: Error) => {
  throw error;
};

historyContract('DuckDB', async (zone, clock) => {
  const folder = testFolder('history');
  const open = () => openDuckdbHistory({ folder, inventory: zone, clock, onFailure });
  const history = await open();
  return {
    history,
    async reopen() {
      await history.close();
      return open();
    },
  };
});

/** One sample every ten seconds of every rack for so many hours from BASE on. */
function hoursOf(count: number, valueAt = (i: number) => 20 + (i % 10)): Row[] {
  return inlet.flatMap((series) =>
    Array.from({ length: count * 360 }, (_, i): Row => [series, BASE + i * 10_000, valueAt(i)]),
  );
}

function opener(folder: string, options: Partial<DuckdbHistoryOptions> = {}) {
  let now = BASE;
  const open = () => openDuckdbHistory({ folder, inventory, clock: () => now, onFailure, ...options });
  return { open, turn: (to: number) => (now = to) };
}

const filesOf = (folder: string, tier: string) =>
  existsSync(join(folder, tier))
    ? readdirSync(join(folder, tier), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.parquet'))
    : [];

describe('the DuckDB engine', () => {
  test('an hour that is over is sealed as Parquet that others read: names, values in steps of the resolution', {
    timeout: 60_000,
  }, async () => {
    const folder = testFolder('history');
    const { open, turn } = opener(folder);
    const history = await open();
    await history.apply(1, samples(...hoursOf(1), [a, BASE + 5, 0, packQuality('bad', 'out-of-range')]));
    turn(BASE + HOUR + 6 * MINUTE);
    await history.maintain();
    await history.close();
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const sql = `SELECT resource, count(*)::INTEGER, max(steps * resolution), count(steps)::INTEGER
      FROM '${folder}/raw/*/*.parquet' JOIN '${folder}/series.parquet' ON series = id
      WHERE metric = 'rack.inlet-top' GROUP BY resource ORDER BY resource`;
    const rows = await (await connection.run(sql)).getRows();
    expect(rows.map(([resource]) => resource)).toEqual([...racks].sort());
    expect(rows[0]!.slice(1)).toEqual([361, expect.closeTo(29, 9), 360]);
    expect(filesOf(folder, '1m')).toHaveLength(1);
    expect(filesOf(folder, '1h')).toHaveLength(1);
  });

  test('an hour is not sealed while its samples still come, nor before its grace is over', {
    timeout: 60_000,
  }, async () => {
    const folder = testFolder('history');
    const { open, turn } = opener(folder);
    const history = await open();
    await history.apply(1, samples(...hoursOf(1)));
    turn(BASE + HOUR + 4 * MINUTE);
    await history.maintain();
    expect(filesOf(folder, 'raw')).toEqual([]);
    turn(BASE + HOUR + 5 * MINUTE);
    await history.maintain();
    expect(filesOf(folder, 'raw')).toHaveLength(1);
    await history.close();
  });

  test('raw samples go when the budget is used up, minutes and hours stay; stats say from when and for how long', {
    timeout: 60_000,
  }, async () => {
    const folder = testFolder('history');
    const { open, turn } = opener(folder, { keeping: { rawBytes: 1, rawMinHours: 2 } });
    const history = await open();
    await history.apply(1, samples(...hoursOf(6)));
    expect(history.stats().tiers[0]).toMatchObject({ tier: 'raw', daysKept: Number.NaN });
    turn(BASE + 6 * HOUR + 6 * MINUTE);
    await history.maintain();
    const { tiers } = history.stats();
    expect(tiers.find(({ tier }) => tier === 'raw')).toMatchObject({ from: BASE + 4 * HOUR });
    expect(tiers.find(({ tier }) => tier === '1m')).toMatchObject({ from: BASE, daysKept: 90 });
    expect(filesOf(folder, 'raw')).toHaveLength(2);
    const old = await history.series({ series: [a], from: BASE, to: BASE + HOUR, points: 10_000 });
    expect(old.tier).toBe('1m');
    expect(old.series[0]!.count.reduce((sum, n) => sum + n, 0)).toBe(360);
    const state = await history.state(BASE + HOUR - 1);
    expect(state.tier).toBe('1m');
    expect(state.batch.series.length).toBe(inlet.length);
    expect(state.batch.value[0]).toBe(29);
    turn(BASE + 91 * 24 * HOUR);
    await history.maintain();
    const oldest = await history.state(BASE + HOUR - 1);
    expect(oldest.tier).toBe('1h');
    expect([...oldest.batch.value]).toEqual(inlet.map(() => 29));
    expect(oldest.batch.at[0]).toBe(BASE + HOUR - 10_000);
    await history.apply(2, samples([a, BASE, 50]));
    await history.flushed();
    expect(history.stats().degraded.join()).toMatch(/1 samples came after/);
    await history.close();
  });

  test('hour roll-ups of a day, then of a month that is over become one file, and late samples still change it', {
    timeout: 60_000,
  }, async () => {
    const folder = testFolder('history');
    const { open, turn } = opener(folder);
    const history = await open();
    await history.apply(1, samples(...hoursOf(3)));
    turn(BASE + 30 * HOUR);
    await history.maintain();
    expect(filesOf(folder, '1h')).toHaveLength(2);
    await history.apply(2, samples([a, BASE + 3, 77]));
    await history.maintain();
    expect(filesOf(folder, '1h')).toHaveLength(2);
    const { series } = await history.series({ series: [a], from: BASE, to: BASE + 3 * HOUR, points: 3, tier: '1h' });
    expect([...series[0]!.max]).toEqual([77, 29, 29]);
    expect([...series[0]!.count]).toEqual([361, 360, 360]);
    turn(BASE + 32 * 24 * HOUR);
    await history.apply(3, samples([a, BASE + 20 * 24 * HOUR, 30], [a, BASE + 21 * 24 * HOUR, 31]));
    await history.maintain();
    expect(filesOf(folder, '1h')).toHaveLength(2);
    const range = { from: BASE, to: BASE + 30 * 24 * HOUR };
    const month = await history.series({ series: [a], ...range, points: 1000, tier: '1h' });
    expect([...month.series[0]!.count]).toEqual([361, 360, 360, 1, 1]);
    await history.close();
  });

  test('many hour roll-ups of a third of a month lie in files by series, and late samples still change them', {
    timeout: 60_000,
  }, async () => {
    const folder = testFolder('history');
    const { open, turn } = opener(folder, { keeping: { mergedRows: 20 } });
    const history = await open();
    const today = hoursOf(2);
    const before = today.map(([series, at, value]): Row => [series, at - 24 * HOUR, value]);
    await history.apply(1, samples(...before, ...today));
    turn(BASE + 10 * HOUR);
    await history.maintain();
    // Twelve series × four hours of two days of October.
    expect(filesOf(folder, '1h')).toHaveLength(3);
    await history.apply(2, samples([a, BASE + 3, 77]));
    await history.maintain();
    expect(filesOf(folder, '1h')).toHaveLength(3);
    const range = { from: BASE - 24 * HOUR, to: BASE + 2 * HOUR };
    const { series } = await history.series({ series: inlet, ...range, points: 26, tier: '1h' });
    expect(series.map(({ count }) => [...count])).toEqual([
      [360, 360, 361, 360],
      ...inlet.slice(1).map(() => [360, 360, 360, 360]),
    ]);
    await history.close();
  });

  test('raw samples of six hours that are over lie in files by series; late ones, some of an hour that had none, change them', {
    timeout: 60_000,
  }, async () => {
    const folder = testFolder('history');
    const { open, turn } = opener(folder, { keeping: { mergedRows: 4400 } });
    const history = await open();
    // 22:00 to 01:00 and 02:00 to 03:00: one o'clock has nothing.
    const hours = hoursOf(5).filter(([, at]) => at < BASE + 3 * HOUR || at >= BASE + 4 * HOUR);
    await history.apply(1, samples(...hours));
    turn(BASE + 10 * HOUR + 1);
    await history.maintain();
    // Two hours of twelve series at 360 an hour, and two hours of the next six: each in two files.
    expect(filesOf(folder, 'raw')).toHaveLength(4);
    const expected = hours.filter(([series]) => series === a).map(([, at]) => at);
    const raw = () => history.series({ series: [a], from: BASE, to: BASE + 6 * HOUR, points: 10_000, tier: 'raw' });
    expect([...(await raw()).series[0]!.at]).toEqual(expected);
    const late: Row[] = [
      [a, BASE, 77],
      [a, BASE + 3.5 * HOUR, 78],
      [inlet[11]!, BASE + 3, 79],
    ];
    await history.apply(2, samples(...late));
    await history.flushed();
    expect([...(await raw()).series[0]!.at]).toEqual([...expected, BASE + 3.5 * HOUR].sort((x, y) => x - y));
    await history.maintain();
    const after = (await raw()).series[0]!;
    expect([...after.at]).toEqual([...expected, BASE + 3.5 * HOUR].sort((x, y) => x - y));
    expect(after.last[0]).toBe(77);
    // The hour that came anew is merged too.
    expect(filesOf(folder, 'raw')).toHaveLength(4);
    const range = { from: BASE, to: BASE + 6 * HOUR };
    const sums = await history.series({ series: [a, inlet[11]!], ...range, points: 6, tier: '1h' });
    expect(sums.series.map(({ count }) => [...count])).toEqual([
      [360, 360, 360, 1, 360],
      [361, 360, 360, 360],
    ]);
    const mean = await history.aggregate({ ...range, groups: [{ key: 'all', series: inlet }], stepMs: HOUR });
    expect([...mean.groups[0]!.buckets.count]).toEqual([4321, 4320, 4320, 1, 4320]);
    expect(mean.groups[0]!.buckets.max[0]).toBe(79);
    await history.close();
  });

  test.each([
    { mergedRows: 2_000_000, of: 'a day', files: { '1m': 2, moment: 2 } },
    { mergedRows: 300, of: 'a day and a range of series', files: { '1m': 13, moment: 13 } },
  ])(
    'minutes of $of lie in one file: late samples change them, and what is asked of them when the raw ones have gone',
    {
      timeout: 60_000,
    },
    async ({ mergedRows, files }) => {
      const folder = testFolder('history');
      const { open, turn } = opener(folder, { keeping: { mergedRows, rawBytes: 1, rawMinHours: 48 } });
      const history = await open();
      // 22:00 to 01:00 and 02:00 to 04:00: one o'clock has nothing.
      const hours = hoursOf(6).filter(([, at]) => at < BASE + 3 * HOUR || at >= BASE + 4 * HOUR);
      await history.apply(1, samples(...hours));
      turn(BASE + 28 * HOUR + 1);
      await history.maintain();
      const counted = () => ({ '1m': filesOf(folder, '1m').length, moment: filesOf(folder, 'moment').length });
      expect(counted()).toEqual(files);
      const last = inlet[11]!;
      const late: Row[] = [
        [a, BASE + 3, 77],
        [last, BASE + 2 * HOUR - 5_000, 66],
        [a, BASE + 3.5 * HOUR, 78],
      ];
      await history.apply(2, samples(...late));
      await history.maintain();
      expect(counted()).toEqual(files);
      const range = { from: BASE, to: BASE + 6 * HOUR };
      for (const tier of ['1m', '1h'] as const) {
        const { series } = await history.series({ series: [a, last, inlet[5]!], ...range, points: 6, tier });
        expect(series.map(({ count }) => [...count])).toEqual([
          [361, 360, 360, 1, 360, 360],
          [360, 361, 360, 360, 360],
          [360, 360, 360, 360, 360],
        ]);
        expect(series.map(({ max }) => Math.max(...max))).toEqual([78, 66, 29]);
      }
      const hall = racks.slice(0, 4).map((id) => inventory.series(id, 'rack.inlet-top'));
      const rest = inlet.filter((series) => !hall.includes(series));
      const groups = [
        { key: 'hall', series: hall },
        { key: 'rest', series: rest },
      ];
      const sums = await history.aggregate({ ...range, groups, stepMs: HOUR });
      expect(sums.groups.map(({ buckets }) => [...buckets.count])).toEqual([
        [1441, 1440, 1440, 1, 1440, 1440],
        [2880, 2881, 2880, 2880, 2880],
      ]);
      turn(BASE + 60 * HOUR);
      await history.maintain();
      expect(filesOf(folder, 'raw')).toEqual([]);
      const state = await history.state(BASE + 2 * HOUR - 1);
      expect(state.tier).toBe('1m');
      expect([...state.batch.series]).toEqual([...inlet].sort((x, y) => x - y));
      const valueThen = (series: number) => state.batch.value[state.batch.series.indexOf(series)];
      expect([valueThen(a), valueThen(last)]).toEqual([29, 66]);
      expect((await history.state(BASE + 3.5 * HOUR)).batch.value[0]).toBe(78);
      await history.close();
    },
  );

  test('another inventory: resources that went keep their past, those that came begin theirs', {
    timeout: 60_000,
  }, async () => {
    const folder = testFolder('history');
    const first = opener(folder);
    const history = await first.open();
    await history.apply(1, samples(...hoursOf(1)));
    first.turn(BASE + 2 * HOUR);
    await history.maintain();
    await history.close();

    const larger = smallInventory({ halls: 4, racksPerHall: 5 });
    const again = await openDuckdbHistory({ folder, inventory: larger, clock: () => BASE + 2 * HOUR, onFailure });
    const number = larger.series(racks[0]!, 'rack.inlet-top');
    expect(number).not.toBe(a);
    const { series } = await again.series({ series: [number], from: BASE, to: BASE + HOUR, points: 10_000 });
    expect(series[0]!.at.length).toBe(360);
    const newest = larger.series(larger.ofKind('rack').at(-1)!.id, 'rack.inlet-top');
    await again.apply(2, samples([newest, BASE + 2 * HOUR, 33]));
    await again.flushed();
    const state = await again.state(BASE + 2 * HOUR);
    expect([...state.batch.series]).toEqual([newest]);
    await again.close();
  });

  test('a folder of a newer program is refused and not touched', { timeout: 60_000 }, async () => {
    const folder = testFolder('history');
    writeFileSync(join(folder, 'VERSION'), String(SCHEMA_VERSION + 1));
    writeFileSync(join(folder, 'history.duckdb'), 'something newer');
    await expect(opener(folder).open()).rejects.toMatchObject({
      name: 'NewerHistory',
      message: `the history folder has layout ${SCHEMA_VERSION + 1}, this program knows ${SCHEMA_VERSION}`,
    });
    expect(readFileSync(join(folder, 'VERSION'), 'utf8')).toBe(String(SCHEMA_VERSION + 1));
    expect(readdirSync(folder).sort()).toEqual(['VERSION', 'history.duckdb']);
    expect(readFileSync(join(folder, 'history.duckdb'), 'utf8')).toBe('something newer');
  });

  test('a write-ahead log that does not replay is set aside by name; the watermark says from where to replay', {
    timeout: 60_000,
  }, async () => {
    const [whole, folder] = [testFolder('history'), join(testFolder('history'), 'copy')];
    const history = await opener(whole).open();
    await history.apply(1, samples([a, BASE, 20]));
    await history.close();
    const more = await opener(whole).open();
    for (let sequence = 2; sequence <= 4; sequence++) {
      await more.apply(sequence, samples([a, BASE + sequence, 30]));
      await more.flushed();
    }
    cpSync(whole, folder, { recursive: true });
    await more.close();
    const wal = join(folder, 'history.duckdb.wal');
    const bytes = readFileSync(wal);
    bytes[bytes.length >> 1]! ^= 4;
    writeFileSync(wal, bytes);
    const { open } = opener(folder);
    const again = await open();
    expect(again.watermark).toBe(1);
    expect(again.stats().degraded.join()).toMatch(/write-ahead log .* set aside as .*history\.duckdb\.wal\.damaged/);
    await again.apply(2, samples([a, BASE + MINUTE, 21]));
    await again.flushed();
    const { series } = await again.series({ series: [a], from: BASE, to: BASE + HOUR, points: 100 });
    expect([...series[0]!.mean]).toEqual([20, 21]);
    await again.close();
  });

  test.skipIf(tmpfsRefusal() !== null)(
    'a full disk refuses by name, loses nothing and recovers unaided',
    {
      timeout: 120_000,
    },
    async () => {
      const folder = join(tmpfs(96), 'history');
      const { open } = opener(folder);
      const history = await open();
      await history.apply(1, samples([a, BASE, 20]));
      await history.flushed();
      const filler = fillDisk(join(folder, '..'), 64 * 1024);
      await history.apply(2, samples([a, BASE + MINUTE, 21]));
      await until(
        'read-only',
        30_000,
        () => history.stats().refusing,
        (refusing) => refusing === 'read-only',
      );
      expect(history.watermark).toBe(1);
      const meanwhile = await history.series({ series: [a], from: BASE, to: BASE + HOUR, points: 100 });
      expect([...meanwhile.series[0]!.mean]).toEqual([20]);
      rmSync(filler);
      await until(
        'the watermark',
        30_000,
        () => history.watermark,
        (watermark) => watermark === 2,
      );
      await history.flushed();
      const { series } = await history.series({ series: [a], from: BASE, to: BASE + HOUR, points: 100 });
      expect([...series[0]!.mean]).toEqual([20, 21]);
      expect(history.stats().refusing).toBe(null);
      await history.close();
    },
  );

  test('a question over its budget is refused by name and applying goes on', { timeout: 60_000 }, async () => {
    const { open, turn } = opener(testFolder('history'), { queryBudgetMs: 0.001 });
    const history = await open();
    await history.apply(1, samples(...hoursOf(2)));
    turn(BASE + 3 * HOUR);
    await history.maintain();
    await expect(
      history.series({ series: inlet, from: BASE, to: BASE + 2 * HOUR, points: 10_000 }),
    ).rejects.toMatchObject({
      name: 'HistoryRefused',
      reason: 'over-budget',
    });
    await history.apply(2, samples([a, BASE + 2 * HOUR, 25]));
    await history.flushed();
    expect(history.watermark).toBe(2);
    await history.close();
  });

  test('too many series, points or buckets are refused with the field and its limit', { timeout: 60_000 }, async () => {
    const { open } = opener(testFolder('history'));
    const history = await open();
    const range = { from: BASE, to: BASE + HOUR };
    await expect(history.series({ ...range, series: Array(501).fill(a), points: 10 })).rejects.toMatchObject({
      reason: 'too-much',
      field: 'series',
      limit: 500,
    });
    await expect(history.series({ ...range, series: [a], points: 1e7 })).rejects.toMatchObject({ field: 'points' });
    const groups = [{ key: 'all', series: inlet }];
    const decade = { from: BASE - 10 * 365 * 24 * HOUR, to: BASE };
    await expect(history.aggregate({ ...decade, groups, stepMs: 1000 })).rejects.toMatchObject({ field: 'stepMs' });
    await history.close();
  });
});
