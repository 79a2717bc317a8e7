import type { Attention, AttentionRow } from '../../shared/wire/events.ts';

/** Identity of one occurrence: the same resource turning critical again is another. */
function occurrence(row: AttentionRow): string {
  return `${row.resource} ${row.metric} ${row.since}`;
}

/**
 * Critical states that were not there before, each reported once. The first attention is what was there when the screen
 * opened: it is on screen and is not news.
 */
export function createNewCriticals(): (attention: Attention) => readonly AttentionRow[] {
  let known: ReadonlySet<string> | null = null;
  return (attention) => {
    const criticals = attention.worst.filter((row) => row.severity === 'critical');
    const before = known;
    known = new Set(criticals.map(occurrence));
    return before === null ? [] : criticals.filter((row) => !before.has(occurrence(row)));
  };
}
