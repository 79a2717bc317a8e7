import { isSimulated, qualityOf, reasonOf } from '../../shared/model/sample.ts';
import type { SeriesPanel } from './panel.ts';

/** A cell that a spreadsheet would take for a formula, a field's mark or a line's end. */
const FORMULA = /^[=+\-@\t\r]/;
const QUOTED = /[",\r\n]/;

/**
 * What a panel shows as CSV (RFC 4180), one row a bucket: moments as ISO 8601 in UTC, numbers in the unit's base. Names come
 * from outside: one that begins like a formula gets an apostrophe before it.
 */
export function panelCsv(panel: SeriesPanel): string {
  const head = [
    'time_utc',
    'series',
    'unit',
    'mean',
    'min',
    'max',
    'last',
    'samples',
    'coverage',
    'quality',
    'simulated',
  ];
  const rows = panel.lines.flatMap(({ name, buckets, shiftMs = 0 }) =>
    buckets.at.map((at, i) => {
      const byte = buckets.quality[i] ?? 0;
      const quality = [qualityOf(byte), reasonOf(byte)].filter((word) => word !== 'none').join(': ');
      return [
        new Date(at + shiftMs).toISOString(),
        textCell(lineTitle(panel, name)),
        textCell(panel.unit),
        numberCell(buckets.mean[i]),
        numberCell(buckets.min[i]),
        numberCell(buckets.max[i]),
        numberCell(buckets.last?.[i]),
        numberCell(buckets.count[i]),
        numberCell(buckets.coverage[i]),
        textCell(quality),
        isSimulated(byte) ? '1' : '0',
      ];
    }),
  );
  return [head, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

function lineTitle(panel: SeriesPanel, name: string): string {
  return name === '' ? panel.title : `${panel.title} · ${name}`;
}

function textCell(text: string): string {
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return QUOTED.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function numberCell(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}
