import type { Texts } from './text.ts';

/** The Operations map. */
export const OPERATIONS = {} as const satisfies Texts;
