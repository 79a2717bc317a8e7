import type { AlarmView } from '../wire/alarm-schemas.ts';
import type { PerceivedSeverity } from './severity.ts';

/**
 * Which part of the list is shown. `open`: what stands and is neither shelved nor in maintenance; `cleared`: what is over and
 * waits to be acknowledged.
 */
export const SHOWS = ['open', 'cleared', 'acknowledged', 'shelved', 'maintenance', 'all'] as const;
export type Show = (typeof SHOWS)[number];

/** What is wanted of an alarm list: that of the screen, and of a snapshot of it. */
export interface AlarmFilter {
  readonly show: Show;
  /** Empty: all. */
  readonly severities: ReadonlySet<PerceivedSeverity>;
  readonly kind: string | null;
  /** The resource and everything below it. */
  readonly resource: string | null;
  readonly owner: string | null;
  /** Part of an id, a name, a rule, a source or an owner, any case; '' for all. */
  readonly text: string;
}

function isShown(alarm: AlarmView, show: Show): boolean {
  switch (show) {
    case 'open':
      return alarm.clearance === null && alarm.shelf === null && alarm.maintenance === null;
    case 'cleared':
      return alarm.clearance !== null;
    case 'acknowledged':
      return alarm.acknowledgement !== null;
    case 'shelved':
      return alarm.shelf !== null;
    case 'maintenance':
      return alarm.maintenance !== null;
    case 'all':
      return true;
  }
}

/** True for an alarm of a resource or of something below it. */
export function isUnder(alarm: Pick<AlarmView, 'resource' | 'path'>, resource: string): boolean {
  return alarm.resource === resource || alarm.path.some(({ id }) => id === resource);
}

/** The filter as one question, so that ten thousand alarms prepare nothing ten thousand times. */
export function matcher(filter: AlarmFilter): (alarm: AlarmView) => boolean {
  const { show, severities, kind, resource, owner } = filter;
  const wanted = filter.text.trim().toLowerCase();
  return (alarm) =>
    isShown(alarm, show) &&
    (severities.size === 0 || severities.has(alarm.severity)) &&
    (kind === null || alarm.kind === kind) &&
    (owner === null || alarm.owner === owner) &&
    (resource === null || isUnder(alarm, resource)) &&
    (wanted === '' || textsOf(alarm).some((text) => text.toLowerCase().includes(wanted)));
}

function textsOf(alarm: AlarmView): string[] {
  const { id, resource, name, rule, source, owner, specificProblem } = alarm;
  return [id, resource, name.zh, name.en, rule, source, owner ?? '', specificProblem ?? ''];
}
