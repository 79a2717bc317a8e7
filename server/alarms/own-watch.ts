import type { PerceivedSeverity } from '../../shared/alarms/severity.ts';
import { log } from '../log.ts';
import type { Alarms, Clock } from '../ports.ts';
import { OWN_LAG_LIMITS } from './rules/reported.ts';

const SELF = 'server/self';
const LAG = OWN_LAG_LIMITS.steps[0];

/** What this server knows of itself. */
export interface OwnFacts {
  /** The journal takes nothing: the disk has no room. */
  readonly readOnly: boolean;
  /** Age of the oldest record that history has taken and not kept yet, ms. */
  readonly historyLagMs: number;
  /** History refuses, or its file cannot be written. */
  readonly historyRefuses: boolean;
}

/**
 * Reports this server's own disk and lag as alarms, when they change. These facts are not in the journal: a report is an
 * input of its own, kept in alarms.db, so that a replay has them all the same. Call it every few seconds.
 */
export function createOwnWatch(alarms: Alarms, facts: () => OwnFacts, clock: Clock): () => void {
  const standing = (rule: string): PerceivedSeverity | null =>
    alarms.list({ active: true, resource: SELF, limit: 10 }).alarms.find((alarm) => alarm.rule === rule)?.severity ??
    null;

  const tell = (rule: 'own-disk' | 'own-lag', severity: PerceivedSeverity | null): void => {
    if (standing(rule) === severity) return;
    const disk = rule === 'own-disk';
    alarms.report({
      resource: SELF,
      rule,
      qualifier: '',
      severity,
      probableCause: disk ? 'storage-capacity-problem' : 'system-resources-overload',
      alarmType: 'processing-error-alarm',
      specificProblem: null,
      at: clock(),
      source: 'skyrack',
      simulated: false,
    });
  };

  const look = (): void => {
    const { readOnly, historyLagMs, historyRefuses } = facts();
    tell('own-disk', readOnly ? 'critical' : null);
    const limitMs = 1_000 * (standing('own-lag') === null ? LAG.raise : LAG.clear);
    tell('own-lag', historyRefuses || historyLagMs > limitMs ? LAG.severity : null);
  };

  return () => {
    try {
      look();
    } catch (error) {
      // A full disk has no room for the alarm that says so: it is told again with the next look, and /readyz says it now.
      log.warn({ err: error }, 'an alarm about this server could not be written');
    }
  };
}
