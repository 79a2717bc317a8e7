import { existsSync, readdirSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { startSkyrack } from '../server-process.ts';
import { type BenchPart, CannotMeasure } from './bench-part.ts';
import { createBenchZone, temporaryFolder } from './bench-zone.ts';
import { startPeers } from './peer-process.ts';
import { cpuSeconds, residentMb } from './process-cost.ts';
import { CONNECTIONS, createBodies, encodeRounds, post, type WriteTarget } from './write-load.ts';

const SERIES_PER_RACK = 10;
const ROUND_MS = 10_000;
const HOUR_MS = 3_600_000;
const ROUNDS = HOUR_MS / ROUND_MS;
/** Of 200,000 samples each. */
const ROUNDS_AT_ONCE = 4;
const SEALED_WITHIN_MS = 180_000;
/** No new file for so long: the hour is sealed, and VictoriaMetrics has merged what it merges soon. */
const QUIET_MS = 15_000;
const PEER = 'VictoriaMetrics';
const LIMIT = 0.8;

/**
 * The whole path: an hour of 20,000 racks comes by remote write, 72 million samples, is made durable, live, applied to
 * history, sealed as Parquet and rolled up. VictoriaMetrics takes the same bodies and stores them in its way; processor time
 * is counted until our hour is sealed, for both over the same time. (Prometheus would take five minutes of both cores.)
 */
export const wholePath: BenchPart = {
  name: 'whole-path',
  async run() {
    const zone = await createBenchZone({ allRacks: true });
    const dataFolder = temporaryFolder('data');
    const env = { SKYRACK_ZONE: zone.folder, SKYRACK_SIMULATE: 'off', SKYRACK_HISTORY: 'duckdb' };
    const skyrack = await startSkyrack({ dataFolder, env });
    const peers = await startPeers([PEER]);
    try {
      if (peers.length === 0) throw new CannotMeasure(`${PEER} is not installed`);
      const ours: WriteTarget = {
        name: 'Skyrack',
        pid: skyrack.pid,
        writeUrl: `${skyrack.url}/api/v1/write`,
        headers: { Authorization: `Bearer ${skyrack.token}` },
      };
      const targets = [ours, ...peers.map((peer) => ({ ...peer, headers: {} }))];
      const before = targets.map(({ pid }) => cpuSeconds(pid));
      // The last hour but one: the last one stays open for late samples in its first minutes.
      const began = Math.floor(Date.now() / HOUR_MS - 2) * HOUR_MS;
      await sendHour(targets, zone.racks, began);
      await sealed(join(dataFolder, 'history/raw'));
      const millions = (zone.racks.length * SERIES_PER_RACK * ROUNDS) / 1e6;
      const [own, ...others] = targets.map((target, i) => ({
        name: target.name,
        cost: (cpuSeconds(target.pid) - before[i]!) / millions,
        memory: residentMb(target.pid),
      }));
      return others.flatMap(({ name, cost, memory }) => {
        return [
          {
            figure: 'whole path: processor time per million samples',
            value: own!.cost,
            unit: 'CPU-s',
            against: { name, value: cost },
          },
          {
            figure: `whole path: processor time, of ${name}’s`,
            value: own!.cost / cost,
            unit: '×',
            against: { name: 'limit', value: LIMIT, good: 'below' as const },
          },
          { figure: 'whole path: resident memory', value: own!.memory, unit: 'MB', against: { name, value: memory } },
        ];
      });
    } finally {
      await skyrack.kill();
      for (const peer of peers) await peer.stop();
    }
  },
};

/** Some rounds to one, then the same to the next, so that all of them are measured on the same machine at the same time. */
async function sendHour(targets: readonly WriteTarget[], racks: readonly string[], began: number): Promise<void> {
  const bodies = createBodies(racks, began);
  for (let first = 0; first < ROUNDS; first += ROUNDS_AT_ONCE) {
    const rounds = encodeRounds(bodies, began, first, ROUNDS_AT_ONCE, ROUND_MS);
    for (const target of targets) {
      const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
      // A body's series stay in order: one lane for each body.
      await Promise.all(
        bodies.map(async (_, lane) => {
          for (const round of rounds) await post(target, agent, round[lane]!);
        }),
      );
      agent.destroy();
    }
  }
}

async function sealed(folder: string): Promise<void> {
  const deadline = Date.now() + SEALED_WITHIN_MS;
  let seen = 0;
  for (let quietFrom = Date.now(); seen === 0 || Date.now() < quietFrom + QUIET_MS; ) {
    if (Date.now() > deadline) throw new Error('the hour was not sealed');
    await new Promise((wait) => setTimeout(wait, 500));
    const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
    const now = files.filter((name) => name.endsWith('.parquet')).length;
    if (now !== seen) quietFrom = Date.now();
    seen = now;
  }
}
