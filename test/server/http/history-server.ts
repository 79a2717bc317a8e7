import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { onTestFinished } from 'vitest';
import { onError } from '../../../server/http/errors.ts';
import { mountHistory } from '../../../server/http/history.ts';
import { createLive } from '../../../server/live/index.ts';
import type { History, Inventory } from '../../../server/ports.ts';
import { createPastStates } from '../../../server/stream/past-state.ts';
import type { Downtime } from '../../../shared/wire/history.ts';
import { createMemoryHistory, type MemoryHistory } from '../history-fake/memory-history.ts';
import { type Row, recordOf, START } from '../live/bed.ts';
import { smallInventory } from '../live/inventory.ts';

/** The routes of the past on 127.0.0.1, over a history in memory. */
export interface HistoryServer {
  readonly url: string;
  readonly inventory: Inventory;
  readonly history: MemoryHistory;
  now: number;
  /** Rows of one record, measured and received at `at`. */
  keep(at: number, rows: readonly Row[]): void;
  get(address: string): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }>;
}

export async function startHistoryServer(
  options: {
    inventory?: Inventory;
    change?: (history: MemoryHistory) => History;
    budgetMs?: number;
    downtimes?: Downtime['spans'];
  } = {},
): Promise<HistoryServer> {
  const { inventory = smallInventory(), change = (history) => history, budgetMs, downtimes = [] } = options;
  const memory = createMemoryHistory({ inventory });
  const history = change(memory);
  const live = createLive({ inventory, clock: () => bed.now });
  const emptyLive = () => createLive({ inventory, clock: () => bed.now, tickMs: 1_000 });
  const clock = () => bed.now;
  const app = express();
  app.set('query parser', 'simple');
  const past = createPastStates({ history, inventory, live, emptyLive, clock });
  const alarms = { downtime: () => ({ watchedSince: START, spans: [...downtimes], more: false }) };
  mountHistory(app, { history, past, inventory, clock, ...(budgetMs === undefined ? {} : { budgetMs }) }, alarms);
  app.use(onError);
  const server = createServer(app);
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  let sequence = 0;
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const bed: HistoryServer = {
    url,
    inventory,
    history: memory,
    now: START,
    keep(at, rows) {
      void memory.apply(++sequence, recordOf(inventory, at, rows));
    },
    async get(address) {
      const response = await fetch(url + address);
      const isJson = response.headers.get('content-type')?.includes('json') ?? false;
      const body = (isJson ? await response.json() : {}) as Record<string, unknown>;
      return { status: response.status, headers: response.headers, body };
    },
  };
  return bed;
}
