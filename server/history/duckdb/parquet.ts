import { rename } from 'node:fs/promises';
import { BIGINT, type DuckDBConnection, type DuckDBResult, TIMESTAMP_MS } from '@duckdb/node-api';
import type { BucketRows } from './bucket-rows.ts';
import { quoted } from './database.ts';
import { HOUR_MS, MINUTE_MS, type TierName } from './protocol.ts';
import {
  CHUNK_ROWS,
  floatColumn,
  Int64Column,
  int32Column,
  type MakeRows,
  RowSource,
  uint8Column,
  uint16Column,
  uint32Column,
} from './row-source.ts';

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

/** What of an older file stays when staged rows of the series [first, end) are put into it: all but `replaced` (SQL). */
export interface Kept {
  /** Path of the older file. */
  readonly source: string;
  readonly replaced: string;
  readonly first: number;
  readonly end: number;
}

/** Where the rows of sealed files come from, one source for each kind of file; the columns are the files'. */
export type SealSources = ReturnType<typeof createSealSources>;

export function createSealSources(connection: DuckDBConnection) {
  return {
    raw: new RowSource(connection, 'raw_rows', {
      series: int32Column(),
      time: new Int64Column(TIMESTAMP_MS),
      steps: new Int64Column(BIGINT, true),
      quality: uint8Column(),
    }),
    buckets: new RowSource(connection, 'bucket_rows', {
      series: int32Column(),
      time: new Int64Column(TIMESTAMP_MS),
      low: new Int64Column(BIGINT, true),
      high: new Int64Column(BIGINT, true),
      total: new Int64Column(BIGINT, true),
      last: new Int64Column(BIGINT, true),
      last_second: uint16Column(),
      samples: uint32Column(),
      expected: floatColumn(),
      quality: uint8Column(),
      last_quality: uint8Column(),
    }),
    moments: new RowSource(connection, 'moment_rows', {
      series: int32Column(),
      time: new Int64Column(TIMESTAMP_MS),
      last: new Int64Column(BIGINT),
      last_second: uint16Column(),
      last_quality: uint8Column(),
    }),
  };
}

/** Raw samples as a file, in the order in which they are made. */
export async function writeRaw({ raw }: SealSources, make: MakeRows, path: string): Promise<void> {
  await raw.run(`COPY (FROM raw_rows()) TO ${quoted(path)} ${SERIES_FORMAT}`, make);
}

/** Raw samples as a table, to be written into several files that have other rows besides. */
export async function stageRaw({ raw }: SealSources, make: MakeRows): Promise<void> {
  await raw.run('CREATE OR REPLACE TEMP TABLE stage_raw AS FROM raw_rows()', make);
}

/** What is staged of the series of `kept`, and what stays of an older file, as a file. Returns the number of rows. */
export async function writeStaged(connection: DuckDBConnection, path: string, kept: Kept): Promise<number> {
  const source = withKept('stage_raw', kept, 'series, "time"');
  return countOf(await connection.run(`COPY (${source}) TO ${quoted(path)} ${SERIES_FORMAT}`));
}

/** Rows of a table or a source of some series, and what stays of an older file. */
function withKept(from: string, kept: Kept, order: string): string {
  const { first, end } = kept;
  return `(FROM ${from} WHERE series >= ${first} AND series < ${end}) UNION ALL (${keptSql(kept)}) ORDER BY ${order}`;
}

/** All rows of an older file but those that are replaced. */
export function keptSql({ source, replaced }: Pick<Kept, 'source' | 'replaced'>): string {
  return `FROM read_parquet(${quoted(source)}, hive_partitioning=false) WHERE NOT (${replaced})`;
}

export async function dropStaged(connection: DuckDBConnection): Promise<void> {
  await connection.run('DROP TABLE stage_raw');
}

/**
 * Writes roll-ups of one hour, in the order given, as one file; with `keep`, those of its series, and what is to stay of
 * an older file of the tier. Returns the number of rows.
 */
export async function writeBuckets(
  { buckets }: SealSources,
  hour: number,
  parts: readonly BucketRows[],
  path: string,
  keep: { readonly sql: string; readonly first: number; readonly end: number } | null = null,
): Promise<number> {
  const source =
    keep === null
      ? 'FROM bucket_rows()'
      : `(FROM bucket_rows() WHERE series >= ${keep.first} AND series < ${keep.end})
         UNION ALL (${keep.sql}) ORDER BY series, "time"`;
  const make = makeBuckets(buckets.columns, hour, parts);
  return countOf(await buckets.run(`COPY (${source}) TO ${quoted(path)} ${SERIES_FORMAT}`, make));
}

function makeBuckets(into: SealSources['buckets']['columns'], hour: number, parts: readonly BucketRows[]): MakeRows {
  let part = 0;
  let next = 0;
  return (missing) => {
    while (part < parts.length && next === parts[part]!.length) {
      part++;
      next = 0;
    }
    if (part === parts.length) return 0;
    const from = parts[part]!;
    const rows = Math.min(CHUNK_ROWS, from.length - next);
    const range = [next, next + rows] as const;
    into.series.cells.set(from.series.subarray(...range));
    into.last_second.cells.set(from.lastSecond.subarray(...range));
    into.samples.cells.set(from.samples.subarray(...range));
    into.expected.cells.set(from.expected.subarray(...range));
    into.quality.cells.set(from.quality.subarray(...range));
    into.last_quality.cells.set(from.lastQuality.subarray(...range));
    for (let row = 0; row < rows; row++) {
      const at = next + row;
      into.time.set(row, hour * HOUR_MS + from.start[at]!);
      into.low.set(row, from.low[at]!);
      into.high.set(row, from.high[at]!);
      into.total.set(row, from.total[at]!);
      into.last.set(row, from.last[at]!);
      if (from.samples[at] === 0) missing(row);
    }
    next += rows;
    return rows;
  };
}

/**
 * The last sample of each series and minute, sorted by minute, then series; with `kept`, of its series, and what stays of an
 * older file. Returns the number of rows.
 */
export async function writeMoments(
  { moments }: SealSources,
  hour: number,
  minutes: BucketRows,
  path: string,
  kept: Kept | null = null,
): Promise<number> {
  const { columns: into } = moments;
  const order = orderByTime(minutes);
  let next = 0;
  const source = kept === null ? 'FROM moment_rows()' : withKept('moment_rows()', kept, '"time", series');
  const result = await moments.run(`COPY (${source}) TO ${quoted(path)} ${MOMENT_FORMAT}`, () => {
    const rows = Math.min(CHUNK_ROWS, order.length - next);
    for (let row = 0; row < rows; row++) {
      const at = order[next + row]!;
      into.series.cells[row] = minutes.series[at]!;
      into.time.set(row, hour * HOUR_MS + minutes.start[at]!);
      into.last.set(row, minutes.last[at]!);
      into.last_second.cells[row] = minutes.lastSecond[at]!;
      into.last_quality.cells[row] = minutes.lastQuality[at]!;
    }
    next += rows;
    return rows;
  });
  return countOf(result);
}

/** Rows of ascending series in the order of their minutes: a counting sort. */
function orderByTime({ start, length }: BucketRows): Uint32Array {
  const counts = new Uint32Array(HOUR_MS / MINUTE_MS + 1);
  for (let row = 0; row < length; row++) counts[start[row]! / MINUTE_MS + 1]!++;
  for (let minute = 1; minute < counts.length; minute++) counts[minute]! += counts[minute - 1]!;
  const order = new Uint32Array(length);
  for (let row = 0; row < length; row++) order[counts[start[row]! / MINUTE_MS]!++] = row;
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
  return countOf(
    await connection.run(
      `COPY (FROM read_parquet([${list}], hive_partitioning=false) WHERE series >= ${first} AND series < ${end}
        ORDER BY ${order}) TO ${quoted(path)} ${FORMATS[tier]}`,
    ),
  );
}

/** How many rows a COPY has written. */
async function countOf(result: DuckDBResult): Promise<number> {
  return Number((await result.getRows())[0]?.[0] ?? 0);
}

/** The names of all series as a file beside the samples, for whoever reads them without this program. */
export async function writeSeriesNames(connection: DuckDBConnection, path: string): Promise<void> {
  await connection.run(`COPY (FROM series ORDER BY id) TO ${quoted(`${path}.tmp`)} (FORMAT parquet, COMPRESSION zstd)`);
  await rename(`${path}.tmp`, path);
}
