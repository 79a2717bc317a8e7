import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { hashOf, newSecret } from './secret.ts';
import { limitsOf } from './source-tokens.ts';
import {
  limitsOverrideSchema,
  NOTE_LENGTH,
  RESERVED_SOURCES,
  SOURCE_NAME,
  type TokenEntry,
  TokenFile,
  TokenFileError,
} from './token-file.ts';

const USAGE = `usage: npm run admin -- <command>
  create-token <source> [--note TEXT] [--series N] [--rate N]
                            a token for one sender; it is shown once
  revoke-token <source>     its token is refused from the next request on
  list-tokens               sources and their limits, never a token
  release <resource>        gives a resource, or all that begin with <resource>/, back: the next
                            source that writes it owns it; without one, the simulator`;

export interface AdminOutcome {
  readonly exitCode: 0 | 1;
  readonly out: string;
  readonly err: string;
}

/**
 * Follows one administrator's command on a data folder, whether or not a server runs on it: a running one notices.
 * Mistakes are told in words, with exit code 1.
 */
export function runAdmin(args: readonly string[], dataFolder: string, now: number): AdminOutcome {
  try {
    return { exitCode: 0, out: `${follow(args, dataFolder, now)}\n`, err: '' };
  } catch (error) {
    return { exitCode: 1, out: '', err: `${error instanceof Error ? error.message : error}\n` };
  }
}

function follow(args: readonly string[], dataFolder: string, now: number): string {
  const { positionals, values } = parse(args);
  const [command, name, ...rest] = positionals;
  const file = new TokenFile(dataFolder);
  const none = Object.keys(values).length === 0;
  if (command === 'list-tokens' && name === undefined && none) return list(file.read());
  if (name === undefined || rest.length > 0) throw new TokenFileError(USAGE);
  if (command === 'create-token') return create(file, name, values, now);
  if (command === 'revoke-token' && none) return revoke(file, name, now);
  if (command === 'release' && none) return release(join(dataFolder, 'takeover.tsv'), name, now);
  throw new TokenFileError(USAGE);
}

interface Options {
  readonly note?: string | undefined;
  readonly series?: string | undefined;
  readonly rate?: string | undefined;
}

function parse(args: readonly string[]): { positionals: readonly string[]; values: Options } {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { note: { type: 'string' }, series: { type: 'string' }, rate: { type: 'string' } },
    });
  } catch (error) {
    throw new TokenFileError(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

function create(file: TokenFile, source: string, options: Options, now: number): string {
  checkName(source);
  const note = options.note ?? '';
  if (note.length > NOTE_LENGTH || /\p{Cc}/u.test(note)) {
    throw new TokenFileError(`--note: at most ${NOTE_LENGTH} characters on one line`);
  }
  const series = wholeNumber(options, 'series');
  const samplesPerSecond = wholeNumber(options, 'rate');
  const limits = {
    ...(series === undefined ? {} : { series }),
    ...(samplesPerSecond === undefined ? {} : { samplesPerSecond }),
  };
  const secret = newSecret();
  file.update((entries) => {
    if (entries.some((entry) => entry.source === source && entry.hash !== null)) {
      throw new TokenFileError(`source ${source} has a token already; revoke it first: revoke-token ${source}`);
    }
    const hash = hashOf(secret).toString('hex');
    const entry = { source, hash, createdAt: now, revokedAt: null, note, limits };
    return [...entries.filter((known) => known.source !== source), entry];
  });
  return `${secret}\nThis is the token of source ${source}. It is not kept and cannot be shown again.`;
}

function revoke(file: TokenFile, source: string, now: number): string {
  checkName(source);
  file.update((entries) => {
    const found = entries.find((entry) => entry.source === source);
    if (found === undefined) throw new TokenFileError(`there is no source ${source}; list-tokens shows them`);
    if (found.hash === null) throw new TokenFileError(`the token of source ${source} is revoked already`);
    return entries.map((entry) => (entry === found ? { ...entry, hash: null, revokedAt: now } : entry));
  });
  return `The token of source ${source} is revoked. Its resources stay its own until they are released.`;
}

function list(entries: readonly TokenEntry[]): string {
  if (entries.length === 0) return 'No source has a token of its own; create-token makes one.';
  const rows = entries.map(({ source, createdAt, revokedAt, note, limits }) => {
    const { series, samplesPerSecond } = limitsOf(limits);
    const since = new Date(revokedAt ?? createdAt).toISOString();
    return [source, `${revokedAt === null ? 'created' : 'revoked'} ${since}`, `${series}`, `${samplesPerSecond}`, note];
  });
  const table = [['SOURCE', 'TOKEN', 'SERIES', 'SAMPLES/S', 'NOTE'], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  return table
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Appends a release per resource to the file that normalize keeps its takeovers in, and looks at every second. */
function release(file: string, name: string, now: number): string {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const owners = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [resource = '', owner = ''] = line.split('\t');
    if (resource === name || resource.startsWith(name.endsWith('/') ? name : `${name}/`)) owners.set(resource, owner);
  }
  const owned = [...owners].filter(([, owner]) => owner !== '').map(([resource]) => resource);
  if (owned.length === 0) throw new TokenFileError(`no source owns ${name} or anything below it`);
  const torn = text !== '' && !text.endsWith('\n') ? '\n' : '';
  appendFileSync(file, torn + owned.map((resource) => `${resource}\t\t${now}\n`).join(''), { flush: true });
  return `Released ${owned.length} ${owned.length === 1 ? 'resource' : 'resources'}.`;
}

function checkName(source: string): void {
  if (!SOURCE_NAME.test(source)) {
    throw new TokenFileError(
      `${JSON.stringify(source)} is not the name of a source: 1–64 of a–z, 0–9 and -, not first or last`,
    );
  }
  if (RESERVED_SOURCES.includes(source)) throw new TokenFileError(`source ${source} belongs to the server itself`);
}

const FIELDS = { series: 'series', rate: 'samplesPerSecond' } as const;

function wholeNumber(options: Options, name: keyof typeof FIELDS): number | undefined {
  const given = options[name];
  if (given === undefined) return undefined;
  const field: keyof z.infer<typeof limitsOverrideSchema> = FIELDS[name];
  const value = /^\d+$/.test(given) ? Number(given) : Number.NaN;
  if (limitsOverrideSchema.safeParse({ [field]: value }).success) return value;
  throw new TokenFileError(`--${name}: ${JSON.stringify(given)} is not a whole number from 1 to 10000000`);
}
