import { expect, test } from 'vitest';
import { signedDb, spreadDb } from '../../../client/ui/residual-words.ts';

test('a difference carries its sign, nothing has none, no number is said to be none', () => {
  expect([4.06, -0.34, 0, -0.04, null].map((db) => signedDb(db, 'en'))).toEqual(['+4.1', '−0.3', '0.0', '0.0', '–']);
  expect([7.25, null].map((db) => spreadDb(db, 'zh-CN'))).toEqual(['7.3', '–']);
});
