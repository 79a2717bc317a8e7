import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localText, momentOfLocal } from '../../../../client/state/zone-time.ts';
import { newDraft, scopeOf, wishOf } from '../../../../client/views/snapshots/take-draft.ts';
import { snapshotRequestSchema } from '../../../../shared/wire/snapshot-schemas.ts';

const ZONE = 'Asia/Shanghai';
const NOW = Date.parse('2026-11-24T03:12:08.250Z');

test('live, a draft is of now and sends no moment; the server takes it as it is', () => {
  const wish = wishOf({ ...newDraft({}, NOW, null, ZONE), title: ' hand-over ' }, 'Li', null, ZONE);
  expect(wish).toEqual({ operator: 'Li', title: 'hand-over', scope: {}, keepDays: 400 });
  expect(snapshotRequestSchema.safeParse(wish).success).toBe(true);
});

test('in the past, a draft is of the cursor’s moment, to the millisecond', () => {
  const at = NOW - 7_200_000;
  expect(wishOf(newDraft({}, NOW, at, ZONE), 'Li', at, ZONE)).toMatchObject({ at });
});

test('the cursor went back to live while the form was open: that is said, not taken for now', () => {
  expect(wishOf(newDraft({}, NOW, NOW - 1_000, ZONE), 'Li', null, ZONE)).toBe('no-moment');
});

test('a period runs in the zone’s wall clock, begins before it ends, and half a time is none', () => {
  const draft = {
    ...newDraft({}, NOW, null, ZONE),
    when: 'period' as const,
    from: '2026-11-23T08:00',
    to: '2026-11-24T08:00',
  };
  const wish = wishOf(draft, 'Li', null, ZONE);
  expect(wish).toMatchObject({ from: Date.parse('2026-11-23T00:00Z'), to: Date.parse('2026-11-24T00:00Z') });
  expect(snapshotRequestSchema.safeParse(wish).success).toBe(true);
  expect(wishOf({ ...draft, to: draft.from }, 'Li', null, ZONE)).toBe('period-order');
  expect(wishOf({ ...draft, from: '2026-11' }, 'Li', null, ZONE)).toBe('no-moment');
});

test('issue 8: a draft of what was explored is of its period and of exactly those resources', () => {
  const [from, to] = [Date.parse('2026-11-24T01:00:00Z'), Date.parse('2026-11-24T03:00:00Z')];
  const draft = newDraft({ resources: ['site/a', 'site/b'] }, NOW, NOW - 1_000, ZONE, { period: { from, to } });
  const wish = wishOf(draft, 'Li', null, ZONE);
  expect(wish).toMatchObject({ scope: { resources: ['site/a', 'site/b'] }, from, to });
  expect(snapshotRequestSchema.safeParse(wish).success).toBe(true);
});

test('a scope keeps what is set and nothing else', () => {
  const draft = newDraft({ view: 'data-centre', hall: 'hall/qingyun/p1-h03' }, NOW, null, ZONE);
  expect(scopeOf(draft)).toEqual({ view: 'data-centre', hall: 'hall/qingyun/p1-h03' });
  expect(scopeOf({ ...draft, kinds: ['rack'], labelName: 'band', labelValue: ' n41 ' })).toEqual({
    view: 'data-centre',
    hall: 'hall/qingyun/p1-h03',
    kinds: ['rack'],
    labels: [{ name: 'band', value: 'n41' }],
  });
  expect(scopeOf({ ...draft, labelName: 'band' })).toBe('half-label');
});

test('the wall clock of an instant leads back to that wall clock, also in the hour that a clock change repeats', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_102_444_800 }), fc.constantFrom(ZONE, 'UTC', 'Europe/Paris'), (s, zone) => {
      const field = localText(s * 1_000, zone);
      expect(localText(momentOfLocal(field, zone)!, zone)).toBe(field);
    }),
  );
});
