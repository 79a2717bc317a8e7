import type { Texts } from './text.ts';

/** The rack floor. */
export const DATA_CENTRE = {} as const satisfies Texts;
