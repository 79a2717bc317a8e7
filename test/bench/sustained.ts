import { Agent } from 'node:http';
import type { HealthView } from '../../shared/wire/http.ts';
import { startSkyrack } from '../server-process.ts';
import { type BenchPart, percentile } from './bench-part.ts';
import { createBenchZone, temporaryFolder } from './bench-zone.ts';
import { cpuSeconds } from './process-cost.ts';
import { CONNECTIONS, createBodies, encodeRounds, post, SAMPLES_PER_BODY, type WriteTarget } from './write-load.ts';

const SECONDS = 30;
const ROUND_MS = 1_000;
const LIMIT_P99_MS = 250;
const LIMIT_LOOP_MS = 50;

/**
 * 200,000 samples a second, every second, for half a minute: 20,000 racks × 10 series, each new every second. Bodies are
 * due evenly over the second, and the time to acknowledge counts from when a body was due, so that a stall is seen by
 * all that had to wait for it.
 */
export const sustained: BenchPart = {
  name: 'sustained',
  async run() {
    const zone = await createBenchZone({ allRacks: true });
    const skyrack = await startSkyrack({
      dataFolder: temporaryFolder('data'),
      env: { SKYRACK_ZONE: zone.folder, SKYRACK_SIMULATE: 'off', SKYRACK_HISTORY: 'off' },
    });
    try {
      const target: WriteTarget = {
        name: 'Skyrack',
        pid: skyrack.pid,
        writeUrl: `${skyrack.url}/api/v1/write`,
        headers: { Authorization: `Bearer ${skyrack.token}` },
      };
      const began = Date.now() - SECONDS * ROUND_MS;
      const rounds = encodeRounds(createBodies(zone.racks, began), began, 0, SECONDS, ROUND_MS);
      // At first sight a series is mapped: the steady state begins with the second round.
      await sendPaced(target, rounds.slice(0, 1));
      const cpu = cpuSeconds(skyrack.pid);
      const { latencies, seconds } = await sendPaced(target, rounds.slice(1));
      const percent = ((cpuSeconds(skyrack.pid) - cpu) / seconds) * 100;
      const health = (await (await fetch(`${skyrack.url}/api/v1/health`)).json()) as HealthView;
      const rate = (latencies.length * SAMPLES_PER_BODY) / seconds;
      const p99 = percentile(latencies, 0.99);
      const what = 'sustained, 20,000 racks × 10 series every second';
      return [
        {
          figure: `${what}: acknowledged`,
          value: rate,
          unit: '/s',
          against: { name: 'of 200,000', value: 195_000, good: 'above' },
        },
        { figure: `${what}: time to acknowledge, p50`, value: percentile(latencies, 0.5), unit: 'ms' },
        {
          figure: `${what}: time to acknowledge, p99`,
          value: p99,
          unit: 'ms',
          against: { name: 'limit', value: LIMIT_P99_MS, good: 'below' },
        },
        { figure: `${what}: processor`, value: percent, unit: '% of a core' },
        {
          figure: `${what}: delay of the server’s loop, p99`,
          value: health.loopDelay.p99Ms,
          unit: 'ms',
          against: { name: 'limit', value: LIMIT_LOOP_MS, good: 'below' },
        },
      ];
    } finally {
      await skyrack.kill();
    }
  },
};

async function sendPaced(target: WriteTarget, rounds: readonly Buffer[][]) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const latencies: number[] = [];
  const began = performance.now();
  const lanes = Array.from({ length: CONNECTIONS }, async (_, lane) => {
    for (const [round, bodies] of rounds.entries()) {
      for (let i = lane; i < bodies.length; i += CONNECTIONS) {
        const due = began + (round + i / bodies.length) * ROUND_MS;
        const early = due - performance.now();
        if (early > 0) await new Promise((wait) => setTimeout(wait, early));
        await post(target, agent, bodies[i]!);
        latencies.push(performance.now() - due);
      }
    }
  });
  await Promise.all(lanes);
  agent.destroy();
  return { latencies, seconds: (performance.now() - began) / 1_000 };
}
