import { monitorEventLoopDelay } from 'node:perf_hooks';
import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '../../shared/wire/events.ts';
import { packetParser } from '../../shared/wire/packet-parser.ts';
import type { CoverageHoles, CoverageSummary, PlanComparison, Ranking } from '../../shared/wire/planning.ts';
import { startSkyrack } from '../server-process.ts';
import { type BenchRow, median, percentile } from './bench-part.ts';
import { temporaryFolder } from './bench-zone.ts';

const HOLE_LIMIT_MS = 300;
const WHAT_IF_LIMIT_MS = 1_000;
const LOOP_LIMIT_MS = 50;
const OURS = { 'X-Skyrack-Action': 'plan', 'Content-Type': 'application/json' };
const SETTLE_MS = 700;

/**
 * The demo zone in a server of its own: from the sender's request that says a site is down to its polygons in a client that
 * was told over the stream, what-ifs over HTTP, and the main loop's longest delay while threads run and rank. Beside that
 * stands the delay of this process' own loop, which has next to nothing to do: what is in both, the machine was too busy for.
 */
export async function coverageServer(): Promise<BenchRow[]> {
  const dataFolder = temporaryFolder('coverage');
  const server = await startSkyrack({ dataFolder });
  const viewer: Viewer = io(server.url, { transports: ['websocket'], parser: packetParser, forceNew: true });
  try {
    const read = async <T>(path: string): Promise<T> => (await (await fetch(server.url + path)).json()) as T;
    const ask = async <T>(path: string, json: unknown): Promise<T> =>
      (await (
        await fetch(server.url + path, { method: 'POST', headers: OURS, body: JSON.stringify(json) })
      ).json()) as T;
    while (!(await read<CoverageSummary>('/api/v1/coverage/summary')).ready) await pause(250);
    await watchZone(viewer);
    const holes = await holeTimes(viewer, server.url, server.token, () => read('/api/v1/holes'));
    const whatIfs: number[] = [];
    await longestLagMs(server.url);
    const ownDelay = monitorEventLoopDelay({ resolution: 10 });
    ownDelay.enable();
    const ranking = await ask<Ranking>('/api/v1/next-sites', { candidates: 'hex', gridM: 300, count: 73 });
    for (let tiltDeg = 0; tiltDeg < 8; tiltDeg++) {
      const changes = [{ change: 'tilt', resource: 'site/qd-ht-006', tiltDeg }];
      const from = performance.now();
      await ask<PlanComparison>('/api/v1/plans/on-air/what-if', { changes });
      whatIfs.push(performance.now() - from);
    }
    while ((await read<Ranking>(`/api/v1/next-sites/${ranking.id}`)).state === 'running') await pause(250);
    return [
      limited('alarm → polygons in the client, median', median(holes), 'ms', HOLE_LIMIT_MS),
      limited('alarm → polygons in the client, p95', percentile(holes, 0.95), 'ms', HOLE_LIMIT_MS),
      limited('what-if of a re-tilt beside a ranking, median', median(whatIfs), 'ms', WHAT_IF_LIMIT_MS),
      limited('main loop: longest delay meanwhile', await longestLagMs(server.url), 'ms', LOOP_LIMIT_MS),
      { figure: 'the same of an idle loop beside it', value: ownDelay.max / 1e6, unit: 'ms' },
    ];
  } finally {
    viewer.close();
    await server.stop();
  }
}

type Viewer = Socket<ServerToClient, ClientToServer>;

const SITES = Array.from({ length: 12 }, (_, index) => `qd-ht-${String(index + 1).padStart(3, '0')}`);

async function holeTimes(
  viewer: Viewer,
  url: string,
  token: string,
  holes: () => Promise<CoverageHoles>,
): Promise<number[]> {
  const times: number[] = [];
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const epoch = `bench-${process.pid}`;
  let batch = 0;
  for (const site of SITES) {
    const say = async (value: number): Promise<void> => {
      const samples = [1, 2, 3].map((cell) => ({
        ...{ resource: `cell/${site}/${cell}`, metric: 'cell.operational-state', at: Date.now(), value },
      }));
      const body = JSON.stringify({ source: 'ingest', epoch, batch: batch++, samples });
      await fetch(`${url}/api/v1/samples`, { method: 'POST', headers, body });
    };
    // Ticks of the server come at any moment of this.
    await pause(SETTLE_MS + 37 * batch);
    const from = performance.now();
    const seen = holeOf(viewer, site, holes);
    await say(0);
    if (await seen) times.push(performance.now() - from);
    await say(1);
  }
  return times;
}

/** Whether the hole of a site came: loaded whenever the server says that coverage has changed. */
function holeOf(viewer: Viewer, site: string, holes: () => Promise<CoverageHoles>): Promise<boolean> {
  return new Promise((done) => {
    const end = (came: boolean): void => {
      clearTimeout(timer);
      viewer.off('coverage', look);
      done(came);
    };
    // A site whose cells are locked has no hole.
    const timer = setTimeout(() => end(false), 5_000);
    const look = async (): Promise<void> => {
      const answer = await holes();
      if (answer.holes.some((hole) => hole.sites.includes(`site/${site}`) && hole.polygons.length > 0)) end(true);
    };
    viewer.on('coverage', look);
  });
}

async function watchZone(viewer: Viewer): Promise<void> {
  if (!viewer.connected) await new Promise<void>((done) => viewer.once('connect', done));
  await new Promise<void>((done) => viewer.emit('watch', { topics: ['zone'] }, () => done()));
}

/** Longest delay of the event loop since the last time this was asked. */
async function longestLagMs(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return 1_000 * Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(text)?.[1]);
}

function limited(figure: string, value: number, unit: string, limit: number): BenchRow {
  return { figure, value, unit, against: { name: 'limit', value: limit, good: 'below' } };
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
