/** A series that has sent nothing for longer than so many of its intervals is silent: stale. */
export const LATE_INTERVALS = 3;
