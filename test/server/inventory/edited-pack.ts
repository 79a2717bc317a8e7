import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadZone, ZonePackError } from '../../../server/inventory/index.ts';

export const SMALL_PACK = resolve(import.meta.dirname, '../../fixtures/zones/small');
export const EXAMPLE = resolve(import.meta.dirname, '../../../server/zones/example');
export const QINGDAO = resolve(import.meta.dirname, '../../../server/zones/qingdao');

export type Edit = (text: string) => string;

/** A copy of a pack with some files changed, in a folder of its own. */
export async function editedPack(pack: string, edits: Readonly<Record<string, Edit>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'skyrack-pack-'));
  await cp(pack, folder, { recursive: true });
  for (const [file, edit] of Object.entries(edits)) {
    const text = await readFile(join(folder, file), 'utf8').catch(() => '');
    await writeFile(join(folder, file), edit(text));
  }
  return folder;
}

/** Replaces a text that must be there. */
export function replace(from: string, to: string): Edit {
  return (text) => {
    if (!text.includes(from)) throw new Error(`nothing to replace: ${from}`);
    return text.replace(from, to);
  };
}

/** Adds a line at the end. */
export function append(line: string): Edit {
  return (text) => `${text}${line}\n`;
}

/** The error that loading a folder must give. */
export async function loadError(folder: string): Promise<ZonePackError> {
  const result = await loadZone({ folder }).catch((error: unknown) => error);
  if (result instanceof ZonePackError) return result;
  throw new Error(`expected a ZonePackError, got ${String(result)}`);
}

/** Lines of the message without its first, for the small pack with some files changed. */
export async function problemLines(edits: Readonly<Record<string, Edit>>, pack = SMALL_PACK): Promise<string[]> {
  const error = await loadError(await editedPack(pack, edits));
  return error.message.split('\n').slice(1);
}
