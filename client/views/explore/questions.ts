import { findMetric } from '../../../shared/metrics/index.ts';
import { type Entry, type Grouping, isGrouping } from './explored.ts';

/** Entries that one request answers: of one unit, so that they can stand in one panel. */
export type Question =
  | { readonly type: 'series'; readonly key: string; readonly entries: readonly Entry[] }
  | { readonly type: 'groups'; readonly key: string; readonly entry: Entry; readonly by: Grouping };

/** What stands in one panel: numbers of one unit, or one enumerated metric. */
export function scaleOf(metric: string): string {
  const definition = findMetric(metric);
  return definition === undefined || definition.states !== undefined ? metric : definition.unit;
}

/** One request for the resources of each unit, one for each grouping; in the order of what was chosen. */
export function questionsOf(entries: readonly Entry[]): readonly Question[] {
  const questions = new Map<string, Question & { readonly entries?: readonly Entry[] }>();
  for (const entry of entries) {
    const { metric, of } = entry;
    if (isGrouping(of)) {
      const key = `groups ${metric} ${of}`;
      questions.set(key, { type: 'groups', key, entry, by: of });
      continue;
    }
    const key = `series ${scaleOf(metric)}`;
    const before = questions.get(key);
    questions.set(key, { type: 'series', key, entries: [...(before?.entries ?? []), entry] });
  }
  return [...questions.values()];
}
