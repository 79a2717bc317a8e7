import { expect, test } from 'vitest';
import { findMetric, metricIndex, metricsOf } from '../../../shared/metrics/index.ts';
import { RESOURCE_KINDS } from '../../../shared/model/resource.ts';

const metrics = RESOURCE_KINDS.flatMap((kind) => metricsOf(kind));

test('ids are unique, begin with their kind and are found', () => {
  expect(new Set(metrics.map(({ id }) => id)).size).toBe(metrics.length);
  for (const metric of metrics) {
    expect(metric.id.startsWith(`${metric.kind}.`)).toBe(true);
    expect(findMetric(metric.id)).toBe(metric);
    expect(metricsOf(metric.kind)[metricIndex(metric.id)]).toBe(metric);
  }
  expect(findMetric('constructor')).toBeUndefined();
  expect(metricIndex('none')).toBe(-1);
});

test('every metric has both labels, a range, a resolution and an interval', () => {
  for (const { id, label, range, resolution, intervalMs } of metrics) {
    expect(label.zh && label.en, id).toBeTruthy();
    expect(range[0] < range[1] && resolution > 0 && intervalMs > 0, id).toBe(true);
  }
});

test('ladders climb from mild to severe, and a state is left on the safe side of where it is entered', () => {
  for (const { id, ladder } of metrics) {
    if (ladder === undefined) continue;
    const sign = ladder.direction === 'above' ? 1 : -1;
    ladder.steps.forEach((step, i) => {
      expect(sign * (step.raise - step.clear), id).toBeGreaterThanOrEqual(0);
      if (i > 0) expect(sign * (step.raise - ladder.steps[i - 1]!.raise), id).toBeGreaterThan(0);
    });
    expect(ladder.source.zh, id).not.toBe('');
    expect(ladder.source.en, id).not.toBe('');
  }
});

test('what is derived names inputs that exist: of its own kind before it, or of another kind below', () => {
  for (const { id, kind, derive } of metrics) {
    if (derive === undefined) continue;
    const inputs = derive.over === 'self' ? derive.inputs : [derive.input];
    for (const input of inputs) {
      const found = findMetric(input);
      expect(found, `${id} ← ${input}`).toBeDefined();
      expect(found!.kind === kind, id).toBe(derive.over === 'self');
      if (derive.over === 'self') expect(metricIndex(input), id).toBeLessThan(metricIndex(id));
    }
  }
});
