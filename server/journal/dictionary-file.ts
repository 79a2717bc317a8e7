/**
 * What series numbers meant in each version of the inventory that the journal holds records of, one file per version.
 * Series are numbered as in shared/model/dictionary.ts: kind by kind, resource by resource, metric by metric.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { RESOURCE_KINDS } from '../../shared/model/resource.ts';
import type { Inventory } from '../ports.ts';
import { Pace } from './pace.ts';
import { readSealedJson, writeSealedJson } from './sealed-json.ts';

/** What the journal needs to know of the inventory. */
export type JournalInventory = Pick<Inventory, 'version' | 'dictionary' | 'series' | 'ofKind'>;

const dictionarySchema = z.object({
  version: z.string(),
  kinds: z.array(z.object({ kind: z.string(), metrics: z.array(z.string()), resources: z.array(z.string()) })),
});

/** Kinds in the order of their numbers. */
export type StoredDictionary = z.infer<typeof dictionarySchema>;

const FILE_NAME = /^dictionary-([A-Za-z0-9_-]{1,72})\.json$/;

/** Version that a file of the journal's folder is the dictionary of, null for any other file. */
export function dictionaryVersion(fileName: string): string | null {
  return FILE_NAME.exec(fileName)?.[1] ?? null;
}

export function dictionaryFile(version: string): string {
  const name = `dictionary-${version}.json`;
  if (dictionaryVersion(name) === null) throw new RangeError(`"${version}" cannot name a dictionary`);
  return name;
}

/** Makes sure that the folder holds the inventory's dictionary, undamaged and durable. */
export async function keepDictionary(folder: string, inventory: JournalInventory): Promise<void> {
  const path = join(folder, dictionaryFile(inventory.version));
  const kept = await readSealedJson(path, dictionarySchema);
  if (typeof kept !== 'string' && kept.version === inventory.version) return;
  const kinds = RESOURCE_KINDS.map((kind) => ({
    kind,
    metrics: (inventory.dictionary.kinds.get(kind)?.metrics ?? []).map((metric) => metric.id),
    resources: inventory.ofKind(kind).map((resource) => resource.id),
  }));
  await writeSealedJson(path, { version: inventory.version, kinds });
}

export async function readDictionary(
  folder: string,
  version: string,
): Promise<StoredDictionary | 'absent' | 'damaged'> {
  const kept = await readSealedJson(join(folder, dictionaryFile(version)), dictionarySchema);
  return typeof kept !== 'string' && kept.version !== version ? 'damaged' : kept;
}

/**
 * For every series of a stored dictionary its number in the inventory of today, −1 where the resource or the metric is
 * gone.
 */
export async function remapTable(stored: StoredDictionary, inventory: JournalInventory): Promise<Int32Array> {
  const pace = new Pace();
  const table = new Int32Array(seriesCount(stored));
  let series = 0;
  for (const { metrics, resources } of stored.kinds) {
    for (const resource of resources) {
      for (const metric of metrics) table[series++] = inventory.series(resource, metric);
      if (pace.due()) await pace.rest();
    }
  }
  return table;
}

export function seriesCount(stored: StoredDictionary): number {
  return stored.kinds.reduce((sum, { metrics, resources }) => sum + metrics.length * resources.length, 0);
}

/** Names of a stored series, undefined for a number outside the dictionary. */
export function describeStored(
  stored: StoredDictionary,
  series: number,
): { resource: string; metric: string } | undefined {
  let offset = series;
  for (const { metrics, resources } of stored.kinds) {
    const own = metrics.length * resources.length;
    if (offset < own) {
      const ordinal = Math.floor(offset / metrics.length);
      return { resource: resources[ordinal]!, metric: metrics[offset - ordinal * metrics.length]! };
    }
    offset -= own;
  }
  return undefined;
}
