import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNormalizer } from '../../../server/normalize/index.ts';
import type {
  IngestSource,
  Inventory,
  Normalizer,
  ReadingBatch,
  SampleRecord,
  SourcePolicies,
} from '../../../server/ports.ts';
import { smallZone } from './small-zone.ts';

/** 2024-05-01 00:00 UTC */
export const NOW = 1_714_521_600_000;

/** A normalizer over the small zone whose commit makes a record durable at once, or refuses it. */
export interface Stage {
  readonly normalizer: Normalizer;
  readonly inventory: Inventory;
  readonly records: SampleRecord[];
  readonly folder: string;
  now: number;
  /** When set, commit throws it. */
  refusal: Error | null;
  barriers: number;
}

export interface StageOptions {
  readonly inventory?: Inventory;
  readonly folder?: string;
  readonly intervals?: Float64Array;
  readonly policies?: SourcePolicies;
  /** Nothing is durable before it resolves. */
  readonly disk?: Promise<void>;
}

export function createStage(options: StageOptions = {}): Stage {
  const inventory = options.inventory ?? smallZone();
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'skyrack-normalize-'));
  const records: SampleRecord[] = [];
  const stage = { inventory, records, folder, now: NOW, refusal: null as Error | null, barriers: 0 };
  const normalizer = createNormalizer({
    inventory,
    clock: () => stage.now,
    commit: async (record) => {
      await options.disk;
      if (stage.refusal) throw stage.refusal;
      records.push(record);
      normalizer.applied(record);
    },
    barrier: async () => {
      stage.barriers++;
    },
    takeoverFile: join(folder, 'takeover'),
    ...(options.intervals ? { intervals: options.intervals } : {}),
    ...(options.policies ? { policies: options.policies } : {}),
  });
  return Object.assign(stage, { normalizer });
}

export interface Row {
  readonly handle: number;
  readonly at: number;
  readonly value: number;
  readonly stale?: boolean;
}

export function batchOf(rows: readonly Row[], identity?: { epoch: string; batch: string }): ReadingBatch {
  return {
    handle: Uint32Array.from(rows, (row) => row.handle),
    at: Float64Array.from(rows, (row) => row.at),
    value: Float64Array.from(rows, (row) => row.value),
    stale: Uint8Array.from(rows, (row) => (row.stale ? 1 : 0)),
    length: rows.length,
    ...(identity ? { identity } : {}),
  };
}

/** The handle of a metric as a Prometheus would name it. */
export function labelled(source: IngestSource, name: string, labels: Record<string, string>): number {
  return source.handle({ by: 'labels', name, labels: Object.entries({ __name__: name, ...labels }) });
}

export const RACK_1 = { dc: 'dc', hall: 'H1', row: 'r1', rack: '1', position: 'top' };

/** Everything that became durable, as rows in words. */
export function samplesOf({ records, inventory }: Pick<Stage, 'records' | 'inventory'>) {
  return records.flatMap(({ batch }) =>
    Array.from(batch.series, (series, i) => ({
      resource: inventory.resourceOf(series).id,
      metric: inventory.metricOf(series).id,
      at: batch.at[i]!,
      value: batch.value[i]!,
      quality: batch.quality[i]!,
    })),
  );
}
