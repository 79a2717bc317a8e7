import { readFileSync } from 'node:fs';
import { FONT_FILE } from './font.ts';

/** Of the cmap table, OpenType 1.9: the two forms of mapping that fonts of ours have. */
const SEGMENTS_OF_16_BIT = 4;
const GROUPS_OF_32_BIT = 12;

type Range = readonly [first: number, last: number];

let known: readonly Range[] | null = null;

/** Whether the font of reports and pictures draws a code point. */
export function hasGlyph(codePoint: number): boolean {
  known ??= glyphRanges(readFileSync(FONT_FILE));
  let [from, to] = [0, known.length - 1];
  while (from <= to) {
    const middle = (from + to) >> 1;
    const [first, last] = known[middle]!;
    if (codePoint < first) to = middle - 1;
    else if (codePoint > last) from = middle + 1;
    else return true;
  }
  return false;
}

/** Code points that a TrueType font maps to a glyph, ascending. Throws where it has no mapping of a form known here. */
function glyphRanges(font: Buffer): readonly Range[] {
  const cmap = tableOf(font, 'cmap');
  const offsets = Array.from({ length: cmap.readUInt16BE(2) }, (_, i) => cmap.readUInt32BE(8 + 8 * i));
  const forms = offsets.map((offset) => cmap.subarray(offset));
  const wide = forms.find((form) => form.readUInt16BE(0) === GROUPS_OF_32_BIT);
  if (wide !== undefined) return groups(wide);
  const narrow = forms.find((form) => form.readUInt16BE(0) === SEGMENTS_OF_16_BIT);
  if (narrow === undefined) throw new Error('the font has no cmap of format 4 or 12');
  return segments(narrow);
}

function tableOf(font: Buffer, name: string): Buffer {
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const record = 12 + 16 * i;
    if (font.toString('latin1', record, record + 4) !== name) continue;
    const offset = font.readUInt32BE(record + 8);
    return font.subarray(offset, offset + font.readUInt32BE(record + 12));
  }
  throw new Error(`the font has no table ${name}`);
}

function groups(form: Buffer): Range[] {
  return Array.from({ length: form.readUInt32BE(12) }, (_, i) => {
    const at = 16 + 12 * i;
    return [form.readUInt32BE(at), form.readUInt32BE(at + 4)] as const;
  });
}

/** The last segment maps U+FFFF to the missing glyph: it is none. */
function segments(form: Buffer): Range[] {
  const count = form.readUInt16BE(6) / 2;
  return Array.from({ length: count }, (_, i) => {
    const last = form.readUInt16BE(14 + 2 * i);
    return [form.readUInt16BE(16 + 2 * count + 2 * i), last] as const;
  }).filter(([first]) => first !== 0xffff);
}
