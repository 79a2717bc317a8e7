import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** A source name: what a body of the native door claims, what files and screens show. */
export const SOURCE_NAME = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;
/** Sources that exist without a line in the file. */
export const RESERVED_SOURCES: readonly string[] = ['ingest', 'simulator'];
export const NOTE_LENGTH = 200;

const time = z.int().min(0);
export const limitsOverrideSchema = z
  .object({
    series: z.int().min(1).max(10_000_000).optional(),
    samplesPerSecond: z.int().min(1).max(10_000_000).optional(),
  })
  .strict();

const entrySchema = z
  .object({
    source: z.string().regex(SOURCE_NAME),
    /** SHA-256 of the token, hexadecimal; null once it was revoked. */
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable(),
    createdAt: time,
    revokedAt: time.nullable(),
    note: z.string().max(NOTE_LENGTH),
    limits: limitsOverrideSchema,
  })
  .strict();
const fileSchema = z.object({ version: z.literal(1), sources: z.array(entrySchema) }).strict();

export type TokenEntry = z.infer<typeof entrySchema>;

/** The file of tokens cannot be used, or a command about it cannot be followed. Its message is for people. */
export class TokenFileError extends Error {
  override readonly name = 'TokenFileError';
}

/**
 * `sources.json` of the data folder: which token stands for which source. Holds no token, only hashes; readable by its
 * owner only.
 */
export class TokenFile {
  readonly path: string;

  constructor(dataFolder: string) {
    this.path = join(dataFolder, 'sources.json');
  }

  /** Differs whenever the file does: it is replaced as a whole, so its inode changes too. Empty when there is none. */
  fingerprint(): string {
    const found = statSync(this.path, { throwIfNoEntry: false });
    return found === undefined ? '' : `${found.ino} ${found.mtimeMs} ${found.size}`;
  }

  /** Entries in the order of their making; none when there is no file. Throws TokenFileError. */
  read(): readonly TokenEntry[] {
    if (!existsSync(this.path)) return [];
    let json: unknown;
    try {
      json = JSON.parse(readFileSync(this.path, 'utf8'));
    } catch (error) {
      // The parser's own words would quote the file.
      const why = error instanceof SyntaxError ? 'it is not JSON' : String(error);
      throw new TokenFileError(`${this.path} cannot be read: ${why}`);
    }
    const parsed = fileSchema.safeParse(json);
    if (parsed.success) return parsed.data.sources;
    const [issue] = parsed.error.issues;
    throw new TokenFileError(`${this.path} is damaged: ${issue?.path.join('.')}: ${issue?.message}`);
  }

  /**
   * Replaces the file by what `change` makes of its entries, atomically and one process at a time. Throws
   * TokenFileError, also the one that `change` throws; nothing is changed then.
   */
  update(change: (entries: readonly TokenEntry[]) => readonly TokenEntry[]): void {
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const fresh = `${this.path}.new`;
    const handle = openAlone(fresh);
    try {
      const sources = change(this.read());
      writeSync(handle, `${JSON.stringify({ version: 1, sources }, null, 2)}\n`);
      fsyncSync(handle);
      renameSync(fresh, this.path);
      syncFolder(dirname(this.path));
    } catch (error) {
      rmSync(fresh, { force: true });
      throw error;
    } finally {
      closeSync(handle);
    }
  }
}

function openAlone(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code !== 'EEXIST') throw error;
    throw new TokenFileError(`another command is writing; if none is, a crash left ${path}: remove it`);
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
