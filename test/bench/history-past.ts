import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { HOUR_MS, LOAD_BASE } from './history-load.ts';

const DAY_MS = 24 * HOUR_MS;
const FORMAT =
  '(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 3, PARQUET_VERSION v2, DICTIONARY_SIZE_LIMIT 4096, ROW_GROUP_SIZE';

/** What of the first, really applied hour is repeated at other times, to have a month without waiting for one. */
export interface PastPlan {
  /** Raw samples and cohorts of so many hours before the first; of raw, only the parts that hold these ids. */
  readonly rawHours: number;
  readonly ids: readonly number[];
  /** Whole moments of one hour so many days before. */
  readonly momentDays: number;
  /** Hour roll-ups of so many days before, a file a day. */
  readonly hourDays: number;
}

interface Listed {
  readonly tier: string;
  readonly first: number;
  readonly end: number;
  readonly path: string;
}

/**
 * Fills a closed folder's past with copies of its one sealed hour, moved in time: the files and rows that the engine would
 * have written itself, before it merges them. What a question does not touch is left out.
 */
export async function fillPast(folder: string, plan: PastPlan): Promise<void> {
  const instance = await DuckDBInstance.create(join(folder, 'history.duckdb'), { threads: '1', memory_limit: '1GB' });
  const connection = await instance.connect();
  const rows = await (await connection.run('SELECT tier, first_series, end_series, path FROM file')).getRows();
  const files = rows.map(
    ([tier, first, end, path]): Listed => ({
      tier: String(tier),
      first: Number(first),
      end: Number(end),
      path: String(path),
    }),
  );
  const filler = new Filler(folder, connection);
  const holds = ({ first, end }: Listed) => plan.ids.some((id) => first <= id && id < end);
  for (let hour = 1; hour <= plan.rawHours; hour++) {
    for (const file of files.filter((each) => each.tier === 'raw' && holds(each)))
      await filler.copy(file, -hour * HOUR_MS, 61_440);
    await filler.cohorts(-hour);
  }
  for (const file of files.filter(({ tier }) => tier === 'moment'))
    await filler.copy(file, -plan.momentDays * DAY_MS, 40_960);
  const hours = files.find(({ tier }) => tier === '1h')!;
  for (let day = 1; day <= plan.hourDays; day++) await filler.day(hours, -day);
  await connection.run('CHECKPOINT');
  connection.closeSync();
  instance.closeSync();
}

class Filler {
  readonly #folder: string;
  readonly #connection: DuckDBConnection;
  #nextId = 1_000_000;

  constructor(folder: string, connection: DuckDBConnection) {
    this.#folder = folder;
    this.#connection = connection;
  }

  async copy(file: Listed, byMs: number, rowGroup: number): Promise<void> {
    const source = join(this.#folder, file.path);
    const moved = `SELECT * REPLACE (epoch_ms(epoch_ms("time") + (${byMs}))::TIMESTAMP_MS AS "time") FROM '${source}'`;
    await this.#write(file, moved, LOAD_BASE + byMs, HOUR_MS, rowGroup);
  }

  async cohorts(byHours: number): Promise<void> {
    const hour = LOAD_BASE / HOUR_MS;
    for (const table of ['cohort_minute', 'cohort_hour', 'sealed_hour']) {
      await this.#connection.run(
        `INSERT INTO ${table} SELECT * REPLACE (hour + (${byHours}) AS hour) FROM ${table} WHERE hour = ${hour}`,
      );
    }
  }

  /** A whole day of hour roll-ups: the hour twenty-four times, sorted by series and time. */
  async day(file: Listed, byDays: number): Promise<void> {
    const source = join(this.#folder, file.path);
    const fromMs = LOAD_BASE + byDays * DAY_MS;
    const moved = `SELECT * EXCLUDE (hour) REPLACE (epoch_ms((${fromMs} + hour * ${HOUR_MS})::BIGINT)::TIMESTAMP_MS AS "time")
      FROM '${source}', range(24) AS hours(hour) ORDER BY series, "time"`;
    await this.#write(file, moved, fromMs, DAY_MS, 122_880);
  }

  async #write(file: Listed, sql: string, fromMs: number, widthMs: number, rowGroup: number): Promise<void> {
    const id = this.#nextId++;
    const day = new Date(fromMs).toISOString().slice(0, 10);
    const path = join(file.tier, `day=${day}`, `bench-${id}.parquet`);
    const full = join(this.#folder, path);
    mkdirSync(dirname(full), { recursive: true });
    const result = await this.#connection.run(`COPY (${sql}) TO '${full}' ${FORMAT} ${rowGroup})`);
    const count = Number((await result.getRows())[0]?.[0]);
    await this.#connection.run(
      `INSERT INTO file VALUES (${id}, '${file.tier}', ${fromMs}, ${fromMs + widthMs}, ${file.first}, ${file.end},
        ${count}, ${statSync(full).size}, '${path}')`,
    );
  }
}
