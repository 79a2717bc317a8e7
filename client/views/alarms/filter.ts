import { type AlarmFilter, SHOWS } from '../../../shared/alarms/alarm-filter.ts';
import { PERCEIVED_SEVERITIES, type PerceivedSeverity } from '../../../shared/alarms/severity.ts';

export { type AlarmFilter, isUnder, matcher, SHOWS, type Show } from '../../../shared/alarms/alarm-filter.ts';

/** Worst first, as screens list them. */
export const SEVERITIES_DOWN: readonly PerceivedSeverity[] = [...PERCEIVED_SEVERITIES].reverse();

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
