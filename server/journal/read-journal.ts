import { join } from 'node:path';
import type { JournalRecord } from '../ports.ts';
import { describeStored, readDictionary, type StoredDictionary } from './dictionary-file.ts';
import { decodeRecord } from './record.ts';
import { listFolder, readSegment } from './segment.ts';
import { scanSegment } from './tail.ts';

/** A record as it lies in a folder; `describe` names its series by the dictionary that it was written with. */
export interface StoredRecord {
  readonly sequence: number;
  readonly file: string;
  readonly record: JournalRecord;
  describe(series: number): { readonly resource: string; readonly metric: string } | undefined;
}

/**
 * Reads every good record of a data folder in order, for tests and tools: locks nothing, mends nothing. After a bad
 * frame it goes on with the next segment.
 */
export async function* readJournal(directory: string): AsyncGenerator<StoredRecord> {
  const folder = join(directory, 'journal');
  const dictionaries = new Map<string, StoredDictionary | 'absent' | 'damaged'>();
  for (const segment of (await listFolder(folder)).segments) {
    const known = dictionaries.get(segment.version) ?? (await readDictionary(folder, segment.version));
    dictionaries.set(segment.version, known);
    const describe = (series: number) => (typeof known === 'string' ? undefined : describeStored(known, series));
    const scanner = scanSegment(segment, await readSegment(folder, segment));
    for (let frame = scanner.next(); frame; frame = scanner.next()) {
      const { sequence, payload } = frame;
      yield { sequence, file: segment.file, record: decodeRecord(payload), describe };
    }
  }
}
