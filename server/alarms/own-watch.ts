import type { PerceivedSeverity } from '../../shared/alarms/severity.ts';
import { log } from '../log.ts';
import type { Alarms, Clock } from '../ports.ts';

const SELF = 'server/self';
/** History that is further behind than this is a lag; it is none any more below the second, ms. */
const LAG_MS = { raise: 60_000, clear: 20_000 } as const;

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
    const limit = standing('own-lag') === null ? LAG_MS.raise : LAG_MS.clear;
    tell('own-lag', historyRefuses || historyLagMs > limit ? 'major' : null);
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
