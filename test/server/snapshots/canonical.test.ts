import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, NotCanonical } from '../../../server/snapshots/canonical.ts';
import { checkDocument, sealDocument } from '../../../server/snapshots/document.ts';
import type { SnapshotContent } from '../../../shared/wire/snapshots.ts';

test('RFC 8785: keys by UTF-16 code units, numbers as ECMAScript writes them, no white space', () => {
  const value = {
    '€': 1,
    '\r': 2,
    '1': 3,
    '😀': 4,
    ö: 5,
    b: [1e21, 0.1, -0, 4.5e-7],
    a: { y: null, x: true },
  };
  expect(canonicalJson(value)).toBe(
    '{"\\r":2,"1":3,"a":{"x":true,"y":null},"b":[1e+21,0.1,0,4.5e-7],"ö":5,"€":1,"😀":4}',
  );
});

test('JSON that is read and written again, its keys in any order, has one form', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(canonicalJson(shuffled(value))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('what JSON has no form for is an error, not null', () => {
  for (const value of [Number.NaN, [1, Number.POSITIVE_INFINITY], { a: [{ b: Number.NaN }] }, [undefined], () => 0]) {
    expect(() => canonicalJson(value)).toThrow(NotCanonical);
  }
});

test('the hash of a document is the same in any order and layout, and another when a value is', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (rest, other) => {
      const content = { ...rest, id: 'x', probe: 1 } as unknown as SnapshotContent;
      const { text, sha256 } = sealDocument(content);
      expect(checkDocument(text)).toEqual({ id: 'x', sha256, computed: sha256, problem: null });
      const relaid = JSON.stringify(shuffled(JSON.parse(text)), null, 2);
      expect(checkDocument(relaid).problem).toBeNull();
      if (canonicalJson(other) === '1') return;
      const changed = { ...JSON.parse(text), content: { ...content, probe: other } };
      expect(checkDocument(JSON.stringify(changed)).problem).toBe('hash-differs');
    }),
  );
});

test.each(['', '[]', '{}', '{"format":"other","version":1,"sha256":"","content":{"id":""}}'])(
  '%j is named as no snapshot',
  (text) => {
    expect(['unreadable', 'not-a-snapshot']).toContain(checkDocument(text).problem);
  },
);

/** The same value with the keys of every object the other way round. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, shuffled(inner)] as const)
      .reverse(),
  );
}
