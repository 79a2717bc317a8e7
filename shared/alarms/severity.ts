/** X.733 perceivedSeverity without `cleared`, which is a state of a record and not a degree. Least first. */
export const PERCEIVED_SEVERITIES = ['indeterminate', 'warning', 'minor', 'major', 'critical'] as const;
export type PerceivedSeverity = (typeof PERCEIVED_SEVERITIES)[number];

/** Place in the order of what asks for attention first: critical is highest. */
export function severityRank(severity: PerceivedSeverity): number {
  return PERCEIVED_SEVERITIES.indexOf(severity);
}
