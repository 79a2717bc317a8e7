import { expect, test } from 'vitest';
import { createNewCriticals } from '../../../client/app/new-criticals.ts';
import type { Attention, AttentionRow } from '../../../shared/wire/events.ts';

function row(resource: string, severity: AttentionRow['severity'], since = 1): AttentionRow {
  return { resource, kind: 'rack', severity, metric: 'rack.inlet', value: 36, since, simulated: true };
}

function attention(...worst: AttentionRow[]): Attention {
  return { counts: {}, worst, total: worst.length, simulated: 0, real: 0, stale: 0 };
}

test('what was critical when the screen opened is not news', () => {
  expect(createNewCriticals()(attention(row('rack/a/1', 'critical')))).toEqual([]);
});

test('a new critical state is announced once, a major one never', () => {
  const newCriticals = createNewCriticals();
  newCriticals(attention());
  expect(newCriticals(attention(row('rack/a/1', 'critical'), row('rack/a/2', 'major')))).toHaveLength(1);
  expect(newCriticals(attention(row('rack/a/1', 'critical'), row('rack/a/2', 'major')))).toEqual([]);
});

test('the same resource turning critical again is announced again', () => {
  const newCriticals = createNewCriticals();
  newCriticals(attention(row('rack/a/1', 'critical', 1)));
  newCriticals(attention());
  expect(newCriticals(attention(row('rack/a/1', 'critical', 9)))).toHaveLength(1);
});
