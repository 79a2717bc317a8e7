import type { Content } from 'pdfmake/interfaces';
import type { LabelSheet } from '../ports.ts';
import { inFont } from './parts/in-font.ts';
import { printPdf } from './parts/print.ts';
import { qrBars } from './parts/qr.ts';
import { say } from './parts/words.ts';

/** Of an A4 page: three columns of eight labels of 70 × 36 mm, a common size of sheets to peel off. */
const COLUMNS = 3;
const ROWS = 8;
const LABEL_WIDTH_PT = 198.4;
const LABEL_HEIGHT_PT = 102;
const TOP_PT = 12.9;
const QR_PT = 82;
const PADDING_PT = 9;
/** A name may be of any length: what does not fit in three lines of the label is cut. */
const NAME_LETTERS = 44;

/** Below the last row of labels, on the sheet's own edge. */
const FOOT_PT = 829;

/**
 * Sheets of labels: both names, id, and a code with the address of the resource's page. A sheet with a name that our font
 * cannot write says so at its foot, as a report does.
 */
export async function printLabels({ labels, language }: LabelSheet): Promise<Uint8Array> {
  const perPage = COLUMNS * ROWS;
  const content = labels.flatMap(({ id, name, address }, i): Content[] => {
    const place = i % perPage;
    const x = (place % COLUMNS) * LABEL_WIDTH_PT + PADDING_PT;
    const y = TOP_PT + Math.floor(place / COLUMNS) * LABEL_HEIGHT_PT + PADDING_PT;
    const first = place === 0 && i > 0;
    const sheet = labels.slice(i, i + perPage);
    const lacking = place === 0 && sheet.some((label) => lacksGlyphs(label.name.zh, label.name.en, label.id));
    return [
      ...(first ? [{ text: '', pageBreak: 'before' as const }] : []),
      ...(lacking ? [footNote(language)] : []),
      {
        absolutePosition: { x, y },
        canvas: qrBars(address, QR_PT).map((bar) => ({ type: 'rect', ...bar, color: '#000000' })),
      },
      {
        absolutePosition: { x: x + QR_PT + 4, y: y + 6 },
        columns: [
          {
            width: LABEL_WIDTH_PT - QR_PT - 2 * PADDING_PT - 4,
            stack: [
              { text: cut(name.zh), fontSize: 9 },
              { text: name.en === name.zh ? '' : cut(name.en), fontSize: 8, color: '#333333', margin: [0, 2, 0, 0] },
              { text: id, fontSize: 6.5, margin: [0, 4, 0, 0] },
            ],
          },
        ],
      },
    ];
  });
  return printPdf({ title: say('reports.labels', language), madeAt: 0, language }, { pageMargins: 0, content });
}

function lacksGlyphs(...texts: readonly string[]): boolean {
  return texts.some((text) => inFont(text).changed);
}

function footNote(language: LabelSheet['language']): Content {
  const text = say('reports.lacking-glyphs', language);
  return { absolutePosition: { x: PADDING_PT, y: FOOT_PT }, text, fontSize: 6, color: '#333333' };
}

function cut(name: string): string {
  // Cut as it is printed: a code point in the place of a character is longer.
  const { text } = inFont(name);
  const letters = [...text];
  return letters.length <= NAME_LETTERS ? text : `${letters.slice(0, NAME_LETTERS - 1).join('')}…`;
}
