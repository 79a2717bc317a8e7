import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { PbfWriter } from 'pbf';
import { compressSync } from 'snappy';
import type { DuckdbHistory } from '../../server/history/duckdb.ts';
import { type BenchRow, median } from './bench-part.ts';
import { createLoad, HOUR_MS, LOAD_BASE, ROUND_MS } from './history-load.ts';
import { type PeerProcess, startPeers } from './peer-process.ts';
import { cpuSeconds } from './process-cost.ts';
import { CONNECTIONS, post } from './write-load.ts';

const ROUNDS = HOUR_MS / ROUND_MS;
const DAY_HOURS = 24;
const MONTH_HOURS = 30 * DAY_HOURS;
/** A twentieth of the fleet, and one metric of eight: peers keep raw samples only, and are to have them within a minute. */
const HALLS = 3;
const METRIC = 'rack.inlet-top';
/** Racks with a whole month of raw samples. */
const MONTH_RACKS = 16;
const SERIES_PER_BODY = 25;
const QUESTIONS = 20;
/** Of all halls: Prometheus takes seconds for one. */
const WIDE_QUESTIONS = 8;
const STEP_S = 300;
const MONTH_POINTS = 1000;
const REST_LOOK_MS = 1_000;
const REST_LOOKS = 60;
/** Of a core. */
const RESTING_SHARE = 0.05;

/** One metric of one rack: what it said in the hour that stands for every hour. */
interface PeerSeries {
  readonly hall: string;
  readonly rack: string;
  readonly number: number;
  readonly offsetMs: number;
  readonly values: Float64Array;
}

interface Target {
  readonly name: string;
  rack(i: number): Promise<unknown>;
  halls(): Promise<unknown>;
  month(i: number): Promise<unknown>;
}

/**
 * The questions that the peers can be asked too, by `query_range`, of the same samples: 24 hours raw of three halls and
 * a month raw of a few racks. The engine has them among those of the whole fleet. Nothing where no peer is installed.
 */
export async function besidePeers(engine: DuckdbHistory): Promise<BenchRow[]> {
  const series = await oneHour();
  const peers = await startPeers();
  try {
    for (const peer of peers) await fill(peer, series);
    for (const peer of peers) await rested(peer);
    if (peers.length === 0) return [];
    const targets = [own(engine, series), ...peers.map((peer) => asked(peer, series))];
    return [
      ...(await compare('one rack, one metric, 24 h raw', targets, QUESTIONS, (target, i) => target.rack(i))),
      ...(await compare(
        `mean and max per hall, 24 h at 5 min, ${series.length} racks`,
        targets,
        WIDE_QUESTIONS,
        (target) => target.halls(),
      )),
      ...(await compare('30 days of one metric at 1,000 points', targets, QUESTIONS, (target, i) => target.month(i))),
    ];
  } finally {
    for (const peer of peers) await peer.stop();
  }
}

/** What the load says in its hour of one metric of the first halls. */
async function oneHour(): Promise<PeerSeries[]> {
  const load = createLoad();
  const racks = load.inventory.ofKind('rack');
  const halls = load.inventory.ofKind('hall').slice(0, HALLS);
  const series = halls.flatMap((hall) =>
    racks
      .filter(({ id }) => id.startsWith(`${hall.id.replace('hall/', 'rack/')}/`))
      .map(({ id }) => ({
        hall: hall.id,
        rack: id,
        number: load.inventory.series(id, METRIC),
        offsetMs: 0,
        values: new Float64Array(ROUNDS),
      })),
  );
  const byNumber = new Map(series.map((each) => [each.number, each]));
  let round = 0;
  const taker: Pick<DuckdbHistory, 'apply'> = {
    apply(_, record) {
      if (record.type !== 'samples') return;
      const { batch } = record;
      for (let row = 0; row < batch.series.length; row++) {
        const found = byNumber.get(batch.series[row]!);
        if (found === undefined) continue;
        found.offsetMs = batch.at[row]! - LOAD_BASE - round * ROUND_MS;
        found.values[round] = batch.value[row]!;
      }
    },
  };
  for (; round < ROUNDS; round++) await load.applyRound(taker as DuckdbHistory, round);
  return series;
}

/** In order of time, hour by hour: Prometheus takes nothing else. */
async function fill(peer: PeerProcess, series: readonly PeerSeries[]): Promise<void> {
  const target = { ...peer, headers: {} };
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  for (let hour = -MONTH_HOURS; hour <= 0; hour++) {
    const bodies: Buffer[] = [];
    if (hour < 0) bodies.push(encodeHour('rack_month', series.slice(0, MONTH_RACKS), hour));
    for (let from = 0; hour > -DAY_HOURS && from < series.length; from += SERIES_PER_BODY) {
      bodies.push(encodeHour('rack_inlet', series.slice(from, from + SERIES_PER_BODY), hour));
    }
    await Promise.all(bodies.map((body) => post(target, agent, body)));
  }
  agent.destroy();
}

/** prometheus.WriteRequest: timeseries = 1 {labels = 1 {name = 1, value = 2}, samples = 2 {value = 1, timestamp = 2}}. */
function encodeHour(name: string, series: readonly PeerSeries[], hour: number): Buffer {
  const writer = new PbfWriter();
  for (const each of series) {
    writer.writeMessage(1, (_: null, out) => writeSeries(out, name, each, LOAD_BASE + hour * HOUR_MS), null);
  }
  return compressSync(Buffer.from(writer.finish()));
}

function writeSeries(out: PbfWriter, name: string, { hall, rack, offsetMs, values }: PeerSeries, from: number): void {
  const labels = [
    ['__name__', name],
    ['hall', hall],
    ['rack', rack],
  ] as const;
  for (const label of labels) {
    const write = ([key, value]: readonly [string, string], inner: PbfWriter) => {
      inner.writeStringField(1, key);
      inner.writeStringField(2, value);
    };
    out.writeMessage(1, write, label);
  }
  for (let round = 0; round < ROUNDS; round++) {
    const write = (at: number, inner: PbfWriter) => {
      inner.writeDoubleField(1, values[round]!);
      inner.writeVarintField(2, at);
    };
    out.writeMessage(2, write, from + round * ROUND_MS + offsetMs);
  }
}

/** Blocks that are being cut and merged would be measured with the answers. */
async function rested(peer: PeerProcess): Promise<void> {
  for (let look = 0; look < REST_LOOKS; look++) {
    const before = cpuSeconds(peer.pid);
    await wait(REST_LOOK_MS);
    if (cpuSeconds(peer.pid) - before <= (RESTING_SHARE * REST_LOOK_MS) / 1000) return;
  }
}

const END = LOAD_BASE + HOUR_MS;
const DAY = { from: END - DAY_HOURS * HOUR_MS, to: END };
const MONTH = { from: LOAD_BASE - MONTH_HOURS * HOUR_MS, to: LOAD_BASE };

function own(engine: DuckdbHistory, series: readonly PeerSeries[]): Target {
  const one = (i: number) => [series[(i * 7919) % series.length]!.number];
  const names = [...new Set(series.map(({ hall }) => hall))];
  const groups = names.map((key) => ({
    key,
    series: series.filter(({ hall }) => hall === key).map(({ number }) => number),
  }));
  return {
    name: 'Skyrack',
    rack: (i) => engine.series({ ...DAY, series: one(i), points: 10_000 }),
    halls: () => engine.aggregate({ ...DAY, groups, stepMs: STEP_S * 1000 }),
    month: (i) => engine.series({ ...MONTH, series: [series[i % MONTH_RACKS]!.number], points: MONTH_POINTS }),
  };
}

function asked(peer: PeerProcess, series: readonly PeerSeries[]): Target {
  const monthStepS = Math.round((MONTH.to - MONTH.from) / MONTH_POINTS / 1000);
  const day = (query: string, stepS: number, rows: number) => queryRange(peer, { ...DAY, query, stepS, rows });
  return {
    name: peer.name,
    rack: (i) => day(`rack_inlet{rack="${series[(i * 7919) % series.length]!.rack}"}`, ROUND_MS / 1000, 1),
    halls: () =>
      Promise.all(
        ['avg', 'max'].map((what) => day(`${what} by (hall) (${what}_over_time(rack_inlet[5m]))`, STEP_S, HALLS)),
      ),
    month: (i) => {
      const { rack } = series[i % MONTH_RACKS]!;
      const query = `avg_over_time(rack_month{rack="${rack}"}[${monthStepS}s])`;
      return queryRange(peer, { ...MONTH, query, stepS: monthStepS, rows: 1 });
    },
  };
}

/** The answer as text: what a client makes of it is its own. Throws where it has not all that was asked for. */
async function queryRange(
  peer: PeerProcess,
  ask: { readonly query: string; from: number; to: number; stepS: number; rows: number },
): Promise<string> {
  const { query, from, to, stepS, rows } = ask;
  const parameters = new URLSearchParams({
    query,
    start: String(from / 1000 + stepS),
    end: String(to / 1000),
    step: String(stepS),
    // VictoriaMetrics would else give again what it worked out before.
    nocache: '1',
  });
  const reply = await fetch(`${peer.queryUrl}/api/v1/query_range?${parameters}`);
  const text = await reply.text();
  const points = (to - from) / 1000 / stepS;
  // A point is its time and its value: the shortest has 15 characters.
  if (!reply.ok || text.split('"metric"').length - 1 !== rows || text.length < 15 * points * rows * 0.95)
    throw new Error(`${peer.name} answered ${reply.status}, ${text.length} bytes: ${text.slice(0, 300)}`);
  return text;
}

/** Medians. Every target is asked in turn, so that all meet the same machine. */
async function compare(
  figure: string,
  targets: readonly Target[],
  questions: number,
  question: (target: Target, i: number) => Promise<unknown>,
): Promise<BenchRow[]> {
  const walls = new Map(targets.map(({ name }) => [name, [] as number[]]));
  for (let i = 0; i <= questions; i++) {
    for (const target of targets) {
      const began = performance.now();
      await question(target, i);
      if (i > 0) walls.get(target.name)!.push(performance.now() - began);
    }
  }
  const [mine, ...others] = targets.map(({ name }) => ({ name, value: median(walls.get(name)!) }));
  return others.map((against) => ({ figure: `${figure}, median`, value: mine!.value, unit: 'ms', against }));
}
