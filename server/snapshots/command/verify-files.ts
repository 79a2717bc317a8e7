import { readFileSync } from 'node:fs';
import { checkFile } from '../check-file.ts';

/** Checks exported files without a server; writes what it finds. Returns whether all are as they were sealed. */
export function verifyFiles(files: readonly string[], write: (text: string) => void): boolean {
  let sound = true;
  for (const file of files) {
    const { lines, ok } = report(file);
    sound &&= ok;
    write(`${lines.join('\n')}\n`);
  }
  return sound;
}

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
