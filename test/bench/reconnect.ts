import type { LiveStore } from '../../client/live/live-store.ts';
import type { HealthView } from '../../shared/wire/http.ts';
import { fetchInventory, openViewer } from '../kit/viewer.ts';
import { freePort, startSkyrack } from '../server-process.ts';
import type { BenchPart } from './bench-part.ts';
import { temporaryFolder } from './bench-zone.ts';

const VIEWERS = 300;
const LIMIT_S = 15;
const LIMIT_LOOP_MS = 200;
const GIVEN_UP_MS = 60_000;
const LOOK_MS = 50;

/**
 * 300 of the product's own clients, each with the zone and one hall's floor of the simulated demo, through a kill of the
 * server: from the kill, the start of the server included, until all have complete values again.
 */
export const reconnect: BenchPart = {
  name: 'reconnect',
  async run() {
    const options = { dataFolder: temporaryFolder('data'), port: await freePort() };
    let server = await startSkyrack(options);
    const viewers: LiveStore[] = [];
    try {
      const index = await fetchInventory(server.url);
      const halls = Array.from({ length: index.count('hall') }, (_, hall) => index.id('hall', hall));
      for (let i = 0; i < VIEWERS; i++) {
        const hall = halls[i % halls.length]!;
        const topics = ['zone', 'kind/hall', `floor/inlet/${hall}`, `floor/power/${hall}`];
        viewers.push(openViewer(server.url, index, topics));
      }
      await allLive(viewers, 0);
      const epoch = viewers[0]!.link().epoch;
      const began = performance.now();
      await server.kill();
      server = await startSkyrack(options);
      const startSeconds = (performance.now() - began) / 1_000;
      await allLive(viewers, epoch);
      const seconds = (performance.now() - began) / 1_000;
      const health = (await (await fetch(`${server.url}/api/v1/health`)).json()) as HealthView;
      const what = `${VIEWERS} clients through a kill`;
      return [
        { figure: `${what}: until the server is ready again`, value: startSeconds, unit: 's' },
        {
          figure: `${what}: until all are in sync`,
          value: seconds,
          unit: 's',
          against: { name: 'limit', value: LIMIT_S, good: 'below' },
        },
        {
          figure: `${what}: delay of the server’s loop meanwhile, p99`,
          value: health.loopDelay.p99Ms,
          unit: 'ms',
          against: { name: 'limit', value: LIMIT_LOOP_MS, good: 'below' },
        },
      ];
    } finally {
      for (const viewer of viewers) viewer.close();
      await server.kill();
    }
  },
};

/** Until every viewer has all values of a start of the server that is not `epoch`. */
async function allLive(viewers: readonly LiveStore[], epoch: number): Promise<void> {
  const behind = () =>
    viewers.filter((viewer) => viewer.link().state !== 'live' || viewer.link().epoch === epoch).length;
  for (const deadline = Date.now() + GIVEN_UP_MS; behind() > 0; ) {
    if (Date.now() > deadline) throw new Error(`${behind()} of ${viewers.length} clients are not in sync`);
    await new Promise((wait) => setTimeout(wait, LOOK_MS));
  }
}
