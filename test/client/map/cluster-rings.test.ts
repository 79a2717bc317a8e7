import { expect, test } from 'vitest';
import { ringSegments } from '../../../client/map/cluster-rings.ts';
import { SEVERITIES } from '../../../shared/model/sample.ts';

const counts = (mix: Partial<Record<(typeof SEVERITIES)[number], number>>) => SEVERITIES.map((name) => mix[name] ?? 0);
const shares = (mix: Parameters<typeof counts>[0]) =>
  ringSegments(counts(mix)).map(
    ({ severity, from, to }) => [SEVERITIES[severity], (to - from) / (2 * Math.PI)] as const,
  );

test('segments close the ring and the worst comes last', () => {
  const segments = ringSegments(counts({ critical: 1, normal: 8, unknown: 1, minor: 2 }));
  expect(segments.map(({ severity }) => SEVERITIES[severity])).toEqual(['normal', 'unknown', 'minor', 'critical']);
  expect(segments[0]!.from).toBeCloseTo(-Math.PI / 2);
  expect(segments.at(-1)!.to).toBeCloseTo((3 * Math.PI) / 2);
});

test('one critical site among a thousand keeps a segment that can be seen', () => {
  const [, critical] = shares({ normal: 1000, critical: 1 });
  expect(critical![1]).toBeGreaterThan(1 / 13);
});

test('a ring of one state is whole; an empty one has no segments', () => {
  expect(shares({ normal: 5 })).toEqual([['normal', 1]]);
  expect(ringSegments(counts({}))).toEqual([]);
});
