import { decodeBlock, encodeBlock, mostBlockBytes } from './block.ts';
import type { BlockPlace, ListedBlock } from './block-files.ts';
import { readRows, transaction } from './database.ts';
import { hourOf, OpenRows } from './hot.ts';
import { DAY_MS, HOUR_MS, type Rows } from './protocol.ts';
import type { Store } from './store.ts';

/** Samples that claim to be from further in the future are left out: they would be an hour that never ends. */
const FUTURE_MS = DAY_MS;
const BAD = 3;
/** Samples that are encoded together, as many as come in one message. */
const PIECE_ROWS = 65_536;
/** Memory of blocks that the next commit uses again. */
const MOST_ROOMS = 4;
const ROOM_BYTES = mostBlockBytes(PIECE_ROWS);

export interface Applied {
  /** Samples left out, by reason. */
  readonly tooLate: number;
  readonly tooEarly: number;
}

interface Block {
  readonly hour: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Writes batches as blocks of bytes, one or more for each hour, and then lists these with the watermark in one transaction.
 * Then they are in memory, where queries see them. Throws when nothing was written.
 */
export async function commitRows(store: Store, batches: readonly Rows[], now: number): Promise<Applied> {
  const { blocks, ...applied } = encode(store, batches, now);
  const watermark = batches[batches.length - 1]!.sequence;
  const { write } = store.database;
  store.reach('history:before-commit');
  await store.exclusively(async () => {
    const places = blocks.length === 0 ? [] : await store.blocks.append(blocks.map(({ bytes }) => bytes));
    if (places.length > 0) store.reach('history:written');
    await transaction(write, async () => {
      if (places.length > 0) await write.run(`INSERT INTO hot_block VALUES ${listSql(blocks, places)}`);
      await write.run(`UPDATE watermark SET sequence = ${watermark}`);
    });
    store.blocks.keep(places);
    blocks.forEach(({ hour, bytes }, i) => {
      const hot = store.hot.hour(hour);
      hot.blocks.push(places[i]!);
      store.hot.add(hot, decodeBlock(bytes), now);
    });
  });
  store.reach('history:after-commit');
  return applied;
}

function listSql(blocks: readonly Block[], places: readonly BlockPlace[]): string {
  const rows = places.map(
    ({ id, file, position, bytes, crc }, i) => `(${id}, ${blocks[i]!.hour}, ${file}, ${position}, ${bytes}, ${crc})`,
  );
  return rows.join(',');
}

/** Blocks of all samples that are taken, in the order in which they came. */
function encode(store: Store, batches: readonly Rows[], now: number) {
  const { rooms } = store;
  const blocks: Block[] = [];
  const left = { tooLate: 0, tooEarly: 0 };
  const hours = new Map<number, OpenRows>();
  let rows = 0;
  const flush = () => {
    for (const [hour, columns] of hours) {
      if (columns.length === 0) continue;
      if (blocks.length === rooms.length && rooms.length < MOST_ROOMS) rooms.push(new ArrayBuffer(ROOM_BYTES));
      blocks.push({ hour, bytes: encodeBlock(columns, rooms[blocks.length]) });
      columns.length = 0;
    }
    rows = 0;
  };
  for (const batch of batches) {
    if (rows + batch.series.length > PIECE_ROWS) flush();
    split(store, batch, now, hours, left);
    rows += batch.series.length;
  }
  flush();
  return { blocks, ...left };
}

/** Adds a batch's samples to those of the hours that they belong to, with ids and steps in place of numbers and values. */
function split(
  store: Store,
  { series, at, value, quality }: Rows,
  now: number,
  hours: Map<number, OpenRows>,
  left: { tooLate: number; tooEarly: number },
): void {
  const latest = now + FUTURE_MS;
  for (let from = 0; from < series.length; ) {
    const hour = hourOf(at[from]!);
    const [begin, end] = [hour * HOUR_MS, (hour + 1) * HOUR_MS];
    let to = from + 1;
    while (to < series.length && at[to]! >= begin && at[to]! < end) to++;
    if (hour < store.rawFloorHour) left.tooLate += to - from;
    else {
      const columns = hours.get(hour) ?? newest(hours, hour);
      columns.reserve(columns.length + to - from);
      left.tooEarly += put(store, { series, at, value, quality }, from, to, begin, latest, columns);
    }
    from = to;
  }
}

/** Kept from commit to commit: columns of the hour that samples mostly belong to. */
const first = new OpenRows();

function newest(hours: Map<number, OpenRows>, hour: number): OpenRows {
  const columns = hours.size === 0 ? first : new OpenRows();
  columns.length = 0;
  hours.set(hour, columns);
  return columns;
}

/** Appends samples [from, to), which are of one hour; returns how many are from too far in the future. */
function put(
  { ids }: Store,
  { series, at, value, quality }: Omit<Rows, 'type' | 'sequence'>,
  from: number,
  to: number,
  begin: number,
  latest: number,
  into: OpenRows,
): number {
  const { ofNumber, parts, step } = ids;
  const { id: intoId, offset, steps, quality: intoQuality } = into;
  let next = into.length;
  for (let i = from; i < to; i++) {
    if (at[i]! > latest) continue;
    const id = ofNumber[series[i]!]!;
    const q = quality[i]!;
    intoId[next] = id;
    offset[next] = at[i]! - begin;
    steps[next] = (q & 3) === BAD ? 0 : Math.round((value[i]! * parts[id]!) / step[id]!);
    intoQuality[next] = q;
    next++;
  }
  const taken = next - into.length;
  into.length = next;
  return to - from - taken;
}

/** Reads the blocks of unsealed hours into memory. Throws when `goesOn` says no: then not all of them are there. */
export async function loadHot(
  store: Store,
  listed: readonly ListedBlock[],
  now: number,
  goesOn: () => boolean,
  degraded: (words: string) => void,
): Promise<void> {
  await loadTables(store, now, goesOn);
  const damaged: BlockPlace[] = [];
  let next = 0;
  for await (const bytes of store.blocks.read(listed.map(({ place }) => place))) {
    if (!goesOn()) throw new Error('the history is closed');
    const { hour, place } = listed[next++]!;
    if (bytes === null) {
      damaged.push(place);
      continue;
    }
    const hot = store.hot.hour(hour);
    hot.blocks.push(place);
    store.hot.add(hot, decodeBlock(bytes), now);
  }
  if (damaged.length === 0) return;
  const lost = damaged.reduce((sum, { bytes }) => sum + bytes, 0);
  degraded(`history: ${lost} bytes of samples that were not sealed were damaged and are left out`);
  const ids = damaged.map(({ id }) => id).join(',');
  await store.exclusively(() => store.database.write.run(`DELETE FROM hot_block WHERE id IN (${ids})`));
  store.blocks.release(damaged);
}

/** The same of a folder of the first layout, which had blocks in tables of the database. */
async function loadTables(store: Store, now: number, goesOn: () => boolean): Promise<void> {
  const { read } = store.database;
  const tables = await readRows(
    read,
    "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'hot\\_%' ESCAPE '\\'",
  );
  const named = tables.flatMap(([name]) => {
    const found = /^hot_(m?)(\d+)_(\d+)$/.exec(String(name));
    return found === null
      ? []
      : [{ name: String(name), hour: Number(found[2]) * (found[1] === 'm' ? -1 : 1), number: Number(found[3]) }];
  });
  named.sort((a, b) => a.number - b.number);
  for (const { name, hour } of named) {
    const hot = store.hot.hour(hour);
    hot.tables.push(name);
    const result = await read.stream(`SELECT data FROM ${name} ORDER BY rowid`);
    for (;;) {
      if (!goesOn()) throw new Error('the history is closed');
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) break;
      for (const block of chunk.getColumnValues(0)) {
        const { bytes } = block as { readonly bytes: Uint8Array };
        store.hot.add(hot, decodeBlock(Uint8Array.from(bytes)), now);
      }
    }
  }
}
