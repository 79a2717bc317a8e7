import { rename } from 'node:fs/promises';
import {
  DOUBLE,
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  INTEGER,
  UTINYINT,
} from '@duckdb/node-api';
import { itemsOf, quoted } from './database.ts';
import type { Kept } from './merged-files.ts';
import { HOUR_MS, MINUTE_MS, type TierName } from './protocol.ts';
import { BUCKET_FIELDS, type BucketRows } from './roll-up.ts';
import type { SortedRows } from './sorted-rows.ts';

export const CHUNK_ROWS = 2048;
const TIME_FIELD = BUCKET_FIELDS.indexOf('time');

/** Level 3 of zstd; dictionaries only where few values repeat (times with jitter pack better as differences). */
const COMMON = 'FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 3, PARQUET_VERSION v2, DICTIONARY_SIZE_LIMIT 4096';
export const SERIES_FORMAT = `(${COMMON}, ROW_GROUP_SIZE 61440)`;
/** A day of hour roll-ups has few rows of each series, and is read with many other days. */
const DAYS_FORMAT = `(${COMMON}, ROW_GROUP_SIZE 122880)`;
/** A question about a moment reads five minutes of a file: smaller row groups hold less of others. */
const MOMENT_FORMAT = `(${COMMON}, ROW_GROUP_SIZE 40960)`;

const FORMATS: Readonly<Record<TierName, string>> = {
  raw: SERIES_FORMAT,
  '1m': SERIES_FORMAT,
  '1h': DAYS_FORMAT,
  moment: MOMENT_FORMAT,
};

const RAW_COLUMNS = `series, epoch_ms("time"::BIGINT)::TIMESTAMP_MS AS "time",
  CASE WHEN quality & 3 = 3 THEN NULL ELSE steps::BIGINT END AS steps, quality`;

const BUCKET_COLUMNS = `series::INTEGER AS series, epoch_ms("time"::BIGINT)::TIMESTAMP_MS AS "time",
  ${['low', 'high', 'total', 'last'].map((name) => `CASE WHEN samples = 0 THEN NULL ELSE "${name}"::BIGINT END AS "${name}"`).join(', ')},
  last_second::USMALLINT AS last_second, samples::UINTEGER AS samples, expected::REAL AS expected,
  quality::UTINYINT AS quality, last_quality::UTINYINT AS last_quality`;

/** The staging table of raw samples, filled series by series and written as one Parquet file. */
export class RawStage {
  readonly #connection: DuckDBConnection;
  readonly #chunk = DuckDBDataChunk.create([INTEGER, DOUBLE, DOUBLE, UTINYINT]);
  readonly #series = new Int32Array(CHUNK_ROWS);
  readonly #time = new Float64Array(CHUNK_ROWS);
  readonly #steps = new Float64Array(CHUNK_ROWS);
  readonly #quality = new Uint8Array(CHUNK_ROWS);
  #filled = 0;
  #appender: DuckDBAppender | null = null;
  rows = 0;

  constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  async begin(): Promise<void> {
    await this.#connection.run(
      'CREATE OR REPLACE TEMP TABLE stage_raw(series INTEGER, "time" DOUBLE, steps DOUBLE, quality UTINYINT)',
    );
    this.#appender = await this.#connection.createAppender('stage_raw');
    this.#filled = 0;
    this.rows = 0;
  }

  add(series: number, hourStart: number, rows: SortedRows): void {
    for (let i = 0; i < rows.length; i++) {
      const at = this.#filled++;
      this.#series[at] = series;
      this.#time[at] = hourStart + rows.offset[i]!;
      this.#steps[at] = rows.steps[i]!;
      this.#quality[at] = rows.quality[i]!;
      if (this.#filled === CHUNK_ROWS) this.#flush();
    }
    this.rows += rows.length;
  }

  /** Everything that was added, as a file; with `kept`, of its series, and what stays of an older file. Returns its rows. */
  async write(path: string, kept: Kept | null = null): Promise<number> {
    const staged = `SELECT ${RAW_COLUMNS} FROM stage_raw`;
    const source = kept === null ? staged : withKept(staged, 'stage_raw', kept, 'series, "time"');
    return copyRows(this.#connection, `COPY (${source}) TO ${quoted(path)} ${SERIES_FORMAT}`);
  }

  /** After the last sample, before the first file. */
  settle(): void {
    this.#flush();
    this.#appender!.flushSync();
    this.#appender!.closeSync();
    this.#appender = null;
  }

  async drop(): Promise<void> {
    await this.#connection.run('DROP TABLE stage_raw');
  }

  #flush(): void {
    if (this.#filled === 0) return;
    fillRows(this.#chunk, this.#filled, [this.#series, this.#time, this.#steps, this.#quality]);
    this.#appender!.appendDataChunk(this.#chunk);
    this.#filled = 0;
  }
}

type Column = Int32Array | Float32Array | Float64Array | Uint8Array;

/** Puts the first `rows` numbers of each column into a chunk, which has room for as many. */
export function fillRows(chunk: DuckDBDataChunk, rows: number, columns: readonly Column[]): void {
  chunk.rowCount = rows;
  columns.forEach((column, place) => {
    fill(chunk, place, column.subarray(0, rows));
  });
}

/** Puts numbers into a column of a chunk. */
function fill(chunk: DuckDBDataChunk, column: number, from: Column): void {
  const vector = chunk.getColumnVector(column);
  itemsOf<Column>(vector).set(from);
  vector.flush();
}

/**
 * Writes roll-ups, in the order given, as one file; with `keep`, those of its series, and what is to stay of an older
 * file of the tier.
 */
export async function writeBuckets(
  connection: DuckDBConnection,
  parts: readonly BucketRows[],
  path: string,
  keep: { readonly sql: string; readonly first: number; readonly end: number } | null = null,
): Promise<number> {
  const columns = 'series, "time", low, high, total, "last", last_second, samples, expected, quality, last_quality';
  await connection.run(`CREATE OR REPLACE TEMP TABLE stage_bucket(${columns.replaceAll(',', ' DOUBLE,')} DOUBLE)`);
  const appender = await connection.createAppender('stage_bucket');
  for (const part of parts)
    appendBuckets(
      appender,
      part,
      BUCKET_FIELDS.map((_, i) => i),
      null,
    );
  appender.flushSync();
  appender.closeSync();
  const staged = `SELECT ${BUCKET_COLUMNS} FROM stage_bucket`;
  const source =
    keep === null
      ? staged
      : `(${staged} WHERE stage_bucket.series >= ${keep.first} AND stage_bucket.series < ${keep.end})
         UNION ALL (${keep.sql}) ORDER BY series, "time"`;
  const rows = await copyRows(connection, `COPY (${source}) TO ${quoted(path)} ${SERIES_FORMAT}`);
  await connection.run('DROP TABLE stage_bucket');
  return rows;
}

/** Staged rows of some series, and what stays of an older file. */
function withKept(staged: string, table: string, kept: Kept, order: string): string {
  const { first, end } = kept;
  return `(${staged} WHERE ${table}.series >= ${first} AND ${table}.series < ${end})
    UNION ALL (${keptSql(kept)}) ORDER BY ${order}`;
}

/** All rows of an older file but those that are replaced. */
export function keptSql({ source, replaced }: Pick<Kept, 'source' | 'replaced'>): string {
  return `FROM read_parquet(${quoted(source)}, hive_partitioning=false) WHERE NOT (${replaced})`;
}

/** Runs a COPY; returns the number of rows that it wrote. */
async function copyRows(connection: DuckDBConnection, sql: string): Promise<number> {
  const result = await connection.run(sql);
  return Number((await result.getRows())[0]?.[0] ?? 0);
}

function appendBuckets(
  appender: DuckDBAppender,
  rows: BucketRows,
  fields: readonly number[],
  order: Uint32Array | null,
): void {
  const chunk = DuckDBDataChunk.create(fields.map(() => DOUBLE));
  for (let first = 0; first < rows.length; first += CHUNK_ROWS) {
    chunk.rowCount = Math.min(CHUNK_ROWS, rows.length - first);
    fields.forEach((field, i) => {
      const vector = chunk.getColumnVector(i);
      rows.column(field, first, order, itemsOf<Float64Array>(vector));
      vector.flush();
    });
    appender.appendDataChunk(chunk);
  }
}

/**
 * The last sample of each series and minute, sorted by minute, then series; with `kept`, of its series, and what stays of an
 * older file. Returns the rows written.
 */
export async function writeMoments(
  connection: DuckDBConnection,
  minutes: BucketRows,
  path: string,
  kept: Kept | null = null,
): Promise<number> {
  await connection.run(
    'CREATE OR REPLACE TEMP TABLE stage_moment(series DOUBLE, "time" DOUBLE, "last" DOUBLE, last_second DOUBLE, last_quality DOUBLE)',
  );
  const appender = await connection.createAppender('stage_moment');
  const fields = (['series', 'time', 'last', 'lastSecond', 'lastQuality'] as const).map((name) =>
    BUCKET_FIELDS.indexOf(name),
  );
  appendBuckets(appender, minutes, fields, orderByTime(minutes));
  appender.flushSync();
  appender.closeSync();
  const staged = `SELECT series::INTEGER AS series, epoch_ms("time"::BIGINT)::TIMESTAMP_MS AS "time",
    "last"::BIGINT AS "last", last_second::USMALLINT AS last_second, last_quality::UTINYINT AS last_quality
    FROM stage_moment`;
  const source = kept === null ? staged : withKept(staged, 'stage_moment', kept, '"time", series');
  const rows = await copyRows(connection, `COPY (${source}) TO ${quoted(path)} ${MOMENT_FORMAT}`);
  await connection.run('DROP TABLE stage_moment');
  return rows;
}

/** Rows of ascending series in the order of their minutes: a counting sort. */
function orderByTime(minutes: BucketRows): Uint32Array {
  const first = minutes.least(TIME_FIELD);
  const counts = new Uint32Array(HOUR_MS / MINUTE_MS + 1);
  const minuteOf = (row: number) => (minutes.cell(row, TIME_FIELD) - first) / MINUTE_MS;
  for (let row = 0; row < minutes.length; row++) counts[minuteOf(row) + 1]!++;
  for (let minute = 1; minute < counts.length; minute++) counts[minute]! += counts[minute - 1]!;
  const order = new Uint32Array(minutes.length);
  for (let row = 0; row < minutes.length; row++) order[counts[minuteOf(row)]!++] = row;
  return order;
}

/** What several files of one tier have of the series [first, end) as one, sorted as each of them is. */
export async function mergeFiles(
  connection: DuckDBConnection,
  paths: readonly string[],
  path: string,
  tier: TierName,
  first: number,
  end: number,
): Promise<number> {
  const list = paths.map(quoted).join(',');
  const order = tier === 'moment' ? '"time", series' : 'series, "time"';
  return copyRows(
    connection,
    `COPY (FROM read_parquet([${list}], hive_partitioning=false) WHERE series >= ${first} AND series < ${end}
      ORDER BY ${order}) TO ${quoted(path)} ${FORMATS[tier]}`,
  );
}

/** The names of all series as a file beside the samples, for whoever reads them without this program. */
export async function writeSeriesNames(connection: DuckDBConnection, path: string): Promise<void> {
  await connection.run(`COPY (FROM series ORDER BY id) TO ${quoted(`${path}.tmp`)} (FORMAT parquet, COMPRESSION zstd)`);
  await rename(`${path}.tmp`, path);
}
