import { spawn } from 'node:child_process';
import { accessSync, constants, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { freePort } from '../server-process.ts';
import { temporaryFolder } from './bench-zone.ts';

/** A real server that takes remote write, to compare with. */
export interface PeerProcess {
  readonly name: string;
  readonly pid: number;
  readonly writeUrl: string;
  /** Below it is the query API of Prometheus. */
  readonly queryUrl: string;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 30_000;
/** The past that a bench makes up is older than what they would keep by themselves. */
const KEPT = '2y';

const STARTS = {
  Prometheus: { command: 'prometheus', start: startPrometheus },
  VictoriaMetrics: { command: 'victoria-metrics', start: startVictoria },
} as const;
type PeerName = keyof typeof STARTS;

/** Those peers, or all, that are installed, started on a free port of loopback with an empty folder. */
export async function startPeers(
  names: readonly PeerName[] = ['Prometheus', 'VictoriaMetrics'],
): Promise<PeerProcess[]> {
  const peers: PeerProcess[] = [];
  for (const name of names) {
    const path = onPath(STARTS[name].command);
    if (path !== null) peers.push(await STARTS[name].start(path));
  }
  return peers;
}

function onPath(name: string): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder of PATH.
    }
  }
  return null;
}

async function startPrometheus(path: string): Promise<PeerProcess> {
  const folder = temporaryFolder('prometheus');
  const config = join(folder, 'prometheus.yml');
  writeFileSync(config, 'global: { scrape_interval: 1h }\n');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const flags = [
    `--config.file=${config}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--storage.tsdb.retention.time=${KEPT}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--web.enable-remote-write-receiver',
    '--log.level=error',
  ];
  return startPeer('Prometheus', path, flags, url, '/-/ready');
}

async function startVictoria(path: string): Promise<PeerProcess> {
  const folder = temporaryFolder('victoria');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const flags = [
    `-storageDataPath=${folder}`,
    `-httpListenAddr=127.0.0.1:${port}`,
    `-retentionPeriod=${KEPT}`,
    '-loggerLevel=ERROR',
  ];
  return startPeer('VictoriaMetrics', path, flags, url, '/health');
}

async function startPeer(
  name: string,
  path: string,
  flags: readonly string[],
  url: string,
  readyPath: string,
): Promise<PeerProcess> {
  const child = spawn(path, flags, { stdio: 'ignore' });
  const gone = new Promise<void>((done) => child.on('exit', () => done()));
  const deadline = Date.now() + READY_WITHIN_MS;
  while (
    !(await fetch(`${url}${readyPath}`).then(
      (reply) => reply.ok,
      () => false,
    ))
  ) {
    if (Date.now() > deadline || child.exitCode !== null) throw new Error(`${name} did not start`);
    await new Promise((wait) => setTimeout(wait, 100));
  }
  return {
    name,
    pid: child.pid!,
    writeUrl: `${url}/api/v1/write`,
    queryUrl: url,
    async stop() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
