import { DOUBLE, type DuckDBConnection, DuckDBDataChunk, INTEGER, UTINYINT } from '@duckdb/node-api';
import type { CohortHour } from './roll-up.ts';
import { NO_QUALITY, worstQuality } from './worst-quality.ts';

const MINUTE_TYPES = [INTEGER, INTEGER, INTEGER, INTEGER, DOUBLE, DOUBLE, DOUBLE, INTEGER, DOUBLE, UTINYINT];
const HOUR_TYPES = [INTEGER, INTEGER, INTEGER, DOUBLE, DOUBLE, DOUBLE, INTEGER, DOUBLE, UTINYINT];
const CHUNK_ROWS = 2048;

/** Adds the minute and hour roll-ups of one part's cohorts; within the caller's transaction. */
export async function insertCohorts(
  connection: DuckDBConnection,
  hour: number,
  part: number,
  cohorts: ReadonlyMap<number, CohortHour>,
): Promise<void> {
  const minutes: number[][] = [];
  const hours: number[][] = [];
  for (const [number, cohort] of cohorts) {
    const whole = {
      low: Number.POSITIVE_INFINITY,
      high: Number.NEGATIVE_INFINITY,
      total: 0,
      samples: 0,
      quality: NO_QUALITY,
    };
    for (let minute = 0; minute < cohort.total.length; minute++) {
      const quality = cohort.quality[minute]!;
      if (quality === NO_QUALITY) continue;
      const samples = cohort.samples[minute]!;
      const low = samples > 0 ? cohort.low[minute]! : 0;
      const high = samples > 0 ? cohort.high[minute]! : 0;
      minutes.push([hour, part, number, minute, low, high, cohort.total[minute]!, samples, cohort.expected, quality]);
      whole.quality = worstQuality(whole.quality, quality);
      if (samples === 0) continue;
      whole.low = Math.min(whole.low, low);
      whole.high = Math.max(whole.high, high);
      whole.total += cohort.total[minute]!;
      whole.samples += samples;
    }
    const { low, high, total, samples, quality } = whole;
    const some = samples > 0;
    hours.push([hour, part, number, some ? low : 0, some ? high : 0, total, samples, cohort.expected * 60, quality]);
  }
  await append(connection, 'cohort_minute', MINUTE_TYPES, minutes);
  await append(connection, 'cohort_hour', HOUR_TYPES, hours);
}

async function append(
  connection: DuckDBConnection,
  table: string,
  types: typeof MINUTE_TYPES,
  rows: readonly number[][],
): Promise<void> {
  const appender = await connection.createAppender(table);
  for (let first = 0; first < rows.length; first += CHUNK_ROWS) {
    const chunk = DuckDBDataChunk.create(types);
    chunk.setRows(rows.slice(first, first + CHUNK_ROWS));
    appender.appendDataChunk(chunk);
  }
  appender.flushSync();
  appender.closeSync();
}
