import { expect, test } from 'vitest';
import {
  COLUMNS,
  conditionOf,
  DEFAULT_ORDER,
  readOrder,
  sourceRows,
  wantsLook,
  writeOrder,
} from '../../../../client/views/data-quality/source-rows.ts';
import { NOW, rejected, source } from './source.ts';

test.each([
  ['receiving', source()],
  ['unmapped', source({ unmapped: [{ name: 'up', count: 1, example: 'up{}' }], unmappedTotal: 1 })],
  ['receiving', source({ skewMs: -5_000 })],
  ['skewed', source({ skewMs: -5_001 })],
  ['skewed', source({ skewMs: 6_000 })],
  ['rejecting', source({ skewMs: 6_000, ...rejected('future', 2, NOW - 1_000) })],
  ['receiving', source(rejected('future', 2, NOW - 601_000))],
  ['silent', source({ lastReceivedAt: NOW - 61_000, ...rejected('future', 2, NOW - 70_000) })],
  ['silent', source({ lastReceivedAt: null })],
  // It cannot send, so its silence is no finding.
  ['revoked', source({ lastReceivedAt: NOW - 61_000, revoked: true })],
  // Every row refused at the door: nothing was ever received, and yet it is not silent.
  ['rejecting', source({ lastReceivedAt: null, ...rejected('bad-row', 9, NOW - 1_000) })],
] as const)('a source is %s', (condition, view) => {
  expect(conditionOf(view, NOW)).toBe(condition);
});

test('nobody has to look at a source that is well or whose token was taken back', () => {
  const rows = [source(), source({ id: 'old', revoked: true }), source({ id: 'quiet', lastReceivedAt: null })];
  expect(sourceRows(rows, NOW, DEFAULT_ORDER).filter(wantsLook)).toMatchObject([{ source: { id: 'quiet' } }]);
});

test('what the simulator leaves to a real source is no fault', () => {
  const simulator = source({ simulated: true, ...rejected('yielded', 500, NOW) });
  expect(conditionOf(simulator, NOW)).toBe('receiving');
  expect(sourceRows([simulator], NOW, DEFAULT_ORDER)[0]?.refused).toBe(0);
});

const sources = [
  source({ id: 'a', rate: 1, skewMs: 10 }),
  source({ id: 'b', rate: 9, skewMs: -4_000, lastReceivedAt: NOW - 70_000 }),
  source({ id: 'c', rate: 4, skewMs: null, ...rejected('future', 7, NOW) }),
];
const ids = (order: string | null) => sourceRows(sources, NOW, readOrder(order)).map((row) => row.source.id);

test.each([
  [null, ['b', 'c', 'a']],
  ['source', ['a', 'b', 'c']],
  ['-source', ['c', 'b', 'a']],
  ['-rate', ['b', 'c', 'a']],
  ['rate', ['a', 'c', 'b']],
  ['-lag', ['b', 'a', 'c']],
  ['-rejected', ['c', 'a', 'b']],
  ['received', ['b', 'a', 'c']],
  ['nonsense', ['b', 'c', 'a']],
  ['__proto__', ['b', 'c', 'a']],
])('order %s', (order, expected) => {
  expect(ids(order)).toEqual(expected);
});

test('an order survives the URL, the default one leaves none there', () => {
  for (const column of COLUMNS) {
    for (const descending of [true, false]) {
      expect(readOrder(writeOrder({ column, descending }))).toEqual({ column, descending });
    }
  }
  expect(writeOrder(DEFAULT_ORDER)).toBeNull();
});
