import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SNAPSHOT_LANGUAGES, snapshotVerificationSchema } from '../../../shared/wire/snapshot-schemas.ts';
import { SNAPSHOT_ID } from '../../../shared/wire/snapshots.ts';
import { checkFile } from '../check-file.ts';
import { DEFAULT_SERVER, failureText, refusalText, snapshotsApi } from './ask-server.ts';
import { BadArguments } from './bad-arguments.ts';
import { formatsOfFile } from './formats-of-file.ts';

export const VERIFY_USAGE = `verify FILE …
       JSON and HTML are checked by themselves; any format against the snapshot that a server has:
       verify --against ID [--server ${DEFAULT_SERVER}] FILE …`;

const OPTIONS = { against: { type: 'string' }, server: { type: 'string', default: DEFAULT_SERVER } } as const;

/** What was found of one file. */
interface Report {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

/**
 * Checks exported files: those that hold their document by its hash and without a server; with `--against` all by the
 * bytes that the server exports of that snapshot. Writes what it finds, to `complain` what is wrong. Returns whether all
 * are as they were sealed. Throws BadArguments.
 */
export async function verifyFiles(
  args: readonly string[],
  write: (text: string) => void,
  complain: (text: string) => void,
): Promise<boolean> {
  const { against, server, files } = optionsOf(args);
  const compare = against === undefined ? null : await openComparison(server, against, complain);
  if (compare === false) return false;
  let sound = true;
  for (const file of files) {
    const { lines, ok } = await reportOf(file, compare);
    sound &&= ok;
    (ok ? write : complain)(`${lines.join('\n')}\n`);
  }
  return sound;
}

function optionsOf(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    if (positionals.length === 0) throw new BadArguments('name the files to check');
    if (values.against !== undefined && !SNAPSHOT_ID.test(values.against)) {
      throw new BadArguments('--against is the id of a snapshot, 32 hexadecimal digits');
    }
    return { ...values, files: positionals };
  } catch (error) {
    throw error instanceof BadArguments ? error : new BadArguments(failureText(error));
  }
}

type Comparison = (bytes: Uint8Array) => Promise<string | null>;

/** The snapshot on the server, itself verified; false where it is not to be had or is not as it was. */
async function openComparison(
  server: string,
  id: string,
  complain: (text: string) => void,
): Promise<Comparison | false> {
  const snapshot = `${snapshotsApi(server)}/${id}`;
  try {
    const reply = await fetch(`${snapshot}/verify`);
    if (!reply.ok) {
      complain(`${await refusalText(reply)}\n`);
      return false;
    }
    const { ok, problem } = snapshotVerificationSchema.parse(await reply.json());
    if (!ok) {
      complain(`the server’s own snapshot ${id} is NOT as it was sealed: ${problem ?? 'its log was changed'}\n`);
      return false;
    }
  } catch (error) {
    complain(`${failureText(error)}\n`);
    return false;
  }
  return async (bytes) => {
    const formats = formatsOfFile(bytes);
    // What holds its document may be of two formats; of any other file it is known.
    for (const format of formats.length === 0 ? (['json', 'html'] as const) : formats) {
      for (const language of SNAPSHOT_LANGUAGES) {
        const reply = await fetch(`${snapshot}/export/${format}?language=${language}`);
        if (!reply.ok) throw new Error(await refusalText(reply));
        const exported = Buffer.from(await reply.arrayBuffer());
        if (exported.equals(bytes)) return `${format}, ${language}`;
      }
    }
    return null;
  };
}

async function reportOf(file: string, compare: Comparison | null): Promise<Report> {
  try {
    const bytes = readFileSync(file);
    if (compare !== null) return compared(file, await compare(bytes));
    return formatsOfFile(bytes).length > 0 ? notByItself(file) : checked(file, checkFile(bytes));
  } catch (error) {
    return { ok: false, lines: [`${file}: ${failureText(error)}`] };
  }
}

function compared(file: string, as: string | null): Report {
  if (as !== null) return { ok: true, lines: [`${file}: byte for byte what the server exports (${as})`] };
  return {
    ok: false,
    lines: [
      `${file}: NOT what the server exports of this snapshot`,
      '  it was changed, is of another snapshot, or was made by another version of Skyrack',
    ],
  };
}

/** Such a file shows the hash but does not hold what the hash is of. */
function notByItself(file: string): Report {
  return {
    ok: false,
    lines: [
      `${file}: NOT CHECKED: this format does not hold the document that the hash is of`,
      '  check the JSON or HTML of the same snapshot, or ask its server: verify --against ID FILE',
    ],
  };
}

function checked(file: string, { id, sha256, computed, problem }: ReturnType<typeof checkFile>): Report {
  if (problem === null) {
    return { ok: true, lines: [`${file}: as it was sealed`, `  snapshot ${id}`, `  SHA-256  ${sha256}`] };
  }
  return {
    ok: false,
    lines: [
      `${file}: NOT as it was sealed: ${problem}`,
      `  says     ${sha256 ?? '–'}`,
      `  computed ${computed ?? '–'}`,
    ],
  };
}
