import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readParam, withParam } from '../../../client/state/query.ts';

test('ids stay readable in the address', () => {
  expect(withParam('?layer=power', 'sel', 'rack/qingyun/p1-h03/r12/08')).toBe(
    '?layer=power&sel=rack/qingyun/p1-h03/r12/08',
  );
});

test('null removes a parameter and leaves the others', () => {
  expect(withParam('?sel=site/a&layer=power', 'sel', null)).toBe('?layer=power');
  expect(withParam('?sel=site/a', 'sel', null)).toBe('');
});

test('what is written is what is read, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (value, other) => {
      const search = withParam(withParam('', 'sel', value), 'layer', other);
      expect(readParam(search, 'sel')).toBe(value);
      expect(readParam(search, 'layer')).toBe(other);
    }),
  );
});
