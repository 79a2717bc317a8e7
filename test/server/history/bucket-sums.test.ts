import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerBuffers } from '../../../server/history/duckdb/answer-buffers.ts';
import { BucketSums } from '../../../server/history/duckdb/bucket-sums.ts';
import { worstQuality } from '../../../server/history/duckdb/worst-quality.ts';
import type { Buckets } from '../../../server/ports.ts';

const SCALE = { step: 1, parts: 10, expected: () => 4 };

interface Piece {
  readonly at: number;
  readonly steps: number;
  readonly samples: number;
  readonly quality: number;
}

const piece = fc.record({
  at: fc.nat(3000),
  steps: fc.integer({ min: -50, max: 50 }),
  samples: fc.nat(3),
  quality: fc.nat(3),
});
/** In order, as files give them, or as they come: a group has one series after the other. */
const pieces = fc
  .tuple(fc.boolean(), fc.array(piece, { maxLength: 400 }))
  .map(([sorted, all]) => (sorted ? [...all].sort((a, b) => a.at - b.at) : all));

function summed(stepMs: number, all: readonly Piece[]): BucketSums {
  const sums = new BucketSums(stepMs);
  for (const { at, steps, samples, quality } of all) {
    sums.add(at, steps - 1, steps + 1, steps * samples, steps, samples, quality);
  }
  return sums;
}

/** The same, each bucket by itself from all its pieces. */
function expected(stepMs: number, all: readonly Piece[]) {
  const startOf = (at: number) => (stepMs > 0 ? Math.floor(at / stepMs) * stepMs : at);
  const starts = [...new Set(all.map(({ at }) => startOf(at)))].sort((a, b) => a - b);
  return starts.map((start) => {
    const mine = all.filter(({ at }) => startOf(at) === start);
    const numbers = mine.filter(({ samples }) => samples > 0);
    const count = numbers.reduce((sum, { samples }) => sum + samples, 0);
    const newest = Math.max(...numbers.map(({ at }) => at));
    return {
      at: start,
      min: count === 0 ? Number.NaN : (Math.min(...numbers.map(({ steps }) => steps)) - 1) / 10,
      max: count === 0 ? Number.NaN : (Math.max(...numbers.map(({ steps }) => steps)) + 1) / 10,
      mean:
        count === 0 ? Number.NaN : numbers.reduce((sum, { steps, samples }) => sum + steps * samples, 0) / count / 10,
      last: count === 0 ? Number.NaN : numbers.findLast(({ at }) => at === newest)!.steps / 10,
      count,
      coverage: Math.min(1, count / 4),
      quality: mine.reduce((worst, { quality }) => worstQuality(worst, quality), 0),
    };
  });
}

function rowsOf(buckets: Buckets) {
  return Array.from(buckets.at, (at, i) => ({
    at,
    min: buckets.min[i]!,
    max: buckets.max[i]!,
    mean: buckets.mean[i]!,
    last: buckets.last[i]!,
    count: buckets.count[i]!,
    coverage: buckets.coverage[i]!,
    quality: buckets.quality[i]!,
  }));
}

function close(rows: ReturnType<typeof rowsOf>) {
  return rows.map((row) => ({ ...row, mean: Math.round(row.mean * 1e6), coverage: Math.round(row.coverage * 1e6) }));
}

it('buckets are those of all their pieces in whatever order these come, in memory that others have used before too', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(0, 1, 7, 1000), pieces), { maxLength: 6 }), (questions) => {
      // All of a turn are added up side by side; then their memory is given back, for the next turn.
      for (let turn = 0; turn < 2; turn++) {
        const sums = questions.map(([stepMs, all]) => summed(stepMs, all));
        for (const [i, [stepMs, all]] of questions.entries()) {
          const wanted = expected(stepMs, all);
          expect(close(rowsOf(sums[i]!.buckets(SCALE, true)))).toEqual(close(wanted));
          expect(sums[i]!.size).toBe(wanted.length);
          expect(sums[i]!.first).toBe(wanted[0]?.at ?? Number.POSITIVE_INFINITY);
        }
        for (const each of sums) each.release();
      }
    }),
    { numRuns: 60 },
  );
});

it('what was answered stays as it is when the memory of the sums is used again', () => {
  const first = summed(0, [{ at: 1, steps: 5, samples: 1, quality: 0 }]);
  const answer = first.buckets(SCALE, true);
  first.release();
  summed(0, [{ at: 2, steps: 9, samples: 1, quality: 3 }]);
  expect(rowsOf(answer)).toEqual([
    { at: 1, min: 0.4, max: 0.6, mean: 0.5, last: 0.5, count: 1, coverage: 0.25, quality: 0 },
  ]);
  expect(first.size).toBe(0);
  first.add(7, 1, 1, 1, 1, 1, 0);
  expect(rowsOf(first.buckets(SCALE, true)).map(({ at, count }) => [at, count])).toEqual([[7, 1]]);
});

it('an answer about one series named twice is handed over whole: every column once', () => {
  const sums = summed(0, [{ at: 1, steps: 5, samples: 1, quality: 0 }]);
  const series = [sums.buckets(SCALE, true), sums.buckets(SCALE, true)];
  const answer = { tier: 'raw' as const, stepMs: 0, series };
  const taken = structuredClone(answer, { transfer: answerBuffers(answer) });
  expect(taken.series.map(rowsOf)).toEqual([rowsOf(taken.series[0]!), rowsOf(taken.series[0]!)]);
  expect(taken.series[0]!.at).toEqual(Float64Array.of(1));
  expect(series.every((buckets) => Object.values(buckets).every(({ length }) => length === 0))).toBe(true);
  expect(answerBuffers(null)).toEqual([]);
});

it('so is a state, and what groups of series say', () => {
  const batch = {
    series: Uint32Array.of(3),
    at: Float64Array.of(1000),
    value: Float64Array.of(21.5),
    quality: Uint8Array.of(0),
  };
  const state = { at: 2000, tier: 'raw' as const, batch };
  expect(structuredClone(state, { transfer: answerBuffers(state) }).batch.value).toEqual(Float64Array.of(21.5));
  expect(batch.value.length).toBe(0);
  const buckets = summed(1000, [{ at: 1500, steps: 5, samples: 2, quality: 0 }]).buckets(SCALE, false);
  const groups = { tier: '1m' as const, stepMs: 1000, groups: [{ key: 'hall', buckets }] };
  expect(structuredClone(groups, { transfer: answerBuffers(groups) }).groups[0]!.buckets.at).toEqual(
    Float64Array.of(1000),
  );
  expect(buckets.at.length).toBe(0);
});
