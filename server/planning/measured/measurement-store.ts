import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { MeasurementSet } from '../../../shared/wire/planning.ts';
import { measurementSetSchema } from '../../../shared/wire/planning-measured-schemas.ts';
import { writeDurableFile } from '../../durable-file.ts';
import { openKeptFile } from '../../kept-file.ts';

const INDEX = 'index.json';
const FILE = /^m(\d+)\.csv(?:\.tmp)?$/;

const indexSchema = z.object({
  /** Numbers are never used again, so that an id means one set for ever. */
  next: z.int().min(1),
  sets: z.array(measurementSetSchema),
});

/** Sets of measurements in a folder: an index, and a CSV for each. */
export interface MeasurementStore {
  /** Oldest first. */
  readonly sets: readonly MeasurementSet[];
  /** Durable when they resolve; `mayAdd` is asked when it is this one's turn, and may throw. */
  add(set: Omit<MeasurementSet, 'id'>, csv: Uint8Array, mayAdd: () => void): Promise<MeasurementSet>;
  remove(id: string): Promise<boolean>;
  /** The CSV of a set. */
  read(id: string): Promise<Uint8Array>;
  readonly degraded: readonly string[];
}

export async function openMeasurementStore(folder: string): Promise<MeasurementStore> {
  const index = await openKeptFile<z.infer<typeof indexSchema>>(join(folder, INDEX), indexSchema, {
    next: 1,
    sets: [],
  });
  const fileOf = (id: string): string => join(folder, `${id}.csv`);
  const names = await readdir(folder);
  // Where an index is missing, or was set aside, files stay for whoever mends it.
  const isWhole = names.includes(INDEX) && !names.includes(`${INDEX}.damaged`);
  if (isWhole) await deleteUnnamed(folder, names, new Set(index.current.sets.map(({ id }) => id)));
  const firstFree = 1 + Math.max(0, ...names.map((name) => Number(FILE.exec(name)?.[1] ?? 0)));
  return {
    get sets() {
      return index.current.sets;
    },
    degraded: index.degraded,
    async add(set, csv, mayAdd) {
      mayAdd();
      const number = Math.max(index.current.next, firstFree);
      const added = { id: `m${number}`, ...set };
      // A file that the index does not name means nothing.
      await writeDurableFile(fileOf(added.id), [csv]);
      await index.change(({ sets }) => ({ next: number + 1, sets: [...sets, added] }));
      return added;
    },
    async remove(id) {
      if (!index.current.sets.some((set) => set.id === id)) return false;
      await index.change(({ next, sets }) => ({ next, sets: sets.filter((set) => set.id !== id) }));
      await rm(fileOf(id), { force: true });
      return true;
    },
    read: (id) => readFile(fileOf(id)),
  };
}

/** What a crash left between a file and the index. */
async function deleteUnnamed(folder: string, names: readonly string[], ids: ReadonlySet<string>): Promise<void> {
  for (const name of names) {
    const isNamed = name.endsWith('.csv') && ids.has(name.slice(0, -'.csv'.length));
    if (FILE.test(name) && !isNamed) await rm(join(folder, name), { force: true });
  }
}
