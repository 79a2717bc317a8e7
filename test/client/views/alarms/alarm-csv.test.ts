import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alarmCsv } from '../../../../client/views/alarms/alarm-csv.ts';
import { alarm, NO_EFFECT, NOW } from '../../alarm.ts';

const read = (text: string) => parse(text, { columns: true }) as Record<string, string>[];

test('the list as CSV: one row an alarm, moments in UTC, nothing where nothing is known', () => {
  const [row] = read(alarmCsv([alarm('01', { effect: { ...NO_EFFECT, cells: 12 } })]));
  expect(row).toMatchObject({
    alarm_id: '01',
    perceived_severity: 'major',
    raised_utc: new Date(NOW - 60_000).toISOString(),
    cleared_utc: '',
    cells: '12',
    people: '',
    limit: '27',
    limit_from: 'pack',
    simulated: 'true',
  });
});

test('RFC 4180: any text comes back as it was, and none is a formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (words) => {
      const [row] = read(alarmCsv([alarm('01', { owner: words })]));
      expect(row?.owner).toBe(/^[=+\-@\t\r]/.test(words) ? `'${words}` : words);
    }),
  );
});
