import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fontCharacters } from '../../../server/export/fonts/make-font.ts';
import { writeExport } from '../../../server/export/index.ts';
import { hasGlyph } from '../../../server/export/parts/glyphs.ts';
import { inFont } from '../../../server/export/parts/in-font.ts';
import { renderPicture } from '../../../server/export/parts/picture.ts';
import { drawPicture } from '../../../server/export/parts/picture-drawing.ts';
import { escapeMarkup } from '../../../shared/text/escape-markup.ts';
import { TEXT } from '../../../shared/text/index.ts';
import { REPORTS } from '../../../shared/text/reports.ts';
import { SNAPSHOTS } from '../../../shared/text/snapshots.ts';
import { readPdf } from './read-pdf.ts';
import { exampleContent, named, seal } from './sealed.ts';

/** Names that people have, from GBK beyond GB 2312 and from Latin and Cyrillic. */
const NAMES = '囍镕喆玥堃赟㎡ÄñüœẽЖяЁ';
/** Of no glyph in our font: beyond the basic plane, emoji, a letter of Serbian, Hangul, Arabic, Thai, a private one. */
const LACKING = [...'𠮷😀ЂŞ한عไ\uf8ff'];

/** Of a text as it is drawn, in a picture of 32 or more pixels. */
async function pixelsOf(text: string, width = 32): Promise<string> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="32" font-family="Noto Sans SC"><text x="4" y="26" font-size="24">${escapeMarkup(text)}</text></svg>`;
  return createHash('sha256')
    .update(await renderPicture(svg, width))
    .digest('hex');
}

describe('the font of reports and pictures', () => {
  test('is made with every character that shared/text has', () => {
    const asked = new Set(fontCharacters());
    const words = Object.values({ ...TEXT, ...REPORTS, ...SNAPSHOTS }).flatMap(({ zh, en }) => [...zh, ...en]);
    expect(
      [...new Set(words)].filter((character) => !asked.has(character) || !hasGlyph(character.codePointAt(0)!)),
    ).toEqual([]);
  });

  test('draws them: in the rendered picture none is the box of a missing glyph, nor empty', {
    timeout: 120_000,
  }, async () => {
    const empty = await pixelsOf(' ');
    const words = Object.values({ ...REPORTS, ...SNAPSHOTS }).flatMap(({ zh, en }) => [...zh, ...en]);
    const drawn = [...new Set([...words, ...NAMES, ...'≥Ω→●▲◆■◌–青岛'])].filter((character) => character.trim() !== '');
    const wrong: string[] = [];
    for (const character of drawn) {
      if (!hasGlyph(character.codePointAt(0)!) || (await pixelsOf(character)) === empty) wrong.push(character);
    }
    expect(wrong).toEqual([]);
    expect(new Set(await Promise.all([...'青岛高新区'].map((character) => pixelsOf(character)))).size).toBe(5);
  });

  test('issue 8: a character that it lacks is drawn as its code point in brackets, not as a box nor as nothing', {
    timeout: 60_000,
  }, async () => {
    for (const character of LACKING) {
      const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
      expect(inFont(`a${character}b`)).toEqual({ text: `a[U+${code}]b`, changed: true });
      expect(await pixelsOf(character, 200), code).toBe(await pixelsOf(`[U+${code}]`, 200));
    }
    expect(inFont('青岛 Ä\n1')).toEqual({ text: '青岛 Ä\n1', changed: false });
    // Two code points of one letter.
    expect(inFont('n\u0303 e\u0301')).toMatchObject({ changed: false });
    expect(inFont('\u0007\u202e\ud800').text).toBe('[U+0007][U+202E][U+D800]');
  });

  test.each(['en', 'zh-CN'] as const)(
    'issue 8: a name of such characters in a %s report: named, and said at the foot',
    {
      timeout: 120_000,
    },
    async (language) => {
      const words = REPORTS['reports.lacking-glyphs'][language === 'en' ? 'en' : 'zh'].replaceAll(' ', '');
      const textOf = async (name: string) => {
        const { pages } = await readPdf(
          await writeExport(seal(named(await exampleContent(), name)).document, 'pdf', language),
        );
        return pages.map((page) => page.replaceAll(' ', ''));
      };
      const lacking = await textOf('𠮷野家囍 Ärñ Жё 😀');
      expect(lacking[0]).toContain('[U+20BB7]野家囍ÄrñЖё[U+1F600]');
      for (const page of lacking) expect(page).toContain(words);
      for (const page of await textOf('囍 Ä Ж')) expect(page).not.toContain(words);
    },
  );

  test('issue 8: the picture says it as well', { timeout: 60_000 }, async () => {
    const picture = async (name: string) => drawPicture(named(await exampleContent(), name), 'en');
    const words = REPORTS['reports.lacking-glyphs'].en.replaceAll("'", '&#39;');
    expect(await picture('𠮷')).toContain(words);
    expect(await picture('囍')).not.toContain(words);
  });
});
