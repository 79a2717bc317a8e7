import { join, resolve } from 'node:path';

const BUNDLED = import.meta.dirname.endsWith(join('.build', 'server'));

/** The bundle reads it where the source has it, as zone packs. */
export const FONT_FOLDER = resolve(import.meta.dirname, BUNDLED ? '../../server/export/fonts' : '../fonts');
/** Noto Sans SC Regular (OFL 1.1) with the characters that make-font.ts takes. */
export const FONT_FILE = join(FONT_FOLDER, 'noto-sans-sc.ttf');
export const FONT_NAME = 'Noto Sans SC';
