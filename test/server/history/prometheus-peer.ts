import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { PbfReader } from 'pbf';
import { freePort } from '../../server-process.ts';

const READY_WITHIN_MS = 30_000;

/** A real server that speaks remote write and PromQL, on loopback, with a folder that outlives its restarts. */
export interface HistoryPeer {
  readonly writeUrl: string;
  readonly queryUrl: string;
  start(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** Makes what it has acknowledged visible to queries at once: VictoriaMetrics takes a second by itself. */
  settle(): Promise<void>;
  /** Kills it and deletes its folder. */
  remove(): Promise<void>;
}

export type PeerName = 'prometheus' | 'victoria-metrics';

/** Reason of a skip, for test names: what to install. With SKYRACK_REQUIRE_PEERS=1 a missing one is an error. */
export function missing(name: PeerName): string | null {
  if (onPath(name) !== null) return null;
  const reason = `needs ${name}: apt-get install ${name}`;
  if (process.env.SKYRACK_REQUIRE_PEERS === '1') throw new Error(reason);
  return reason;
}

/** A peer that is not started yet. `flags` are added to its own. */
export async function createPeer(name: PeerName, flags: readonly string[] = []): Promise<HistoryPeer> {
  const path = onPath(name);
  if (path === null) throw new Error(`${name} is not installed`);
  const folder = mkdtempSync(join(tmpdir(), `skyrack-${name}-`));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  const kill = async (): Promise<void> => {
    if (child === null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    child = null;
  };
  return {
    writeUrl: `${url}/api/v1/write`,
    queryUrl: url,
    async start() {
      child = spawn(path, [...flagsOf(name, folder, port), ...flags], { stdio: 'ignore' });
      await ready(child, `${url}${name === 'prometheus' ? '/-/ready' : '/health'}`);
    },
    kill,
    async settle() {
      if (name === 'victoria-metrics') await fetch(`${url}/internal/force_flush`);
    },
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function flagsOf(name: PeerName, folder: string, port: number): string[] {
  if (name === 'victoria-metrics') {
    return [
      `-storageDataPath=${join(folder, 'data')}`,
      `-httpListenAddr=127.0.0.1:${port}`,
      // Without it the same sample again is one more sample.
      '-dedup.minScrapeInterval=1ms',
      '-loggerLevel=ERROR',
    ];
  }
  const config = join(folder, 'prometheus.yml');
  writeFileSync(config, 'global: { scrape_interval: 1h }\n');
  return [
    `--config.file=${config}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--web.enable-remote-write-receiver',
    '--log.level=error',
  ];
}

async function ready(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const answered = await fetch(url).then(
      (reply) => reply.ok,
      () => false,
    );
    if (answered) return;
    if (Date.now() > deadline || child.exitCode !== null) throw new Error(`the peer did not start: ${url}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

function onPath(name: string): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder of PATH: look in the next.
    }
  }
  return null;
}

export interface WrittenSeries {
  labels: [string, string][];
  samples: { value: number; at: number }[];
}

/** An independent reading of prometheus.WriteRequest, by a library. */
export function decodeWriteRequest(bytes: Uint8Array): WrittenSeries[] {
  const all: WrittenSeries[] = [];
  new PbfReader(bytes).readFields((tag, _, pbf) => {
    if (tag !== 1) return;
    const series: WrittenSeries = { labels: [], samples: [] };
    pbf.readMessage((field: number, _found: unknown, inner: PbfReader) => {
      if (field === 1) series.labels.push(inner.readMessage(readLabel, ['', '']));
      if (field === 2) series.samples.push(inner.readMessage(readSample, { value: 0, at: 0 }));
    }, null);
    all.push(series);
  }, null);
  return all;
}

function readLabel(tag: number, label: [string, string], pbf: PbfReader): void {
  label[tag - 1] = pbf.readString();
}

function readSample(tag: number, sample: { value: number; at: number }, pbf: PbfReader): void {
  if (tag === 1) sample.value = pbf.readDouble();
  if (tag === 2) sample.at = pbf.readVarint();
}
