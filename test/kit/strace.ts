import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { needs, peer } from '../peers.ts';
import { until } from './test-folder.ts';

const strace = peer('strace');
const PROBE_MS = 1_000;

/** Why system calls of a running process cannot be made to fail on this machine, null when they can. */
export function straceRefusal(): string | null {
  if (strace === null) return needs('strace');
  const other = spawn(process.execPath, ['-e', `setTimeout(() => {}, ${PROBE_MS})`], { stdio: 'ignore' });
  // It ends with the process that it follows, or at once with an error.
  const { status } = spawnSync(strace, ['-f', '-p', String(other.pid), '-e', 'trace=fdatasync'], { stdio: 'ignore' });
  return status === 0 ? null : 'needs the right to trace processes';
}

/**
 * From when this resolves on, a running process' system calls of a name go as told: `error=EIO`, or
 * `delay_enter=200000` (µs). `end` lets it be.
 */
export async function injectFault(pid: number, call: string, fault: string): Promise<{ end(): Promise<void> }> {
  const child: ChildProcess = spawn(
    strace!,
    ['-f', '-p', String(pid), '-e', `trace=${call}`, '-e', `inject=${call}:${fault}`],
    {
      stdio: 'ignore',
    },
  );
  const ended = new Promise<void>((done) => child.on('exit', () => done()));
  await until(
    'the tracer',
    10_000,
    () => isTraced(pid),
    (traced) => traced,
  );
  return {
    async end() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** A process that is gone was traced: a fault may end it before anybody looks. */
function isTraced(pid: number): boolean {
  try {
    return /^TracerPid:\s+[1-9]/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch (error) {
    // ESRCH: it went between the opening of the file and the reading.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return true;
    throw error;
  }
}
