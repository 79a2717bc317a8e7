import { severityRank } from '../../../shared/alarms/severity.ts';
import type { AlarmView } from '../../../shared/wire/alarm-schemas.ts';
import { matcher, readFilter } from '../../views/alarms/filter.ts';

/** Of ten thousand nobody reads more: more text narrows them down. */
const SHOWN = 6;
const MAX_QUERY_LENGTH = 100;

/** The alarms whose id, resource, name, rule, problem, source or owner contains the text: the worst first, then the newest. */
export function alarmsFound(query: string, alarms: ReadonlyMap<string, AlarmView>): readonly AlarmView[] {
  const wanted = query.trim().slice(0, MAX_QUERY_LENGTH);
  if (wanted === '') return [];
  const params: Readonly<Record<string, string>> = { show: 'all', q: wanted };
  const matches = matcher(readFilter((name) => params[name] ?? null));
  return [...alarms.values()]
    .filter(matches)
    .sort((a, b) => severityRank(b.severity) - severityRank(a.severity) || b.raisedAt - a.raisedAt)
    .slice(0, SHOWN);
}
