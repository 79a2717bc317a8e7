import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
/** What `npm start` runs. */
const START: string = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts.start;

export interface SkyrackProcess {
  readonly url: string;
  readonly port: number;
  readonly token: string;
  readonly pid: number;
  /** What it printed so far. */
  output(): string;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** Resolves with the exit code whenever it ends. */
  readonly exited: Promise<number | null>;
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Starts the built server on loopback and resolves when it is ready; rejects with its output when it exits before. */
export async function startSkyrack(options: {
  dataFolder: string;
  port?: number;
  env?: Record<string, string>;
}): Promise<SkyrackProcess> {
  const port = options.port ?? (await freePort());
  const child: ChildProcess = spawn('sh', ['-c', `exec ${START}`], {
    cwd: ROOT,
    env: {
      PATH: [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter),
      SKYRACK_HOST: '127.0.0.1',
      SKYRACK_PORT: String(port),
      SKYRACK_DATA: options.dataFolder,
      // Seven days of past cost every start half a minute of a processor; tests of it turn it on.
      SKYRACK_WARM_UP: 'off',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  const exited = new Promise<number | null>((done) =>
    child.on('exit', (code, signal) => {
      if (signal !== null && signal !== 'SIGKILL')
        process.stderr.write(`skyrack ended by ${signal}:\n${output.slice(-2_000)}\n`);
      done(code);
    }),
  );
  let gone = false;
  void exited.then(() => {
    gone = true;
  });
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 30_000;
  for (;;) {
    if (gone) throw new Error(`skyrack exited before it was ready:\n${output}`);
    if (Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`skyrack was not ready in 30 s:\n${output}`);
    }
    const ready = await fetch(`${url}/readyz`).then(
      (reply) => reply.ok,
      () => false,
    );
    if (ready) break;
    await new Promise((wait) => setTimeout(wait, 50));
  }
  const token =
    options.env?.SKYRACK_INGEST_TOKEN ?? readFileSync(join(options.dataFolder, 'ingest-token'), 'utf8').trim();
  return {
    url,
    port,
    token,
    pid: child.pid!,
    output: () => output,
    exited,
    async stop() {
      child.kill('SIGTERM');
      return exited;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
