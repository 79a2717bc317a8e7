import { onTestFinished } from 'vitest';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';
import { stablePort } from './stable-port.ts';

/** The built server as a supervisor runs it: always the same port and the same data folder, whatever happens to it. */
export interface SupervisedServer {
  readonly url: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly token: string;
  /** The process that runs now, or ran last. */
  readonly process: SkyrackProcess;
  /** Starts it again after its end; resolves when it is ready, with the milliseconds that it took. */
  start(): Promise<number>;
  /** SIGKILL, and a start; the milliseconds of the start. */
  killAndStart(): Promise<number>;
}

export interface SupervisedOptions {
  readonly dataFolder: string;
  /** Folder of a zone pack; without one it is the demo zone. */
  readonly zone?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts it once, without simulation and without history, which has tests of its own; it is killed when the test ends. */
export async function supervise({ dataFolder, zone, env = {} }: SupervisedOptions): Promise<SupervisedServer> {
  const port = await stablePort();
  const startProcess = () =>
    startSkyrack({
      dataFolder,
      port,
      env: {
        SKYRACK_SIMULATE: 'off',
        SKYRACK_HISTORY: 'off',
        ...(zone === undefined ? {} : { SKYRACK_ZONE: zone }),
        ...env,
      },
    });
  let running = await startProcess();
  onTestFinished(() => running.kill());
  const start = async (): Promise<number> => {
    const began = performance.now();
    running = await startProcess();
    return performance.now() - began;
  };
  return {
    url: running.url,
    port,
    dataFolder,
    token: running.token,
    get process() {
      return running;
    },
    start,
    async killAndStart() {
      await running.kill();
      return start();
    },
  };
}

/** `GET /readyz`, whatever its status. */
export async function readiness(url: string): Promise<{ ready: boolean; degraded: readonly string[] }> {
  return (await (await fetch(`${url}/readyz`)).json()) as { ready: boolean; degraded: readonly string[] };
}
