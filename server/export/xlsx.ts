import { escapeMarkup } from '../../shared/text/escape-markup.ts';
import type { ExportInput } from '../ports.ts';
import { type Column, type Table, tablesOf } from './parts/tables.ts';
import { zipTexts } from './parts/zip.ts';

/** Sheet names are no longer than this, and have none of these characters. */
const NAME_LENGTH = 31;
const NOT_IN_NAMES = /[\\/?*[\]:]/g;
/** Characters of a cell. */
const MAX_TEXT = 32_767;
const NARROW = 10;
const WIDE = 44;
const MEASURED_ROWS = 50;
/** Days from 1899-12-30, which spreadsheets count from, to 1970. */
const EPOCH_DAYS = 25_569;
const DAY_MS = 86_400_000;
/** Places in `cellXfs` below. */
const STYLES = { plain: 0, head: 1, quoted: 2, time: 3 } as const;
const FORMULA = /^[=+\-@\t\r]/;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const STYLE_SHEET =
  `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm:ss"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/>' +
  '<xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="49" applyNumberFormat="1" quotePrefix="1"/>' +
  '<xf xfId="0" numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>';

/**
 * A workbook (ECMA-376) with a sheet per table: numbers as numbers, times as times (UTC), units in the heads, the head
 * frozen, a filter on it. Text is written as strings, which no spreadsheet runs, and marked as quoted where it begins like
 * a formula.
 */
export function writeXlsx({ content, sha256, language }: ExportInput): Uint8Array {
  const tables = tablesOf(content, sha256, language);
  const names = sheetNames(tables);
  const sheets = tables.map((table, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(table)] as const);
  const part = (name: string, type: string) =>
    `<Override PartName="/${name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;
  const types =
    `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    part('xl/workbook.xml', 'sheet.main') +
    part('xl/styles.xml', 'styles') +
    `${sheets.map(([name]) => part(name, 'worksheet')).join('')}</Types>`;
  const listed = names.map((name, i) => `<sheet name="${escapeMarkup(name)}" sheetId="${i + 1}" r:id="r${i + 1}"/>`);
  const relations = tables.map((_, i) => relation(`r${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`));
  return zipTexts([
    ['[Content_Types].xml', types],
    ['_rels/.rels', relationsXml([relation('r1', 'officeDocument', 'xl/workbook.xml')])],
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${listed.join('')}</sheets></workbook>`,
    ],
    ['xl/_rels/workbook.xml.rels', relationsXml([...relations, relation('styles', 'styles', 'styles.xml')])],
    ['xl/styles.xml', STYLE_SHEET],
    ...sheets,
  ]);
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
}

function relationsXml(relations: readonly string[]): string {
  return `${XML}<Relationships xmlns="${RELATIONS}">${relations.join('')}</Relationships>`;
}

/** Titles, shortened, and told apart where two are the same in any case. */
function sheetNames(tables: readonly Table[]): readonly string[] {
  const taken = new Set<string>();
  return tables.map(({ title, id }) => {
    const plain = title.replace(NOT_IN_NAMES, ' ').slice(0, NAME_LENGTH) || id;
    const name = taken.has(plain.toLowerCase()) ? id.slice(0, NAME_LENGTH) : plain;
    taken.add(name.toLowerCase());
    return name;
  });
}

function sheetXml({ columns }: Table): string {
  const letters = columns.map((_, i) => columnLetters(i));
  const rows = columns[0]?.cells.length ?? 0;
  const last = `${letters.at(-1) ?? 'A'}${rows + 1}`;
  const lines = [
    `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
      '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>' +
      `<cols>${columns.map((column, i) => `<col min="${i + 1}" max="${i + 1}" width="${widthOf(column)}" customWidth="1"/>`).join('')}</cols><sheetData>`,
    `<row r="1">${columns.map((column, i) => textCell(`${letters[i]}1`, headOf(column), STYLES.head)).join('')}</row>`,
  ];
  for (let row = 0; row < rows; row++) {
    let cells = '';
    for (const [i, column] of columns.entries()) cells += cellXml(column, row, `${letters[i]}${row + 2}`);
    lines.push(`<row r="${row + 2}">${cells}</row>`);
  }
  lines.push(`</sheetData><autoFilter ref="A1:${last}"/></worksheet>`);
  return lines.join('\n');
}

function cellXml({ type, cells }: Column, row: number, at: string): string {
  const value = cells[row] ?? null;
  if (value === null) return '';
  if (typeof value === 'string') return textCell(at, value, FORMULA.test(value) ? STYLES.quoted : STYLES.plain);
  if (type === 'time') return `<c r="${at}" s="${STYLES.time}"><v>${value / DAY_MS + EPOCH_DAYS}</v></c>`;
  return `<c r="${at}"><v>${value}</v></c>`;
}

function textCell(at: string, text: string, style: number): string {
  const shown = escapeMarkup(text.slice(0, MAX_TEXT));
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${shown}</t></is></c>`;
}

/** A, B, … Z, AA, … */
function columnLetters(index: number): string {
  const rest = String.fromCharCode(65 + (index % 26));
  return index < 26 ? rest : columnLetters(Math.floor(index / 26) - 1) + rest;
}

function headOf({ title, unit }: Column): string {
  return unit === '' ? title : `${title} [${unit}]`;
}

function widthOf(column: Column): number {
  const lengths = column.cells.slice(0, MEASURED_ROWS).map((cell) => String(cell ?? '').length);
  return Math.min(WIDE, Math.max(NARROW, headOf(column).length, ...lengths) + 2);
}
