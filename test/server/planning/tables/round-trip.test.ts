import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COLUMNS } from '../../../../server/planning/tables/columns.ts';
import { exportTable } from '../../../../server/planning/tables/export-table.ts';
import { withGuard, withoutGuard } from '../../../../server/planning/tables/formula-guard.ts';
import { importFile } from '../../../../server/planning/tables/import-file.ts';
import type { TableRow } from '../../../../server/ports.ts';

const SITE_IDS = ['s1', 's2', 's3'];
const NO_GROUND = { outline: [], seas: [] };

/** Text of any script, with what spreadsheets and CSV trip over; cells are trimmed when they are read. */
const word = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '\n', 'x', '站', '&', '<', ' '),
      maxLength: 12,
    }),
  )
  .map((text) => text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '').trim())
  .filter((text) => text !== '');

const VALUES: Readonly<Record<string, fc.Arbitrary<string | number>>> = {
  lat: fc.integer({ min: -89e7, max: 89e7 }).map((value) => value / 1e7),
  lon: fc.integer({ min: -179e7, max: 179e7 }).map((value) => value / 1e7),
  status: fc.constantFrom('planned', 'building', 'on_air', 'retired'),
  on_air_date: fc
    .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10)),
  synthetic: fc.constantFrom(0, 1),
  gnb_id_len: fc.integer({ min: 22, max: 32 }),
  pci: fc.integer({ min: 0, max: 1007 }),
  duplex: fc.constantFrom('TDD', 'FDD'),
  band: fc.constantFrom('n41', 'n78'),
  azimuth_deg: fc.integer({ min: 0, max: 359 }),
  beamwidth_deg: fc.double({ min: 1, max: 360, noNaN: true }),
  mech_tilt_deg: fc.double({ min: -90, max: 90, noNaN: true }).map((value) => value + 0),
};

function rowsOf(table: 'sites' | 'cells'): fc.Arbitrary<ReadonlyMap<string, TableRow>> {
  const row = (id: string): fc.Arbitrary<readonly [string, TableRow]> =>
    fc
      .tuple(
        ...COLUMNS[table].map(({ name, always, read }) => {
          if (name === 'site_id') return fc.constant<string | number>(id);
          if (name === 'cell_id') return fc.constant<string | number>(1);
          const value = VALUES[name] ?? (read('x') === undefined ? fc.integer({ min: 15, max: 60 }) : word);
          const isNamed = name.startsWith('site_name') || name === 'synthetic';
          return always || isNamed ? value : fc.option(value, { nil: '' });
        }),
      )
      .map((values) => {
        const pairs = values.map((value, at) => [COLUMNS[table][at]!.name, value] as const);
        return [table === 'sites' ? `site/${id}` : `cell/${id}/1`, new Map(pairs.filter(([, value]) => value !== ''))];
      });
  return fc.tuple(...SITE_IDS.map(row)).map((rows) => new Map(rows));
}

describe('issue 7: export → import is the identity', () => {
  for (const table of ['sites', 'cells'] as const) {
    for (const format of ['csv', 'xlsx'] as const) {
      test(`${table} as ${format}: nothing differs where they came from, and an empty table becomes the same`, () => {
        fc.assert(
          fc.property(rowsOf(table), (rows) => {
            const { bytes } = exportTable(table, format, rows, rows);
            const sites = new Set(SITE_IDS.map((id) => `site/${id}`));
            const file = { table, format, bytes, crs: 'WGS84' } as const;
            const again = importFile({ file, state: { ...NO_GROUND, rows, sites } });
            expect(again).toMatchObject({
              checked: { problems: [], ignored: [], diff: { added: [], changed: [], absent: [], same: 3 } },
            });
            const anew = importFile({ file, state: { ...NO_GROUND, rows: new Map(), sites } });
            expect(anew).toMatchObject({ checked: { problems: [] } });
            const { merged } = (anew as Extract<typeof anew, { checked: unknown }>).checked;
            expect(sorted(merged)).toEqual(sorted(rows));
          }),
          { numRuns: 60 },
        );
      });
    }
  }

  test('the guard against formulas is taken off exactly where it was put on', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", '=', '+', '@', '-', 'a', '站') }), (text) => {
        expect(withoutGuard(withGuard(text))).toBe(text);
        expect(withGuard(text)).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});

function sorted(rows: ReadonlyMap<string, TableRow>) {
  return [...rows].map(([id, row]) => [id, [...row].sort(([a], [b]) => (a < b ? -1 : 1))]);
}
