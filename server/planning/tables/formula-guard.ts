/** What a spreadsheet would run, behind any apostrophes that are there already. */
const GUARDED = /^'*[=+\-@\t\r]/;
const GUARD = /^'+[=+\-@\t\r]/;

/** Text that a spreadsheet would take for a formula gets an apostrophe before it. */
export function withGuard(text: string): string {
  return GUARDED.test(text) ? `'${text}` : text;
}

/** Takes away what `withGuard` put there, and nothing else. */
export function withoutGuard(text: string): string {
  return GUARD.test(text) ? text.slice(1) : text;
}
