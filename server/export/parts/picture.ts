import { renderAsync } from '@resvg/resvg-js';
import { FONT_FILE, FONT_NAME } from './font.ts';
import { inFont } from './in-font.ts';

/**
 * An SVG as PNG, `widthPx` wide. No font of the system is looked at: the same picture everywhere, with the code point in
 * the place of a character that our font lacks.
 */
export async function renderPicture(svg: string, widthPx: number): Promise<Buffer> {
  const image = await renderAsync(inFont(svg).text, {
    font: { loadSystemFonts: false, fontFiles: [FONT_FILE], defaultFontFamily: FONT_NAME, sansSerifFamily: FONT_NAME },
    fitTo: { mode: 'width', value: widthPx },
    background: '#ffffff',
    logLevel: 'off',
  });
  return image.asPng();
}
