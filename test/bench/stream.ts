import { startChild } from '../server/journal/child.ts';
import { type BenchPart, type BenchRow, CannotMeasure } from './bench-part.ts';

const CLIENTS = 2_000;
const LEAST_CLIENTS = 100;
/** Files that a process needs besides its connections. */
const OTHER_FILES = 200;
const SECONDS_PER_RUN = 10;
const RUNS = 2;
const CARRIERS = ['ws', 'socket.io', 'skyrack'] as const;
const MOST_OF_WS = 1.3;
const MOST_P99_MS = 300;
/** Whoever leaves out frames would seem cheap. */
const LEAST_DELIVERED = 0.95;

type Carrier = (typeof CARRIERS)[number];

interface Cost {
  /** Of one core. */
  percent: number;
  p99Ms: number;
  /** Frames that arrived of those that had to. */
  delivered: number;
  bytesPerFrame: number;
}

/**
 * What it costs to send one frame of about 30 KB a second to many, and a heartbeat: Skyrack's stream (subscriptions,
 * sequences, ring, digests, congestion and all) beside plain Socket.IO and bare websockets that send the same frame. The
 * values are synthetic, so that no ingest and no live state is measured; each server and its clients have a process of
 * their own. In turn, twice; processor time is the mean, the delay the worse of both.
 */
export const stream: BenchPart = {
  name: 'stream',
  async run() {
    const clients = clientsPossible();
    const costs = new Map<Carrier, Cost[]>(CARRIERS.map((carrier) => [carrier, []]));
    for (let run = 0; run < RUNS; run++) {
      for (const carrier of CARRIERS) costs.get(carrier)!.push(await measure(carrier, clients));
    }
    const of = (carrier: Carrier): Cost => merge(costs.get(carrier)!);
    return rowsOf(clients, of('ws'), of('socket.io'), of('skyrack'));
  },
};

function clientsPossible(): number {
  const report = process.report.getReport() as { userLimits?: { open_files?: { soft?: number | string } } };
  const files = Number(report.userLimits?.open_files?.soft ?? Number.NaN);
  const clients = Number.isNaN(files) ? CLIENTS : Math.min(CLIENTS, files - OTHER_FILES);
  if (clients < LEAST_CLIENTS) throw new CannotMeasure(`only ${files} files may be open`);
  if (clients < CLIENTS) process.stdout.write(`stream: ${clients} clients, as only ${files} files may be open\n`);
  return clients;
}

async function measure(carrier: Carrier, clients: number): Promise<Cost> {
  const server = startChild(new URL('./stream-server.ts', import.meta.url), [carrier]);
  try {
    const port = (await server.line('port ')).slice('port '.length);
    const args = [port, carrier, String(clients), String(SECONDS_PER_RUN)];
    const watchers = startChild(new URL('./stream-clients.ts', import.meta.url), args);
    try {
      await watchers.line('measuring');
      const began = performance.now();
      const before = await cpuSeconds(port);
      const line = await watchers.line('measured ');
      const cpu = (await cpuSeconds(port)) - before;
      const seconds = (performance.now() - began) / 1_000;
      const { frames, bytes, p99Ms } = JSON.parse(line.slice('measured '.length));
      return {
        percent: (100 * cpu) / seconds,
        p99Ms,
        delivered: frames / (clients * SECONDS_PER_RUN),
        bytesPerFrame: bytes / frames,
      };
    } finally {
      await watchers.kill();
    }
  } finally {
    await server.kill();
  }
}

async function cpuSeconds(port: string): Promise<number> {
  return Number(await (await fetch(`http://127.0.0.1:${port}/`)).text());
}

function merge(costs: readonly Cost[]): Cost {
  const mean = (pick: (cost: Cost) => number) => costs.reduce((sum, cost) => sum + pick(cost), 0) / costs.length;
  return {
    percent: mean((cost) => cost.percent),
    p99Ms: Math.max(...costs.map((cost) => cost.p99Ms)),
    delivered: mean((cost) => cost.delivered),
    bytesPerFrame: mean((cost) => cost.bytesPerFrame),
  };
}

function rowsOf(clients: number, ws: Cost, socketIo: Cost, skyrack: Cost): BenchRow[] {
  const cost = `${clients} clients, a frame of ${Math.round(skyrack.bytesPerFrame / 1_000)} KB a second: processor`;
  const delay = `${clients} clients: delay of a frame, p99`;
  const unit = '% of a core';
  return [
    { figure: `${cost}, bare ws`, value: ws.percent, unit },
    { figure: `${cost}, plain Socket.IO`, value: socketIo.percent, unit, against: { name: 'ws', value: ws.percent } },
    {
      figure: cost,
      value: skyrack.percent,
      unit,
      against: { name: `${MOST_OF_WS} × ws`, value: MOST_OF_WS * ws.percent, good: 'below' },
    },
    { figure: cost, value: skyrack.percent, unit, against: { name: 'ws', value: ws.percent } },
    { figure: cost, value: skyrack.percent, unit, against: { name: 'Socket.IO', value: socketIo.percent } },
    { figure: `${delay}, bare ws`, value: ws.p99Ms, unit: 'ms' },
    { figure: `${delay}, plain Socket.IO`, value: socketIo.p99Ms, unit: 'ms' },
    { figure: delay, value: skyrack.p99Ms, unit: 'ms', against: { name: 'limit', value: MOST_P99_MS, good: 'below' } },
    {
      figure: `${clients} clients: share of the frames that arrived`,
      value: skyrack.delivered,
      unit: '',
      against: { name: 'limit', value: LEAST_DELIVERED, good: 'above' },
    },
  ];
}
