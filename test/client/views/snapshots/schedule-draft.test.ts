import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newSchedule, scheduleOf } from '../../../../client/views/snapshots/schedule-draft.ts';
import { SCHEDULE_RHYTHMS, snapshotScheduleRequestSchema } from '../../../../shared/wire/snapshot-schedule-schemas.ts';

const DRAFT = { ...newSchedule('Asia/Shanghai', 'zh-CN'), title: ' end of shift ' };

test('"at 18:00 every working day" is what the form begins with, and the server takes it as it is', () => {
  const wish = scheduleOf(DRAFT, 'Li');
  expect(wish).toEqual({
    operator: 'Li',
    title: 'end of shift',
    rhythm: 'working-days',
    time: '18:00',
    timeZone: 'Asia/Shanghai',
    period: true,
    scope: {},
    keepDays: 400,
    delivery: null,
  });
  expect(snapshotScheduleRequestSchema.safeParse(wish).success).toBe(true);
});

test('a weekly one says its weekday, a monthly one its day, and neither the other’s', () => {
  expect(scheduleOf({ ...DRAFT, rhythm: 'weekly', weekday: '5' }, 'Li')).toMatchObject({ weekday: 5 });
  expect(scheduleOf({ ...DRAFT, rhythm: 'weekly' }, 'Li')).not.toHaveProperty('day');
  expect(scheduleOf({ ...DRAFT, rhythm: 'monthly', day: '28' }, 'Li')).toMatchObject({ day: 28 });
  expect(scheduleOf({ ...DRAFT, rhythm: 'monthly' }, 'Li')).not.toHaveProperty('weekday');
});

test('seconds that a browser adds to the time are not sent', () => {
  expect(scheduleOf({ ...DRAFT, time: '07:30:00' }, 'Li')).toMatchObject({ time: '07:30' });
});

test('half a label is said, not dropped', () => {
  expect(scheduleOf({ ...DRAFT, labelName: 'band' }, 'Li')).toBe('half-label');
});

test('whatever is chosen in the form, the server’s schema takes', () => {
  const choice = fc.record({
    rhythm: fc.constantFrom(...SCHEDULE_RHYTHMS),
    weekday: fc.integer({ min: 1, max: 7 }).map(String),
    day: fc.integer({ min: 1, max: 28 }).map(String),
    period: fc.boolean(),
    channel: fc.constantFrom('', 'duty-mail'),
    formats: fc.uniqueArray(fc.constantFrom('pdf', 'xlsx', 'html', 'csv')),
    language: fc.constantFrom('zh-CN', 'en'),
    hall: fc.constantFrom('', 'hall/qingyun/p1-h03'),
  });
  fc.assert(
    fc.property(choice, (part) => {
      const read = snapshotScheduleRequestSchema.safeParse(scheduleOf({ ...DRAFT, ...part }, 'Li'));
      expect(read.error?.issues ?? []).toEqual([]);
    }),
  );
});
