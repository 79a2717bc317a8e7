import pdfmake from 'pdfmake';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import { FONT_FILE, FONT_NAME } from './font.ts';
import { inFont } from './in-font.ts';
import { type Language, say } from './words.ts';

/** What every document of ours says of itself. */
export interface Imprint {
  readonly title: string;
  /** UTC ms: part of the bytes, so never that of the printing. */
  readonly madeAt: number;
  readonly language: Language;
}

/** Parts of a definition that hold no words, but may be large. */
const WORDLESS: ReadonlySet<string> = new Set(['image', 'canvas', 'layout']);

/**
 * A document definition as PDF: our font and no other, nothing loaded from anywhere. Characters that the font lacks are
 * written by their code points; where there are some, the foot of every page says so. The same definition gives the same
 * bytes.
 */
export async function printPdf(
  { title, madeAt, language }: Imprint,
  { footer, ...definition }: TDocumentDefinitions,
): Promise<Uint8Array> {
  const madeDate = new Date(madeAt);
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path === FONT_FILE);
  pdfmake.setFonts({ [FONT_NAME]: { normal: FONT_FILE, bold: FONT_FILE, italics: FONT_FILE, bolditalics: FONT_FILE } });
  const written = createWriter();
  const document = pdfmake.createPdf({
    pageSize: 'A4',
    ...definition,
    content: written.inFont(definition.content),
    ...(footer === undefined ? {} : { footer: footOf(footer, written, language) }),
    language,
    version: '1.7',
    info: { title, creator: 'Skyrack', producer: 'Skyrack', creationDate: madeDate, modDate: madeDate },
    defaultStyle: { font: FONT_NAME, fontSize: 8.5, ...definition.defaultStyle },
  });
  return document.getBuffer();
}

/** A copy with every text as the font can write it; remembers whether it lacked a character. */
function createWriter() {
  let lacked = false;
  const copy = (part: unknown): unknown => {
    if (typeof part === 'string') {
      const { text, changed } = inFont(part);
      lacked ||= changed;
      return text;
    }
    if (Array.isArray(part)) return part.map(copy);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(
      Object.entries(part).map(([name, value]) => [name, WORDLESS.has(name) ? value : copy(value)]),
    );
  };
  return { inFont: <Part>(part: Part): Part => copy(part) as Part, lacked: () => lacked };
}

function footOf(
  footer: NonNullable<TDocumentDefinitions['footer']>,
  written: ReturnType<typeof createWriter>,
  language: Language,
): TDocumentDefinitions['footer'] {
  return (page, pages, size) => {
    const own = written.inFont(typeof footer === 'function' ? footer(page, pages, size) : footer) ?? '';
    if (!written.lacked()) return own;
    const said: Content = { text: say('reports.lacking-glyphs', language), fontSize: 6.5, margin: [40, 2, 40, 0] };
    return { stack: [own, said] };
  };
}
