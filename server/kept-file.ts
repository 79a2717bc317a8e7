import { readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { makeFolder, writeDurableFile } from './durable-file.ts';

/** A small JSON file of the data folder, for its owner only, written whole at each change. */
export interface KeptFile<T> {
  readonly current: T;
  /** Why it began anew, if it did. */
  readonly degraded: readonly string[];
  /**
   * One change after another; `change` sees what the one before it left, and may throw. Durable when it resolves. What
   * cannot be written is not changed either: throws the disk's error.
   */
  change(change: (current: T) => T): Promise<void>;
}

const VERSION = 1;

/** Opens the file; one that says something else than `schema` is set aside, and it begins anew with `empty`. */
export async function openKeptFile<T extends object>(
  path: string,
  schema: z.ZodObject,
  empty: T,
): Promise<KeptFile<T>> {
  await makeFolder(dirname(path));
  const { kept, degraded } = await read(path, schema, empty);
  let current = kept;
  let last: Promise<void> = Promise.resolve();
  return {
    get current() {
      return current;
    },
    degraded,
    change(change) {
      const done = last.then(async () => {
        const changed = change(current);
        const text = `${JSON.stringify({ version: VERSION, ...changed }, null, 2)}\n`;
        await writeDurableFile(path, [Buffer.from(text)]);
        current = changed;
      });
      last = done.catch(() => undefined);
      return done;
    },
  };
}

async function read<T extends object>(path: string, schema: z.ZodObject, empty: T) {
  try {
    const { version: _, ...kept } = schema
      .extend({ version: z.literal(VERSION) })
      .strict()
      .parse(JSON.parse(await readFile(path, 'utf8')));
    return { kept: kept as T, degraded: [] };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kept: empty, degraded: [] };
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
    await rename(path, `${path}.damaged`);
    return { kept: empty, degraded: [`${path} is damaged: set aside as ${path}.damaged, it begins anew`] };
  }
}
