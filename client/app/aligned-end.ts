/** The end of the last whole step before now. */
export function alignedEnd(now: number, stepMs: number): number {
  return Math.floor(now / stepMs) * stepMs;
}
