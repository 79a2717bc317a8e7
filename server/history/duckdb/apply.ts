import { blobValue } from '@duckdb/node-api';
import { decodeBlock, encodeBlock } from './block.ts';
import { readRows, transaction } from './database.ts';
import { type HotHour, hourOf, OpenRows } from './hot.ts';
import { DAY_MS, HOUR_MS, type Rows } from './protocol.ts';
import type { OpenColumns } from './run.ts';
import type { Store } from './store.ts';

/** Samples that claim to be from further in the future are left out: they would be an hour that never ends. */
const FUTURE_MS = DAY_MS;
const BAD = 3;
/** A checkpoint writes every row of a table that has changed: so a table that is long enough is left alone. */
const TABLE_BYTES = 16 * 1024 * 1024;

export interface Applied {
  /** Samples left out, by reason. */
  readonly tooLate: number;
  readonly tooEarly: number;
}

/**
 * Writes batches and the watermark in one transaction: a block of bytes per hour in that hour's table. Then they are in
 * memory, where queries see them. Throws when nothing was written.
 */
export async function commitRows(store: Store, batches: readonly Rows[], now: number): Promise<Applied> {
  const { byHour, ...applied } = split(store, batches, now);
  const watermark = batches[batches.length - 1]!.sequence;
  const { write } = store.database;
  const made: { readonly hot: HotHour; readonly table: string }[] = [];
  store.reach('history:before-commit');
  await store.exclusively(async () => {
    await transaction(write, async () => {
      for (const [hour, columns] of byHour) {
        const table = await tableOf(store, hour, made);
        const block = encodeBlock(columns);
        await write.run(`INSERT INTO ${table} VALUES ($1, $2)`, [watermark, blobValue(block)]);
        store.hot.hour(hour).tableBytes += block.length;
      }
      await write.run(`UPDATE watermark SET sequence = ${watermark}`);
    }).catch((error: unknown) => {
      for (const { hot, table } of made) hot.tables = hot.tables.filter((name) => name !== table);
      throw error;
    });
    for (const [hour, columns] of byHour) store.hot.add(store.hot.hour(hour), columns, now);
  });
  store.reach('history:after-commit');
  return applied;
}

/** Samples by the hour they belong to, with ids and steps in place of numbers and values. */
function split(store: Store, batches: readonly Rows[], now: number) {
  const { ids } = store;
  const byHour = new Map<number, OpenRows>();
  let tooLate = 0;
  let tooEarly = 0;
  let hour = Number.NaN;
  let rows: Writable | null = null;
  const writers = new Map<number, Writable>();
  for (const batch of batches) {
    for (let i = 0; i < batch.series.length; i++) {
      const at = batch.at[i]!;
      const h = hourOf(at);
      if (h < store.rawFloorHour) tooLate++;
      else if (at > now + FUTURE_MS) tooEarly++;
      else {
        if (h !== hour || rows === null) {
          hour = h;
          rows = writers.get(h) ?? writable(writers.size);
          writers.set(h, rows);
        }
        const id = ids.ofNumber[batch.series[i]!]!;
        const quality = batch.quality[i]!;
        const bad = (quality & 3) === BAD;
        const steps = bad ? 0 : Math.round((batch.value[i]! * ids.parts[id]!) / ids.step[id]!);
        rows.push(id, at - h * HOUR_MS, steps, quality);
      }
    }
  }
  for (const [h, writer] of writers) byHour.set(h, writer.rows);
  return { byHour, tooLate, tooEarly };
}

/** Of the first hours of a commit, kept for the next one: what was committed is copied out of them. */
const kept: Writable[] = [];
const MOST_KEPT = 2;
/** What one large commit grew to is let go. */
const MOST_ROWS_KEPT = 2 ** 17;

function writable(place: number): Writable {
  const last = kept[place];
  const found = last === undefined || last.rows.id.length > MOST_ROWS_KEPT ? new Writable() : last;
  if (place < MOST_KEPT) kept[place] = found;
  found.rows.length = 0;
  return found;
}

/** Fills OpenRows one by one. */
class Writable {
  readonly rows = new OpenRows();

  push(id: number, offset: number, steps: number, quality: number): void {
    const { rows } = this;
    rows.reserve(rows.length + 1);
    const at = rows.length++;
    rows.id[at] = id;
    rows.offset[at] = offset;
    rows.steps[at] = steps;
    rows.quality[at] = quality;
  }
}

/** The table that takes an hour's blocks, made within the transaction when there is none. */
async function tableOf(store: Store, hour: number, made: { hot: HotHour; table: string }[]): Promise<string> {
  const hot = store.hot.hour(hour);
  const last = hot.tables[hot.tables.length - 1];
  if (last !== undefined && hot.tableBytes < TABLE_BYTES) return last;
  const table = `hot_${hour < 0 ? 'm' : ''}${Math.abs(hour)}_${nextTable++}`;
  await store.database.write.run(`CREATE TABLE IF NOT EXISTS ${table}(sequence BIGINT, data BLOB)`);
  hot.tables.push(table);
  hot.tableBytes = 0;
  made.push({ hot, table });
  return table;
}

let nextTable = 1;

/** Reads the blocks of unsealed hours into memory. Throws when `goesOn` says no: then not all of them are there. */
export async function loadHot(store: Store, now: number, goesOn: () => boolean): Promise<void> {
  const { read } = store.database;
  const tables = await readRows(
    read,
    "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'hot\\_%' ESCAPE '\\'",
  );
  const named = tables.flatMap(([name]) => {
    const found = /^hot_(m?)(\d+)_(\d+)$/.exec(String(name));
    return found === null
      ? []
      : [{ name: String(name), hour: Number(found[2]) * (found[1] === 'm' ? -1 : 1), number: Number(found[3]) }];
  });
  named.sort((a, b) => a.number - b.number);
  for (const { name, hour, number } of named) {
    nextTable = Math.max(nextTable, number + 1);
    const hot: HotHour = store.hot.hour(hour);
    hot.tables.push(name);
    hot.tableBytes = TABLE_BYTES;
    const result = await read.stream(`SELECT data FROM ${name} ORDER BY rowid`);
    for (;;) {
      if (!goesOn()) throw new Error('the history is closed');
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) break;
      for (const block of chunk.getColumnValues(0)) {
        store.hot.add(hot, decodeBlock((block as { readonly bytes: Uint8Array }).bytes) satisfies OpenColumns, now);
      }
    }
  }
}
