import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { stablePort } from './stable-port.ts';

const ENTRY = resolve(import.meta.dirname, '../../.build/server/main.js');

/** A server that may not come up: nothing waits for it to be ready. It is without simulation and history, and is killed when the test ends. */
export interface RawServer {
  readonly child: ChildProcess;
  readonly dataFolder: string;
  /** Resolves with the exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  output(): string;
}

export async function spawnSkyrack({
  dataFolder,
  zone,
  port,
  env = {},
}: {
  dataFolder: string;
  zone: string;
  port?: number;
  env?: Readonly<Record<string, string>>;
}): Promise<RawServer> {
  const child = spawn(process.execPath, [ENTRY], {
    env: {
      PATH: process.env.PATH ?? '',
      SKYRACK_PORT: String(port ?? (await stablePort())),
      SKYRACK_DATA: dataFolder,
      SKYRACK_ZONE: zone,
      SKYRACK_SIMULATE: 'off',
      SKYRACK_HISTORY: 'off',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  // `close` comes when the last of what it printed has been read, too.
  const exited = new Promise<number | null>((done) => child.on('close', (code) => done(code)));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  return { child, dataFolder, exited, output: () => output };
}
