import type { SnapshotContent } from '../../../shared/wire/snapshots.ts';

/** `resource metric` → what a snapshot says of it. */
export function latestValues({ kinds }: Pick<SnapshotContent, 'kinds'>): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>();
  for (const { id, metrics } of kinds) {
    for (const { metric, value, ageMs, flags } of metrics) {
      for (const [row, resource] of id.entries()) {
        values.set(`${resource} ${metric}`, { value: value[row], ageMs: ageMs[row], flags: flags[row] });
      }
    }
  }
  return values;
}
