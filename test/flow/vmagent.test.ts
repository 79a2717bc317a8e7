import { expect, test } from 'vitest';
import type { LatestValue, SourceView } from '../../shared/wire/http.ts';
import { latestScrape, scrapeOf, startExporter, storedScrapes } from '../kit/exporter.ts';
import { startVmagent } from '../kit/scraper.ts';
import { supervise } from '../kit/supervised-server.ts';
import { testFolder, until, wait } from '../kit/test-folder.ts';
import { needs, peer } from '../peers.ts';

const RUN_MS = 4_000;
const OUTAGE_MS = 3_000;

const vmagent = peer('vmagent');
const title = 'a real vmagent writes with its bearer token, and loses and doubles nothing through a kill of Skyrack';

test.skipIf(vmagent === null)(vmagent === null ? `${title} (${needs('vmagent')})` : title, async () => {
  const server = await supervise({ dataFolder: testFolder('vmagent') });
  const exporter = await startExporter();
  const { port: scrapePort } = exporter;
  const writeUrl = `${server.url}/api/v1/write`;
  const sender = await startVmagent({ path: vmagent!, scrapePort, writeUrl, token: server.token });
  const isReal = (value: LatestValue | undefined) => value !== undefined && value.source === 'ingest';
  const hot = await until('the hot rack', 30_000, () => latestScrape(server.url), isReal);
  expect(hot).toMatchObject({ simulated: false, severity: 'critical', quality: 'good' });
  await wait(RUN_MS);
  await server.process.kill();
  await wait(OUTAGE_MS);
  await server.start();

  // Its queues are parallel: what failed comes again after what is newer.
  const goal = exporter.scrapes() - 1;
  const scrapes = async () => (await storedScrapes(server.dataFolder)).map(({ value }) => scrapeOf(value));
  const upToGoal = Array.from({ length: goal + 1 }, (_, scrape) => scrape);
  const complete = (found: readonly number[]) => upToGoal.every((scrape) => found.includes(scrape));
  await until('every scrape', 60_000, scrapes, complete, 500);
  expect(await sender.counter('vmagent_remotewrite_packets_dropped_total')).toBe(0);
  const { sources } = (await (await fetch(`${server.url}/api/v1/sources`)).json()) as { sources: SourceView[] };
  const source = sources.find(({ id }) => id === 'ingest');
  expect(source).toMatchObject({ protocol: 'remote-write', rejectedTotal: 0 });
  expect(source?.unmapped.map(({ name }) => name)).toContain('up');
  expect(await server.process.stop()).toBe(0);

  // In the order of their times, each once.
  expect((await scrapes()).filter((scrape) => scrape <= goal)).toEqual(upToGoal);
});
