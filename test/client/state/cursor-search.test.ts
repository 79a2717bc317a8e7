import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCursor, withCursor } from '../../../client/state/cursor-search.ts';
import { RANGES } from '../../../client/state/cursor-state.ts';

test('a moment of the past reads as ISO 8601 in the address', () => {
  const at = Date.parse('2026-11-24T03:12:00Z');
  expect(withCursor('?sel=rack/a/b', { at, range: '24h' })).toBe('?sel=rack/a/b&t=2026-11-24T03:12:00Z');
});

test('live with the usual range leaves the address as it was', () => {
  expect(withCursor('?sel=site/a&t=2026-11-24T03:12:00Z&range=1h', { at: null, range: '24h' })).toBe('?sel=site/a');
});

test('a reload reproduces the cursor', () => {
  fc.assert(
    fc.property(
      fc.option(fc.integer({ min: 0, max: 4_000_000_000 }), { nil: null }),
      fc.constantFrom(...RANGES.map(([name]) => name)),
      (seconds, range) => {
        const at = seconds === null ? null : seconds * 1_000;
        expect(readCursor(withCursor('?layer=power', { at, range }))).toEqual({ at, range });
      },
    ),
  );
});

test.each([
  ['2026-11-24T03:12:00+08:00', '2026-11-23T19:12:00Z'],
  ['1795491120000', '2026-11-24T03:32:00Z'],
])('a moment may be written as %s', (text, iso) => {
  expect(readCursor(`?t=${encodeURIComponent(text)}`).at).toBe(Date.parse(iso));
});

test.each(['now', '', '2026-11-24', '03:12', '-5', '2026-13-45T99:00:00Z'])('“%s” is no moment: live', (text) => {
  expect(readCursor(`?t=${encodeURIComponent(text)}`).at).toBeNull();
});

test('a range that is not offered counts as the usual one', () => {
  expect(readCursor('?range=2y').range).toBe('24h');
});
