import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type DuckDBConnection, type DuckDBDataChunk, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';

/** Number of the folder's layout. A program refuses a folder with a greater one. */
export const SCHEMA_VERSION = 2;

const VERSION_FILE = 'VERSION';
const DATABASE_FILE = 'history.duckdb';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS watermark(sequence BIGINT);
  CREATE TABLE IF NOT EXISTS raw_floor(hour BIGINT);
  CREATE TABLE IF NOT EXISTS series(
    id INTEGER, resource VARCHAR, metric VARCHAR, unit VARCHAR, resolution DOUBLE, interval_ms DOUBLE);
  CREATE TABLE IF NOT EXISTS inventory(version VARCHAR, ids BLOB);
  CREATE TABLE IF NOT EXISTS cohort_set(id INTEGER, hash VARCHAR);
  CREATE TABLE IF NOT EXISTS file(
    id BIGINT, tier VARCHAR, from_ms BIGINT, to_ms BIGINT, first_series INTEGER, end_series INTEGER,
    row_count BIGINT, bytes BIGINT, path VARCHAR);
  CREATE TABLE IF NOT EXISTS hot_block(
    id BIGINT, hour INTEGER, file INTEGER, position BIGINT, bytes INTEGER, crc UINTEGER);
  CREATE TABLE IF NOT EXISTS sealed_hour(hour INTEGER, cohort_set INTEGER);
  CREATE TABLE IF NOT EXISTS cohort_minute(
    hour INTEGER, part INTEGER, cohort INTEGER, minute INTEGER, low DOUBLE, high DOUBLE, total DOUBLE,
    samples INTEGER, expected DOUBLE, quality UTINYINT);
  CREATE TABLE IF NOT EXISTS cohort_hour(
    hour INTEGER, part INTEGER, cohort INTEGER, low DOUBLE, high DOUBLE, total DOUBLE,
    samples INTEGER, expected DOUBLE, quality UTINYINT);
`;

/** A data folder that a newer program wrote. */
export class NewerHistory extends Error {
  override readonly name = 'NewerHistory';
  constructor(found: number) {
    super(`the history folder has layout ${found}, this program knows ${SCHEMA_VERSION}`);
  }
}

export interface Database {
  readonly instance: DuckDBInstance;
  /** Transactions of the applied samples and of what was sealed; used under a lock. */
  readonly write: DuckDBConnection;
  /** Sealing: Parquet files. */
  readonly seal: DuckDBConnection;
  readonly read: DuckDBConnection;
  /** What had to be set aside to open it, in words. */
  readonly degraded: readonly string[];
}

/** Opens the folder's database, a new one where there is none. Throws NewerHistory, having touched nothing. */
export async function openDatabase(folder: string, memoryMb: number): Promise<Database> {
  await checkVersion(folder);
  const path = join(folder, DATABASE_FILE);
  const options = { threads: '1', memory_limit: `${memoryMb}MB`, temp_directory: join(folder, 'spill') };
  const degraded: string[] = [];
  const instance = await DuckDBInstance.create(path, options).catch(async (error: unknown) => {
    // A full disk says nothing of the log, which may be all that has some of the samples.
    if (isDiskFull(error)) throw error;
    const aside = await setWalAside(path);
    if (aside === null) throw error;
    degraded.push(aside);
    return DuckDBInstance.create(path, options);
  });
  const [write, seal, read] = [await instance.connect(), await instance.connect(), await instance.connect()];
  await write.run("SET wal_autocheckpoint = '32MB'");
  await write.run('SET preserve_insertion_order = true');
  // Without, memory that a start or a sealing needed for a moment is never given back.
  await write.run('SET GLOBAL allocator_background_threads = true');
  // A setting of the connection: footers of the same files are asked for again and again.
  await read.run('SET parquet_metadata_cache = true');
  // A row group's columns in one read each: a little less for a question about a day or a month.
  await read.run('SET prefetch_all_parquet_files = true');
  await write.run(SCHEMA);
  await write.run('INSERT INTO watermark SELECT 0 WHERE NOT EXISTS (FROM watermark)');
  await write.run('INSERT INTO raw_floor SELECT -1000000 WHERE NOT EXISTS (FROM raw_floor)');
  return { instance, write, seal, read, degraded };
}

async function checkVersion(folder: string): Promise<void> {
  const path = join(folder, VERSION_FILE);
  if (existsSync(path)) {
    const found = Number(readFileSync(path, 'utf8'));
    if (!(found <= SCHEMA_VERSION)) throw new NewerHistory(found);
    // What this program adds, an older one would not see.
    if (found === SCHEMA_VERSION) return;
  }
  await mkdir(folder, { recursive: true });
  await writeFile(`${path}.tmp`, String(SCHEMA_VERSION));
  await syncFile(`${path}.tmp`);
  await rename(`${path}.tmp`, path);
  await syncFile(folder);
}

/** Moves a write-ahead log that does not replay out of the way; null when there is none. */
async function setWalAside(path: string): Promise<string | null> {
  const wal = `${path}.wal`;
  if (!existsSync(wal)) return null;
  let aside = `${wal}.damaged`;
  for (let copy = 2; existsSync(aside); copy++) aside = `${wal}.damaged.${copy}`;
  await rename(wal, aside);
  await syncFile(dirname(wal));
  return `history: the write-ahead log did not replay and was set aside as ${basename(aside)}; the journal gives it again`;
}

/** Size of the database with its write-ahead log. */
export function databaseBytes(folder: string): number {
  const path = join(folder, DATABASE_FILE);
  return [path, `${path}.wal`].reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
}

/** Makes the bytes of a file, or the names of a folder, durable. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function deleteFile(path: string): Promise<void> {
  await rm(path, { force: true });
}

type VisitDoubles = (columns: readonly Float64Array[], rows: number) => void;

/** Columns of a small result as doubles; every column of the statement must be DOUBLE and not null. */
export async function readDoubles(connection: DuckDBConnection, sql: string, visit: VisitDoubles): Promise<void> {
  visitChunks(await (await connection.run(sql)).fetchAllChunks(), visit);
}

/** The same of a large result, a piece at a time. */
export async function streamDoubles(connection: DuckDBConnection, sql: string, visit: VisitDoubles): Promise<void> {
  const result = await connection.stream(sql);
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    visitChunks([chunk], visit);
  }
}

function visitChunks(chunks: readonly DuckDBDataChunk[], visit: VisitDoubles): void {
  for (const chunk of chunks) {
    const columns: Float64Array[] = [];
    for (let i = 0; i < chunk.columnCount; i++) columns.push(itemsOf<Float64Array>(chunk.getColumnVector(i)));
    visit(columns, chunk.rowCount);
  }
}

/** The memory of a vector: read, or written before `flush`. The type declarations hide it. */
export function itemsOf<T>(vector: unknown): T {
  return (vector as { readonly items: T }).items;
}

export async function readRows(
  connection: DuckDBConnection,
  sql: string,
  values: DuckDBValue[] = [],
): Promise<DuckDBValue[][]> {
  return (await connection.run(sql, values)).getRows();
}

/** Runs statements in one transaction; rolls it back when they throw. */
export async function transaction(connection: DuckDBConnection, work: () => Promise<void>): Promise<void> {
  await connection.run('BEGIN TRANSACTION');
  try {
    await work();
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** A moment (UTC ms) in the type of the files' `time`, so that a comparison leaves out whole row groups. */
export function timeSql(ms: number): string {
  return `epoch_ms(${Math.floor(ms)})::TIMESTAMP_MS`;
}

/** A text as a literal of SQL. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** True when the database has stopped for good and must be opened again: what was committed is safe. */
export function mustReopen(error: unknown): boolean {
  return error instanceof Error && /FATAL|Reopen the database|has been invalidated/i.test(error.message);
}

/** True when the disk has no room, as DuckDB says it. */
export function isDiskFull(error: unknown): boolean {
  return (
    error instanceof Error &&
    /No space left|ENOSPC|disk (is )?full|not enough space|Could not write|Out of Memory.*temp/i.test(error.message)
  );
}
