import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LatestValue, SourceView } from '../../shared/wire/http.ts';
import { latestScrape, scrapeOf, startExporter, storedScrapes } from '../kit/exporter.ts';
import { startRefusingProxy } from '../kit/refusing-proxy.ts';
import { scrapedByPrometheus, startPrometheus } from '../kit/scraper.ts';
import { readiness, type SupervisedServer, supervise } from '../kit/supervised-server.ts';
import { testFolder, until, wait } from '../kit/test-folder.ts';
import { fillDisk, tmpfs, tmpfsRefusal } from '../kit/tmpfs.ts';
import { needs, peer } from '../peers.ts';

const RUN_MS = 10_000;
const OUTAGE_MS = 9_000;
const DISK_MIB = 64;
/** Several times what it takes on a machine that does nothing else. */
const TIMEOUT_MS = 180_000;
/** Scrapes are a second apart; with one missing it would be two. */
const LONGEST_GAP_MS = 1_900;

const prometheus = peer('prometheus');
const named = (title: string): string => (prometheus === null ? `${title} (${needs('prometheus')})` : title);

/**
 * Prometheus scrapes once a second and writes to the server, before, during and after an outage; then what is stored is
 * what it scraped, and its own counters say that it lost nothing.
 */
async function expectNothingLost(
  server: SupervisedServer,
  writeUrl: string,
  outage: () => Promise<unknown>,
): Promise<void> {
  const exporter = await startExporter();
  const { port: scrapePort } = exporter;
  const sender = await startPrometheus({ path: prometheus!, scrapePort, writeUrl, token: server.token });
  // In the demo, the simulator wrote this rack until Prometheus came; now it is hot, and nothing about it is simulated.
  const isReal = (value: LatestValue | undefined) => value !== undefined && value.source === 'ingest';
  const hot = await until('the hot rack', 30_000, () => latestScrape(server.url), isReal);
  expect(hot).toMatchObject({ simulated: false, severity: 'critical', quality: 'good', source: 'ingest' });
  await wait(RUN_MS);
  await outage();

  // Caught up: what Prometheus had scraped by now has arrived; a series' samples arrive in order.
  const goal = (await scrapedByPrometheus(sender.url)).at(-1)!;
  const arrived = (value: LatestValue | undefined) => (value?.at ?? 0) >= goal.at;
  await until('the backlog', 30_000, () => latestScrape(server.url), arrived);
  const truth = (await scrapedByPrometheus(sender.url)).filter(({ at }) => at <= goal.at);
  expect(await latestScrape(server.url)).toMatchObject({ simulated: false, severity: 'critical', source: 'ingest' });
  expect(await sender.counter('prometheus_remote_storage_samples_failed_total')).toBe(0);
  expect(await sender.counter('prometheus_remote_storage_samples_dropped_total')).toBe(0);
  const { sources } = (await (await fetch(`${server.url}/api/v1/sources`)).json()) as { sources: SourceView[] };
  const source = sources.find(({ id }) => id === 'ingest');
  expect(source).toMatchObject({ protocol: 'remote-write', rejectedTotal: 0 });
  expect(source?.unmapped.map(({ name }) => name)).toContain('up');
  expect(await server.process.stop()).toBe(0);

  // Every scrape once, and no second without one.
  const stored = (await storedScrapes(server.dataFolder)).filter(({ at }) => at <= goal.at);
  expect(stored).toEqual(truth);
  expect(stored.map(({ value }) => scrapeOf(value))).toEqual(Array.from(stored, (_, scrape) => scrape));
  expect(stored.length).toBeGreaterThanOrEqual((RUN_MS + OUTAGE_MS) / 1000);
  expect(stored.length).toBeLessThanOrEqual(exporter.scrapes());
  const gaps = stored.slice(1).map(({ at }, earlier) => at - stored[earlier]!.at);
  expect(Math.max(...gaps)).toBeLessThan(LONGEST_GAP_MS);
}

test.skipIf(prometheus === null)(
  named('a real Prometheus turns a rack hot, and loses and doubles nothing through a kill and a 9 s outage of Skyrack'),
  { timeout: TIMEOUT_MS },
  async () => {
    const server = await supervise({ dataFolder: testFolder('flow'), env: { SKYRACK_SIMULATE: 'on' } });
    await expectNothingLost(server, `${server.url}/api/v1/write`, async () => {
      await server.process.kill();
      await wait(OUTAGE_MS);
      await server.start();
    });
  },
);

test.skipIf(prometheus === null)(
  named('a real Prometheus loses and doubles nothing through 9 s in which every write is answered 503'),
  { timeout: TIMEOUT_MS },
  async () => {
    const server = await supervise({ dataFolder: testFolder('flow') });
    const proxy = await startRefusingProxy(server.port);
    await expectNothingLost(server, `${proxy.url}/api/v1/write`, async () => {
      proxy.refuses = true;
      await wait(OUTAGE_MS);
      proxy.refuses = false;
    });
    expect(proxy.refused).toBeGreaterThan(2);
  },
);

const refusal = prometheus === null ? needs('prometheus') : tmpfsRefusal();
const title = 'a real Prometheus loses and doubles nothing while Skyrack has no room on its disk for 9 s';

test.skipIf(refusal !== null)(refusal === null ? title : `${title} (${refusal})`, { timeout: TIMEOUT_MS }, async () => {
  const disk = tmpfs(DISK_MIB);
  const server = await supervise({ dataFolder: join(disk, 'data') });
  const unready = ({ degraded }: { degraded: readonly string[] }) => degraded.length > 0;
  await expectNothingLost(server, `${server.url}/api/v1/write`, async () => {
    const filler = fillDisk(disk, 0);
    await until('a full disk', 10_000, () => readiness(server.url), unready);
    await wait(OUTAGE_MS);
    await rm(filler);
  });
});
