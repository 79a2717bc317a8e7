import type { Inventory, LiveState } from '../../server/ports.ts';
import { packQuality } from '../../shared/model/sample.ts';
import { smallInventory } from '../server/live/inventory.ts';

/** One floor whose frame, when all its racks change, has about 30 KB. */
const RACKS = 3_300;
export const TOPIC = 'floor/power/hall/dc/p1-h01';
export const FRAME_MS = 1_000;

/** Values that change all at once, without anything that a real live state works out: what is measured is the stream. */
export interface StreamLoad {
  readonly inventory: Inventory;
  readonly live: LiveState;
  /** Runs a tick; with `changed`, every value of the topic is another one in it. */
  tick(now: number, changed: boolean): void;
}

export function createStreamLoad(): StreamLoad {
  const inventory = smallInventory({ halls: 2, racksPerHall: RACKS });
  const { seriesCount } = inventory.dictionary;
  const value = new Float64Array(seriesCount);
  const at = new Float64Array(seriesCount);
  const changedTick = new Uint32Array(seriesCount);
  const listeners: ((tick: number, now: number) => void)[] = [];
  let tick = 1;
  const live: LiveState = {
    value,
    at,
    receivedAt: at,
    flags: new Uint16Array(seriesCount).fill(packQuality('good')),
    source: new Uint16Array(seriesCount),
    sourceNames: ['none'],
    intervalMs: new Float64Array(seriesCount).fill(FRAME_MS),
    changedTick,
    get tick() {
      return tick;
    },
    apply: () => undefined,
    runTick(now) {
      tick++;
      for (const listener of listeners) listener(tick, now);
    },
    onTick: (listener) => listeners.push(listener),
    stateOf: () => null,
    attention: () => ({ counts: {}, worst: [], total: 0, simulated: 0, real: 0, stale: 0 }),
    save: () => new Uint8Array(0),
    load: () => false,
    reset: () => undefined,
    derived: () => ({
      series: new Uint32Array(0),
      at: new Float64Array(0),
      value: new Float64Array(0),
      quality: new Uint8Array(0),
    }),
  };
  return {
    inventory,
    live,
    tick(now, changed) {
      if (changed) {
        for (let series = 0; series < seriesCount; series++) value[series] = (tick * 31 + series * 17) % 4_000;
        at.fill(now);
        changedTick.fill(tick + 1);
      }
      live.runTick(now);
    },
  };
}
