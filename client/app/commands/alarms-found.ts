import { severityRank } from '../../../shared/alarms/severity.ts';
import type { AlarmView } from '../../../shared/wire/alarm-schemas.ts';
import { matcher, readFilter } from '../../views/alarms/filter.ts';

/** Of ten thousand nobody reads more: more text narrows them down. */
const SHOWN = 6;
const MAX_QUERY_LENGTH = 100;

/**
 * The alarms whose id, resource, name, rule, problem, source or owner contains the text: the worst first, then the newest.
 * `problemOf` gives the words of a rule as the operator reads them.
 */
export function alarmsFound(
  query: string,
  alarms: ReadonlyMap<string, AlarmView>,
  problemOf: (alarm: Pick<AlarmView, 'rule' | 'specificProblem'>) => string,
): readonly AlarmView[] {
  const wanted = query.trim().slice(0, MAX_QUERY_LENGTH);
  if (wanted === '') return [];
  const params: Readonly<Record<string, string>> = { show: 'all', q: wanted };
  const matches = matcher(readFilter((name) => params[name] ?? null));
  const lower = wanted.toLowerCase();
  // Alarms are many and rules few: each rule's words are looked up once.
  const problems = new Map<string, boolean>();
  const saysSo = ({ rule }: AlarmView): boolean => {
    const known = problems.get(rule) ?? problemOf({ rule, specificProblem: null }).toLowerCase().includes(lower);
    problems.set(rule, known);
    return known;
  };
  return [...alarms.values()]
    .filter((alarm) => matches(alarm) || saysSo(alarm))
    .sort((a, b) => severityRank(b.severity) - severityRank(a.severity) || b.raisedAt - a.raisedAt)
    .slice(0, SHOWN);
}
