import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Entry,
  groupingsOf,
  MAX_ENTRIES,
  readEntries,
  readShifts,
  toggled,
  writeEntries,
  writeShifts,
} from '../../../../client/views/explore/explored.ts';
import { metricsOf } from '../../../../shared/metrics/index.ts';
import { RESOURCE_KINDS } from '../../../../shared/model/resource.ts';
import { smallZone } from '../../app/drawer/small-zone.ts';

const entry = fc
  .tuple(
    fc.constantFrom(...RESOURCE_KINDS.filter((kind) => metricsOf(kind).length > 0)),
    fc.nat(),
    fc.stringMatching(/^[a-z0-9-]{1,8}$/),
  )
  .chain(([kind, n, name]) =>
    fc.constantFrom<Entry>(
      { metric: metricsOf(kind)[n % metricsOf(kind).length]!.id, of: `${kind}/${name}` },
      { metric: metricsOf(kind)[n % metricsOf(kind).length]!.id, of: 'hall' },
    ),
  );

test('an address reproduces what is shown', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(entry, { maxLength: MAX_ENTRIES, selector: ({ metric, of }) => `${metric}:${of}` }),
      (entries) => {
        expect(readEntries(writeEntries(entries))).toEqual({ entries, unknown: [] });
      },
    ),
  );
});

test('any text of an address is read, and what is not known is named', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { entries, unknown } = readEntries(text);
      expect(entries.length + unknown.length).toBeLessThanOrEqual(text.split(',').length);
    }),
  );
  expect(readEntries('rack.inlet:site/s1,no.metric:hall,<script>,rack.inlet:rack/a/b')).toEqual({
    entries: [{ metric: 'rack.inlet', of: 'rack/a/b' }],
    unknown: ['rack.inlet:site/s1', 'no.metric:hall', '<script>'],
  });
});

test('ticking twice takes away again; one too many is left out', () => {
  const one: Entry = { metric: 'rack.inlet', of: 'hall' };
  expect(toggled(toggled([], one), one)).toEqual([]);
  const full = Array.from({ length: MAX_ENTRIES }, (_, i): Entry => ({ metric: 'rack.inlet', of: `rack/a/${i}` }));
  expect(toggled(full, one)).toBe(full);
});

test('groups are offered where the kind stands in such containers', () => {
  const index = smallZone();
  expect(groupingsOf(index, 'rack')).toEqual(['hall', 'phase']);
  expect(groupingsOf(index, 'uplink')).toEqual(['carrier']);
  expect(groupingsOf(index, 'cell')).toEqual(['band']);
  expect(groupingsOf(index, 'zone')).toEqual([]);
});

test('days to compare with are read in order and written back', () => {
  expect(readShifts('7d,1d,3d,7d')).toEqual(['1d', '7d']);
  expect(writeShifts(['7d', '1d'])).toBe('1d,7d');
  expect(writeShifts(readShifts(null))).toBeNull();
});
