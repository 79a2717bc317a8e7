import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FONT_FILE, FONT_FOLDER } from '../parts/font.ts';

const require = createRequire(import.meta.url);
/** Has no types of its own. */
const subsetFont = require('subset-font') as (
  font: Buffer,
  characters: string,
  options: { readonly targetFormat: 'truetype' },
) => Promise<Buffer>;

/** Signs of the screens and reports that GB 2312 does not have. */
const SIGNS = '≥≤≠≈Ω→←↑↓●▲▼◆■□◌○△◇–—…·×÷±°µμ•‐‑†‡′″²³⁻⁹‰√∞§©®™€£¥✓✕⚠−';

/** What the font of reports and pictures can write: Latin, Greek, Cyrillic and Chinese as GB 2312 has them, and signs. */
export function fontCharacters(): string {
  let latin = '';
  for (let code = 0x20; code <= 0x17f; code++) if (code < 0x7f || code > 0x9f) latin += String.fromCodePoint(code);
  return latin + gb2312() + SIGNS;
}

/** All of its rows; the decoder leaves out what is not assigned. */
function gb2312(): string {
  const decoder = new TextDecoder('gb2312');
  let text = '';
  for (let row = 0xa1; row <= 0xf7; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) text += decoder.decode(Uint8Array.of(row, cell));
  }
  return text.replaceAll('\ufffd', '');
}

/** Cuts Noto Sans SC to these characters. Run by hand when the characters change: `npx tsx server/export/fonts/make-font.ts`. */
async function makeFont(): Promise<void> {
  const whole = require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');
  const licence = require.resolve('@expo-google-fonts/noto-sans-sc/LICENSE_FONT');
  await writeFile(FONT_FILE, await subsetFont(await readFile(whole), fontCharacters(), { targetFormat: 'truetype' }));
  await writeFile(join(FONT_FOLDER, 'noto-sans-sc.licence.txt'), await readFile(licence));
}

const script = process.argv[1];
if (script !== undefined && import.meta.url === pathToFileURL(script).href) await makeFont();
