import { access, constants, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { SNAPSHOT_FORMATS, SNAPSHOT_LANGUAGES } from '../../../shared/wire/snapshot-schemas.ts';
import { SNAPSHOT_ACTION } from '../../../shared/wire/snapshots.ts';
import { DEFAULT_SERVER, failureText, refusalText, snapshotsApi } from './ask-server.ts';
import { BadArguments } from './bad-arguments.ts';

const OPTIONS = {
  server: { type: 'string', default: DEFAULT_SERVER },
  at: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  format: { type: 'string', default: 'json' },
  out: { type: 'string' },
  language: { type: 'string', default: 'zh-CN' },
  title: { type: 'string', default: '' },
  operator: { type: 'string', default: 'snapshot command' },
  view: { type: 'string' },
  below: { type: 'string' },
  'keep-days': { type: 'string' },
} as const;

export const TAKE_USAGE = `[take] --out FILE [--format json] [--at TIME | --from TIME --to TIME] [--language zh-CN|en]
       [--view VIEW] [--below RESOURCE] [--title TEXT] [--operator NAME] [--keep-days N] [--server ${DEFAULT_SERVER}]
       TIME is ISO 8601 with a zone, 2026-11-24T18:00:00+08:00, or milliseconds`;

const takenSchema = z.object({ id: z.string(), sha256: z.string(), at: z.number() });

/**
 * Has a running server take a snapshot and writes its file in a format. Writes what was done; false, and the reason to
 * `complain`, when the server refuses, cannot be reached or the file cannot be written. Throws BadArguments.
 */
export async function takeSnapshot(
  args: readonly string[],
  write: (text: string) => void,
  complain: (text: string) => void,
): Promise<boolean> {
  const options = optionsOf(args);
  const api = snapshotsApi(options.server);
  const wanted = JSON.stringify(requestOf(options));
  const refused = async (reply: Response): Promise<false> => {
    complain(`${await refusalText(reply)}\n`);
    return false;
  };
  try {
    // Looked at before a snapshot is taken that nobody gets.
    await access(dirname(options.out), constants.W_OK);
    const reply = await fetch(api, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Skyrack-Action': SNAPSHOT_ACTION },
      body: wanted,
    });
    if (!reply.ok) return await refused(reply);
    const { id, sha256, at } = takenSchema.parse(await reply.json());
    const file = await fetch(`${api}/${id}/export/${encodeURIComponent(options.format)}?language=${options.language}`);
    if (!file.ok) return await refused(file);
    const bytes = new Uint8Array(await file.arrayBuffer());
    await writeFile(options.out, bytes);
    write(
      `${options.out}: ${bytes.length} bytes\n  snapshot ${id}\n  moment   ${new Date(at).toISOString()}\n  SHA-256  ${sha256}\n`,
    );
    return true;
  } catch (error) {
    complain(`${failureText(error)}\n`);
    return false;
  }
}

function optionsOf(args: readonly string[]) {
  const { out, ...rest } = valuesOf(args);
  if (out === undefined) throw new BadArguments('--out says where the file goes');
  // Looked at here: the server would say it only when the snapshot is there already.
  oneOf('--format', SNAPSHOT_FORMATS, rest.format);
  oneOf('--language', SNAPSHOT_LANGUAGES, rest.language);
  return { ...rest, out };
}

function oneOf(option: string, known: readonly string[], given: string): void {
  if (!known.includes(given)) throw new BadArguments(`${option} is one of ${known.join(', ')}`);
}

function valuesOf(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch (error) {
    throw new BadArguments(error instanceof Error ? error.message : String(error));
  }
}

function requestOf(options: ReturnType<typeof optionsOf>): object {
  const { at, from, to, operator, title, view, below } = options;
  const keepDays = options['keep-days'];
  return {
    operator,
    title,
    scope: { ...(view === undefined ? {} : { view }), ...(below === undefined ? {} : { below }) },
    ...(at === undefined ? {} : { at: timeOf(at) }),
    ...(from === undefined ? {} : { from: timeOf(from) }),
    ...(to === undefined ? {} : { to: timeOf(to) }),
    ...(keepDays === undefined ? {} : { keepDays: Number(keepDays) }),
  };
}

/** A moment without a zone would be another one on another machine. */
function timeOf(text: string): number {
  if (/^\d{12,}$/.test(text)) return Number(text);
  const at = /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new BadArguments(`${text} is no moment with a zone`);
  return at;
}
