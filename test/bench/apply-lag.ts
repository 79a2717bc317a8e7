import { Agent } from 'node:http';
import type { HealthView } from '../../shared/wire/http.ts';
import { startSkyrack } from '../server-process.ts';
import { type BenchPart, percentile } from './bench-part.ts';
import { createBenchZone, temporaryFolder } from './bench-zone.ts';
import { cpuSeconds, residentMb } from './process-cost.ts';
import { CONNECTIONS, createBodies, encodeRounds, post, type WriteTarget } from './write-load.ts';

const ROUND_MS = 10_000;
const ROUNDS = 4;
const LIMIT_LAG_MS = 5_000;
const ASK_EVERY_MS = 100;
const LOOK_MS = 250;
const HOUR_MS = 3_600_000;

/**
 * 20,000 racks × 10 series every ten seconds with history on, while somebody asks ten questions a second: how far history
 * is behind the journal, and how long answers take meanwhile.
 */
export const applyLag: BenchPart = {
  name: 'apply-lag',
  async run() {
    const zone = await createBenchZone({ allRacks: true });
    const skyrack = await startSkyrack({
      dataFolder: temporaryFolder('data'),
      env: { SKYRACK_ZONE: zone.folder, SKYRACK_SIMULATE: 'off', SKYRACK_HISTORY: 'duckdb' },
    });
    try {
      const target: WriteTarget = {
        name: 'Skyrack',
        pid: skyrack.pid,
        writeUrl: `${skyrack.url}/api/v1/write`,
        headers: { Authorization: `Bearer ${skyrack.token}` },
      };
      const began = Date.now();
      const rounds = encodeRounds(createBodies(zone.racks, began), began, 0, ROUNDS + 1, ROUND_MS);
      await sendPaced(target, rounds.slice(0, 1), 1);
      const over = new AbortController();
      const cpu = cpuSeconds(skyrack.pid);
      const from = performance.now();
      const asked = ask(skyrack.url, zone.racks, over.signal);
      const watched = watch(skyrack.url, over.signal);
      await sendPaced(target, rounds.slice(1), ROUND_MS);
      over.abort();
      const [answers, lags] = await Promise.all([asked, watched]);
      const percent = (100 * (cpuSeconds(skyrack.pid) - cpu) * 1_000) / (performance.now() - from);
      const what = '20,000 racks × 10 series / 10 s with history and questions';
      return [
        {
          figure: `${what}: apply lag, highest`,
          value: Math.max(...lags),
          unit: 'ms',
          against: { name: 'limit', value: LIMIT_LAG_MS, good: 'below' },
        },
        { figure: `${what}: answers, p95`, value: percentile(answers, 0.95), unit: 'ms' },
        { figure: `${what}: processor`, value: percent, unit: '% of a core' },
        { figure: `${what}: resident memory`, value: residentMb(skyrack.pid), unit: 'MB' },
      ];
    } finally {
      await skyrack.kill();
    }
  },
};

async function sendPaced(target: WriteTarget, rounds: readonly Buffer[][], roundMs: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const began = performance.now();
  for (const [round, bodies] of rounds.entries()) {
    for (const [i, body] of bodies.entries()) {
      const early = began + (round + i / bodies.length) * roundMs - performance.now();
      if (early > 0) await new Promise((wait) => setTimeout(wait, early));
      await post(target, agent, body);
    }
  }
  agent.destroy();
}

/** One rack's hour and the halls' hour in turn; resolves with the times that answers took, ms. */
async function ask(url: string, racks: readonly string[], over: AbortSignal): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; !over.aborted; i++) {
    const now = Date.now();
    const range = `metric=rack.inlet-top&from=${now - HOUR_MS}&to=${now}`;
    const resource = encodeURIComponent(racks[(i * 7919) % racks.length]!);
    const path =
      i % 2 === 0
        ? `series?resource=${resource}&${range}&points=1000`
        : `aggregate?kind=rack&by=hall&${range}&step=300000`;
    const begin = performance.now();
    const reply = await fetch(`${url}/api/v1/${path}`);
    const text = await reply.text();
    if (!reply.ok) throw new Error(`a question was answered ${reply.status}: ${text.slice(0, 300)}`);
    taken.push(performance.now() - begin);
    await new Promise((wait) => setTimeout(wait, ASK_EVERY_MS));
  }
  return taken;
}

async function watch(url: string, over: AbortSignal): Promise<number[]> {
  const lags: number[] = [];
  while (!over.aborted) {
    const health = (await (await fetch(`${url}/api/v1/health`)).json()) as HealthView;
    lags.push(health.history?.lagMs ?? Number.NaN);
    await new Promise((wait) => setTimeout(wait, LOOK_MS));
  }
  return lags;
}
