import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckdbHistory, openDuckdbHistory } from '../../server/history/duckdb.ts';
import { type BenchPart, type BenchRow, median, percentile } from './bench-part.ts';
import { temporaryFolder } from './bench-zone.ts';
import { createLoad, HOUR_MS, LOAD_BASE, type Load, ROUND_MS } from './history-load.ts';
import { fillPast } from './history-past.ts';
import { besidePeers } from './history-peers.ts';

const ROUNDS = HOUR_MS / ROUND_MS;
const DAY_MS = 24 * HOUR_MS;
const MOMENT_DAYS = 3;
const MONTH_DAYS = 30;
const QUESTIONS = 40;
const END = LOAD_BASE + HOUR_MS;

/**
 * The DuckDB history at 20,000 racks × 8 values / 10 s: an hour is applied and sealed as fast as it goes, then repeated
 * over a day (raw), a month (hours) and at three days ago (moments), and asked what operators ask.
 */
export const history: BenchPart = {
  name: 'history',
  async run() {
    const folder = temporaryFolder('history');
    const load = createLoad();
    let now = LOAD_BASE;
    const open = () =>
      openDuckdbHistory({
        folder,
        inventory: load.inventory,
        clock: () => now,
        onFailure(error) {
          throw error;
        },
      });
    const first = await open();
    const samples = ROUNDS * load.samplesPerRound;
    const applied = await applyHour(first, load, (to) => {
      now = to;
    });
    now = END + HOUR_MS / 6;
    const sealSeconds = await costOf(() => first.maintain());
    await first.close();
    const bytes = (tier: string) => folderBytes(join(folder, tier)) / samples;
    const sizes: BenchRow[] = [
      {
        figure: 'raw, sealed',
        value: bytes('raw'),
        unit: 'bytes per sample',
        against: { name: 'limit', value: 1, good: 'below' },
      },
      { figure: 'minutes and moments, sealed', value: bytes('1m') + bytes('moment'), unit: 'bytes per sample' },
      { figure: 'hours, sealed', value: bytes('1h'), unit: 'bytes per sample' },
    ];
    const inlets = load.inventory.ofKind('rack').map(({ id }) => load.inventory.series(id, 'rack.inlet-top'));
    await fillPast(folder, { rawHours: 23, ids: await idsOf(folder), momentDays: MOMENT_DAYS, hourDays: MONTH_DAYS });
    const second = await open();
    // What is due is merged by the engine itself: the questions meet the files that it leaves.
    const mergeSeconds = await costOf(() => second.maintain());
    const answers = await ask(second, load, inlets);
    const beside = await besidePeers(second);
    await second.close();
    return [
      { figure: 'apply', value: applied / (samples / 1e6), unit: 'CPU-s per million samples' },
      { figure: 'seal and roll up', value: sealSeconds / (samples / 1e6), unit: 'CPU-s per million samples' },
      { figure: 'merge a month of hours and a day of raw samples of one metric', value: mergeSeconds, unit: 'CPU-s' },
      ...sizes,
      ...answers,
      ...beside,
    ];
  },
};

/** Processor time of applying an hour, without that of making its samples up. */
async function applyHour(engine: DuckdbHistory, load: Load, turn: (to: number) => void): Promise<number> {
  const idle = { apply: () => undefined } as unknown as DuckdbHistory;
  const making = createLoad();
  const makingSeconds = await costOf(async () => {
    for (let round = 0; round < ROUNDS; round++) await making.applyRound(idle, round);
  });
  const all = await costOf(async () => {
    for (let round = 0; round < ROUNDS; round++) {
      turn(LOAD_BASE + (round + 1) * ROUND_MS);
      await load.applyRound(engine, round);
    }
    await engine.flushed();
  });
  return all - makingSeconds;
}

async function costOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Ids of the metric that is asked for: the first ones and the last one, since ids go metric by metric. */
async function idsOf(folder: string): Promise<number[]> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(join(folder, 'history.duckdb'), { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  const rows = await (await connection.run("SELECT id FROM series WHERE metric = 'rack.inlet-top'")).getRows();
  connection.closeSync();
  instance.closeSync();
  return rows.map(([id]) => Number(id));
}

async function ask(engine: DuckdbHistory, load: Load, inlets: readonly number[]): Promise<BenchRow[]> {
  const racks = load.inventory.ofKind('rack');
  const halls = load.inventory.ofKind('hall').map(({ id }) => ({
    key: id,
    series: inlets.filter((_, i) => racks[i]!.id.startsWith(`${id.replace('hall/', 'rack/')}/`)),
  }));
  const one = (i: number) => [inlets[(i * 7919) % inlets.length]!];
  const day = { from: END - DAY_MS, to: END };
  const long = { from: LOAD_BASE - MONTH_DAYS * DAY_MS, to: LOAD_BASE };
  return [
    ...(await time('one rack, one metric, 24 h raw, p95', 20, 0.95, (i) =>
      engine.series({ ...day, series: one(i), points: 10_000 }),
    )),
    ...(await time('mean and max per hall, 24 h at 5 min', 150, 0.5, () =>
      engine.aggregate({ ...day, groups: halls, stepMs: 300_000 }),
    )),
    ...(await time('state of the zone 3 days ago', 200, 0.5, (i) =>
      engine.state(LOAD_BASE - MOMENT_DAYS * DAY_MS + 600_000 + i * 61_000),
    )),
    ...(await time('30 days of one metric at 1,000 points', 30, 0.5, (i) =>
      engine.series({ ...long, series: one(i), points: 1000 }),
    )),
  ];
}

/** Wall time of a question, and the processor time that it took. */
async function time(
  figure: string,
  limitMs: number,
  share: number,
  question: (i: number) => Promise<unknown>,
): Promise<BenchRow[]> {
  await question(0);
  const walls: number[] = [];
  const costs: number[] = [];
  for (let i = 1; i <= QUESTIONS; i++) {
    const begin = performance.now();
    costs.push(1000 * (await costOf(async () => void (await question(i)))));
    walls.push(performance.now() - begin);
  }
  return [
    { figure, value: percentile(walls, share), unit: 'ms', against: { name: 'limit', value: limitMs, good: 'below' } },
    { figure: `${figure}: processor time, median`, value: median(costs), unit: 'ms' },
  ];
}

function folderBytes(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? folderBytes(path) : statSync(path).size);
  }, 0);
}
