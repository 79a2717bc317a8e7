import { expect, test } from 'vitest';
import { readRecent, rememberChoice, type Shelf } from '../../../../client/app/commands/recent.ts';

function shelf(): Shelf {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

test('the newest choice comes first, each once, at most eight', () => {
  const own = shelf();
  for (const key of ['a', 'b', 'c', 'a', 'd', 'e', 'f', 'g', 'h', 'i']) rememberChoice(() => own, key);
  expect(readRecent(() => own)).toEqual(['i', 'h', 'g', 'f', 'e', 'd', 'a', 'c']);
});

test.each(['', '{}', '"a"', '[1, null, {"a": 1}]', 'garbage'])('stored %s is no choice', (stored) => {
  expect(readRecent(() => ({ getItem: () => stored, setItem: () => undefined }))).toEqual([]);
});

test('a browser that forbids storage has no recent choices and does not fail', () => {
  const forbidden = () => {
    throw new Error('SecurityError');
  };
  expect(readRecent(forbidden)).toEqual([]);
  expect(() => rememberChoice(forbidden, 'a')).not.toThrow();
});
