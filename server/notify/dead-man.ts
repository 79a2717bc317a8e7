import { type Clock, DeliveryFailed } from '../ports.ts';
import { Attempt } from './attempt.ts';
import { exchange } from './webhook.ts';

const EVERY_MS = 60_000;
const TIMEOUT_MS = 10_000;

/**
 * Asks an address outside for as long as all is well here, so that somebody else notices when it no longer is. The address
 * is the settings' own, and may be anywhere.
 */
export interface DeadMan {
  /** Pings when a minute has passed and nothing is wrong. */
  tick(): void;
  readonly answeredAt: number | null;
  degraded(): readonly string[];
}

/** `unwell` says what is wrong with this server, null when nothing is. */
export function createDeadMan(url: string, unwell: () => string | null, clock: Clock, signal: AbortSignal): DeadMan {
  let nextAt = 0;
  let answeredAt: number | null = null;
  let problem: string | null = null;
  const ping = async (): Promise<void> => {
    try {
      const status = await exchange(new URL(url), { method: 'GET', agent: false, signal }, null, TIMEOUT_MS);
      if (status < 200 || status >= 300) throw new Attempt('again', `answered ${status}`);
      answeredAt = clock();
      problem = null;
    } catch (error) {
      if (!(error instanceof Attempt || error instanceof DeliveryFailed)) throw error;
      problem = error.message;
    }
  };
  return {
    tick() {
      if (clock() < nextAt) return;
      nextAt = clock() + EVERY_MS;
      const wrong = unwell();
      if (wrong === null) void ping();
      else problem = `held back: ${wrong}`;
    },
    get answeredAt() {
      return answeredAt;
    },
    degraded: () => (problem === null ? [] : [`the dead-man ping failed: ${problem}`]),
  };
}
