import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localText, momentOfLocal } from '../../../client/state/zone-time.ts';

test.each(['Asia/Shanghai', 'Asia/Kolkata', 'UTC', 'America/New_York'])(
  'what a field holds is read back in %s',
  (zone) => {
    fc.assert(
      fc.property(fc.integer({ min: 1_400_000_000, max: 1_900_000_000 }), (second) => {
        const at = second * 1_000;
        const back = momentOfLocal(localText(at, zone), zone);
        // In the hour that a clock change repeats, the same numbers stand for two moments.
        expect(localText(back!, zone)).toBe(localText(at, zone));
      }),
    );
    expect(momentOfLocal('2026-11-24', zone)).toBeNull();
    expect(momentOfLocal('', zone)).toBeNull();
  },
);

test('local time is the zone’s', () => {
  expect(momentOfLocal('2026-11-24T11:12:00', 'Asia/Shanghai')).toBe(Date.parse('2026-11-24T03:12:00Z'));
  // Fields without seconds.
  expect(momentOfLocal('2026-11-24T11:12', 'Asia/Shanghai')).toBe(Date.parse('2026-11-24T03:12:00Z'));
});
