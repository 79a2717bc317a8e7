import { blobValue, DOUBLE, type DuckDBConnection, DuckDBDataChunk, INTEGER, VARCHAR } from '@duckdb/node-api';
import { readRows, streamDoubles, transaction } from './database.ts';
import type { SeriesTable } from './protocol.ts';

/**
 * Stable ids of series on disk. The dictionary renumbers its series when the inventory changes; an id is given once to a
 * (resource, metric) and kept for good. New ids are given metric by metric, so that neighbours compress well.
 */
export interface SeriesIds {
  /** Ids given so far: 0 … count−1. */
  readonly count: number;
  /** Id of a series number. */
  readonly ofNumber: Uint32Array;
  /** Series number of an id, −1 for one that the inventory no longer has. */
  readonly numberOf: Int32Array;
  /** Columns by id: value = steps · step / parts. */
  readonly step: Float64Array;
  readonly parts: Float64Array;
  readonly intervalMs: Float64Array;
  /** Cohort by id, −1 for none. */
  readonly cohort: Int32Array;
  readonly hasNew: boolean;
}

/** Resolution and interval by id, in columns: a fleet has a million series. */
interface Scales {
  readonly resolution: Float64Array;
  readonly intervalMs: Float64Array;
}

type Metric = SeriesTable['kinds'][number]['metrics'][number];

/** Series that had no id; theirs follow each other. */
interface NewSeries {
  readonly first: number;
  readonly resources: string[];
  readonly metrics: Metric[];
}

/** Reads the ids that are there and gives new ones, in one transaction. */
export async function loadSeriesIds(connection: DuckDBConnection, table: SeriesTable): Promise<SeriesIds> {
  const scales = await readScales(connection);
  const known = await mappingOf(connection, table.version);
  const fresh: NewSeries = { first: scales.resolution.length, resources: [], metrics: [] };
  const ofNumber = known ?? (await giveIds(connection, table, fresh));
  if (known === null) await store(connection, table.version, ofNumber, fresh);
  return build(table, ofNumber, withNew(scales, fresh), fresh.metrics.length > 0);
}

async function readScales(connection: DuckDBConnection): Promise<Scales> {
  const count = Number((await readRows(connection, 'SELECT count(*)::DOUBLE FROM series'))[0]?.[0]);
  const scales = { resolution: new Float64Array(count), intervalMs: new Float64Array(count) };
  const sql = 'SELECT id::DOUBLE, resolution, interval_ms FROM series';
  await streamDoubles(connection, sql, ([ids, resolution, intervalMs], rows) => {
    for (let i = 0; i < rows; i++) {
      scales.resolution[ids![i]!] = resolution![i]!;
      scales.intervalMs[ids![i]!] = intervalMs![i]!;
    }
  });
  return scales;
}

function withNew({ resolution, intervalMs }: Scales, { first, metrics }: NewSeries): Scales {
  if (metrics.length === 0) return { resolution, intervalMs };
  const all = {
    resolution: new Float64Array(first + metrics.length),
    intervalMs: new Float64Array(first + metrics.length),
  };
  all.resolution.set(resolution);
  all.intervalMs.set(intervalMs);
  metrics.forEach((metric, i) => {
    all.resolution[first + i] = metric.resolution;
    all.intervalMs[first + i] = metric.intervalMs;
  });
  return all;
}

async function mappingOf(connection: DuckDBConnection, version: string): Promise<Uint32Array | null> {
  const rows = await readRows(connection, 'SELECT ids FROM inventory WHERE version = $1', [version]);
  const blob = rows[0]?.[0] as { readonly bytes: Uint8Array } | undefined;
  return blob === undefined ? null : new Uint32Array(new Uint8Array(blob.bytes).buffer);
}

async function giveIds(connection: DuckDBConnection, table: SeriesTable, fresh: NewSeries): Promise<Uint32Array> {
  const existing = new Map<string, number>();
  for (const [id, resource, metric] of await readRows(connection, 'SELECT id, resource, metric FROM series')) {
    existing.set(`${String(resource)} ${String(metric)}`, Number(id));
  }
  const ids = new Uint32Array(table.cohorts.length);
  let base = 0;
  let next = fresh.first;
  for (const { metrics, resources } of table.kinds) {
    metrics.forEach((metric, m) => {
      resources.forEach((resource, ordinal) => {
        const id = existing.get(`${resource} ${metric.id}`) ?? next;
        if (id === next) {
          fresh.resources.push(resource);
          fresh.metrics.push(metric);
          next++;
        }
        ids[base + ordinal * metrics.length + m] = id;
      });
    });
    base += metrics.length * resources.length;
  }
  return ids;
}

async function store(
  connection: DuckDBConnection,
  version: string,
  ids: Uint32Array,
  { first, resources, metrics }: NewSeries,
): Promise<void> {
  await transaction(connection, async () => {
    const appender = await connection.createAppender('series');
    const types = [INTEGER, VARCHAR, VARCHAR, VARCHAR, DOUBLE, DOUBLE];
    for (let from = 0; from < metrics.length; from += 2048) {
      const some = metrics.slice(from, from + 2048);
      const chunk = DuckDBDataChunk.create(types);
      chunk.setColumns([
        some.map((_, i) => first + from + i),
        resources.slice(from, from + 2048),
        some.map(({ id }) => id),
        some.map(({ unit }) => unit),
        some.map(({ resolution }) => resolution),
        some.map(({ intervalMs }) => intervalMs),
      ]);
      appender.appendDataChunk(chunk);
    }
    appender.flushSync();
    appender.closeSync();
    await connection.run('INSERT INTO inventory VALUES ($1, $2)', [version, blobValue(bytesOf(ids))]);
  });
}

function bytesOf(ids: Uint32Array): Uint8Array {
  return new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength);
}

function build(table: SeriesTable, ofNumber: Uint32Array, scales: Scales, hasNew: boolean): SeriesIds {
  const count = scales.resolution.length;
  const numberOf = new Int32Array(count).fill(-1);
  const cohort = new Int32Array(count).fill(-1);
  ofNumber.forEach((id, number) => {
    numberOf[id] = number;
    cohort[id] = table.cohorts[number]!;
  });
  return {
    count,
    ofNumber,
    numberOf,
    cohort,
    step: scales.resolution.map((resolution) => scaleOf(resolution).step),
    parts: scales.resolution.map((resolution) => scaleOf(resolution).parts),
    intervalMs: scales.intervalMs,
    hasNew,
  };
}

/** A resolution as a fraction: 0.1 is 1/10, so that 243 steps are exactly the double 24.3. */
export function scaleOf(resolution: number): { readonly step: number; readonly parts: number } {
  const parts = Math.round(1 / resolution);
  return resolution < 1 && Math.abs(parts * resolution - 1) < 1e-9
    ? { step: 1, parts }
    : { step: resolution, parts: 1 };
}
