import { PERCEIVED_SEVERITIES, type PerceivedSeverity } from '../../../shared/alarms/severity.ts';
import type { AlarmView } from '../../../shared/wire/alarm-schemas.ts';

/**
 * Which part of the list is shown. `open`: what stands and is neither shelved nor in maintenance; `cleared`: what is over and
 * waits to be acknowledged.
 */
export const SHOWS = ['open', 'cleared', 'acknowledged', 'shelved', 'maintenance', 'all'] as const;
export type Show = (typeof SHOWS)[number];

/** Worst first, as screens list them. */
export const SEVERITIES_DOWN: readonly PerceivedSeverity[] = [...PERCEIVED_SEVERITIES].reverse();

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

/** The names that the address has for the parts of a filter. */
export const FILTER_PARAMS = ['show', 'severity', 'kind', 'resource', 'owner', 'q'] as const;
export type FilterParam = (typeof FILTER_PARAMS)[number];

/** What an address means; what it does not name, or names wrongly, filters nothing. */
export function readFilter(param: (name: FilterParam) => string | null): AlarmFilter {
  const severities = (param('severity') ?? '').split(',');
  return {
    show: SHOWS.find((show) => show === param('show')) ?? 'open',
    severities: new Set(PERCEIVED_SEVERITIES.filter((severity) => severities.includes(severity))),
    kind: param('kind'),
    resource: param('resource'),
    owner: param('owner'),
    text: param('q') ?? '',
  };
}

/** What the address holds of a set of severities; null for all. */
export function writeSeverities(severities: ReadonlySet<PerceivedSeverity>): string | null {
  const named = SEVERITIES_DOWN.filter((severity) => severities.has(severity));
  return named.length === 0 || named.length === SEVERITIES_DOWN.length ? null : named.join(',');
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
