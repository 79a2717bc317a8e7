import { readFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import { writeDurably } from './files.ts';

/** A short list in a file of its own, written whole at each change. */
export interface KeptList<T> {
  readonly items: readonly T[];
  /** Why the list began anew, if it did. */
  readonly degraded: readonly string[];
  /** Durable when it resolves; one after another. What cannot be written is not changed either: throws the disk's error. */
  change(next: (items: readonly T[]) => readonly T[]): Promise<void>;
}

/** Opens the list; a file that says something else is set aside, and the list begins anew. */
export async function openKeptList<T>(path: string, schema: z.ZodType): Promise<KeptList<T>> {
  const { items, degraded } = await read<T>(path, schema);
  let current = items;
  let writing: Promise<void> = Promise.resolve();
  return {
    get items() {
      return current;
    },
    degraded,
    change(next) {
      const done = writing.then(async () => {
        const changed = next(current);
        await writeDurably(path, Buffer.from(`${JSON.stringify({ version: 1, items: changed }, null, 1)}\n`));
        current = changed;
      });
      writing = done.catch(() => undefined);
      return done;
    },
  };
}

async function read<T>(path: string, schema: z.ZodType) {
  const none = { items: [] as readonly T[], degraded: [] as readonly string[] };
  try {
    const file = z.object({ version: z.literal(1), items: z.array(schema) });
    return { ...none, items: file.parse(JSON.parse(await readFile(path, 'utf8'))).items as readonly T[] };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return none;
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
    await rename(path, `${path}.damaged`);
    return { ...none, degraded: [`${path} is damaged: set aside as ${path}.damaged, the list begins anew`] };
  }
}
