import { expect, test } from 'vitest';
import { countsOf } from '../../../client/app/state-counts.ts';
import { SEVERITIES } from '../../../shared/model/sample.ts';

test('one hot rack is one, not also its hall and its data centre', () => {
  const one = SEVERITIES.map((severity) => (severity === 'major' ? 1 : 0));
  const counts = { rack: one, hall: one, phase: one, datacentre: one, zone: one };
  expect(countsOf(counts, 'major')).toEqual({ total: 1, kinds: [{ kind: 'rack', count: 1 }] });
  expect(countsOf(counts, 'critical')).toEqual({ total: 0, kinds: [] });
});
