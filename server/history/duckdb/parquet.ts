import { rename } from 'node:fs/promises';
import {
  DOUBLE,
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  INTEGER,
  UTINYINT,
} from '@duckdb/node-api';
import type { HistoryTier } from '../../ports.ts';
import { itemsOf, quoted } from './database.ts';
import { HOUR_MS, MINUTE_MS } from './protocol.ts';
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

  /** Everything that was added, as a file. */
  async write(path: string): Promise<void> {
    await this.#connection.run(`COPY (SELECT ${RAW_COLUMNS} FROM stage_raw) TO ${quoted(path)} ${SERIES_FORMAT}`);
  }

  /**
   * What was added of the series [first, end), with what a file of several hours has besides: all but the rows that meet
   * the condition `replaced`. Returns the number of rows.
   */
  async writeInto(
    path: string,
    { source, replaced, first, end }: { source: string; replaced: string; first: number; end: number },
  ): Promise<number> {
    const result = await this.#connection.run(
      `COPY ((SELECT ${RAW_COLUMNS} FROM stage_raw WHERE stage_raw.series >= ${first} AND stage_raw.series < ${end})
        UNION ALL (FROM read_parquet(${quoted(source)}, hive_partitioning=false) WHERE NOT (${replaced}))
        ORDER BY series, "time") TO ${quoted(path)} ${SERIES_FORMAT}`,
    );
    return Number((await result.getRows())[0]?.[0] ?? 0);
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
  const result = await connection.run(`COPY (${source}) TO ${quoted(path)} ${SERIES_FORMAT}`);
  await connection.run('DROP TABLE stage_bucket');
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

/** The last sample of each series and minute, sorted by minute, then series. */
export async function writeMoments(connection: DuckDBConnection, minutes: BucketRows, path: string): Promise<void> {
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
  await connection.run(
    `COPY (SELECT series::INTEGER AS series, epoch_ms("time"::BIGINT)::TIMESTAMP_MS AS "time", "last"::BIGINT AS "last",
      last_second::USMALLINT AS last_second, last_quality::UTINYINT AS last_quality FROM stage_moment)
      TO ${quoted(path)} ${MOMENT_FORMAT}`,
  );
  await connection.run('DROP TABLE stage_moment');
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

/** What several files of one tier have of the series [first, end) as one, sorted by series and time. */
export async function mergeFiles(
  connection: DuckDBConnection,
  paths: readonly string[],
  path: string,
  tier: HistoryTier,
  first: number,
  end: number,
): Promise<number> {
  const list = paths.map(quoted).join(',');
  const result = await connection.run(
    `COPY (FROM read_parquet([${list}], hive_partitioning=false) WHERE series >= ${first} AND series < ${end}
      ORDER BY series, "time") TO ${quoted(path)} ${tier === '1h' ? DAYS_FORMAT : SERIES_FORMAT}`,
  );
  return Number((await result.getRows())[0]?.[0] ?? 0);
}

/** The names of all series as a file beside the samples, for whoever reads them without this program. */
export async function writeSeriesNames(connection: DuckDBConnection, path: string): Promise<void> {
  await connection.run(`COPY (FROM series ORDER BY id) TO ${quoted(`${path}.tmp`)} (FORMAT parquet, COMPRESSION zstd)`);
  await rename(`${path}.tmp`, path);
}
