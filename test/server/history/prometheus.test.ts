import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPrometheusHistory, type PrometheusHistoryOptions } from '../../../server/history/prometheus.ts';
import type { History, Inventory, SampleRecord } from '../../../server/ports.ts';
import { packQuality } from '../../../shared/model/sample.ts';
import { until } from '../../kit/test-folder.ts';
import { smallInventory } from '../live/inventory.ts';
import { createPeer, type HistoryPeer, missing, type PeerName } from './prometheus-peer.ts';

const GOOD = packQuality('good');
const SIMULATED = packQuality('good', 'none', true);
const SKEWED = packQuality('uncertain', 'clock-skew');
const SILENT = packQuality('bad', 'no-communication');
const MINUTE_MS = 60_000;
/** Every test writes into a zone of its own, so that one server serves them all. */
let zones = 0;

function inventoryOf(zone: string): Inventory {
  const small = smallInventory({ halls: 3, racksPerHall: 4 });
  return { ...small, zone: { ...small.zone, id: zone } };
}

interface Row {
  readonly series: number;
  readonly at: number;
  readonly value: number;
  readonly quality?: number;
}

function record(rows: readonly Row[]): SampleRecord {
  return {
    type: 'samples',
    source: 'test',
    simulated: false,
    receivedAt: Date.now(),
    batch: {
      series: Uint32Array.from(rows, (row) => row.series),
      at: Float64Array.from(rows, (row) => row.at),
      value: Float64Array.from(rows, (row) => row.value),
      quality: Uint8Array.from(rows, (row) => row.quality ?? GOOD),
    },
  };
}

const rack = (hall: number, number: number): string => `rack/dc/p1-h0${hall}/r01/0${number}`;

for (const name of ['prometheus', 'victoria-metrics'] as const satisfies readonly PeerName[]) {
  const skip = missing(name);
  describe.skipIf(skip !== null)(`history in ${name}${skip === null ? '' : `: ${skip}`}`, { timeout: 60_000 }, () => {
    let peer: HistoryPeer;
    let folder: string;
    let inventory: Inventory;
    let history: History;
    let sequence: number;
    /** A whole ten minutes, 20 to 30 minutes ago: younger than what Prometheus calls too old. */
    let start: number;
    const open = (more: Partial<PrometheusHistoryOptions> = {}) =>
      openPrometheusHistory({
        inventory,
        clock: Date.now,
        writeUrl: peer.writeUrl,
        queryUrl: peer.queryUrl,
        folder,
        ...more,
      });
    const write = async (rows: readonly Row[]): Promise<void> => {
      void history.apply(++sequence, record(rows));
      await history.flushed();
      await peer.settle();
    };

    beforeAll(async () => {
      peer = await createPeer(name);
      await peer.start();
    }, 60_000);
    afterAll(() => peer.remove());
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'skyrack-remote-'));
      inventory = inventoryOf(`test-${++zones}`);
      history = await open();
      sequence = 0;
      start = Math.floor(Date.now() / (10 * MINUTE_MS)) * 10 * MINUTE_MS - 20 * MINUTE_MS;
    });
    afterEach(async () => {
      await history.close();
      rmSync(folder, { recursive: true, force: true });
    });

    /** Ten minutes of a rack at 10 s with a one-sample peak and two minutes of silence. */
    const tenMinutes = (series: number): Row[] =>
      Array.from({ length: 60 }, (_, i) => ({
        series,
        at: start + i * 10_000,
        value: i === 33 ? 41 : 20 + i / 100,
      })).filter(({ at }) => at < start + 2 * MINUTE_MS || at >= start + 4 * MINUTE_MS);

    test('raw samples come back as they were written, with source time; a gap stays a gap', async () => {
      const series = inventory.series(rack(1, 1), 'rack.inlet-top');
      const rows = tenMinutes(series);
      await write(rows);
      const answer = await history.series({ series: [series], from: start, to: start + 10 * MINUTE_MS, points: 1_000 });
      expect(answer).toMatchObject({ tier: 'raw', stepMs: 0 });
      const [found] = answer.series;
      expect(Array.from(found!.at)).toEqual(rows.map(({ at }) => at));
      expect(Array.from(found!.last)).toEqual(rows.map(({ value }) => value));
      expect(Array.from(found!.quality)).toEqual(rows.map(() => GOOD));
      expect(Array.from(found!.count)).toEqual(rows.map(() => 1));
    });

    test('`to` is exclusive and `from` is not', async () => {
      const series = inventory.series(rack(1, 1), 'rack.inlet-top');
      await write(tenMinutes(series));
      const answer = await history.series({ series: [series], from: start, to: start + MINUTE_MS, points: 100 });
      expect(Array.from(answer.series[0]!.at)).toEqual([0, 1, 2, 3, 4, 5].map((i) => start + i * 10_000));
    });

    test('fewer points: minutes with min, max, mean, last, count and coverage; no peak is lost, no gap is filled', async () => {
      const series = inventory.series(rack(1, 1), 'rack.inlet-top');
      const rows = tenMinutes(series);
      await write(rows);
      const answer = await history.series({ series: [series], from: start, to: start + 10 * MINUTE_MS, points: 10 });
      expect(answer.stepMs).toBe(MINUTE_MS);
      const [found] = answer.series;
      const minutes = [0, 1, 4, 5, 6, 7, 8, 9];
      expect(Array.from(found!.at)).toEqual(minutes.map((minute) => start + minute * MINUTE_MS));
      for (const [i, minute] of minutes.entries()) {
        const own = rows.filter(({ at }) => Math.floor((at - start) / MINUTE_MS) === minute).map(({ value }) => value);
        expect(found!.min[i]).toBe(Math.min(...own));
        expect(found!.max[i]).toBe(Math.max(...own));
        expect(found!.mean[i]).toBeCloseTo(own.reduce((sum, value) => sum + value, 0) / own.length, 9);
        expect(found!.last[i]).toBe(own.at(-1));
        expect(found!.count[i]).toBe(own.length);
        expect(found!.coverage[i]).toBe(1);
      }
    });

    test('buckets that the remote rolls up are those that are rolled up here', async () => {
      const kinds = inventory.ofKind('rack').slice(0, 12);
      const series = kinds.map(({ id }) => inventory.series(id, 'rack.inlet-top'));
      const rows = series.flatMap((number, i) => tenMinutes(number).map((row) => ({ ...row, value: row.value + i })));
      rows.push({ series: series[0]!, at: start + 3 * MINUTE_MS, value: 0, quality: SILENT });
      rows.push({ series: series[0]!, at: start + 5 * MINUTE_MS + 1, value: 7, quality: SKEWED });
      await write(rows);
      const few = { series: [series[0]!], from: start, to: start + 10 * MINUTE_MS, points: 10 };
      // The same minutes within a span that promises too many samples to be read one by one.
      const many = { ...few, series, from: start - 20 * 86_400_000, points: 20 * 1_440 + 10 };
      const [here, there] = [await history.series(few), await history.series({ ...many, tier: '1m' })];
      expect(there.stepMs).toBe(here.stepMs);
      for (const column of ['at', 'min', 'max', 'last', 'count', 'coverage', 'quality'] as const) {
        expect(there.series[0]![column], column).toEqual(here.series[0]![column]);
      }
      const rounded = (means: Float64Array) => Array.from(means, (mean) => mean.toFixed(9));
      expect(rounded(there.series[0]!.mean)).toEqual(rounded(here.series[0]!.mean));
      expect(Math.max(...there.series[1]!.max)).toBe(42);
    });

    test('the mark of the simulator and every quality come back; a bad sample has no number', async () => {
      const series = inventory.series(rack(1, 2), 'rack.inlet-top');
      const rows: Row[] = [
        { series, at: start, value: 20, quality: SIMULATED },
        { series, at: start + 10_000, value: 21, quality: SKEWED },
        { series, at: start + 20_000, value: 0, quality: SILENT },
        { series, at: start + 30_000, value: 23 },
      ];
      await write(rows);
      const query = { series: [series], from: start, to: start + MINUTE_MS, points: 100 };
      const [raw] = (await history.series(query)).series;
      expect(Array.from(raw!.quality)).toEqual([SIMULATED, SKEWED, SILENT, GOOD]);
      expect(Array.from(raw!.last)).toEqual([20, 21, Number.NaN, 23]);
      expect(Array.from(raw!.count)).toEqual([1, 1, 0, 1]);
      const [minute] = (await history.series({ ...query, points: 1 })).series;
      expect(minute).toMatchObject({ min: Float64Array.of(20), max: Float64Array.of(23), last: Float64Array.of(23) });
      expect(minute!.quality[0]).toBe(packQuality('bad', 'no-communication', true));
    });

    test('the state of a moment: the last sample at or before it, its time and quality', async () => {
      const [first, second, third, old] = [1, 2, 3, 4].map((number) =>
        inventory.series(rack(1, number), 'rack.inlet-top'),
      );
      const at = start + 9 * MINUTE_MS;
      await write([
        { series: first!, at: start, value: 20, quality: SIMULATED },
        { series: first!, at, value: 21 },
        { series: first!, at: at + 1, value: 99 },
        { series: second!, at: at - 4 * MINUTE_MS + 234, value: 30, quality: SKEWED },
        { series: third!, at: at - MINUTE_MS, value: 40, quality: SIMULATED },
        { series: third!, at: at - 10_000, value: 0, quality: SILENT },
        { series: old!, at: at - 5 * MINUTE_MS - 1, value: 50 },
      ]);
      const state = await history.state(at);
      expect(state.at).toBe(at);
      const columns = { series: [first, second, third], at: [at, at - 4 * MINUTE_MS + 234, at - 10_000] };
      expect(Array.from(state.batch.series)).toEqual(columns.series);
      expect(Array.from(state.batch.at)).toEqual(columns.at);
      expect(Array.from(state.batch.value)).toEqual([21, 30, 0]);
      expect(Array.from(state.batch.quality)).toEqual([GOOD, SKEWED, SILENT]);
    });

    test('groups by hall and by names of members agree with what was written', async () => {
      const halls = [1, 2].map((hall) => ({
        key: `hall/dc/p1-h0${hall}`,
        series: [1, 2, 3, 4].map((number) => inventory.series(rack(hall, number), 'rack.inlet-top')),
      }));
      const rows = halls.flatMap(({ series }, hall) =>
        series.flatMap((number, i) => [
          { series: number, at: start + i, value: 20 + 10 * hall + i },
          { series: number, at: start + 10_000, value: 20 + 10 * hall + i },
        ]),
      );
      await write(rows);
      const span = { from: start, to: start + 2 * MINUTE_MS, stepMs: MINUTE_MS };
      const byHall = await history.aggregate({ groups: halls, ...span });
      const mixed = [{ key: 'two racks', series: [halls[0]!.series[0]!, halls[1]!.series[3]!] }];
      const byMembers = await history.aggregate({ groups: mixed, ...span });
      for (const [hall, { buckets }] of byHall.groups.entries()) {
        expect(Array.from(buckets.at)).toEqual([start]);
        expect(buckets.min[0]).toBe(20 + 10 * hall);
        expect(buckets.max[0]).toBe(23 + 10 * hall);
        expect(buckets.mean[0]).toBeCloseTo(21.5 + 10 * hall, 9);
        expect(buckets.count[0]).toBe(8);
        expect(buckets.coverage[0]).toBeCloseTo(8 / 24, 6);
      }
      expect(byMembers.groups[0]!.buckets).toMatchObject({ min: Float64Array.of(20), max: Float64Array.of(33) });
    });

    test('the remote is killed and comes back: nothing is lost, and the trouble is named meanwhile', async () => {
      const series = inventory.series(rack(1, 1), 'rack.inlet-top');
      const rows = tenMinutes(series);
      await write(rows.slice(0, 10));
      await peer.kill();
      for (const row of rows.slice(10)) void history.apply(++sequence, record([row]));
      await until(
        'the trouble',
        20_000,
        () => history.stats(),
        ({ degraded }) => degraded.length > 0,
      );
      expect(history.stats().lagRecords).toBe(rows.length - 10);
      await expect(history.series({ series: [series], from: start, to: start + 1, points: 1 })).rejects.toMatchObject({
        name: 'HistoryRefused',
        reason: 'unavailable',
      });
      await peer.start();
      await history.flushed();
      await peer.settle();
      expect(history.stats()).toMatchObject({ lagRecords: 0, degraded: [] });
      expect(history.watermark).toBe(sequence);
      const answer = await history.series({ series: [series], from: start, to: start + 10 * MINUTE_MS, points: 1_000 });
      expect(Array.from(answer.series[0]!.last)).toEqual(rows.map(({ value }) => value));
    });

    test('records that are sent again after a crash change nothing and lose nothing of what is new', async () => {
      const series = [1, 2, 3, 4].map((number) => inventory.series(rack(1, number), 'rack.inlet-top'));
      const records = Array.from({ length: 30 }, (_, i) =>
        record(series.map((number) => ({ series: number, at: start + i * 10_000, value: i }))),
      );
      for (const one of records.slice(0, 20)) void history.apply(++sequence, one);
      await history.flushed();
      await history.close();
      // As if the watermark had not reached the disk: the journal replays from the start.
      rmSync(join(folder, 'prometheus-watermark'));
      history = await open();
      for (const [i, one] of records.entries()) void history.apply(i + 1, one);
      await history.flushed();
      await peer.settle();
      expect(history.watermark).toBe(30);
      const answer = await history.series({ series, from: start, to: start + 10 * MINUTE_MS, points: 1_000 });
      for (const found of answer.series) expect(Array.from(found.last)).toEqual(records.map((_, i) => i));
      const span = { from: start, to: start + 10 * MINUTE_MS, stepMs: 10 * MINUTE_MS };
      const groups = [{ key: 'all', series }];
      const [all] = (await history.aggregate({ groups, ...span })).groups;
      expect(all!.buckets.count[0]).toBe(30 * series.length);
      expect(history.stats().degraded).toEqual([]);
    });

    test('a start goes on from the watermark', async () => {
      const series = inventory.series(rack(1, 1), 'rack.inlet-top');
      await write([{ series, at: start, value: 20 }]);
      await history.close();
      history = await open();
      expect(history.watermark).toBe(1);
      expect(history.apply(1, record([{ series, at: start, value: 99 }]))).toBeUndefined();
      expect(history.stats().lagRecords).toBe(0);
    });

    test('what is older than the remote takes is named, and costs nothing else', async () => {
      const [series, old] = [1, 2].map((number) => inventory.series(rack(1, number), 'rack.inlet-top'));
      const now = Math.floor(Date.now() / 1_000) * 1_000;
      await write([{ series: series!, at: now - 10_000, value: 20 }]);
      const backlog = Array.from({ length: 120 }, (_, i) => ({
        series: old!,
        at: now - 7_200_000 + i * 60_000,
        value: i,
      }));
      await write([...backlog, { series: series!, at: now, value: 21 }]);
      const query = { series: [series!, old!], from: now - 86_400_000, to: now + 1, points: 10_000 };
      const [whole, found] = (await history.series(query)).series;
      expect(Array.from(whole!.last)).toEqual([20, 21]);
      const young = backlog.filter(({ at }) => at > now - 3_500_000).map(({ value }) => value);
      expect(Array.from(found!.last)).toEqual(expect.arrayContaining(young));
      if (found!.at.length < backlog.length) {
        expect(history.stats().degraded.join()).toMatch(/\d+ samples were refused, too old/);
      } else expect(name).toBe('victoria-metrics');
    });

    test('a late sample costs no other one its place', async () => {
      const series = inventory.series(rack(1, 1), 'rack.inlet-top');
      const other = inventory.series(rack(1, 2), 'rack.inlet-top');
      await write([{ series, at: start + MINUTE_MS, value: 20 }]);
      await write([
        { series, at: start, value: 19 },
        { series, at: start + 2 * MINUTE_MS, value: 21 },
        { series: other, at: start, value: 30 },
      ]);
      const query = { series: [series, other], from: start, to: start + 10 * MINUTE_MS, points: 1_000 };
      const [late, whole] = (await history.series(query)).series;
      expect(Array.from(whole!.last)).toEqual([30]);
      if (name === 'prometheus') {
        expect(Array.from(late!.last)).toEqual([20, 21]);
        expect(history.stats().degraded.join()).toContain('1 samples were refused, late: HTTP 400');
      } else expect(Array.from(late!.last)).toEqual([19, 20, 21]);
    });
  });
}
