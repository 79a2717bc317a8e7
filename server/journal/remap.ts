import type { SampleBatch } from '../../shared/model/sample.ts';
import type { CounterBases, JournalRecord } from '../ports.ts';
import { type JournalInventory, readDictionary, remapTable } from './dictionary-file.ts';

export interface Remapped {
  readonly record: JournalRecord;
  /** Samples left out because their resource or metric is gone. */
  readonly dropped: number;
}

/** Series numbers of older inventories → those of today; tables are built once per version. */
export class Remapping {
  readonly #folder: string;
  readonly #inventory: JournalInventory;
  readonly #tables = new Map<string, Int32Array | null>();
  /** What was wrong with dictionaries, in words. */
  readonly notes: string[] = [];

  constructor(folder: string, inventory: JournalInventory) {
    this.#folder = folder;
    this.#inventory = inventory;
  }

  /** The table of a version, `same` when its numbers are today's, null when nobody knows any more what they meant. */
  async table(version: string): Promise<Int32Array | 'same' | null> {
    if (version === this.#inventory.version) return 'same';
    const known = this.#tables.get(version);
    if (known !== undefined) return known;
    const stored = await readDictionary(this.#folder, version);
    const table = typeof stored === 'string' ? null : await remapTable(stored, this.#inventory);
    if (typeof stored === 'string') {
      this.notes.push(`journal/dictionary-${version}.json: ${stored}, so that nothing says what its samples belong to`);
    }
    this.#tables.set(version, table);
    return table;
  }
}

/** Gives a record today's series numbers. Without a table every sample is dropped. */
export function remapRecord(record: JournalRecord, table: Int32Array | 'same' | null): Remapped {
  if (record.type === 'start' || table === 'same') return { record, dropped: 0 };
  const batch = remapBatch(record.batch, table);
  const dropped = record.batch.series.length - batch.series.length;
  if (record.type === 'tick' || !record.bases) return { record: { ...record, batch }, dropped };
  return { record: { ...record, batch, bases: remapBases(record.bases, table) }, dropped };
}

function remapBatch({ series, at, value, quality }: SampleBatch, table: Int32Array | null): SampleBatch {
  const kept = keptRows(series, table);
  return {
    series: kept.series,
    at: pick(at, kept.rows, new Float64Array(kept.rows.length)),
    value: pick(value, kept.rows, new Float64Array(kept.rows.length)),
    quality: pick(quality, kept.rows, new Uint8Array(kept.rows.length)),
  };
}

function remapBases(bases: CounterBases, table: Int32Array | null): CounterBases {
  const { rows, series } = keptRows(bases.series, table);
  return {
    series,
    at: pick(bases.at, rows, new Float64Array(rows.length)),
    raw: pick(bases.raw, rows, new Float64Array(rows.length)),
  };
}

function keptRows(series: Uint32Array, table: Int32Array | null): { rows: number[]; series: Uint32Array } {
  const rows: number[] = [];
  const numbers: number[] = [];
  for (let i = 0; i < series.length; i++) {
    const number = table?.[series[i]!] ?? -1;
    if (number < 0) continue;
    rows.push(i);
    numbers.push(number);
  }
  return { rows, series: Uint32Array.from(numbers) };
}

function pick<T extends Float64Array | Uint8Array>(column: T, rows: readonly number[], into: T): T {
  for (const [place, row] of rows.entries()) into[place] = column[row]!;
  return into;
}
