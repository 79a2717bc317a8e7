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

/** Signs of the screens and reports that GBK does not have. */
const SIGNS = '≥≤≠≈Ω→←↑↓●▲▼◆■□◌○△◇–—…·×÷±°µμ•‐‑†‡′″²³⁻⁹‰√∞§©®™€£¥✓✕⚠−';

/** First and last code points of what is taken whole: Latin, accents, Latin Extended Additional, punctuation and signs. */
const RANGES = [
  [0x20, 0x7e],
  [0xa0, 0x24f],
  [0x300, 0x36f],
  [0x1e00, 0x1eff],
  [0x2000, 0x27bf],
] as const;

/**
 * What the font of reports and pictures can write: Chinese as GBK has it (names of people and places need more than
 * GB 2312), with its Greek and Russian, Latin, and signs; of these, what Noto Sans SC draws.
 */
export function fontCharacters(): string {
  let text = gbk() + SIGNS;
  for (const [first, last] of RANGES) for (let code = first; code <= last; code++) text += String.fromCodePoint(code);
  return text;
}

/** All of its double bytes; the decoder leaves out what is not assigned. */
function gbk(): string {
  const decoder = new TextDecoder('gbk');
  let text = '';
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) text += decoder.decode(Uint8Array.of(lead, trail));
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
