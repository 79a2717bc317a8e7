import { strFromU8, unzipSync } from 'fflate';
import { withoutGuard } from './formula-guard.ts';
import { MAX_ROWS, type Sheet, type SheetLine, UnreadableTable } from './sheet.ts';
import { elementsOf, textOf } from './xml.ts';

/** All parts of a workbook together, unpacked, as its directory states them; no part grows beyond what is stated. */
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;
const MAX_COLUMNS = 1_000;
/** Days from 1899-12-30, which spreadsheets count from, to 1970. */
const EPOCH_DAYS = 25_569;
const DAY_MS = 86_400_000;

/** The first sheet of a workbook (ECMA-376), formulas by the value they were saved with. Throws UnreadableTable. */
export function readXlsx(bytes: Uint8Array): Sheet {
  const parts = unpack(bytes);
  const part = (name: string): string | undefined => {
    const found = parts.get(name);
    return found === undefined ? undefined : strFromU8(found);
  };
  const sheet = part(firstSheet(part));
  if (sheet === undefined) throw notAWorkbook();
  const strings = elementsOf(part('xl/sharedStrings.xml') ?? '', 'si').map(({ inner }) => textOf(inner));
  const isDate = dateStyles(part('xl/styles.xml') ?? '');
  const lines = elementsOf(sheet, 'row').map(({ attributes, inner }, index): SheetLine => {
    const cells: string[] = [];
    for (const cell of elementsOf(inner, 'c')) {
      const column = columnOf(cell.attributes.get('r')) ?? cells.length;
      if (column >= MAX_COLUMNS) throw new UnreadableTable('too-large', `has more than ${MAX_COLUMNS} columns`);
      while (cells.length < column) cells.push('');
      cells[column] = withoutGuard(cellText(cell, strings, isDate).trim());
    }
    return { row: Number(attributes.get('r') ?? index + 1), cells };
  });
  return evenRows(lines.filter(({ cells }) => cells.some((cell) => cell !== '')));
}

function unpack(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  let size = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!/^xl\/(?:workbook|styles|sharedStrings|worksheets\/[^/]+|_rels\/workbook)\.xml(?:\.rels)?$/.test(name))
          return false;
        size += originalSize;
        if (size > MAX_UNPACKED_BYTES) {
          throw new UnreadableTable('too-large', 'unpacks to too much', null, MAX_UNPACKED_BYTES);
        }
        return true;
      },
    });
    return new Map(Object.entries(files));
  } catch (error) {
    throw error instanceof UnreadableTable ? error : notAWorkbook();
  }
}

function notAWorkbook(): UnreadableTable {
  return new UnreadableTable('malformed', 'is no XLSX workbook');
}

/** The part of the sheet that stands first. */
function firstSheet(part: (name: string) => string | undefined): string {
  const [sheet] = elementsOf(part('xl/workbook.xml') ?? '', 'sheet');
  const id = sheet?.attributes.get('r:id') ?? sheet?.attributes.get('id');
  const relation = elementsOf(part('xl/_rels/workbook.xml.rels') ?? '', 'Relationship').find(
    ({ attributes }) => attributes.get('Id') === id,
  );
  const target = relation?.attributes.get('Target');
  if (target === undefined) throw notAWorkbook();
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

/** Number formats of ECMA-376 §18.8.30 that are dates in every language, and those of East Asia. */
const DATE_FORMATS: ReadonlySet<number> = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58,
]);

function dateStyles(styles: string): (style: string | undefined) => boolean {
  const own = new Map(
    elementsOf(styles, 'numFmt').map(({ attributes }) => [
      attributes.get('numFmtId'),
      attributes.get('formatCode') ?? '',
    ]),
  );
  const formats = elementsOf(elementsOf(styles, 'cellXfs')[0]?.inner ?? '', 'xf').map(({ attributes }) => {
    const id = attributes.get('numFmtId');
    const code = own.get(id)?.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
    return code === undefined ? DATE_FORMATS.has(Number(id)) : /y|d/i.test(code);
  });
  return (style) => style !== undefined && formats[Number(style)] === true;
}

function cellText(
  { attributes, inner }: { attributes: ReadonlyMap<string, string>; inner: string },
  strings: readonly string[],
  isDate: (style: string | undefined) => boolean,
): string {
  if (attributes.get('t') === 'inlineStr') return textOf(elementsOf(inner, 'is')[0]?.inner ?? '');
  const value = textOf(elementsOf(inner, 'v')[0]?.inner ?? '', 'whole');
  if (attributes.get('t') === 's') return strings[Number(value)] ?? '';
  if (attributes.has('t') && attributes.get('t') !== 'n') return value;
  if (value !== '' && isDate(attributes.get('s'))) {
    const at = new Date((Number(value) - EPOCH_DAYS) * DAY_MS);
    return Number.isNaN(at.getTime()) ? value : at.toISOString().slice(0, 10);
  }
  return value;
}

/** B7 → 1; undefined where a cell does not say where it stands. */
function columnOf(place: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(place ?? '')?.[0];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Empty cells at a row's end are not stored: every row is as wide as the header. */
function evenRows(lines: readonly SheetLine[]): Sheet {
  if (lines.length > MAX_ROWS) throw new UnreadableTable('too-large', `has more than ${MAX_ROWS} rows`, null, MAX_ROWS);
  const header = [...(lines[0]?.cells ?? [])];
  while (header.at(-1) === '') header.pop();
  const width = header.length;
  return lines.map(({ row, cells }) => {
    const own = cells.slice();
    while (own.length > width && own.at(-1) === '') own.pop();
    while (own.length < width) own.push('');
    return { row, cells: own };
  });
}
