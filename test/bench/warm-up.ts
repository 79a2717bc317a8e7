import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { HealthView } from '../../shared/wire/http.ts';
import { startSkyrack } from '../server-process.ts';
import type { BenchPart } from './bench-part.ts';
import { temporaryFolder } from './bench-zone.ts';
import { cpuSeconds } from './process-cost.ts';

const LIMIT_S = 30;
const GIVEN_UP_MS = 180_000;
const LOOK_MS = 200;
const SEVEN_DAYS_MS = 7 * 24 * 3_600_000;
/** The loop's delay is of the last 10 to 20 s: from this age on the server tells nothing of its own start. */
const START_FORGOTTEN_MS = 20_000;

/** The demo on a new data folder: how long until its seven days of past are there, and how the live view fares meanwhile. */
export const warmUp: BenchPart = {
  name: 'warm-up',
  async run() {
    const dataFolder = temporaryFolder('data');
    const began = Date.now();
    const server = await startSkyrack({ dataFolder, env: { SKYRACK_WARM_UP: 'on' } });
    try {
      const ready = performance.now();
      const file = join(dataFolder, 'warm-up');
      let startMs = 0;
      let loopMs = 0;
      let oldest = Number.NaN;
      let seconds: number | undefined;
      let cpu: number | undefined;
      for (const deadline = Date.now() + GIVEN_UP_MS; ; ) {
        const health = (await (await fetch(`${server.url}/api/v1/health`)).json()) as HealthView;
        if (health.uptimeMs < START_FORGOTTEN_MS) startMs = Math.max(startMs, health.loopDelay.p99Ms);
        else loopMs = Math.max(loopMs, health.loopDelay.p99Ms);
        oldest = health.history?.tiers.find(({ tier }) => tier === '1h')?.from ?? Number.NaN;
        if (oldest <= began - SEVEN_DAYS_MS + 3_600_000 && !existsSync(file)) {
          seconds ??= (performance.now() - ready) / 1_000;
          cpu ??= cpuSeconds(server.pid);
          if (health.uptimeMs >= START_FORGOTTEN_MS) break;
        }
        if (Date.now() > deadline) throw new Error('the past did not come');
        await new Promise((wait) => setTimeout(wait, LOOK_MS));
      }
      return [
        {
          figure: 'a new demo folder: from ready to seven days of past',
          value: seconds,
          unit: 's',
          against: { name: 'limit', value: LIMIT_S, good: 'below' },
        },
        { figure: 'a new demo folder: processor by then', value: cpu, unit: 's' },
        { figure: 'a new demo folder: delay of the server’s loop with its start, p99', value: startMs, unit: 'ms' },
        { figure: 'a new demo folder: delay of the server’s loop after its start, p99', value: loopMs, unit: 'ms' },
      ];
    } finally {
      await server.kill();
    }
  },
};
