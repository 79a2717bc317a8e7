import { z } from 'zod';
import { healthViewSchema } from '../../shared/wire/reply-schemas.ts';
import { snapshotSummarySchema } from '../../shared/wire/snapshot-schemas.ts';
import type { SnapshotFormat } from '../../shared/wire/snapshots.ts';
import { startSkyrack } from '../server-process.ts';
import { type BenchPart, type BenchRow, median, percentile } from './bench-part.ts';
import { temporaryFolder } from './bench-zone.ts';
import { cpuSeconds } from './process-cost.ts';

/** What issue 8 asks for, of the whole zone: seconds, and megabytes of the page. */
const LIMIT_SNAPSHOT_S = 2;
const LIMITS_S: readonly (readonly [SnapshotFormat, number])[] = [
  ['json', 3],
  ['csv', 3],
  ['xlsx', 10],
  ['geojson', 10],
  ['kml', 10],
  ['html', 5],
  ['pdf', 10],
  ['png', 10],
];
const LIMIT_HTML_MB = 5;
/** As of the sustained load. */
const LIMIT_ACK_MS = 250;
const LIMIT_LOOP_MS = 50;
const ROUNDS = 3;
/** The simulator's first round, and coverage, are done by then. */
const SETTLE_MS = 15_000;
const PROBE_MS = 50;
const PROBE_RACKS = 50;
const PDF_PAGE = /\/Type \/Page\b/g;

/**
 * The demo zone, simulated: 103 sites, 20,000 racks. Snapshots and every format, in turn, three times; medians. A sender
 * writes all the while, and its acknowledgements and the server's loop are watched. Beside each duration stands what
 * the server spent of processors in it, simulation and all: that is the same on a machine that does other work as well.
 */
export const snapshots: BenchPart = {
  name: 'snapshots',
  async run() {
    const server = await startSkyrack({ dataFolder: temporaryFolder('data') });
    try {
      await new Promise((wait) => setTimeout(wait, SETTLE_MS));
      const sender = startSender(server.url, server.token);
      const taken: Spent[] = [];
      const written = new Map<SnapshotFormat, Spent[]>(LIMITS_S.map(([format]) => [format, []]));
      let htmlMb = 0;
      let pages = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const { result: id, spent } = await spending(server.pid, () => take(server.url));
        taken.push(spent);
        for (const [format] of LIMITS_S) {
          const address = `${server.url}/api/v1/snapshots/${id}/export/${format}`;
          const { result: file, spent } = await spending(server.pid, () => download(address));
          written.get(format)!.push(spent);
          if (format === 'html') htmlMb = file.length / 1_000_000;
          if (format === 'pdf') pages = file.toString('latin1').match(PDF_PAGE)?.length ?? 0;
        }
      }
      const latencies = await sender.stop();
      const { loopDelay } = healthViewSchema.parse(await (await fetch(`${server.url}/api/v1/health`)).json());
      return [
        limited('snapshot of the whole zone: the first', taken[0]!.seconds, 's', LIMIT_SNAPSHOT_S),
        ...rowsOf('snapshot of the whole zone', taken, LIMIT_SNAPSHOT_S),
        ...LIMITS_S.flatMap(([format, limit]) =>
          rowsOf(`snapshot of the whole zone as ${format}`, written.get(format)!, limit),
        ),
        limited('snapshot of the whole zone as html: size', htmlMb, 'MB', LIMIT_HTML_MB),
        { figure: 'snapshot of the whole zone as pdf: pages', value: pages, unit: '' },
        limited('time to acknowledge meanwhile, p99', percentile(latencies, 0.99), 'ms', LIMIT_ACK_MS),
        limited('delay of the server’s loop meanwhile, p99', loopDelay.p99Ms, 'ms', LIMIT_LOOP_MS),
      ];
    } finally {
      await server.stop();
    }
  },
};

function limited(figure: string, value: number, unit: string, limit: number): BenchRow {
  return { figure, value, unit, against: { name: 'limit', value: limit, good: 'below' } };
}

interface Spent {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** How long something took, and what a process spent meanwhile. */
async function spending<Result>(pid: number, run: () => Promise<Result>): Promise<{ result: Result; spent: Spent }> {
  const [began, before] = [performance.now(), cpuSeconds(pid)];
  const result = await run();
  return {
    result,
    spent: { seconds: (performance.now() - began) / 1_000, cpuSeconds: cpuSeconds(pid) - before },
  };
}

function rowsOf(figure: string, spent: readonly Spent[], limitS: number): BenchRow[] {
  return [
    limited(figure, median(spent.map(({ seconds }) => seconds)), 's', limitS),
    { figure: `${figure}: processor time`, value: median(spent.map((one) => one.cpuSeconds)), unit: 's' },
  ];
}

async function take(url: string): Promise<string> {
  const reply = await fetch(`${url}/api/v1/snapshots`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Skyrack-Action': 'snapshot' },
    body: JSON.stringify({ operator: 'bench' }),
  });
  if (reply.status !== 201) throw new Error(`no snapshot: ${reply.status} ${await reply.text()}`);
  return snapshotSummarySchema.parse(await reply.json()).id;
}

async function download(url: string): Promise<Buffer> {
  const reply = await fetch(url);
  if (!reply.ok) throw new Error(`${url}: ${reply.status} ${await reply.text()}`);
  return Buffer.from(await reply.arrayBuffer());
}

const rackPageSchema = z.object({ resources: z.array(z.object({ id: z.string() })) });

/** Small native batches, one after another; how long each took to be acknowledged. */
function startSender(url: string, token: string): { stop(): Promise<readonly number[]> } {
  const latencies: number[] = [];
  let ended = false;
  const run = async (): Promise<void> => {
    const page = await (await fetch(`${url}/api/v1/resources?kind=rack&limit=${PROBE_RACKS}`)).json();
    const racks = rackPageSchema.parse(page).resources.map(({ id }) => id);
    for (let batch = 1; !ended; batch++) {
      const at = Date.now();
      const samples = racks.map((resource) => ({ resource, metric: 'rack.inlet-top', at, value: 20 + (batch % 5) }));
      const began = performance.now();
      const reply = await fetch(`${url}/api/v1/samples`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ source: 'ingest', epoch: 'bench', batch, samples }),
      });
      if (!reply.ok) throw new Error(`not acknowledged: ${reply.status} ${await reply.text()}`);
      await reply.arrayBuffer();
      latencies.push(performance.now() - began);
      await new Promise((wait) => setTimeout(wait, PROBE_MS));
    }
  };
  const running = run();
  // Looked at when it is stopped; until then a failure must not end the process.
  running.catch(() => undefined);
  return {
    async stop() {
      ended = true;
      await running;
      return latencies;
    },
  };
}
