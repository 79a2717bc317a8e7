import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fontCharacters } from '../../../server/export/fonts/make-font.ts';
import { renderPicture } from '../../../server/export/parts/picture.ts';
import { TEXT } from '../../../shared/text/index.ts';
import { REPORTS } from '../../../shared/text/reports.ts';
import { SNAPSHOTS } from '../../../shared/text/snapshots.ts';

/** A character of no font: what stands in its place is the box that must not be seen. */
const NOWHERE = '\uf8ff';

async function pixelsOf(character: string): Promise<string> {
  const escaped = character === '&' ? '&amp;' : character === '<' ? '&lt;' : character;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" font-family="Noto Sans SC"><text x="4" y="26" font-size="24">${escaped}</text></svg>`;
  return createHash('sha256')
    .update(await renderPicture(svg, 32))
    .digest('hex');
}

describe('the font of reports and pictures', () => {
  test('is made with every character that shared/text has', () => {
    const has = new Set(fontCharacters());
    const words = Object.values({ ...TEXT, ...REPORTS, ...SNAPSHOTS }).flatMap(({ zh, en }) => [...zh, ...en]);
    expect([...new Set(words)].filter((character) => !has.has(character))).toEqual([]);
  });

  test('draws them: in the rendered picture none is the box of a missing glyph, nor empty', {
    timeout: 120_000,
  }, async () => {
    const [missing, empty] = [await pixelsOf(NOWHERE), await pixelsOf(' ')];
    const words = Object.values({ ...REPORTS, ...SNAPSHOTS }).flatMap(({ zh, en }) => [...zh, ...en]);
    const drawn = [...new Set([...words, ...'≥Ω→●▲◆■◌–ÄñЖ青岛'])].filter((character) => character.trim() !== '');
    const wrong: string[] = [];
    for (const character of drawn) {
      const pixels = await pixelsOf(character);
      if (pixels === missing || pixels === empty) wrong.push(character);
    }
    expect(wrong).toEqual([]);
    expect(new Set(await Promise.all([...'青岛高新区'].map(pixelsOf))).size).toBe(5);
  });
});
