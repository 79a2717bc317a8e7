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

/** A sample by names. */
export interface StoredSample {
  readonly sequence: number;
  readonly source: string;
  readonly resource: string;
  readonly metric: string;
  readonly at: number;
  readonly value: number;
  /** Quality byte of shared/model/sample.ts. */
  readonly quality: number;
}

/**
 * Reads every good record of a journal's folder in order, for tests and tools: locks nothing, mends nothing. After a
 * bad frame it goes on with the next segment.
 */
export async function* readRecords(folder: string): AsyncGenerator<StoredRecord> {
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

/** The same, sample by sample; samples whose names are not known are left out. */
export async function* readJournal(folder: string): AsyncGenerator<StoredSample> {
  for await (const { sequence, record, describe } of readRecords(folder)) {
    if (record.type !== 'samples') continue;
    const { series, at, value, quality } = record.batch;
    for (let row = 0; row < series.length; row++) {
      const names = describe(series[row]!);
      if (!names) continue;
      yield { sequence, source: record.source, ...names, at: at[row]!, value: value[row]!, quality: quality[row]! };
    }
  }
}
