import { readFileSync } from 'node:fs';
import { checkFile } from './check-file.ts';

/** `npm run snapshot -- verify FILE …`: checks exported files without a server. Ends with 1 when one is not as it was. */
const [command, ...files] = process.argv.slice(2);
if (command !== 'verify' || files.length === 0) {
  process.stderr.write('usage: npm run snapshot -- verify FILE …   (JSON or HTML that a snapshot was exported as)\n');
  process.exit(2);
}

let sound = true;
for (const file of files) {
  const { lines, ok } = report(file);
  sound &&= ok;
  process.stdout.write(`${lines.join('\n')}\n`);
}
process.exit(sound ? 0 : 1);

function report(file: string): { lines: readonly string[]; ok: boolean } {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    return { ok: false, lines: [`${file}: ${error instanceof Error ? error.message : String(error)}`] };
  }
  const { id, sha256, computed, problem } = checkFile(bytes);
  if (problem === null)
    return { ok: true, lines: [`${file}: as it was sealed`, `  snapshot ${id}`, `  SHA-256  ${sha256}`] };
  return {
    ok: false,
    lines: [
      `${file}: NOT as it was sealed: ${problem}`,
      `  says     ${sha256 ?? '–'}`,
      `  computed ${computed ?? '–'}`,
    ],
  };
}
