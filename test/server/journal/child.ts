import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A script in a process of its own. */
export interface Child {
  readonly process: ChildProcess;
  /** Every line that it prints, given as it comes. */
  readonly lines: string[];
  /** Resolves with the first line that starts so; rejects when the process ends before. */
  line(start: string): Promise<string>;
  /** SIGKILL to this process alone; resolves when it is gone. */
  kill(): Promise<void>;
  readonly ended: Promise<number | null>;
}

export function startChild(script: URL, args: readonly string[]): Child {
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const output = createInterface({ input: child.stdout });
  output.on('line', (line) => lines.push(line));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    process: child,
    lines,
    ended,
    line(start) {
      return new Promise((resolve, reject) => {
        const look = () => {
          const found = lines.find((line) => line.startsWith(start));
          if (found !== undefined) resolve(found);
        };
        output.on('line', look);
        void ended.then(() => reject(new Error(`ended without "${start}"`)));
        look();
      });
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
