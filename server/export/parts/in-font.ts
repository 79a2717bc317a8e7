import { hasGlyph } from './glyphs.ts';

/** All that is not plain ASCII, which the font has, nor moves the pen or breaks the line, for which no glyph is wanted. */
const IN_QUESTION = /[^\t\n -~]/gu;

/**
 * A text as our font can write it: a character that the font lacks stands as its code point in brackets, `[U+20BB7]`,
 * never as a box or as nothing. `changed` says whether there was one.
 */
export function inFont(text: string): { readonly text: string; readonly changed: boolean } {
  const written = nameLacking(text);
  if (written === text) return { text, changed: false };
  // A letter and its accent may have one glyph together.
  const composed = text.normalize('NFC');
  const best = nameLacking(composed);
  return { text: best, changed: best !== composed };
}

function nameLacking(text: string): string {
  return text.replaceAll(IN_QUESTION, (character) => {
    const codePoint = character.codePointAt(0)!;
    return hasGlyph(codePoint) ? character : `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
  });
}
