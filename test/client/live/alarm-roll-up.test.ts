import { expect, test } from 'vitest';
import { createAlarmRollUp } from '../../../client/live/alarm-roll-up.ts';
import { SEVERITIES } from '../../../shared/model/sample.ts';
import type { AlarmView } from '../../../shared/wire/alarm-schemas.ts';
import { alarm, NOW } from '../alarm.ts';
import { smallZone } from '../views/operations/zone.ts';

const KINDS = ['site', 'charging-station', 'datacentre', 'hall', 'rack'] as const;
const inventory = smallZone();
const rollUp = createAlarmRollUp(inventory, KINDS);

/** What is marked, by kind: id → severity. */
function marked(...alarms: AlarmView[]): Record<string, string> {
  const worst = rollUp(alarms);
  return Object.fromEntries(
    KINDS.flatMap((kind) =>
      [...worst[kind]].flatMap((mark, ordinal) => {
        return mark === 0 ? [] : [[inventory.id(kind, ordinal), SEVERITIES[mark - 1]!]];
      }),
    ),
  );
}

const RACK = 'rack/d/h1/r1/01';

test('an alarm marks its resource and all that contains it, the worst wins', () => {
  expect(marked(alarm('1', { resource: RACK, severity: 'warning' }))).toEqual({
    [RACK]: 'warning',
    'hall/d/h1': 'warning',
    'datacentre/d': 'warning',
  });
  expect(
    marked(
      alarm('1', { resource: RACK, severity: 'warning' }),
      alarm('2', { resource: 'hall/d/h1', severity: 'critical' }),
      alarm('3', { resource: 'datacentre/d', severity: 'minor' }),
      alarm('4', { resource: 'cell/a/2', severity: 'major', root: 'elsewhere' }),
      alarm('5', { resource: 'connector/s/2', severity: 'indeterminate' }),
    ),
  ).toEqual({
    [RACK]: 'warning',
    'hall/d/h1': 'critical',
    'datacentre/d': 'critical',
    'site/a': 'major',
    'charging-station/s': 'unknown',
  });
});

test('what is over, shelved or in maintenance marks nothing, nor what is not in the inventory', () => {
  const clearance = { at: NOW, reason: 'condition', by: null } as const;
  expect(
    marked(
      alarm('1', { resource: RACK, clearance }),
      alarm('2', {
        resource: RACK,
        shelf: { until: NOW + 1, reason: 'x', by: { name: 'Li', verified: false, from: '' }, at: NOW },
      }),
      alarm('3', { resource: RACK, maintenance: 'm-1' }),
      alarm('4', { resource: 'rack/none' }),
      alarm('5', { resource: 'source/ingest', kind: 'source' }),
    ),
  ).toEqual({});
});
