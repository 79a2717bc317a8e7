import { expect, test } from 'vitest';
import { choose, meant, move, NOTHING_CHOSEN } from '../../../../client/views/alarms/list-selection.ts';

const IDS = ['a', 'b', 'c', 'd'];

test('keys move the cursor and stop at the ends; the first key finds the first row', () => {
  const first = move(NOTHING_CHOSEN, IDS, 1, 'one');
  expect(first.cursor).toBe('a');
  expect(move(first, IDS, -5, 'one').cursor).toBe('a');
  expect(move(first, IDS, 9, 'one').cursor).toBe('d');
  expect(move(first, [], 1, 'one')).toEqual(NOTHING_CHOSEN);
});

test('shift chooses from where it began, forwards and back again', () => {
  const start = choose(NOTHING_CHOSEN, IDS, 'b', 'one');
  const more = move(move(start, IDS, 1, 'range'), IDS, 1, 'range');
  expect(meant(more, IDS)).toEqual(['b', 'c', 'd']);
  expect(meant(move(more, IDS, -3, 'range'), IDS)).toEqual(['a', 'b']);
});

test('without a choice an action is for the row under the cursor, with one for those alone', () => {
  const start = choose(NOTHING_CHOSEN, IDS, 'b', 'one');
  expect(meant(start, IDS)).toEqual(['b']);
  const two = choose(choose(start, IDS, 'd', 'toggle'), IDS, 'a', 'toggle');
  expect(meant(two, IDS)).toEqual(['a', 'd']);
  expect(meant(choose(two, IDS, 'd', 'toggle'), IDS)).toEqual(['a']);
});

test('rows that have left the list are meant by nobody', () => {
  const state = choose(NOTHING_CHOSEN, IDS, 'b', 'one');
  expect(meant(state, ['a', 'c'])).toEqual([]);
  expect(move(state, ['a', 'c'], 1, 'one').cursor).toBe('a');
});
