import { expect, test } from 'vitest';
import { newDraft, wishOf } from '../../../../client/views/alarms/maintenance-draft.ts';
import { scheduleProblem } from '../../../../shared/alarms/calendar.ts';
import { maintenanceRequestSchema } from '../../../../shared/wire/alarm-schemas.ts';
import { NOW } from '../../alarm.ts';

const ZONE = 'Asia/Shanghai';
const draft = { ...newDraft(['rack/a', 'rack/a', 'rack/b'], NOW, ZONE), title: 'UPS work', reason: 'battery swap' };

test('a single window is two hours from now in the zone’s time, over the chosen resources', () => {
  const wish = wishOf(draft, NOW, ZONE);
  const minute = Math.floor(NOW / 60_000) * 60_000;
  expect(wish?.scope.resources).toEqual(['rack/a', 'rack/b']);
  expect(wish?.schedule).toEqual({ type: 'once', from: minute, to: minute + 7_200_000 });
});

test('third Tuesday, 02:00 to 04:00: RFC 5545 BYDAY 3TU, as the server takes it', () => {
  const wish = wishOf({ ...draft, repeat: 'monthly' }, NOW, ZONE);
  expect(wish?.schedule).toMatchObject({ freq: 'monthly', byDay: ['3TU'], from: '02:00', to: '04:00', timeZone: ZONE });
  expect(maintenanceRequestSchema.safeParse({ operator: 'Li', ...wish }).success).toBe(true);
  expect(scheduleProblem(wish!.schedule)).toBe(null);
});

test('days of a week are in its order; labels may hold an equals sign', () => {
  const wish = wishOf(
    { ...draft, repeat: 'weekly', days: ['FR', 'MO'], resources: '', labels: 'vendor = Vendor A\nnote=a=b' },
    NOW,
    ZONE,
  );
  expect(wish?.schedule).toMatchObject({ byDay: ['MO', 'FR'] });
  expect(wish?.scope.labels).toEqual([
    { name: 'vendor', value: 'Vendor A' },
    { name: 'note', value: 'a=b' },
  ]);
});

test('a window over nothing, or at no time, is none', () => {
  expect(wishOf({ ...draft, resources: ' \n ' }, NOW, ZONE)).toBe(null);
  expect(wishOf({ ...draft, from: 'soon' }, NOW, ZONE)).toBe(null);
  expect(wishOf({ ...draft, repeat: 'weekly', days: [] }, NOW, ZONE)).toBe(null);
});
