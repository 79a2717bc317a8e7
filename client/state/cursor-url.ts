const ISO_SECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;
const SECOND_MS = 1_000;

/** The moment of an address (query `t`), UTC ms on a whole second: ISO 8601 with a zone, or UTC ms; null for anything else. */
export function parseMoment(text: string | null): number | null {
  if (text === null) return null;
  const ms = /^\d{11,14}$/.test(text) ? Number(text) : ISO_SECONDS.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isFinite(ms) && ms >= 0 ? wholeSecond(ms) : null;
}

/** A moment as an address holds it: "2026-11-24T03:12:00Z". */
export function formatMoment(at: number): string {
  return `${new Date(wholeSecond(at)).toISOString().slice(0, 19)}Z`;
}

/** History answers by the second. */
export function wholeSecond(at: number): number {
  return Math.floor(at / SECOND_MS) * SECOND_MS;
}
