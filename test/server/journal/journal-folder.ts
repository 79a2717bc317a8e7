import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type JournalOptions, openJournal } from '../../../server/journal/index.ts';
import type { Journal } from '../../../server/ports.ts';
import { newFolder } from './new-folder.ts';
import { sampleRecord } from './records.ts';
import { tinyInventory } from './tiny-inventory.ts';

export const inventory = tinyInventory('v1');

/** Closed after the file's tests: one that a test leaves open stands for a process that died. */
const opened: Journal[] = [];
afterAll(async () => {
  for (const journal of opened) await journal.close();
});

export async function open(directory: string, options: Partial<JournalOptions> = {}): Promise<Journal> {
  const journal = await openJournal({ directory, inventory, clock: () => 1_700_000_000_000, ...options });
  opened.push(journal);
  return journal;
}

/** A closed journal with records 1…count; small segments hold about four records of default size. */
export async function filledFolder(count: number, segmentBytes = 600): Promise<string> {
  const directory = await newFolder();
  const journal = await open(directory, { segmentBytes });
  for (let mark = 1; mark <= count; mark++) await journal.append(sampleRecord(mark));
  await journal.close();
  return directory;
}

export async function segmentsOf(directory: string): Promise<string[]> {
  return (await readdir(directory)).filter((file) => file.endsWith('.seg')).sort();
}

export async function change(path: string, edit: (bytes: Buffer) => Uint8Array): Promise<void> {
  await writeFile(path, edit(await readFile(path)));
}

export async function flip(directory: string, file: string, offset: number): Promise<void> {
  await change(join(directory, file), (bytes) => {
    bytes[offset]! ^= 1;
    return bytes;
  });
}
