import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProblemList } from './problems.ts';

/** Reads files of one zone pack; paths are relative to it. */
export interface PackFolder {
  readonly folder: string;
  /** Undefined when there is no such file. */
  bytes(file: string): Promise<Uint8Array | undefined>;
  /** The same as text; a file that is not UTF-8 is a problem and reads as undefined. A byte-order mark is dropped. */
  text(file: string): Promise<string | undefined>;
}

export function openPackFolder(folder: string, problems: ProblemList): PackFolder {
  async function bytes(file: string): Promise<Uint8Array | undefined> {
    try {
      return await readFile(join(folder, file));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      if (code !== 'ENOENT' && code !== 'ENOTDIR') problems.add({ file }, `cannot be read (${code})`);
      return undefined;
    }
  }

  async function text(file: string): Promise<string | undefined> {
    const content = await bytes(file);
    if (!content) return undefined;
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(content);
    } catch {
      problems.add({ file }, 'is not UTF-8 text; save it as UTF-8');
      return undefined;
    }
  }

  return { folder, bytes, text };
}
