import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const schema = z.object({ firstStart: z.int().min(0) });

/**
 * When this server first had a plan, UTC ms: kept in a file, so that a plan whose days count from the first start stands
 * still from then on. Throws where the file cannot be read or written; a damaged one is an error, not a new beginning.
 */
export function openFirstStart(file: string, now: number): number {
  if (existsSync(file)) return schema.parse(JSON.parse(readFileSync(file, 'utf8'))).firstStart;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Whole or not at all: another file first, then its name.
  const fresh = `${file}.new`;
  writeFileSync(fresh, JSON.stringify({ firstStart: now }), { mode: 0o600 });
  renameSync(fresh, file);
  return now;
}
