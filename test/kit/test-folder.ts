import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A new empty folder that is deleted when the test ends. */
export function testFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `skyrack-${name}-`));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export function wait(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

/** Asks until the answer is accepted; fails with what it saw last. */
export async function until<T>(
  what: string,
  limitMs: number,
  ask: () => T | Promise<T>,
  accept: (answer: T) => boolean,
  everyMs = 50,
): Promise<T> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (accept(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`${what} did not come in ${limitMs} ms: ${JSON.stringify(answer)}`);
    await wait(everyMs);
  }
}
