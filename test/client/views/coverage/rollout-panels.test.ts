import { expect, test } from 'vitest';
import { expectedSites, rolloutPanels, within } from '../../../../client/views/coverage/rollout-panels.ts';
import { criticalPath, stepAt } from '../../../../client/views/coverage/rollout-step.ts';
import { day, plan, TODAY } from './rollout.ts';

const say = (key: string) => key;

test('the curves begin sixty days before the first step, not years ago, and end with the last site', () => {
  const { span, sites } = rolloutPanels(plan(), say);
  expect(span).toEqual({ from: day(-60), to: day(60) });
  expect(sites.lines.map(({ key }) => key)).toEqual(['planned', 'actual']);
  // What stood before holds at the left edge.
  expect(sites.lines[1]!.buckets.at).toEqual([day(-60), TODAY]);
  expect(sites.lines[1]!.buckets.mean).toEqual([1, 1]);
});

test('a late site makes a third curve of sites, and a second one of coverage', () => {
  expect(expectedSites(plan())).toEqual([]);
  expect(expectedSites(plan(14))).toEqual([
    { at: TODAY, value: 1 },
    { at: day(44), value: 2 },
    { at: day(60), value: 3 },
  ]);
  const { coverage } = rolloutPanels(plan(14), say);
  expect(coverage?.lines.map(({ buckets }) => buckets.mean)).toEqual([
    [50, 70, 90],
    [50, 50, 90],
  ]);
  expect(rolloutPanels(plan(), say).coverage?.lines).toHaveLength(1);
});

test('a site that is late beyond the plan’s end is still on the chart', () => {
  expect(rolloutPanels(plan(90), say).span.to).toBe(day(120));
});

test('moments outside the span are left out; nothing is made up where there was nothing before', () => {
  const moments = [
    { at: 5, value: 2 },
    { at: 1, value: 1 },
    { at: 9, value: 3 },
  ];
  expect(within(moments, { from: 4, to: 8 })).toEqual([
    { at: 4, value: 1 },
    { at: 5, value: 2 },
  ]);
  expect(within(moments, { from: 0, to: 2 })).toEqual([{ at: 1, value: 1 }]);
});

test('the slider’s step is that of so many sites, and today’s without the slider', () => {
  expect(stepAt(plan(), null)?.areaShare).toBe(0.5);
  expect(stepAt(plan(), 2)?.areaShare).toBe(0.7);
  expect(stepAt(plan(), 400)?.areaShare).toBe(0.9);
  expect(stepAt({ burnUp: null }, 2)).toBeNull();
});

test('the critical path counts sites without float and names what most of them wait for', () => {
  expect(criticalPath(plan())).toEqual({ sites: 0, step: null, floatDays: 0 });
  expect(criticalPath(plan(14))).toEqual({ sites: 1, step: 'civil-works', floatDays: -14 });
});
