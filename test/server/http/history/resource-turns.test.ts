import { describe, expect, test } from 'vitest';
import { type MetricPast, resourceTurns } from '../../../../server/http/history/resource-turns.ts';
import { severitiesOf } from '../../../../server/http/history/severities.ts';
import type { Buckets } from '../../../../server/ports.ts';
import { findMetric } from '../../../../shared/metrics/index.ts';
import { packQuality, type Severity } from '../../../../shared/model/sample.ts';
import { GOOD, SIMULATED, START } from '../../live/bed.ts';

const BAD = packQuality('bad', 'out-of-range');
const S = 1_000;
const metric = (id: string) => findMetric(id)!;

/** Samples as [seconds after START, value, quality], null for one without a number. */
function samples(...rows: readonly (readonly [number, number | null, number?])[]): Buckets {
  return buckets(...rows.map(([second, value, quality]) => [second, value, value, value, quality] as const));
}

/** Buckets as [seconds after START, min, max, last, quality]. */
function buckets(
  ...rows: readonly (readonly [number, number | null, number | null, number | null, (number | undefined)?])[]
): Buckets {
  const column = (of: (row: (typeof rows)[number]) => number | null) =>
    Float64Array.from(rows, (row) => of(row) ?? Number.NaN);
  return {
    at: Float64Array.from(rows, ([second]) => START + second * S),
    min: column((row) => row[1]),
    max: column((row) => row[2]),
    mean: column((row) => row[3]),
    last: column((row) => row[3]),
    count: Uint32Array.from(rows, (row) => (row[1] === null ? 0 : 1)),
    coverage: new Float32Array(rows.length).fill(1),
    quality: Uint8Array.from(rows, (row) => row[4] ?? (row[1] === null ? BAD : GOOD)),
  };
}

describe('the severity of one series over time', () => {
  const inlet = (past: Buckets, untilS: number, stepS = 0) =>
    severitiesOf(metric('rack.inlet-top'), past, stepS * S, 10 * S, START + untilS * S).map(
      ({ at, severity }): [number, Severity] => [(at - START) / S, severity],
    );

  test('a step is entered beyond raise and left inside clear', () => {
    const past = samples([0, 26.8], [10, 27.1], [20, 26.8], [30, 26.4], [40, 26.8]);
    expect(inlet(past, 50)).toEqual([
      [0, 'normal'],
      [10, 'warning'],
      [30, 'normal'],
    ]);
  });

  test('three intervals without a sample are silence, at the end too', () => {
    expect(inlet(samples([0, 24], [30, 24], [61, 24]), 100)).toEqual([
      [0, 'normal'],
      [60, 'unknown'],
      [61, 'normal'],
      [91, 'unknown'],
    ]);
  });

  test('a silence is counted anew after each downtime of this server: before, within and after it', () => {
    const told = (heard: readonly number[], untilS: number, ...downtimes: readonly (readonly [number, number])[]) => {
      const past = samples(...heard.map((second) => [second, 24] as const));
      const spans = downtimes.map(([from, to]) => ({ from: START + from * S, to: START + to * S }));
      return severitiesOf(metric('rack.inlet-top'), past, 0, 10 * S, START + untilS * S, spans)
        .slice(1)
        .map(({ at, severity }) => [(at - START) / S, severity]);
    };
    expect(told([0, 510], 510, [5, 500])).toEqual([]);
    expect(told([0, 530], 530, [30, 500])).toEqual([]);
    expect(told([0], 100, [5, 100])).toEqual([]);
    // Two downtimes with a moment between them in which nobody was heard.
    expect(told([0, 920], 920, [5, 500], [520, 900])).toEqual([]);
    // Silent before it, silent after it.
    expect(told([0, 510], 510, [31, 500])).toEqual([
      [30, 'unknown'],
      [510, 'normal'],
    ]);
    expect(told([0, 540], 540, [5, 500])).toEqual([
      [530, 'unknown'],
      [540, 'normal'],
    ]);
    expect(told([0], 600, [5, 500])).toEqual([[530, 'unknown']]);
  });

  test('a bad sample is unknown; what was held survives it', () => {
    expect(inlet(samples([0, 28], [10, null], [20, 26.8]), 30)).toEqual([
      [0, 'warning'],
      [10, 'unknown'],
      [20, 'warning'],
    ]);
  });

  test('a bucket counts as the worst in it, and what it ended in is what the next one begins with', () => {
    expect(inlet(buckets([0, 24, 24, 24], [60, 24, 36, 24], [120, 24, 24, 24]), 180, 60)).toEqual([
      [0, 'normal'],
      [60, 'critical'],
      [120, 'normal'],
    ]);
    expect(inlet(buckets([0, 24, 28, 28], [60, 26.6, 26.9, 26.8], [120, 24, 26, 24]), 180, 60)).toEqual([
      [0, 'warning'],
      [120, 'normal'],
    ]);
  });

  test('where below is bad, the smallest counts', () => {
    const runtime = metric('ups.battery-runtime');
    const [step] = runtime.ladder!.steps;
    const past = buckets([0, step!.raise - 1, 1e5, 1e5]);
    expect(severitiesOf(runtime, past, 60 * S, 10 * S, START)[0]!.severity).not.toBe('normal');
  });

  test('an enumerated value is what the catalogue says of it', () => {
    const past = samples([0, 1], [10, 2], [20, 1]);
    expect(
      severitiesOf(metric('uplink.oper-status'), past, 0, 10 * S, START + 20 * S).map((turn) => turn.severity),
    ).toEqual(['normal', 'critical', 'normal']);
  });
});

describe('the judged state of a resource over time', () => {
  const turns = (metrics: readonly MetricPast[], untilS: number) =>
    resourceTurns(metrics, 0, START + untilS * S).map(({ at, was, state, metric: by }) => [
      (at - START) / S,
      was,
      state,
      by,
    ]);

  test('is the worst of its metrics, and the one that decides is named', () => {
    const top = { metric: metric('rack.inlet-top'), buckets: samples([0, 24], [10, 28], [20, 28], [30, 28]) };
    const bottom = { metric: metric('rack.inlet-bottom'), buckets: samples([0, 24], [10, 24], [20, 36], [30, 24]) };
    expect(turns([top, bottom], 40)).toEqual([
      [0, 'unknown', 'normal', 'rack.inlet-top'],
      [10, 'normal', 'warning', 'rack.inlet-top'],
      [20, 'warning', 'critical', 'rack.inlet-bottom'],
      [30, 'critical', 'warning', 'rack.inlet-top'],
    ]);
  });

  test('a moment is the second whose state has it', () => {
    const past = { metric: metric('rack.inlet-top'), buckets: samples([0, 24], [10.2, 28]) };
    expect(turns([past], 20).at(-1)).toEqual([11, 'normal', 'warning', 'rack.inlet-top']);
  });

  test('what was never heard says nothing', () => {
    const top = { metric: metric('rack.inlet-top'), buckets: samples([0, 24]) };
    expect(turns([top, { metric: metric('rack.outlet'), buckets: samples() }], 20)).toHaveLength(1);
    expect(turns([{ metric: metric('rack.outlet'), buckets: samples() }], 20)).toEqual([]);
  });

  test('what the simulator left of a resource that was taken over says nothing', () => {
    const left = { metric: metric('rack.inlet-top'), buckets: samples([0, 36, SIMULATED]) };
    const real = { metric: metric('rack.inlet-bottom'), buckets: samples([0, 24], [20, 24], [40, 24], [60, 24]) };
    expect(turns([left, real], 60)).toEqual([[0, 'unknown', 'normal', 'rack.inlet-bottom']]);
    expect(turns([left], 20)[0]).toEqual([0, 'unknown', 'critical', 'rack.inlet-top']);
  });

  test('what is derived is written down once a minute: that is no silence', () => {
    const past = { metric: metric('hall.inlet-max'), buckets: samples([0, 24], [60, 24], [120, 24]) };
    expect(turns([past], 300)).toEqual([[0, 'unknown', 'normal', 'hall.inlet-max']]);
    expect(turns([past], 301).at(-1)).toEqual([300, 'normal', 'unknown', 'hall.inlet-max']);
  });
});
