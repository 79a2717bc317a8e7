import { expect, test } from 'vitest';
import { createBed } from './bed.ts';

test('a tick writes down what is derived and rolled up, at the tick’s time, and nothing that was sent', () => {
  const bed = createBed();
  bed.feed([{ resource: bed.inventory.ofKind('rack')[0]!.id, metric: 'rack.inlet-top', value: 31 }]);
  bed.tick();
  const { series, at, value } = bed.live.derived(bed.now + 5);
  const rows = Array.from(series, (s, i) => ({
    resource: bed.inventory.resourceOf(s).kind,
    metric: bed.inventory.metricOf(s).id,
    value: value[i],
  }));
  expect(rows).toContainEqual({ resource: 'rack', metric: 'rack.inlet', value: 31 });
  expect(rows.some(({ resource }) => resource === 'hall')).toBe(true);
  expect(rows.every(({ metric }) => metric !== 'rack.inlet-top')).toBe(true);
  expect(new Set(at)).toEqual(new Set([bed.now + 5]));
});

test('what has fallen silent is left out: silence is no value', () => {
  const bed = createBed();
  bed.feed([{ resource: bed.inventory.ofKind('rack')[0]!.id, metric: 'rack.inlet-top', value: 31 }]);
  bed.tick();
  bed.pass(120_000);
  const metrics = Array.from(bed.live.derived(bed.now).series, (s) => bed.inventory.metricOf(s).id);
  expect(metrics).not.toContain('rack.inlet');
});
