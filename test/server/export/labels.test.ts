import { expect, test } from 'vitest';
import { printLabels } from '../../../server/export/labels.ts';
import { REPORTS } from '../../../shared/text/reports.ts';
import { readPdf } from './read-pdf.ts';

/** Of a sheet of 24 labels. */
const SHEET = 24;

function sheetOf(names: readonly string[]) {
  return names.map((name, i) => {
    const id = `site/${i}`;
    return { id, name: { zh: name, en: name }, address: `http://127.0.0.1:8080/asset/${encodeURIComponent(id)}` };
  });
}

test.each(['en', 'zh-CN'] as const)(
  'issue 8: a sheet with a name that the font cannot write says so in %s, a sheet without does not',
  { timeout: 60_000 },
  async (language) => {
    const words = REPORTS['reports.lacking-glyphs'][language === 'en' ? 'en' : 'zh'].replaceAll(' ', '');
    const names = [...Array.from({ length: SHEET }, () => '青岛'), '𠮷野家 Şişli'];
    const { pages } = await readPdf(await printLabels({ language, labels: sheetOf(names) }));
    expect(pages).toHaveLength(2);
    expect(pages[0]!.replaceAll(' ', '')).not.toContain(words);
    expect(pages[1]!.replaceAll(' ', '')).toContain(words);
    expect(pages[1]!.replaceAll(' ', '')).toContain('[U+20BB7]野家[U+015E]i[U+015F]li');
  },
);

test('the same labels give the same bytes', { timeout: 60_000 }, async () => {
  const sheet = { language: 'en', labels: sheetOf(['Qingdao', '青岛']) } as const;
  expect(Buffer.from(await printLabels(sheet)).equals(await printLabels(sheet))).toBe(true);
});
