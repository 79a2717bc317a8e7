import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reasonOf } from '../../../shared/model/sample.ts';
import type { RejectedRows } from '../../../shared/wire/http.ts';
import { createNormalizer } from '../../normalize/index.ts';
import { createMapping } from '../../normalize/mapping.ts';
import type { Inventory, SampleRecord, SeriesName } from '../../ports.ts';
import type { CapturedReading, Payload } from './read-payload.ts';

/** Readings of one sent name that became one metric. */
export interface MappedName {
  readonly name: string;
  readonly metric: string;
  readonly count: number;
  readonly resources: number;
  readonly counter: boolean;
  /** One of the resources. */
  readonly example: string;
}

export interface DryRun {
  readonly readings: number;
  readonly mapped: readonly MappedName[];
  readonly unmapped: readonly { readonly name: string; readonly count: number; readonly example: string }[];
  readonly rejected: readonly RejectedRows[];
}

/**
 * What the server would make of a payload: the same mapping and the same normalize stage, over a journal that keeps
 * nothing. The clock stands at the payload's newest time, so that an old capture is judged as it was when it was sent.
 */
export async function dryRun(payload: Payload, inventory: Inventory, now: number): Promise<DryRun> {
  const times = payload.readings.flatMap(({ at }) => (at === undefined || !(at > 0) ? [] : [at]));
  const clock = times.length > 0 ? times.reduce((a, b) => Math.max(a, b)) : now;
  const folder = mkdtempSync(join(tmpdir(), 'skyrack-check-'));
  try {
    const records: SampleRecord[] = [];
    const normalizer = createNormalizer({
      inventory,
      clock: () => clock,
      commit: async (record) => {
        records.push(record);
        normalizer.applied(record);
      },
      barrier: async () => undefined,
      takeoverFile: join(folder, 'takeover'),
    });
    const source = normalizer.source('payload', payload.format);
    const { readings } = payload;
    await source.accept({
      handle: Uint32Array.from(readings, ({ name }) => source.handle(name)),
      at: Float64Array.from(readings, ({ at }) => at ?? clock),
      value: Float64Array.from(readings, ({ value }) => value),
      stale: Uint8Array.from(readings, ({ stale }) => (stale ? 1 : 0)),
      length: readings.length,
    });
    const { unmapped, rejected } = normalizer.sources()[0]!;
    return {
      readings: readings.length,
      mapped: mappedNames(readings, inventory),
      unmapped,
      rejected: [...payload.refused, ...rejected, ...outOfRange(records, inventory)],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function mappedNames(readings: readonly CapturedReading[], inventory: Inventory): readonly MappedName[] {
  const map = createMapping(inventory);
  const found = new Map<string, Omit<MappedName, 'count' | 'resources'> & { count: number; resources: Set<string> }>();
  for (const { name } of readings) {
    const target = map(name);
    if (!target.mapped) continue;
    const resource = inventory.resourceOf(target.series).id;
    const metric = inventory.metricOf(target.series).id;
    const key = `${nameOf(name)} ${metric}`;
    const known = found.get(key);
    if (known) {
      known.count++;
      known.resources.add(resource);
      continue;
    }
    const counter = target.rule?.type === 'counter';
    const resources = new Set([resource]);
    found.set(key, { name: nameOf(name), metric, counter, example: resource, count: 1, resources });
  }
  return [...found.values()].map((each) => ({ ...each, resources: each.resources.size }));
}

function nameOf(name: SeriesName): string {
  return name.by === 'labels' ? name.name : name.metric;
}

/** Rows that are kept as bad, so without a number, because it cannot be. */
function outOfRange(records: readonly SampleRecord[], inventory: Inventory): readonly RejectedRows[] {
  let count = 0;
  let example = '';
  for (const { batch } of records) {
    batch.quality.forEach((quality, row) => {
      if (reasonOf(quality) !== 'out-of-range' || count++ > 0) return;
      const { id, range } = inventory.metricOf(batch.series[row]!);
      const resource = inventory.resourceOf(batch.series[row]!).id;
      example = `${resource} ${id}: kept without a number; its range is ${range.join(' to ')}`;
    });
  }
  return count > 0 ? [{ reason: 'out-of-range', count, example }] : [];
}
