import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import { type Language, say, type WordKey } from './words.ts';

const INK = '#1d2530';
const QUIET = '#5b6675';
const RULE = '#c9ced6';
const HEAD_FILL = '#eef1f5';
export const WARN = '#8a4b00';

/** Rows of a table on paper; CSV and XLSX have them all. */
export const MAX_ROWS = 400;

/** Words of a column's head, and where it stands; numbers stand right. */
export interface Head {
  readonly title: string;
  readonly right?: boolean;
  /** Points, `*` for a share of what is left, else as wide as it needs. */
  readonly width?: number | '*' | 'auto';
}

/** A chapter: on a new page, in the outline. */
export function chapter(key: WordKey, language: Language, content: readonly Content[]): Content[] {
  const text = say(key, language);
  return [
    { text, fontSize: 15, color: INK, margin: [0, 0, 0, 8], outline: true, outlineText: text, pageBreak: 'before' },
    ...content,
  ];
}

export function section(text: string): Content {
  return { text, fontSize: 11, color: INK, margin: [0, 10, 0, 4] };
}

export function note(text: string, color = QUIET): Content {
  return { text, color, margin: [0, 0, 0, 6] };
}

/** A table whose head stands on every page; of many rows the first, and a word on that. */
export function table(heads: readonly Head[], rows: readonly (readonly string[])[], language: Language): Content[] {
  const shown = rows.slice(0, MAX_ROWS);
  const head = heads.map(
    ({ title, right }): TableCell => ({
      text: title,
      color: QUIET,
      fillColor: HEAD_FILL,
      alignment: right ? 'right' : 'left',
    }),
  );
  const body = shown.map((row) =>
    row.map((text, column): TableCell => ({ text, alignment: heads[column]?.right ? 'right' : 'left' })),
  );
  const cut =
    rows.length > shown.length ? [note(say('reports.cut', language, { shown: shown.length, all: rows.length }))] : [];
  return [
    ...cut,
    {
      table: { headerRows: 1, widths: heads.map(({ width }) => width ?? 'auto'), body: [head, ...body] },
      layout: {
        hLineWidth: (line) => (line === 0 ? 0 : 0.5),
        vLineWidth: () => 0,
        hLineColor: () => RULE,
        paddingTop: () => 2,
        paddingBottom: () => 2,
        paddingLeft: () => 4,
        paddingRight: () => 4,
      },
      margin: [0, 0, 0, 8],
    },
  ];
}

/** Margins, and under each page whose it is and its number. */
export function pageFrame(imprint: string, language: Language): Pick<TDocumentDefinitions, 'pageMargins' | 'footer'> {
  return {
    pageMargins: [40, 42, 40, 48],
    footer: (page, pages) => ({
      margin: [40, 14, 40, 0],
      fontSize: 7.5,
      color: QUIET,
      columns: [
        { text: imprint, width: '*' },
        { text: say('snapshots.page', language, { page, pages }), width: 'auto', alignment: 'right' },
      ],
    }),
  };
}
