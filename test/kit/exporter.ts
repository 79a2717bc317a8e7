import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readJournal } from '../../server/journal/index.ts';
import { isSimulated } from '../../shared/model/sample.ts';
import type { LatestValue } from '../../shared/wire/http.ts';

/** A rack of the demo zone and the exporter's name for its inlet. */
const RACK = 'rack/qingyun/p1-h03/r12/08';
const METRIC = 'rack.inlet-top';
const SERIES = 'rack_inlet_celsius{dc="qingyun",hall="p1-h03",row="r12",rack="08",position="top"}';
/** Above 35 °C a rack inlet is critical; each scrape reads a little more, so that its value tells it from all others. */
const FIRST_CELSIUS = 36;
const STEP_CELSIUS = 0.01;

export interface Point {
  readonly at: number;
  readonly value: number;
}

export interface Exporter {
  readonly port: number;
  /** How often it was read. */
  scrapes(): number;
}

/** A PDU's exporter whose one value counts the scrapes. It ends with the test. */
export async function startExporter(): Promise<Exporter> {
  let scrapes = 0;
  const server = createServer((_request, response) => {
    const value = (FIRST_CELSIUS + STEP_CELSIUS * scrapes++).toFixed(2);
    response.setHeader('Content-Type', 'text/plain; version=0.0.4');
    response.end(`# TYPE rack_inlet_celsius gauge\n${SERIES} ${value}\n`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, scrapes: () => scrapes };
}

/** Which scrape a value was given to, counted from 0. */
export function scrapeOf(value: number): number {
  return Math.round((value - FIRST_CELSIUS) / STEP_CELSIUS);
}

/** The exporter's value as the server has it now. */
export async function latestScrape(url: string): Promise<LatestValue | undefined> {
  const query = new URLSearchParams({ resource: RACK, metric: METRIC });
  const { values } = (await (await fetch(`${url}/api/v1/latest?${query}`)).json()) as { values: LatestValue[] };
  return values[0];
}

/** The exporter's values that a real source brought, by time, as often as they lie in the journal. */
export async function storedScrapes(dataFolder: string): Promise<readonly Point[]> {
  const points: Point[] = [];
  for await (const { resource, metric, at, value, quality } of readJournal(join(dataFolder, 'journal'))) {
    if (resource === RACK && metric === METRIC && !isSimulated(quality)) points.push({ at, value });
  }
  return points.sort((a, b) => a.at - b.at);
}
