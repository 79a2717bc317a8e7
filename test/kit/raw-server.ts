import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { freePort } from '../server-process.ts';

const ENTRY = resolve(import.meta.dirname, '../../.build/server/main.js');

/** A server that may not come up: nothing waits for it to be ready. It is killed when the test ends. */
export interface RawServer {
  readonly child: ChildProcess;
  readonly dataFolder: string;
  /** Resolves with the exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  output(): string;
}

export async function spawnSkyrack({ dataFolder, zone }: { dataFolder: string; zone: string }): Promise<RawServer> {
  const child = spawn(process.execPath, [ENTRY], {
    env: {
      PATH: process.env.PATH ?? '',
      SKYRACK_PORT: String(await freePort()),
      SKYRACK_DATA: dataFolder,
      SKYRACK_ZONE: zone,
      SKYRACK_SIMULATE: 'off',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const exited = new Promise<number | null>((done) => child.on('exit', (code) => done(code)));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  return { child, dataFolder, exited, output: () => output };
}
