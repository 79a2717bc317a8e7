import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces';
import { FONT_FILE, FONT_NAME } from './font.ts';
import type { Language } from './words.ts';

/** What every document of ours says of itself. */
export interface Imprint {
  readonly title: string;
  /** UTC ms: part of the bytes, so never that of the printing. */
  readonly madeAt: number;
  readonly language: Language;
}

/**
 * A document definition as PDF: our font and no other, nothing loaded from anywhere. The definition must be fresh, as it
 * is written into. The same definition gives the same bytes.
 */
export async function printPdf(
  { title, madeAt, language }: Imprint,
  definition: TDocumentDefinitions,
): Promise<Uint8Array> {
  const madeDate = new Date(madeAt);
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path === FONT_FILE);
  pdfmake.setFonts({ [FONT_NAME]: { normal: FONT_FILE, bold: FONT_FILE, italics: FONT_FILE, bolditalics: FONT_FILE } });
  const document = pdfmake.createPdf({
    pageSize: 'A4',
    ...definition,
    language,
    version: '1.7',
    info: { title, creator: 'Skyrack', producer: 'Skyrack', creationDate: madeDate, modDate: madeDate },
    defaultStyle: { font: FONT_NAME, fontSize: 8.5, ...definition.defaultStyle },
  });
  return document.getBuffer();
}
