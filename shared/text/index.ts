import { DATA_CENTRE } from './data-centre.ts';
import { FRAME } from './frame.ts';
import { OPERATIONS } from './operations.ts';

/** Every word people read, in both languages, by key. Names of resources and metrics come from inventory and catalogue. */
export const TEXT = { ...FRAME, ...OPERATIONS, ...DATA_CENTRE } as const;

export type TextKey = keyof typeof TEXT;
