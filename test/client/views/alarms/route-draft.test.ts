import { expect, test } from 'vitest';
import { draftOf, wishAt, wishOf } from '../../../../client/views/alarms/notifications/route-draft.ts';
import type { RouteView } from '../../../../shared/wire/notifications.ts';

const ROUTE: RouteView = {
  id: 'r',
  name: 'Night',
  enabled: true,
  channel: 'a',
  minSeverity: 'critical',
  kinds: ['rack'],
  resources: ['hall/dc/p1-h03', 'site/s1'],
  labels: [{ name: 'tenant', value: 'Blue = 2' }],
  window: { days: ['SA', 'SU'], from: '22:00', to: '06:00', timeZone: 'Asia/Shanghai' },
  simulated: false,
  escalation: { channel: 'b', afterMinutes: 10 },
  last: true,
  createdAt: 0,
  by: { name: 'Li', verified: false, from: '' },
};

test('a route comes out of its form as it went in', () => {
  const { id: _, createdAt: __, by: ___, ...kept } = ROUTE;
  expect(wishOf(draftOf(ROUTE, 'x', 'UTC'))).toEqual(kept);
});

test('a route that is moved is sent as it is, with its new place and nothing that the server knows itself', () => {
  const { id: _, createdAt: __, by: ___, ...kept } = ROUTE;
  expect(wishAt(ROUTE, 3)).toEqual({ ...kept, place: 3 });
});

test('a new one takes real alarms from major up, always, and calls nobody else', () => {
  expect(wishOf(draftOf(null, 'a', 'UTC'))).toMatchObject({
    channel: 'a',
    minSeverity: 'major',
    window: null,
    simulated: false,
    escalation: null,
  });
});
