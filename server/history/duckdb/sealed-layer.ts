import type { DuckDBConnection } from '@duckdb/node-api';
import { quoted, streamDoubles } from './database.ts';
import { HOUR_MS } from './protocol.ts';
import type { RowLayer } from './run.ts';

/** All samples of a raw file, in memory, to be merged with what came late. */
export async function readSealedLayer(
  connection: DuckDBConnection,
  path: string,
  rows: number,
  hour: number,
): Promise<RowLayer> {
  const offset = new Uint32Array(rows);
  const steps = new Float64Array(rows);
  const quality = new Uint8Array(rows);
  const ids: number[] = [];
  const firsts: number[] = [];
  let at = 0;
  const sql = `SELECT series::DOUBLE, epoch_ms("time")::DOUBLE, coalesce(steps, 0)::DOUBLE, quality::DOUBLE
    FROM read_parquet(${quoted(path)}, hive_partitioning=false)`;
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
