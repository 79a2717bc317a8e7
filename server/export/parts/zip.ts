import { strToU8, type Zippable, zipSync } from 'fflate';

/** Of every file in an archive: the same content gives the same bytes. Local time, as the format has it. */
const FILE_TIME = new Date(2020, 0, 1);
const LEVEL = 5;

/** Texts by file name as a ZIP archive. */
export function zipTexts(files: readonly (readonly [name: string, text: string])[]): Uint8Array {
  const entries: Zippable = {};
  for (const [name, text] of files) entries[name] = strToU8(text);
  return zipSync(entries, { level: LEVEL, mtime: FILE_TIME });
}
