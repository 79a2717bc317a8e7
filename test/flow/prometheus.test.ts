import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readJournal } from '../../server/journal/index.ts';
import { isSimulated } from '../../shared/model/sample.ts';
import type { LatestValue, SourceView } from '../../shared/wire/http.ts';
import { needs, peer } from '../peers.ts';
import { freePort, startSkyrack } from '../server-process.ts';

const RACK = 'rack/qingyun/p1-h03/r12/08';
const METRIC = 'rack.inlet-top';
const SERIES = 'rack_inlet_celsius{dc="qingyun",hall="p1-h03",row="r12",rack="08",position="top"}';
/** Above 35 °C a rack inlet is critical; each scrape reads a little more, so that its value tells it from all others. */
const FIRST_CELSIUS = 36;
const STEP_CELSIUS = 0.01;
const RUN_MS = 10_000;
const OUTAGE_MS = 9_000;

const prometheus = peer('prometheus');
const title = 'a real Prometheus turns a rack hot, and loses and doubles nothing through a 9 s outage of Skyrack';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Asks until the answer is accepted; fails with what it saw last. */
async function until<T>(
  what: string,
  limitMs: number,
  ask: () => Promise<T>,
  accept: (answer: T) => boolean,
): Promise<T> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (accept(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`${what} did not come in ${limitMs} ms: ${JSON.stringify(answer)}`);
    await wait(200);
  }
}

/** A PDU's exporter; `scrapes` counts how often it was read. */
async function startExporter(): Promise<{ port: number; scrapes(): number }> {
  let scrapes = 0;
  const server: Server = createServer((_request, response) => {
    const value = (FIRST_CELSIUS + STEP_CELSIUS * scrapes++).toFixed(2);
    response.setHeader('Content-Type', 'text/plain; version=0.0.4');
    response.end(`# TYPE rack_inlet_celsius gauge\n${SERIES} ${value}\n`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUp.push(async () => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, scrapes: () => scrapes };
}

/** Prometheus with the configuration of the README, but scraping every second. */
async function startPrometheus(path: string, scrapePort: number, writeUrl: string, token: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'skyrack-prometheus-'));
  const config = join(folder, 'prometheus.yml');
  writeFileSync(
    config,
    `global:
  scrape_interval: 1s
scrape_configs:
  - job_name: pdu
    static_configs: [{ targets: ['127.0.0.1:${scrapePort}'] }]
remote_write:
  - url: ${writeUrl}
    authorization: { type: Bearer, credentials: ${token} }
`,
  );
  const port = await freePort();
  const flags = [
    `--config.file=${config}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    // Skyrack is stopped first, so what is scraped after the test cannot be delivered.
    '--storage.remote.flush-deadline=1s',
    '--log.level=error',
  ];
  const child: ChildProcess = spawn(path, flags, { stdio: 'ignore' });
  const exited = once(child, 'exit');
  cleanUp.push(async () => {
    child.kill('SIGTERM');
    await exited;
  });
  const url = `http://127.0.0.1:${port}`;
  const ready = () =>
    fetch(`${url}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  await until('Prometheus', 20_000, ready, (ok) => ok);
  return url;
}

interface Point {
  readonly at: number;
  readonly value: number;
}

/** What Prometheus itself has stored of the rack: its own record of its scrapes. */
async function scraped(url: string): Promise<readonly Point[]> {
  const query = new URLSearchParams({ query: 'rack_inlet_celsius[5m]' });
  const reply = await fetch(`${url}/api/v1/query?${query}`);
  const { data } = (await reply.json()) as { data: { result: { values: [number, string][] }[] } };
  return (data.result[0]?.values ?? []).map(([seconds, value]) => ({
    at: Math.round(seconds * 1000),
    value: Number(value),
  }));
}

/** Sum over the queues of one of Prometheus' own counters. */
async function ownCounter(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  expect(lines, name).not.toEqual([]);
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}

async function latest(url: string): Promise<LatestValue | undefined> {
  const query = new URLSearchParams({ resource: RACK, metric: METRIC });
  const { values } = (await (await fetch(`${url}/api/v1/latest?${query}`)).json()) as { values: LatestValue[] };
  return values[0];
}

/** Samples of the rack that real sources wrote, as often as they lie in the journal. */
async function stored(dataFolder: string): Promise<readonly Point[]> {
  const points: Point[] = [];
  for await (const { resource, metric, at, value, quality } of readJournal(join(dataFolder, 'journal'))) {
    if (resource === RACK && metric === METRIC && !isSimulated(quality)) points.push({ at, value });
  }
  return points.sort((a, b) => a.at - b.at);
}

test.skipIf(prometheus === null)(prometheus === null ? `${title} (${needs('prometheus')})` : title, async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'skyrack-flow-'));
  const first = await startSkyrack({ dataFolder });
  cleanUp.push(() => first.kill());
  const exporter = await startExporter();
  const sender = await startPrometheus(prometheus!, exporter.port, `${first.url}/api/v1/write`, first.token);

  // The simulator wrote this rack until Prometheus came; now it is hot, and nothing about it is simulated.
  const isReal = (value: LatestValue | undefined) => value !== undefined && value.source === 'ingest';
  const hot = await until('the hot rack', 20_000, () => latest(first.url), isReal);
  expect(hot).toMatchObject({ simulated: false, severity: 'critical', quality: 'good', source: 'ingest' });
  expect(hot?.value).toBeGreaterThanOrEqual(FIRST_CELSIUS);
  await wait(RUN_MS);

  await first.kill();
  await wait(OUTAGE_MS);
  const second = await startSkyrack({ dataFolder, port: first.port });
  cleanUp.push(() => second.kill());

  // Caught up: what Prometheus had scraped by now has arrived; a series' samples arrive in order.
  const goal = (await scraped(sender)).at(-1)!;
  await until(
    'the backlog',
    30_000,
    () => latest(second.url),
    (value) => (value?.at ?? 0) >= goal.at,
  );
  const truth = (await scraped(sender)).filter(({ at }) => at <= goal.at);
  expect(await latest(second.url)).toMatchObject({ simulated: false, severity: 'critical', source: 'ingest' });
  expect(await ownCounter(sender, 'prometheus_remote_storage_samples_failed_total')).toBe(0);
  expect(await ownCounter(sender, 'prometheus_remote_storage_samples_dropped_total')).toBe(0);
  const { sources } = (await (await fetch(`${second.url}/api/v1/sources`)).json()) as { sources: SourceView[] };
  const source = sources.find(({ id }) => id === 'ingest');
  expect(source).toMatchObject({ protocol: 'remote-write', rejectedTotal: 0 });
  expect(source?.unmapped.map(({ name }) => name)).toContain('up');
  expect(await second.stop()).toBe(0);

  // Every scrape once: neither lost with the process that was killed nor doubled by what was sent again.
  expect((await stored(dataFolder)).filter(({ at }) => at <= goal.at)).toEqual(truth);
  expect(truth.length).toBeGreaterThanOrEqual((RUN_MS + OUTAGE_MS) / 1000);
  expect(truth.length).toBeLessThanOrEqual(exporter.scrapes());
  const values = truth.map(({ value }) => Math.round((value - FIRST_CELSIUS) / STEP_CELSIUS));
  expect(values).toEqual(Array.from(truth, (_, scrape) => scrape));
});
