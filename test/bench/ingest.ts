import { Agent } from 'node:http';
import { startSkyrack } from '../server-process.ts';
import { type BenchPart, type BenchRow, median, percentile } from './bench-part.ts';
import { createBenchZone, temporaryFolder } from './bench-zone.ts';
import { type PeerProcess, startPeers } from './peer-process.ts';
import { cpuSeconds, residentMb } from './process-cost.ts';
import {
  CONNECTIONS,
  createBodies,
  encodeRounds,
  post,
  SAMPLES_PER_BODY,
  type WriteTarget as Target,
} from './write-load.ts';
import type { WriteBody } from './write-request.ts';

const ROUNDS_PER_RUN = 10;
const RUNS = 3;
const ROUND_MS = 10_000;
const REST_LOOK_MS = 1_000;
const REST_LOOKS = 30;
/** Of a core, all together. */
const RESTING_SHARE = 0.05;
/** What our cost may be of a peer's. */
const LIMITS: ReadonlyMap<string, { processor: number; firstSight?: number; memory?: number }> = new Map([
  ['Prometheus', { processor: 0.12, memory: 1 }],
  ['VictoriaMetrics', { processor: 0.5, firstSight: 0.4 }],
]);
/** What one run of bodies cost a server. */
interface Run {
  readonly samplesPerSecond: number;
  readonly cpuPerMillion: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Remote write: 200,000 series (20,000 racks × 10), bodies of 5,000 samples, acknowledged. The same compressed bodies go
 * to Skyrack (where a 2xx means synced to disk) and to each installed peer, in turn, three times; medians are shown.
 */
export const ingest: BenchPart = {
  name: 'ingest',
  async run() {
    const zone = await createBenchZone({ allRacks: true });
    const began = Date.now() - (RUNS * ROUNDS_PER_RUN + 1) * ROUND_MS;
    const bodies = createBodies(zone.racks, began);
    const skyrack = await startSkyrack({
      dataFolder: temporaryFolder('data'),
      env: { SKYRACK_ZONE: zone.folder, SKYRACK_SIMULATE: 'off', SKYRACK_HISTORY: 'off' },
    });
    let peers: PeerProcess[] = [];
    try {
      peers = await startPeers();
      const ours: Target = {
        name: 'Skyrack',
        pid: skyrack.pid,
        writeUrl: `${skyrack.url}/api/v1/write`,
        headers: { Authorization: `Bearer ${skyrack.token}` },
      };
      const others = peers.map((peer) => ({ ...peer, headers: {} }));
      const rows = await compare(ours, others, bodies, began);
      await checkStored(skyrack.url, zone.racks, began + RUNS * ROUNDS_PER_RUN * ROUND_MS);
      return rows;
    } finally {
      await skyrack.kill();
      for (const peer of peers) await peer.stop();
    }
  },
};

async function compare(ours: Target, peers: readonly Target[], bodies: readonly WriteBody[], began: number) {
  const targets = [ours, ...peers];
  const firstSight = new Map<string, Run>();
  const runs = new Map<string, Run[]>(targets.map((target) => [target.name, []]));
  const first = encodeRounds(bodies, began, 0, 1, ROUND_MS);
  for (const target of targets) {
    await rested(targets);
    firstSight.set(target.name, await send(target, first));
  }
  for (let run = 0; run < RUNS; run++) {
    const rounds = encodeRounds(bodies, began, 1 + run * ROUNDS_PER_RUN, ROUNDS_PER_RUN, ROUND_MS);
    for (const target of targets) {
      await rested(targets);
      runs.get(target.name)!.push(await send(target, rounds));
    }
  }
  const memory = new Map(targets.map((target) => [target.name, residentMb(target.pid)]));

  const rows: BenchRow[] = [];
  const add = (figure: string, unit: string, of: (target: Target) => number) => {
    const value = of(ours);
    if (peers.length === 0) rows.push({ figure, value, unit });
    for (const peer of peers) rows.push({ figure, value, unit, against: { name: peer.name, value: of(peer) } });
  };
  const middle = (target: Target, pick: (run: Run) => number) => median(runs.get(target.name)!.map(pick));
  add('acknowledged samples, bodies of 5,000, 200,000 series', '/s', (each) =>
    middle(each, (run) => run.samplesPerSecond),
  );
  add('time to acknowledge, p50', 'ms', (each) => middle(each, (run) => run.p50Ms));
  add('time to acknowledge, p99', 'ms', (each) => middle(each, (run) => run.p99Ms));
  add('processor time per million samples', 'CPU-s', (each) => middle(each, (run) => run.cpuPerMillion));
  add(
    'processor time per million samples, first sight of a series',
    'CPU-s',
    (each) => firstSight.get(each.name)!.cpuPerMillion,
  );
  add('resident memory after the runs', 'MB', (each) => memory.get(each.name)!);
  const processor = (each: Target) => middle(each, (run) => run.cpuPerMillion);
  const sight = (each: Target) => firstSight.get(each.name)!.cpuPerMillion;
  for (const peer of peers) {
    const limits = LIMITS.get(peer.name);
    if (limits === undefined) continue;
    const hold = (figure: string, of: (target: Target) => number, limit: number | undefined) => {
      if (limit === undefined) return;
      const against = { name: 'limit', value: limit, good: 'below' } as const;
      rows.push({ figure: `${figure}, of ${peer.name}’s`, value: of(ours) / of(peer), unit: '×', against });
    };
    hold('processor time', processor, limits.processor);
    hold('processor time at first sight', sight, limits.firstSight);
    hold('resident memory', (each) => memory.get(each.name)!, limits.memory);
  }
  return rows;
}

/**
 * Until none of them works any more, for at most half a minute: what one does after its run (a peer merges its parts) would
 * share a core with the next one's run, and be counted as that one's time.
 */
async function rested(targets: readonly Target[]): Promise<void> {
  const spent = () => targets.reduce((sum, { pid }) => sum + cpuSeconds(pid), 0);
  for (let look = 0; look < REST_LOOKS; look++) {
    const before = spent();
    await new Promise((done) => setTimeout(done, REST_LOOK_MS));
    if (spent() - before <= (RESTING_SHARE * REST_LOOK_MS) / 1_000) return;
  }
}

/** A rate counts only if the samples arrived: the newest value of every rack has the last round's time. */
async function checkStored(url: string, racks: readonly string[], lastAt: number): Promise<void> {
  const reply = await fetch(`${url}/api/v1/latest?metric=rack.energy`);
  const { values } = (await reply.json()) as { values: { resource: string; at: number | null }[] };
  const stored = new Map(values.map((value) => [value.resource, value.at]));
  const missing = racks.filter((rack) => stored.get(rack) !== lastAt);
  if (missing.length > 0) throw new Error(`${missing.length} racks were acknowledged and not stored, as ${missing[0]}`);
}

async function send(target: Target, rounds: readonly Buffer[][]): Promise<Run> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const latencies: number[] = [];
  const cpuBefore = cpuSeconds(target.pid);
  const began = performance.now();
  const lanes = Array.from({ length: CONNECTIONS }, async (_, lane) => {
    for (const bodies of rounds) {
      for (let i = lane; i < bodies.length; i += CONNECTIONS) {
        const sent = performance.now();
        await post(target, agent, bodies[i]!);
        latencies.push(performance.now() - sent);
      }
    }
  });
  await Promise.all(lanes);
  const seconds = (performance.now() - began) / 1_000;
  const cpu = cpuSeconds(target.pid) - cpuBefore;
  agent.destroy();
  const samples = latencies.length * SAMPLES_PER_BODY;
  return {
    samplesPerSecond: samples / seconds,
    cpuPerMillion: (cpu / samples) * 1e6,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
  };
}
