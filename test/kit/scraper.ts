import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Point } from './exporter.ts';
import { stablePort } from './stable-port.ts';
import { testFolder, until } from './test-folder.ts';

/** What is scraped every second, and where it is written. */
export interface ScraperOptions {
  /** Path of the program. */
  readonly path: string;
  readonly scrapePort: number;
  readonly writeUrl: string;
  readonly token: string;
}

/** A real program that scrapes and writes; it ends with the test. */
export interface Scraper {
  readonly url: string;
  /** Sum of one of its own counters over its queues; fails when it has none of that name. */
  counter(name: string): Promise<number>;
}

/** Prometheus with the configuration of the README, but scraping every second. */
export function startPrometheus({ path, scrapePort, writeUrl, token }: ScraperOptions): Promise<Scraper> {
  const folder = testFolder('prometheus');
  const config = join(folder, 'prometheus.yml');
  writeFileSync(
    config,
    `${scrapeConfig(scrapePort)}
remote_write:
  - url: ${writeUrl}
    authorization: { type: Bearer, credentials: ${token} }
`,
  );
  return run(path, '/-/ready', (address) => [
    `--config.file=${config}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=${address}`,
    // Skyrack is stopped first, so what is scraped after the test cannot be delivered.
    '--storage.remote.flush-deadline=1s',
    '--log.level=error',
  ]);
}

/** The agent of VictoriaMetrics. */
export function startVmagent({ path, scrapePort, writeUrl, token }: ScraperOptions): Promise<Scraper> {
  const folder = testFolder('vmagent');
  const config = join(folder, 'scrape.yml');
  writeFileSync(config, scrapeConfig(scrapePort));
  return run(path, '/health', (address) => [
    `-promscrape.config=${config}`,
    `-remoteWrite.url=${writeUrl}`,
    `-remoteWrite.bearerToken=${token}`,
    `-remoteWrite.tmpDataPath=${join(folder, 'queue')}`,
    `-httpListenAddr=${address}`,
    '-loggerLevel=ERROR',
  ]);
}

function scrapeConfig(port: number): string {
  return `global:
  scrape_interval: 1s
scrape_configs:
  - job_name: pdu
    static_configs: [{ targets: ['127.0.0.1:${port}'] }]
`;
}

async function run(path: string, readyPath: string, flags: (address: string) => readonly string[]): Promise<Scraper> {
  const address = `127.0.0.1:${await stablePort()}`;
  const child = spawn(path, flags(address), { stdio: 'ignore' });
  const exited = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await exited;
  });
  const url = `http://${address}`;
  const ready = () =>
    fetch(`${url}${readyPath}`).then(
      ({ ok }) => ok,
      () => false,
    );
  await until(path, 30_000, ready, (ok) => ok);
  return {
    url,
    async counter(name) {
      const text = await (await fetch(`${url}/metrics`)).text();
      const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
      expect(lines, name).not.toEqual([]);
      return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
    },
  };
}

/** What Prometheus itself has stored of the exporter's value: its own record of its scrapes. */
export async function scrapedByPrometheus(url: string): Promise<readonly Point[]> {
  const query = new URLSearchParams({ query: 'rack_inlet_celsius[5m]' });
  const reply = await fetch(`${url}/api/v1/query?${query}`);
  const { data } = (await reply.json()) as { data: { result: { values: [number, string][] }[] } };
  return (data.result[0]?.values ?? []).map(([seconds, value]) => ({
    at: Math.round(seconds * 1000),
    value: Number(value),
  }));
}
