import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileName } from '../../../client/charts/download.ts';
import type { SeriesPanel } from '../../../client/charts/panel.ts';
import { panelCsv } from '../../../client/charts/panel-csv.ts';
import { packQuality } from '../../../shared/model/sample.ts';
import { panelOf } from './panels.ts';

test('what is seen is what is exported: one row a bucket, base units, moments in UTC', () => {
  const simulated = packQuality('uncertain', 'stale', true);
  expect(
    panelCsv(
      panelOf([
        [0, 20, 21.5, 22],
        [5, null, null, null, simulated, 0.25],
      ]),
    ),
  ).toBe(
    'time_utc,series,unit,mean,min,max,last,samples,coverage,quality,simulated\r\n' +
      '2026-11-24T03:00:00.000Z,Inlet,°C,21.5,20,22,22,30,1,good,0\r\n' +
      '2026-11-24T03:05:00.000Z,Inlet,°C,,,,,30,0.25,uncertain: stale,1\r\n',
  );
});

test('a negative number is a number, not a formula', () => {
  expect(panelCsv(panelOf([[0, -110, -105, -95]]))).toContain(',-105,-110,-95,');
});

function named(title: string, name: string): SeriesPanel {
  const panel = panelOf([[0, 1, 2, 3]]);
  return { ...panel, title, lines: [{ ...panel.lines[0]!, name }] };
}

test.each(['=1+1', '+1', '-1', '@sum', '\tx', '\rx'])('a name like %j is no formula in a spreadsheet', (title) => {
  const rows = parse(panelCsv(named(title, '')), { columns: true }) as { series: string }[];
  expect(rows[0]!.series).toBe(`'${title}`);
});

test('any name comes back whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ minLength: 1 }), (title, name) => {
      const rows = parse(panelCsv(named(title, name)), { columns: true, record_delimiter: '\r\n' }) as {
        series: string;
      }[];
      expect(rows).toHaveLength(1);
      expect(rows[0]!.series.replace(/^'/, '')).toBe(`${title} · ${name}`.replace(/^'/, ''));
    }),
  );
});

test('a file is named by what it holds, whatever a resource is called', () => {
  expect(fileName(['机柜 P1-H03', 'Inlet, top', '../../etc'], 'csv')).toBe('机柜-P1-H03-Inlet-top-etc.csv');
  expect(fileName(['///'], 'png')).toBe('skyrack.png');
});
