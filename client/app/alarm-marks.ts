import { severityRank } from '../../shared/alarms/severity.ts';
import type { AlarmStep } from '../../shared/wire/alarm-schemas.ts';

/** A raise, wherever it is known from. */
export type Raise = Pick<AlarmStep, 'alarm' | 'at' | 'severity' | 'resource' | 'rule'>;

/** What stands at one place of the track: the worst of what was raised about then, the newest among equals. */
export interface MergedMark {
  readonly worst: Raise;
  readonly count: number;
}

/**
 * Raises in a span (UTC ms) as marks that do not cover each other: the span is cut into `places`, each with one mark.
 * The same raise told twice counts once.
 */
export function mergeMarks(raises: readonly Raise[], span: { from: number; to: number }, places: number): MergedMark[] {
  const width = (span.to - span.from) / places;
  const merged = new Map<number, { worst: Raise; seen: Set<string> }>();
  for (const raise of raises) {
    if (raise.at < span.from || raise.at > span.to) continue;
    const place = Math.floor(raise.at / width);
    const mark = merged.get(place);
    if (mark === undefined) {
      merged.set(place, { worst: raise, seen: new Set([raise.alarm]) });
      continue;
    }
    mark.seen.add(raise.alarm);
    const graver = severityRank(raise.severity) - severityRank(mark.worst.severity) || raise.at - mark.worst.at;
    if (graver > 0) mark.worst = raise;
  }
  return [...merged.values()]
    .map(({ worst, seen }) => ({ worst, count: seen.size }))
    .sort((a, b) => a.worst.at - b.worst.at);
}
