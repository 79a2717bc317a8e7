/** Labels on one request: about 90 sheets. */
export const MAX_LABELS = 2_000;
