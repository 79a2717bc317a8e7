import type { DuckDBConnection } from '@duckdb/node-api';
import { quoted, readRows, streamDoubles, timeSql } from './database.ts';
import { HOUR_MS } from './protocol.ts';
import type { RowLayer } from './run.ts';

/** An hour's samples of a range of series in sealed files, in memory, to be merged with what came late. */
export async function readSealedLayer(
  connection: DuckDBConnection,
  paths: readonly string[],
  hour: number,
  { first, end }: { readonly first: number; readonly end: number },
): Promise<RowLayer> {
  const which = `FROM read_parquet([${paths.map(quoted).join(',')}], hive_partitioning=false)
    WHERE series >= ${first} AND series < ${end} AND ${withinHour(hour)}`;
  const [counted] = await readRows(connection, `SELECT count(*)::DOUBLE ${which}`);
  const rows = Number(counted?.[0]);
  const offset = new Uint32Array(rows);
  const steps = new Float64Array(rows);
  const quality = new Uint8Array(rows);
  const ids: number[] = [];
  const firsts: number[] = [];
  let at = 0;
  const sql = `SELECT series::DOUBLE, epoch_ms("time")::DOUBLE, coalesce(steps, 0)::DOUBLE, quality::DOUBLE ${which}`;
  await streamDoubles(connection, sql, ([series, time, step, bytes], count) => {
    for (let i = 0; i < count; i++, at++) {
      if (ids.length === 0 || ids[ids.length - 1] !== series![i]) {
        ids.push(series![i]!);
        firsts.push(at);
      }
      offset[at] = time![i]! - hour * HOUR_MS;
      steps[at] = step![i]!;
      quality[at] = bytes![i]!;
    }
  });
  firsts.push(at);
  return {
    ids: Uint32Array.from(ids),
    rows: at,
    firstOffset: 0,
    lastOffset: HOUR_MS - 1,
    read(place, into) {
      for (let i = firsts[place]!; i < firsts[place + 1]!; i++) into.push(offset[i]!, steps[i]!, quality[i]!);
    },
  };
}

/** A condition for the rows of one hour. */
export function withinHour(hour: number): string {
  return `"time" >= ${timeSql(hour * HOUR_MS)} AND "time" < ${timeSql((hour + 1) * HOUR_MS)}`;
}
