/** How long a site's oscillator keeps time within what TDD needs once GNSS is gone, s: a good one four hours. */
export const FULL_HOLDOVER_S = 4 * 3_600;
