import {
  DOUBLE,
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  FLOAT,
  INTEGER,
  UTINYINT,
} from '@duckdb/node-api';
import { itemsOf, quoted } from './database.ts';
import { SERIES_FORMAT } from './parquet.ts';
import { CHUNK_ROWS } from './row-source.ts';
import type { TIER_MS } from './tier-choice.ts';

/** Second of a bucket in which its last sample is said to be: the last one. */
const LAST_SECOND: Readonly<Record<WholeTier, number>> = { '1m': 59, '1h': 3599 };

type WholeTier = Exclude<keyof typeof TIER_MS, 'raw'>;

/**
 * Staging table of roll-ups that are one value each: as if every sample that was due had come and had said the same. Only
 * what differs is staged; the other columns of the tier's files are made of it.
 */
export class WholeStage {
  readonly #connection: DuckDBConnection;
  readonly #tier: WholeTier;
  readonly #appender: DuckDBAppender;
  readonly #chunk = DuckDBDataChunk.create([INTEGER, DOUBLE, DOUBLE, FLOAT, UTINYINT]);
  readonly #series = new Int32Array(CHUNK_ROWS);
  readonly #time = new Float64Array(CHUNK_ROWS);
  readonly #steps = new Float64Array(CHUNK_ROWS);
  readonly #expected = new Float32Array(CHUNK_ROWS);
  readonly #quality = new Uint8Array(CHUNK_ROWS);
  #filled = 0;
  rows = 0;

  private constructor(connection: DuckDBConnection, tier: WholeTier, appender: DuckDBAppender) {
    this.#connection = connection;
    this.#tier = tier;
    this.#appender = appender;
  }

  static async begin(connection: DuckDBConnection, tier: WholeTier): Promise<WholeStage> {
    await connection.run(
      'CREATE OR REPLACE TEMP TABLE stage_whole(series INTEGER, "time" DOUBLE, steps DOUBLE, expected FLOAT, quality UTINYINT)',
    );
    return new WholeStage(connection, tier, await connection.createAppender('stage_whole'));
  }

  /** A bucket at its start (UTC ms): its value in steps, and how many samples were due in it. */
  add(series: number, atMs: number, steps: number, expected: number, quality: number): void {
    const row = this.#filled++;
    this.#series[row] = series;
    this.#time[row] = atMs;
    this.#steps[row] = steps;
    this.#expected[row] = expected;
    this.#quality[row] = quality;
    this.rows++;
    if (this.#filled === CHUNK_ROWS) this.#flush();
  }

  /** Everything that was added, as a file; nothing can be added after. */
  async write(path: string): Promise<void> {
    this.#flush();
    this.#appender.flushSync();
    const each = 'CASE WHEN samples = 0 THEN NULL ELSE steps::BIGINT END';
    await this.#connection.run(
      `COPY (SELECT series, epoch_ms("time"::BIGINT)::TIMESTAMP_MS AS "time", ${each} AS low, ${each} AS high,
        CASE WHEN samples = 0 THEN NULL ELSE (steps * samples)::BIGINT END AS total, ${each} AS "last",
        ${LAST_SECOND[this.#tier]}::USMALLINT AS last_second, samples, expected, quality, quality AS last_quality
        FROM (SELECT *, CASE WHEN quality & 3 = 3 THEN 0 ELSE greatest(1, round(expected)) END::UINTEGER AS samples
          FROM stage_whole))
        TO ${quoted(path)} ${SERIES_FORMAT}`,
    );
  }

  async drop(): Promise<void> {
    this.#appender.closeSync();
    await this.#connection.run('DROP TABLE stage_whole');
  }

  #flush(): void {
    if (this.#filled === 0) return;
    fillRows(this.#chunk, this.#filled, [this.#series, this.#time, this.#steps, this.#expected, this.#quality]);
    this.#appender.appendDataChunk(this.#chunk);
    this.#filled = 0;
  }
}

type Column = Int32Array | Float32Array | Float64Array | Uint8Array;

/** Puts the first `rows` numbers of each column into a chunk, which has room for as many. */
function fillRows(chunk: DuckDBDataChunk, rows: number, columns: readonly Column[]): void {
  chunk.rowCount = rows;
  columns.forEach((column, place) => {
    const vector = chunk.getColumnVector(place);
    itemsOf<Column>(vector).set(column.subarray(0, rows));
    vector.flush();
  });
}
