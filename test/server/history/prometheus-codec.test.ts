import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BucketGrid, gridOf } from '../../../server/history/prometheus/bucket-grid.ts';
import { groupLabelOf } from '../../../server/history/prometheus/group-labels.ts';
import { LaneSplitter } from '../../../server/history/prometheus/lanes.ts';
import { RecordQueue } from '../../../server/history/prometheus/record-queue.ts';
import { metricName, placeLabels, SeriesLabels } from '../../../server/history/prometheus/series-labels.ts';
import { openWatermarkFile } from '../../../server/history/prometheus/watermark-file.ts';
import { rowKey, sortRows, WriteRequestEncoder } from '../../../server/history/prometheus/write-request.ts';
import { loadZone } from '../../../server/inventory/index.ts';
import { metricsOf } from '../../../shared/metrics/index.ts';
import { RESOURCE_KINDS } from '../../../shared/model/resource.ts';
import { isSimulated, packQuality, QUALITIES, qualityOf, REASONS, reasonOf } from '../../../shared/model/sample.ts';
import { testFolder } from '../../kit/test-folder.ts';
import { smallInventory } from '../live/inventory.ts';
import { decodeWriteRequest } from './prometheus-peer.ts';

const inventory = smallInventory({ halls: 2, racksPerHall: 4 });
const GOOD = packQuality('good');

const rowArbitrary = fc.record({
  series: fc.nat({ max: inventory.dictionary.seriesCount - 1 }),
  at: fc.integer({ min: 0, max: 2 ** 45 }),
  value: fc.double({ noNaN: true }),
  quality: fc
    .tuple(fc.constantFrom('good', 'uncertain', 'bad'), fc.constantFrom(...REASONS), fc.boolean())
    .map(([quality, reason, simulated]) => packQuality(quality as 'good', reason, simulated)),
});
type Row = typeof rowArbitrary extends fc.Arbitrary<infer T> ? T : never;

function batchOf(rows: readonly Row[]) {
  return {
    series: Uint32Array.from(rows, (row) => row.series),
    at: Float64Array.from(rows, (row) => row.at),
    value: Float64Array.from(rows, (row) => row.value),
    quality: Uint8Array.from(rows, (row) => row.quality),
  };
}

const everyRow = (rows: readonly Row[]) => Uint32Array.from(rows.keys());

describe('remote write 1.0, written', () => {
  test('every row is read back: its number under its name, everything not plainly good under the companion’s', () => {
    const encoder = new WriteRequestEncoder(new SeriesLabels(inventory));
    fc.assert(
      fc.property(fc.array(rowArbitrary, { maxLength: 60 }), (rows) => {
        const batch = batchOf(rows);
        const found = decodeWriteRequest(encoder.encode(batch, sortRows(batch, everyRow(rows)))).flatMap((series) => {
          const label = new Map(series.labels);
          return series.samples.map(
            (sample) => JSON.stringify([...label].sort(), null) + JSON.stringify([sample.at, String(sample.value)]),
          );
        });
        const expected = rows.flatMap((row) => {
          const resource = inventory.resourceOf(row.series);
          const metric = inventory.metricOf(row.series);
          const place: [string, string][] = [...placeLabels(inventory, resource)];
          if (isSimulated(row.quality)) place.push(['simulated', '1']);
          const line = (own: [string, string][], value: number) =>
            JSON.stringify([...place, ...own].sort(), null) + JSON.stringify([row.at, String(value)]);
          const lines: string[] = [];
          if (qualityOf(row.quality) !== 'bad') lines.push(line([['__name__', metricName(metric)]], row.value));
          if ((row.quality & 0x1f) !== GOOD) {
            const own: [string, string][] = [
              ['__name__', 'skyrack_quality'],
              ['metric', metric.id],
              ['quality', qualityOf(row.quality)],
            ];
            lines.push(line(own, REASONS.indexOf(reasonOf(row.quality))));
          }
          return lines;
        });
        expect(found.sort()).toEqual(expected.sort());
      }),
    );
  });

  test('labels are sorted by name, and the samples of a series by time', () => {
    const encoder = new WriteRequestEncoder(new SeriesLabels(inventory));
    fc.assert(
      fc.property(fc.array(rowArbitrary, { minLength: 1, maxLength: 60 }), (rows) => {
        const batch = batchOf(rows);
        for (const series of decodeWriteRequest(encoder.encode(batch, sortRows(batch, everyRow(rows))))) {
          const names = series.labels.map(([name]) => name);
          expect(names).toEqual([...names].sort());
          expect(new Set(names).size).toBe(names.length);
          const times = series.samples.map(({ at }) => at);
          expect(times).toEqual([...times].sort((a, b) => a - b));
        }
      }),
    );
  });

  test('names are valid and no two metrics share one', () => {
    const names = RESOURCE_KINDS.flatMap((kind) => metricsOf(kind).map(metricName));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
  });

  test('a place says its containers, itself among them, and the band of a cell', async () => {
    const zone = await loadZone({ folder: join(import.meta.dirname, '../../../server/zones/qingdao') });
    const labels = (id: string) => Object.fromEntries(placeLabels(zone, zone.find(id)!));
    expect(labels('rack/qingyun/p1-h03/r12/08')).toEqual({
      zone: zone.zone.id,
      kind: 'rack',
      resource: 'rack/qingyun/p1-h03/r12/08',
      hall: 'hall/qingyun/p1-h03',
      phase: 'phase/qingyun/p1',
      datacentre: 'datacentre/qingyun',
    });
    expect(labels('hall/qingyun/p1-h03').hall).toBe('hall/qingyun/p1-h03');
    expect(labels(zone.ofKind('uplink')[0]!.id)).toMatchObject({ carrier: 'carrier/cmcc' });
    const cells = zone.ofKind('cell');
    const bands = [...new Set(cells.map(({ attributes }) => String(attributes.get('band'))))];
    const groups = bands.map((band) => ({
      series: cells
        .filter(({ attributes }) => attributes.get('band') === band)
        .map(({ id }) => zone.series(id, 'cell.prb-dl')),
    }));
    expect(groupLabelOf(zone, groups)).toEqual({
      label: 'band',
      groups: new Map(bands.map((band, place) => [band, place])),
    });
  });
});

describe('groups that the remote can form', () => {
  const hall = (number: number) =>
    inventory
      .ofKind('rack')
      .filter(({ id }) => id.startsWith(`rack/dc/p1-h0${number}/`))
      .map(({ id }) => inventory.series(id, 'rack.inlet-top'));

  test('halls are', () => {
    const groups = [{ series: hall(2) }, { series: hall(1) }];
    expect(groupLabelOf(inventory, groups)?.label).toBe('hall');
    expect(groupLabelOf(inventory, groups)?.groups.get('hall/dc/p1-h01')).toBe(1);
  });

  test('a hall without one of its racks is not, nor two groups of one hall', () => {
    expect(groupLabelOf(inventory, [{ series: hall(1).slice(1) }])).toBeUndefined();
    expect(groupLabelOf(inventory, [{ series: hall(1) }, { series: hall(1) }])).toBeUndefined();
  });
});

describe('what is sent when', () => {
  test('parts hold every row of every record once and in order, and say which sequence is whole', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 20 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 9 }), (records, limit) => {
        const queue = new RecordQueue();
        let next = 0;
        const ends = records.map((size, i) => {
          const rows = Array.from({ length: size }, () => ({ series: 0, at: next, value: next++, quality: GOOD }));
          queue.add(i + 1, size === 0 && i % 2 === 0 ? null : batchOf(rows), 0);
          return next;
        });
        const sent: number[] = [];
        for (let part = queue.take(limit); part !== null; part = queue.take(limit)) {
          expect(part.batch.series.length).toBeLessThanOrEqual(limit);
          sent.push(...part.batch.value);
          if (part.through !== null) expect(sent.length).toBeGreaterThanOrEqual(ends[part.through - 1]!);
        }
        expect(sent).toEqual(Array.from({ length: next }, (_, i) => i));
        expect([queue.rows, queue.records, queue.oldest]).toEqual([0, 0, null]);
      }),
    );
  });

  test('the lane in order ascends through all parts; the last of equal moments counts; nothing else is left out', () => {
    const narrow = rowArbitrary.map((row) => ({ ...row, series: row.series % 3, at: row.at % 20 }));
    fc.assert(
      fc.property(fc.array(fc.array(narrow, { maxLength: 20 }), { maxLength: 5 }), (parts) => {
        const lanes = new LaneSplitter(inventory.dictionary.seriesCount);
        const newest = new Map<number, number>();
        for (const rows of parts) {
          const batch = batchOf(rows);
          const { inOrder, late } = lanes.split(batch);
          for (const row of inOrder) {
            const key = rowKey(batch, row);
            expect(batch.at[row]!).toBeGreaterThan(newest.get(key) ?? -1);
            newest.set(key, batch.at[row]!);
          }
          const last = new Map(rows.map((row, i) => [`${rowKey(batch, i)} ${row.at}`, i]));
          expect([...inOrder, ...late].sort((a, b) => a - b)).toEqual([...last.values()].sort((a, b) => a - b));
        }
      }),
    );
  });
});

test('what the remote has by its own word is apart from what is late', () => {
  const lanes = new LaneSplitter(inventory.dictionary.seriesCount);
  const at = (...times: number[]) => batchOf(times.map((time) => ({ series: 5, at: time, value: 0, quality: GOOD })));
  const first = at(10, 20, 30);
  const { inOrder } = lanes.split(first);
  expect(Array.from(inOrder)).toEqual([0, 1, 2]);
  lanes.learn(new Map([[10, 20]]));
  const again = lanes.splitAgain(first, inOrder);
  expect([Array.from(again.sentBefore), Array.from(again.inOrder)]).toEqual([[0, 1], [2]]);
  const next = lanes.split(at(15, 25, 35));
  expect([next.sentBefore, next.late, next.inOrder].map((rows) => Array.from(rows))).toEqual([[0], [1], [2]]);
});

describe('the watermark', () => {
  test('outlives a close; another remote begins anew; a damaged slot leaves the one before', async () => {
    const folder = testFolder('watermark');
    const reopen = async (remote: string) => {
      const file = await openWatermarkFile(folder, remote);
      await file.close();
      return file.found;
    };
    expect((await reopen('http://a')).sequence).toBe(0);
    const file = await openWatermarkFile(folder, 'http://a');
    await file.write({ sequence: 7, oldestAt: 70 });
    await file.write({ sequence: 9, oldestAt: 60 });
    await file.close();
    expect(await reopen('http://a')).toEqual({ sequence: 9, oldestAt: 60 });
    expect((await reopen('http://b')).sequence).toBe(0);
    const { readFileSync } = await import('node:fs');
    const path = join(folder, 'prometheus-watermark');
    const whole = readFileSync(path);
    for (const slot of [0, 512]) {
      const torn = Buffer.from(whole);
      torn[slot + 3]! ^= 1;
      writeFileSync(path, torn);
      expect([7, 9]).toContain((await reopen('http://a')).sequence);
    }
  });
});

describe('buckets', () => {
  test('of samples: extremes, mean within them, last, count, worst quality; empty ones are absent', () => {
    const sample = fc.record({
      at: fc.integer({ min: 0, max: 999 }),
      value: fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
      quality: rowArbitrary.map(({ quality }) => quality),
    });
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 50 }), (given) => {
        const samples = given.sort((a, b) => a.at - b.at);
        const buckets = new BucketGrid(gridOf(0, 1_000, 100));
        for (const { at, value, quality } of samples) buckets.addSample(at, value, quality);
        const found = buckets.finish(10, { from: 0, to: 1_000 });
        const starts = [...new Set(samples.map(({ at }) => Math.floor(at / 100) * 100))];
        expect(Array.from(found.at)).toEqual(starts);
        for (const [i, start] of starts.entries()) {
          const own = samples.filter(({ at }) => at >= start && at < start + 100);
          const numbers = own.filter(({ quality }) => qualityOf(quality) !== 'bad').map(({ value }) => value);
          expect(found.count[i]).toBe(numbers.length);
          expect(found.min[i]).toBe(numbers.length === 0 ? Number.NaN : Math.min(...numbers));
          expect(found.max[i]).toBe(numbers.length === 0 ? Number.NaN : Math.max(...numbers));
          expect(found.last[i]).toBe(numbers.at(-1) ?? Number.NaN);
          const worst = Math.max(...own.map(({ quality }) => QUALITIES.indexOf(qualityOf(quality))));
          expect(QUALITIES.indexOf(qualityOf(found.quality[i]!))).toBe(worst);
          expect(isSimulated(found.quality[i]!)).toBe(own.some(({ quality }) => isSimulated(quality)));
        }
      }),
    );
  });
});
