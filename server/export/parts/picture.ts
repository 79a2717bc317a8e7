import { type RenderedImage, renderAsync } from '@resvg/resvg-js';
import { FONT_FILE, FONT_NAME } from './font.ts';
import { inFont } from './in-font.ts';
import { opaquePng } from './opaque-png.ts';

/**
 * An SVG as PNG, `widthPx` wide. No font of the system is looked at: the same picture everywhere, with the code point in
 * the place of a character that our font lacks.
 */
export async function renderPicture(svg: string, widthPx: number): Promise<Buffer> {
  return (await render(svg, widthPx)).asPng();
}

/** The same picture as an address that a document definition takes. */
export async function pictureForPage(svg: string, widthPx: number): Promise<string> {
  const { pixels, width, height } = await render(svg, widthPx);
  return `data:image/png;base64,${opaquePng(pixels, width, height).toString('base64')}`;
}

function render(svg: string, widthPx: number): Promise<RenderedImage> {
  return renderAsync(inFont(svg).text, {
    font: { loadSystemFonts: false, fontFiles: [FONT_FILE], defaultFontFamily: FONT_NAME, sansSerifFamily: FONT_NAME },
    fitTo: { mode: 'width', value: widthPx },
    background: '#ffffff',
    logLevel: 'off',
  });
}
