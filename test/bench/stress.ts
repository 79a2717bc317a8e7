import { startSkyrack } from '../server-process.ts';
import type { BenchPart } from './bench-part.ts';
import { temporaryFolder } from './bench-zone.ts';
import { cpuSeconds, residentMb } from './process-cost.ts';

const LIMIT_MB = 600;
const LIMIT_PERCENT = 40;
const LIMIT_START_S = 10;
/** The first round comes at once and V8 is still compiling: what follows is the steady load. */
const WARM_UP_MS = 20_000;
const WATCH_MS = 60_000;
const LOOK_MS = 500;

/** The stress zone with its simulator and nobody looking: start, memory at its highest, processor time over a minute. */
export const stress: BenchPart = {
  name: 'stress',
  async run() {
    const began = performance.now();
    const env = { SKYRACK_SIMULATE: 'stress' };
    const server = await startSkyrack({ dataFolder: temporaryFolder('data'), env });
    const startSeconds = (performance.now() - began) / 1_000;
    try {
      let most = await highestMb(server.pid, WARM_UP_MS);
      const accepted = await acceptedSamples(server.url);
      const before = cpuSeconds(server.pid);
      const from = performance.now();
      most = Math.max(most, await highestMb(server.pid, WATCH_MS));
      const seconds = (performance.now() - from) / 1_000;
      const share = (100 * (cpuSeconds(server.pid) - before)) / seconds;
      const perSecond = ((await acceptedSamples(server.url)) - accepted) / seconds;
      return [
        limited('stress: from start to ready', startSeconds, 's', LIMIT_START_S),
        limited('stress: resident memory, highest in 80 s', most, 'MB', LIMIT_MB),
        limited('stress: processor over 60 s without clients', share, '% of a core', LIMIT_PERCENT),
        { figure: 'stress: samples simulated, journalled and live', value: perSecond, unit: '/s' },
      ];
    } finally {
      await server.stop();
    }
  },
};

function limited(figure: string, value: number, unit: string, limit: number) {
  return { figure, value, unit, against: { name: 'limit', value: limit, good: 'below' } } as const;
}

async function highestMb(pid: number, forMs: number): Promise<number> {
  let most = 0;
  for (const end = performance.now() + forMs; performance.now() < end; ) {
    most = Math.max(most, residentMb(pid));
    await new Promise((wait) => setTimeout(wait, LOOK_MS));
  }
  return most;
}

async function acceptedSamples(url: string): Promise<number> {
  const reply = (await (await fetch(`${url}/api/v1/sources`)).json()) as { sources: { accepted: number }[] };
  return reply.sources.reduce((sum, { accepted }) => sum + accepted, 0);
}
