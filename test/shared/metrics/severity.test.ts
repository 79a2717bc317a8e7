import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createJudge } from '../../../server/live/severity.ts';
import { findMetric } from '../../../shared/metrics/index.ts';
import { severityOfValue } from '../../../shared/metrics/severity.ts';
import { SEVERITIES, type Severity } from '../../../shared/model/sample.ts';

const inlet = findMetric('rack.inlet')!;
const enabled = findMetric('site.cells-enabled')!;

test.each([
  [27, 'normal', 'normal'],
  [27.01, 'normal', 'warning'],
  [26.8, 'warning', 'warning'],
  [26.5, 'warning', 'normal'],
  [32.5, 'normal', 'major'],
  [31.8, 'major', 'major'],
  [31.8, 'normal', 'warning'],
  [36, 'unknown', 'critical'],
  [34.6, 'critical', 'critical'],
  [34.4, 'critical', 'major'],
] as const)('inlet %d °C after %s is %s', (value, before, after) => {
  expect(severityOfValue(inlet, value, before)).toBe(after);
});

test.each([
  [100, 'normal'],
  [66.7, 'major'],
  [0, 'critical'],
] as const)('%d %% of cells enabled is %s', (value, after) => {
  expect(severityOfValue(enabled, value, 'normal')).toBe(after);
});

test('an enumerated value that the catalogue does not list is unknown; a metric without limits is normal', () => {
  expect(severityOfValue(findMetric('connector.status')!, 8, 'normal')).toBe('major');
  expect(severityOfValue(findMetric('connector.status')!, 42, 'normal')).toBe('unknown');
  expect(severityOfValue(findMetric('rack.outlet')!, 89, 'critical')).toBe('normal');
});

test('live state judges as the catalogue does, whatever the value and the state before', () => {
  const metrics = ['rack.inlet', 'site.cells-enabled', 'cell.prb-dl', 'connector.status', 'rack.power'].map(
    (id) => findMetric(id)!,
  );
  const judges = new Map(metrics.map((metric) => [metric, createJudge(metric)]));
  fc.assert(
    fc.property(
      fc.constantFrom(...metrics),
      fc.oneof(fc.double({ min: -10, max: 110, noNaN: true }), fc.integer({ min: -1, max: 101 })),
      fc.constantFrom<Severity>(...SEVERITIES),
      (metric, value, before) => {
        const judged = judges.get(metric)!(value, SEVERITIES.indexOf(before));
        expect(SEVERITIES[judged]).toBe(severityOfValue(metric, value, before));
      },
    ),
    { numRuns: 500 },
  );
});
